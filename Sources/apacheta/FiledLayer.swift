import Regions
import SimpleFeatures

/// The events of a layer that passed the filters, filed under the regions of a set.
struct FiledLayer {
    /// The events.
    let events: [Feature]
    /// The regions.
    let set: RegionSet
    /// Where each event was filed.
    let filing: Filing

    /// Reads, filters and files.
    ///
    /// - Parameters:
    ///   - input: The layer.
    ///   - set: Reads the set; the layer is read first, so that its faults are told first.
    ///   - filters: What to take of the layer.
    ///   - regions: Where filters look for regions.
    ///   - quiet: Whether to keep still about repairs.
    /// - Throws: ``Failure``, or the error of the library that found a fault.
    init(
        _ input: LayerInput, set: () throws -> RegionSet, filters: FilterOptions,
        regions: RegionOptions, quiet: Bool
    ) throws {
        let layer = try LayerFile.read(input, quiet: quiet)
        let set = try set()
        let events = try filters.apply(to: layer.features, regions: regions, quiet: quiet)
        let lookup = try ParentLookup(for: events, filedBy: set)
        self.events = events
        self.set = set
        filing = try set.file(events, parents: lookup.parents)
    }

    /// One sentence on how many events were filed by which set.
    var heading: String {
        "\(Console.counted(events.count, "event")) by the set '\(set.name)'"
            + (set.title == set.name ? "" : " (\(set.title))")
    }

    /// How often each rule filed an event, and how many none could.
    var ruleTable: Table {
        let unfiled = UnfiledGroup.allCases.map { group in
            [group.rawValue, "\(filing.features(in: group).count)", group.sentence]
        }
        return Table(
            header: ["filed by", "events", "meaning"],
            rows: filing.ruleCounts.map { rule in
                [rule.name, "\(rule.count)", FilingRule.meaning(of: rule.name)]
            } + unfiled,
            alignments: [.left, .right, .left])
    }
}
