extension GazetteerReview {
    /// What sort of thing a remark is about; its word stands at the head of each line.
    public enum Kind: String, CaseIterable, Sendable {
        /// A larger place that is named and not there.
        case openParent = "open-parent"
        /// Places that lie in themselves through their parents.
        case circle
        /// A position that is not on the earth.
        case position
        /// An area whose rings break the rules.
        case invalidArea = "invalid-area"
        /// Two places of one name and kind close together.
        case twins
        /// A place outside the area of its unit or country.
        case outside
        /// Places of one name and level in one unit.
        case sameName = "same-name"
        /// An alias that is the name of another place of that level in the unit.
        case alias
        /// An alias that several places of one level in one unit have.
        case sharedAlias = "shared-alias"
        /// Two areas of one level that cover the same ground.
        case overlap
        /// A row that names an area that is not there.
        case missingArea = "missing-area"
        /// An area that no row names.
        case unusedArea = "unused-area"

        /// Whether it is wrong whatever was meant; the rest is for a person to look at.
        public var isFault: Bool {
            switch self {
            case .openParent, .circle, .position, .invalidArea: return true
            case .twins, .outside, .sameName, .alias, .sharedAlias, .overlap, .missingArea,
                .unusedArea:
                return false
            }
        }
    }

    /// Something to look at.
    public struct Remark: Sendable {
        /// What was found, in a sentence.
        public let sentence: String
        /// The ids of the places that it is about, the first few of many.
        public let placeIDs: [String]
        /// The areas that it is about, as ``Area/name``.
        public let areas: [String]
        /// How far apart or outside, where that is what counts.
        public let metres: Double?

        init(
            _ sentence: String, placeIDs: [String] = [], areas: [String] = [],
            metres: Double? = nil
        ) {
            self.sentence = sentence
            self.placeIDs = placeIDs
            self.areas = areas
            self.metres = metres
        }
    }

    /// The remarks of one kind.
    public struct Group: Sendable {
        public let kind: Kind
        /// How many there are.
        public let count: Int
        /// The most important, at most as many as were asked for, the most important first.
        public let remarks: [Remark]
    }
}

/// Remarks while they are made: of each kind all are counted and the most important kept.
struct RemarkCollection {
    typealias Kind = GazetteerReview.Kind
    typealias Remark = GazetteerReview.Remark

    private struct Pile {
        var count = 0
        var kept: [(rank: Double, order: Int, remark: () -> Remark)] = []

        mutating func cut(to limit: Int) {
            kept.sort { $0.rank != $1.rank ? $0.rank > $1.rank : $0.order < $1.order }
            kept.removeLast(max(0, kept.count - limit))
        }
    }

    /// How many remarks of a kind are kept.
    private let limit: Int
    private var piles: [Kind: Pile] = [:]

    init(limit: Int?) { self.limit = limit ?? Int.max }

    /// Adds a remark.
    ///
    /// - Parameters:
    ///   - rank: The greater, the more important.
    ///   - remark: Makes it; asked only for what is kept to the end.
    mutating func add(_ kind: Kind, rank: Double = 0, _ remark: @escaping () -> Remark) {
        let order = piles[kind]?.count ?? 0
        piles[kind, default: Pile()].count += 1
        piles[kind]?.kept.append((rank, order, remark))
        // Twice the limit before each cut keeps the sorting cheap.
        let (most, isUnlimited) = limit.multipliedReportingOverflow(by: 2)
        if !isUnlimited, order % 64 == 63, (piles[kind]?.kept.count ?? 0) > most {
            piles[kind]?.cut(to: limit)
        }
    }

    /// The remarks by kind, in the order of the kinds; kinds without any are missing.
    var groups: [GazetteerReview.Group] {
        Kind.allCases.compactMap { kind in
            piles[kind].map { pile in
                var pile = pile
                pile.cut(to: limit)
                return GazetteerReview.Group(
                    kind: kind, count: pile.count, remarks: pile.kept.map { $0.remark() })
            }
        }
    }
}
