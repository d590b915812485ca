import Formats
import Regions
import SimpleFeatures

/// A filter for layers that are gone through a window at a time.
struct BatchFilter {
    private let filter: EventFilter
    /// Whether a look at the shape is enough.
    private let isWindow: Bool
    /// The regions asked for, made ready once for all windows.
    private let regions: ReadyRegions?

    /// `nil` for a filter that takes everything.
    init?(_ filter: EventFilter) {
        let hasOthers =
            filter.since != nil || filter.until != nil || !filter.types.isEmpty
            || filter.minimumDeaths != nil || filter.regions != nil
        guard hasOthers || filter.envelope != nil else { return nil }
        self.filter = filter
        isWindow = !hasOthers
        regions = filter.regions.map { ReadyRegions($0.set) }
    }

    /// The box in which features are wanted; `nil` when it does not matter where they are.
    var window: Envelope? { filter.envelope }

    /// Takes out of a batch what does not pass.
    ///
    /// - Throws: `RegionError` when a region is not in its set, or GEOS fails on one.
    func apply(to batch: inout FeatureBatch, counting tally: inout EventFilter.Tally) throws {
        var reasons: [EventFilter.Reason?]
        if isWindow, let window = filter.envelope {
            reasons = (0..<batch.count).map { row in
                guard let box = batch.envelope(of: row) else { return .noPlace }
                return window.intersects(box) ? nil : .place
            }
        } else {
            let features = (0..<batch.count).map { batch.feature(at: $0) }
            if let regions {
                let parents = try ParentLookup(for: features, filedBy: regions.filer.set)
                reasons = try filter.reasons(
                    against: features, filedBy: &regions.filer, parents: parents.parents)
            } else {
                reasons = try filter.reasons(against: features)
            }
        }
        tally.add(reasons)
        batch.keep { _, row in reasons[row] == nil }
    }
}

/// Regions that are asked window after window.
private final class ReadyRegions {
    var filer: RegionFiler

    init(_ set: RegionSet) { filer = RegionFiler(set) }
}
