public import SimpleFeatures

/// The events of a layer by region, and what falls in none.
public struct RegionOverview: Sendable {
    /// The regions and their events, in the set's order.
    public let regions: [(region: Region, summary: RegionSummary)]
    /// What is in no region, by reason; every group, empty ones too.
    public let unfiled: [(group: UnfiledGroup, summary: RegionSummary)]
    /// How many features there were. Regions that overlap count a feature each.
    public let total: Int
    private let set: RegionSet
    private let ruleCounts: [(name: String, count: Int)]

    /// Counts what was filed.
    ///
    /// - Parameters:
    ///   - features: The features that were filed.
    ///   - filing: Their filing, one answer a feature.
    ///   - set: The set they were filed by.
    /// - Complexity: O(*n* + *m*), *n* the number of features, *m* of regions.
    public init(of features: [Feature], filed filing: Filing, by set: RegionSet) {
        precondition(
            filing.answers.count == features.count,
            "\(filing.answers.count) answers for \(features.count) features")
        let facts = features.map(EventFacts.init)
        var counts = RegionCounts(by: set, seesTotals: facts.contains { !$0.parts.isEmpty })
        for (fact, answer) in zip(facts, filing.answers) { counts.add(fact, filed: answer) }
        self = counts.overview
    }

    init(
        set: RegionSet, summaries: [RegionSummary],
        unfiled: [(group: UnfiledGroup, summary: RegionSummary)], total: Int,
        ruleCounts: [(name: String, count: Int)]
    ) {
        regions = zip(set.regions, summaries).map { ($0, $1) }
        self.unfiled = unfiled
        self.total = total
        self.set = set
        self.ruleCounts = ruleCounts
    }

    /// How often each rule filed an event, and how many none could.
    public var ruleTable: Table {
        Table(
            header: ["filed by", "events", "meaning"],
            rows: ruleCounts.map { rule in
                [rule.name, "\(rule.count)", FilingRule.meaning(of: rule.name)]
            }
                + unfiled.map { group, summary in
                    [group.rawValue, "\(summary.events)", group.sentence]
                },
            alignments: [.left, .right, .left])
    }

    /// A row a region, then one for each group that is not empty.
    public var table: Table {
        func row(_ title: String, _ summary: RegionSummary) -> [String] {
            [
                title, Decimals.grouped(summary.events), summary.toll.words,
                Decimals.grouped(summary.toll.statingEvents),
                summary.firstDay.map(\.description) ?? "",
                summary.lastDay.map(\.description) ?? "", summary.typeWords,
            ]
        }
        return Table(
            header: [
                "region", "events", "deaths low / best / high", "events with a toll", "first day",
                "last day", "by type",
            ],
            rows: regions.map { row($0.region.title, $0.summary) }
                + unfiled.filter { $0.summary.events > 0 }.map {
                    row("(\($0.group.rawValue))", $0.summary)
                },
            alignments: [.left, .right, .right, .right, .left, .left, .left])
    }

    /// The overview as an object for machines.
    public var value: Value {
        .object([
            "set": .text(set.name), "set_title": .text(set.title), "events": .integer(total),
            "regions": .list(
                regions.map { region, summary in
                    let names: Properties = [
                        "name": .text(region.name), "title": .text(region.title),
                    ]
                    return .object(names.followed(by: summary.properties))
                }),
            "unfiled": .object(
                Properties(
                    unfiled.map {
                        Properties.Property(name: $0.group.rawValue, value: $0.summary.value)
                    })),
            "rules": .counts(ruleCounts.map { Counted(name: $0.name, count: $0.count) }),
            "notes": Value(set.notes),
        ])
    }
}
