/// The regions of a set, made ready to be asked which of them features belong to.
///
/// Making it costs as much as many answers, so one value serves a whole layer. Of several sets that were
/// put together each is asked by itself, as if it were alone: what is decided between neighbours, such
/// as who has a border, is decided in each.
public struct RegionFiler: ~Copyable {
    /// The set.
    public let set: RegionSet
    /// Each set that it was put together out of, with the number of its first region.
    private let parts: [(first: Int, filer: SetFiler)]

    /// Makes a set ready.
    ///
    /// - Parameters:
    ///   - set: Regions with valid polygons.
    ///   - toleranceMetres: How far outside a region a position is still filed there, along the
    ///     geodesic to the nearest border; 0 switches that rule off.
    /// - Complexity: O(*n* log *n*), *n* the positions of the regions.
    public init(_ set: RegionSet, toleranceMetres: Double = RegionSet.toleranceMetres) {
        self.set = set
        let ranges = set.parts
        parts =
            ranges.count < 2
            ? [(0, SetFiler(set, toleranceMetres: toleranceMetres))]
            : ranges.map { range in
                let part = RegionSet(name: set.name, regions: Array(set.regions[range]))
                return (range.lowerBound, SetFiler(part, toleranceMetres: toleranceMetres))
            }
    }

    /// Whether a feature is asked for its `gazetteer_id`, because regions have members.
    public var asksForMembers: Bool { parts.contains { $0.filer.asksForMembers } }

    /// Files features by the rules of ``RegionSet/file(_:parents:toleranceMetres:)``.
    ///
    /// - Parameters:
    ///   - clues: What is known of each feature.
    ///   - parents: For a gazetteer's id, the ids of the places that hold it, nearest first.
    /// - Returns: One answer a feature, in their order: the regions of all sets in which it is filed, by
    ///   the rule of the first that has it; the first set's answer where none has.
    /// - Throws: ``RegionError`` when GEOS fails on a region.
    /// - Complexity: For each set O(log *n*) a point, *n* the positions of the regions, where no great
    ///   number of sides meets at it; for a point outside all regions and a shape across borders also
    ///   what ``RegionOutlines`` and ``RegionShares`` say.
    public mutating func file(
        _ clues: [FilingClues], parents: (String) -> [String]
    ) throws(RegionError) -> [Filing.Answer] {
        var joined: [Filing.Answer] = []
        for part in parts {
            let answers = try part.filer.file(clues, parents: parents)
            guard parts.count > 1 else { return answers }
            let shifted = answers.map { $0.shifted(by: part.first) }
            joined = joined.isEmpty ? shifted : zip(joined, shifted).map { $0.joined(with: $1) }
        }
        return joined
    }
}
