import SimpleFeatures

/// The events of a layer by region while the layer is being read.
///
/// Memory goes with the number of regions and of types, not with that of events; a layer with totals
/// needs the ids of its events as well, see ``seesTotals``.
public struct RegionCounts: Sendable {
    /// The column that makes an event a total.
    public static let totalColumn = "total_of"

    /// The set.
    public let set: RegionSet
    /// Whether totals are told from other events, which takes the ids of all.
    public let seesTotals: Bool
    /// How many features there were so far.
    public private(set) var total = 0
    private var byRegion: [RegionTally]
    private var byGroup: [RegionTally]
    private var ruleCounts = [Int](repeating: 0, count: FilingRule.names.count)

    /// Counts nothing yet.
    ///
    /// - Parameters:
    ///   - set: The set that events are filed by.
    ///   - seesTotals: Whether the layer has the column ``totalColumn``.
    public init(by set: RegionSet, seesTotals: Bool) {
        self.set = set
        self.seesTotals = seesTotals
        let none = RegionTally(seesTotals: seesTotals)
        byRegion = Array(repeating: none, count: set.regions.count)
        byGroup = Array(repeating: none, count: UnfiledGroup.allCases.count)
    }

    /// Counts an event.
    ///
    /// - Parameters:
    ///   - facts: What is known of it.
    ///   - answer: Where it was filed.
    package mutating func add(_ facts: EventFacts, filed answer: Filing.Answer) {
        count(answer) { $0.add(facts) }
    }

    /// Counts an event of which nothing is known but where it was filed.
    package mutating func addUnknown(filed answer: Filing.Answer) {
        count(answer) { $0.addUnknown() }
    }

    @inline(__always)
    private mutating func count(_ answer: Filing.Answer, _ add: (inout RegionTally) -> Void) {
        total += 1
        switch answer {
        case .filed(let regions, let rule):
            ruleCounts[rule.number] += 1
            for region in regions { add(&byRegion[region]) }
        case .unfiled(let group): add(&byGroup[group.number])
        }
    }

    /// What was counted so far.
    public var overview: RegionOverview {
        RegionOverview(
            set: set, summaries: byRegion.map(\.summary),
            unfiled: zip(UnfiledGroup.allCases, byGroup).map { ($0, $1.summary) }, total: total,
            ruleCounts: Array(zip(FilingRule.names, ruleCounts)))
    }
}

extension FilingRule {
    /// Where the rule stands among the names.
    fileprivate var number: Int {
        switch self {
        case .member: return 0
        case .parent: return 1
        case .polygon: return 2
        case .share: return 3
        case .border: return 4
        case .nearest: return 5
        }
    }
}

extension UnfiledGroup {
    /// Where the group stands among all.
    fileprivate var number: Int {
        switch self {
        case .outside: return 0
        case .noPlace: return 1
        case .tooVague: return 2
        }
    }
}
