/// Where features were filed, and by which rule each.
public struct Filing: Sendable {
    /// One feature's answer.
    public enum Answer: Hashable, Sendable {
        /// In these regions, by this rule.
        case filed(RegionIndices, by: FilingRule)
        /// In none of them.
        case unfiled(UnfiledGroup)

        /// The regions, in order; empty when unfiled.
        public var regions: RegionIndices {
            if case .filed(let regions, _) = self { return regions }
            return []
        }

        /// Why, in a sentence, for a person who asks.
        public var explanation: String {
            switch self {
            case .filed(_, let rule): return rule.sentence
            case .unfiled(let group): return group.sentence
            }
        }
    }

    /// One answer a feature, in the order of the features.
    public let answers: [Answer]

    /// - Parameter answers: One answer a feature, in the order of the features.
    public init(answers: [Answer]) { self.answers = answers }

    /// Which features are filed in a region, as indices, in order.
    ///
    /// - Complexity: O(*n*), *n* the number of features.
    public func features(inRegion region: Int) -> [Int] {
        answers.indices.filter { answers[$0].regions.contains(region) }
    }

    /// Which features fell into a group, as indices, in order.
    ///
    /// - Complexity: O(*n*), *n* the number of features.
    public func features(in group: UnfiledGroup) -> [Int] {
        answers.indices.filter { answers[$0] == .unfiled(group) }
    }

    /// How often each rule fired, in the order of the rules; rules that never fired too.
    public var ruleCounts: [(name: String, count: Int)] {
        var counts: [String: Int] = [:]
        for case .filed(_, let rule) in answers { counts[rule.name, default: 0] += 1 }
        return FilingRule.names.map { ($0, counts[$0, default: 0]) }
    }
}

/// The rules by which a feature is filed, tried in this order; the first that answers counts.
public enum FilingRule: Hashable, Sendable {
    /// The feature's own `gazetteer_id` is a member of the regions.
    case member(id: String)
    /// A place that holds the feature's place is a member of the regions; the nearest one counts.
    case parent(id: String)
    /// The regions have the position in their inside.
    case polygon
    /// A region has the most of the length or area, in 0...1; others that overlap it have more than
    /// half of it, too.
    case share(Double)
    /// The position lies on a border and in no inside: the first region of the set has it.
    case border
    /// No region covers the position; the nearest one is at most the tolerance away.
    case nearest(BorderWay)

    static let names = ["member", "parent", "polygon", "share", "border", "nearest"]

    /// The rule's name, one word.
    public var name: String {
        switch self {
        case .member: return "member"
        case .parent: return "parent"
        case .polygon: return "polygon"
        case .share: return "share"
        case .border: return "border"
        case .nearest: return "nearest"
        }
    }

    /// What the rule of a name looks at; empty for a name that no rule has.
    public static func meaning(of name: String) -> String {
        switch name {
        case "member": return "its place is a member of the region"
        case "parent": return "its place lies in a member of the region"
        case "polygon": return "its position lies inside the region's polygon"
        case "share": return "the region has the most of its length or area"
        case "border": return "its position lies on a border, the first region has it"
        case "nearest": return "no region covers its position, the nearest one is near enough"
        default: return ""
        }
    }

    /// What the rule saw, in a sentence.
    public var sentence: String {
        switch self {
        case .member(let id): return "its place \(id) is a member of the region"
        case .parent(let id): return "its place lies in \(id), a member of the region"
        case .polygon: return "its position lies inside the region's polygon"
        case .share(let share):
            return "the region has the most of its length or area, "
                + "\(Decimals.text(share * 100, places: 1)) %"
        case .border:
            return "its position lies on a border and belongs to the first region that has it"
        case .nearest(let way):
            return "no region covers its position; this one is the nearest, "
                + "\(Decimals.text(way.metres / 1000, places: 1)) km away"
        }
    }
}

/// Why a feature is in no region.
public enum UnfiledGroup: String, CaseIterable, Hashable, Sendable {
    /// It has a position, which no region covers or comes near to.
    case outside
    /// It has no position and no place that is a member.
    case noPlace = "no place"
    /// Its place is known no closer than the country, or not at all.
    case tooVague = "too vague"

    /// The reason in a sentence.
    public var sentence: String {
        switch self {
        case .outside: return "no region covers its position or lies within the tolerance"
        case .noPlace: return "it has no position"
        case .tooVague: return "its place is known no closer than a country"
        }
    }
}
