public import Gazetteers
public import SimpleFeatures

/// Applies what people said of events to the events, and records who said it.
///
/// A verdict finds its event by its id or an alias, or else by its report, sentence and type. It is
/// followed whole or not at all, and one that is
/// not followed is told with its row. What was followed before changes nothing when it is applied again.
///
/// - SeeAlso: `docs/review.md`; `docs/formats.md`, "Review sheets".
public struct Review: Sendable {
    /// The most rows that may speak of one event: a bound on the cost of hostile sheets.
    static let mostRows = 100

    private let gazetteer: Gazetteer
    private let keepsDropped: Bool

    /// - Parameters:
    ///   - gazetteer: Where corrected places are looked up.
    ///   - keepsDropped: Whether an event with the verdict `drop` stays, with that in its record.
    public init(gazetteer: Gazetteer, keepsDropped: Bool = false) {
        self.gazetteer = gazetteer
        self.keepsDropped = keepsDropped
    }

    /// What became of a row.
    public enum Fate: Hashable, Sendable {
        /// Nobody said anything in it.
        case unmarked
        /// It was followed.
        case applied(Verdict)
        /// It was followed before: nothing was left to do.
        case done(Verdict)
        /// The same reviewer said something else on a later day.
        case superseded
        /// It is on an event of a report that is not among these.
        case elsewhere
        /// It was not followed.
        case fault(ReviewFault)
    }

    /// Events as people corrected them.
    public struct Outcome: Sendable {
        /// The events, in their order; the parts of one that was split stand in its place.
        public internal(set) var features: [Feature] = []
        /// Those of ``features`` whose place is another one, which are to be filed under regions again.
        public internal(set) var movedIndices: [Int] = []
        /// What became of each row.
        public internal(set) var fates: [Fate] = []
        /// The place among the events that were given of the one that each row speaks of, if it is
        /// there.
        public internal(set) var eventIndices: [Int?] = []

        /// Ids of rows that no event has any more, whose events were known by their sentences.
        public internal(set) var movedIDs: Set<String> = []

        /// Why rows were not followed, in the order of the rows.
        public var faults: [ReviewFault] {
            fates.compactMap { if case .fault(let fault) = $0 { fault } else { nil } }
        }
    }

    /// Follows the rows of review sheets.
    ///
    /// - Parameters:
    ///   - rows: All rows, those without a verdict too.
    ///   - features: The events, with the columns of `docs/formats.md`.
    /// - Complexity: O(*n* + *m*) but for looking up places, *n* the events and *m* the rows.
    public func applied(_ rows: [ReviewRow], to features: [Feature]) -> Outcome {
        var pass = ReviewPass(rows, features)
        pass.understand()
        pass.find()
        pass.settle()
        pass.split(by: gazetteer)
        pass.findDeferred()
        pass.findTargets()
        return pass.outcome(by: gazetteer, keepsDropped: keepsDropped)
    }
}

extension Feature {
    /// The identifier that verdicts name: the feature's own, or its column `id`.
    var reviewID: String? { id ?? properties["id"].text }
}
