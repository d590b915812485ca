public import Gazetteers
public import Geoparsing
public import SimpleFeatures

/// One report's telling of an event: what, when, where, at what cost, and the sentence.
public struct Account: Sendable {
    public let type: EventType
    /// When; `nil` where nothing tells.
    public let date: DateInterval?
    /// Where; `nil` where nothing tells.
    public let place: EventPlace?
    /// The places of a march, from the first to the last; empty for everything else.
    public let route: [Place]
    public internal(set) var cost: Cost
    /// Who acted, as the report words it, in order.
    public let actors: [String]
    /// The bytes of the sentence, from the first byte of the report.
    public let quote: Range<Int>
    /// What spoke for and against the event.
    public let evidence: [EventRule]
    /// The logarithm of the odds that the sentence tells an event.
    let logOdds: Double
    /// The report.
    public let source: Source

    /// What an account says of its report.
    public struct Source: Sendable {
        public let reportID: String
        public let date: CalendarDay?
        public let names: [String]
        /// The sentence as written.
        public let quote: String
        /// Where the sentence begins and ends, in code points.
        public let start: Int
        public let end: Int
        /// How many accounts of the same type were read in the same sentence before.
        public let ordinal: Int
    }

    /// How likely the sentence tells an event of the type, 0...1.
    public var confidence: Double { chance(ofLogOdds: logOdds) }
}

/// Where an event took place, and how it is known.
public struct EventPlace: Sendable {
    public let place: Place
    public let precision: PlacePrecision
    /// How far from the position the event may have been, in kilometres.
    public let uncertaintyKilometres: Double
    /// How the place was found.
    public let link: Link

    /// How an event's place was found.
    public enum Link: String, Sendable {
        case sentence = "the sentence names it"
        case capital = "the sentence speaks of the capital"
        case nationwide = "the sentence speaks of the whole country"
        case paragraph = "the paragraph names it"
        case section = "the heading names it"
        case earlier = "the text names it further up"
        case dateline = "the report was filed there"
        case focus = "the report is about the country"
    }
}

/// A thing that happened, as one account or several tell it.
public struct Event: Sendable {
    /// The accounts, in the order of their reports; never empty.
    public let accounts: [Account]
    /// Why each account beyond the first was joined.
    public let reasons: [String]

    init(_ account: Account) {
        accounts = [account]
        reasons = []
    }

    init(accounts: [Account], reasons: [String]) {
        precondition(!accounts.isEmpty, "an event needs an account")
        self.accounts = accounts
        self.reasons = reasons
    }

    /// The account that speaks for the event: the one whose sentence says where, the most closely
    /// dated and placed, then the surest.
    public var leading: Account {
        accounts.min { one, other in
            let mine = rank(one)
            let yours = rank(other)
            if mine != yours { return mine < yours }
            return one.confidence > other.confidence
        } ?? accounts[0]
    }

    private func rank(_ account: Account) -> Int {
        let date =
            DateInterval.Precision.allCases.firstIndex(of: account.date?.precision ?? .unknown) ?? 9
        let place =
            PlacePrecision.allCases.firstIndex(of: account.place?.precision ?? .unknown) ?? 9
        let isNamed = account.place?.link == .sentence || account.place?.link == .capital
        return (isNamed ? 0 : 100) + date * 10 + place
    }

    /// The deaths that the accounts tell, spanned; `nil` when none tells any.
    public var deaths: Toll? { Toll.spanning(accounts.compactMap(\.cost.deaths)) }
    /// The injured that the accounts tell.
    public var injured: Toll? { Toll.spanning(accounts.compactMap(\.cost.injured)) }
    /// The arrested that the accounts tell.
    public var arrested: Toll? { Toll.spanning(accounts.compactMap(\.cost.arrested)) }
    /// The participants that the accounts tell.
    public var participants: Toll? { Toll.spanning(accounts.compactMap(\.cost.participants)) }
}
