public import SimpleFeatures

extension RegionSet {
    /// How far from a polygon a position may lie and still be filed in it, unless said otherwise.
    ///
    /// Generalised borders are off by kilometres: of the 3,731 polling localities of Bolivia (2025)
    /// 27 lie outside Natural Earth's departments, the furthest by 2.4 km.
    public static let toleranceMetres = 10_000.0

    /// Files each feature under the regions it belongs to.
    ///
    /// The rules, in order: (1) the feature's `gazetteer_id` is a member of a region; (2) one of
    /// the places that hold it is, the nearest first; then, unless `geo_prec` is "country" or
    /// "unknown", (3) a polygon has the position in its inside; (4) it lies on a border, of which the
    /// first region in the set's order has it; (5) the nearest polygon is at most the tolerance
    /// away, the first of equally near ones. Where regions overlap, rules 1 to 3 file a feature in
    /// each of them. A line or an area belongs to the region that has the most of its length or
    /// area, the first of equal ones, and where regions overlap to the others that have more than
    /// half of it; one that meets no region, like a set of points, is filed by its representative
    /// position. A feature without a shape that no member claims is "no place", whatever its
    /// precision. The point of an area (`geo_prec` "admin1" or "area") is filed by its position
    /// only where the circle of `uncertainty_km` around it stays in the region; otherwise it is too
    /// vague. Where several sets are together, all of this holds for each of them by itself.
    ///
    /// - Parameters:
    ///   - features: Any features; the columns `gazetteer_id` and `geo_prec` may be missing.
    ///   - parents: For a gazetteer's id, the ids of the places that hold it, nearest first.
    ///   - toleranceMetres: Along the geodesic to the nearest border; 0 switches rule 5 off.
    /// - Returns: One answer a feature, in their order.
    /// - Throws: ``RegionError`` when GEOS fails on a region.
    /// - Complexity: That of making a ``RegionFiler`` and of asking it.
    public func file(
        _ features: [Feature], parents: (String) -> [String],
        toleranceMetres: Double = RegionSet.toleranceMetres
    ) throws(RegionError) -> Filing {
        var filer = RegionFiler(self, toleranceMetres: toleranceMetres)
        return Filing(answers: try filer.file(features.map(FilingClues.init), parents: parents))
    }
}
