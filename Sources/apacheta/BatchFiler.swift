import Formats
import Regions
import SimpleFeatures

/// Files the features of windows under regions, one window after the other.
final class BatchFiler {
    private var filer: RegionFiler
    private var parents = KnownParents()

    init(_ set: RegionSet) { filer = RegionFiler(set) }

    /// Where each feature of a window is filed, in order.
    ///
    /// - Throws: `RegionError` when GEOS fails on a region, ``Failure`` when the gazetteer is needed and
    ///   is not there.
    func answers(for batch: borrowing FeatureBatch) throws -> [Filing.Answer] {
        let clues = FilingClues.read(from: batch)
        if filer.asksForMembers, clues.contains(where: \.namesPlace) { try parents.load() }
        return try filer.file(clues) { parents.parents(of: $0) }
    }
}

/// The places that hold others, read from the gazetteer when an event first names one.
private struct KnownParents {
    private var lookup: ParentLookup?

    mutating func load() throws {
        if lookup == nil { lookup = try ParentLookup() }
    }

    func parents(of id: String) -> [String] { lookup?.parents(of: id) ?? [] }
}

extension FilingClues {
    /// What filing looks at in the rows of a window.
    fileprivate static func read(from batch: borrowing FeatureBatch) -> [FilingClues] {
        let values = RowValues(of: FilingClues.columns, in: batch)
        var clues: [FilingClues] = []
        clues.reserveCapacity(batch.count)
        for row in 0..<batch.count {
            let shape: Shape =
                switch batch.shape(of: row) {
                case .none: .none
                case .point(let position): .point(position)
                case .other(let geometry): .other(geometry)
                }
            guard !values.isEmpty else {
                clues.append(FilingClues(shape: shape))
                continue
            }
            let row = values.read(row, of: batch)
            clues.append(FilingClues(shape: shape) { row[$0] })
        }
        return clues
    }
}
