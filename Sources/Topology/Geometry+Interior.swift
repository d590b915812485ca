import CGEOS
public import SimpleFeatures

extension Geometry {
    /// A position that lies in the shape, well away from its border where it is an area.
    ///
    /// GEOS takes the middle of the widest of the runs that a parallel half-way up cuts out of the
    /// areas; of a shape without areas it is a position of its lines or points.
    ///
    /// - Returns: `nil` for an empty shape.
    /// - Throws: ``TopologyError`` when a ring is none or GEOS fails.
    /// - Complexity: O(*n*), *n* the number of positions.
    /// - SeeAlso: GEOS documentation, class `InteriorPointArea`.
    public func interiorPosition() throws(TopologyError) -> Coordinate? {
        let context = try GEOSContext()
        let shape = try GEOSGeometry(self, in: context)
        let function = "GEOSPointOnSurface_r"
        let point = unsafe try GEOSGeometry(
            owning: GEOSPointOnSurface_r(context.handle, shape.pointer), from: function,
            in: context)
        return try point.value(from: function).positions.first
    }
}
