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
    /// Other sentences of the report that tell it.
    public internal(set) var others: [Sentence] = []
    /// The row that the account was read from again; `nil` for one that was read in a report.
    var record: Record?

    /// Another sentence that tells the event, and why it is taken to.
    public struct Sentence: Sendable {
        public let quote: String
        /// What it says of the cost.
        public let cost: Cost
        public let rule: SentenceRule
    }

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
    public var confidence: Double { record?.confidence ?? chance(ofLogOdds: logOdds) }
}

/// Where an event took place, and how it is known.
public struct EventPlace: Sendable {
    public let place: Place
    public let precision: PlacePrecision
    /// How far from the position the event may have been, in kilometres.
    public let uncertaintyKilometres: Double
    /// How the place was found.
    public let link: Link
    /// The places that bear the name, this one first, where there was a choice; else empty.
    public var choices: [Choice] = []

    /// A place that a name may have meant.
    public struct Choice: Sendable {
        public let place: Place
        /// How likely the name means this place and none of the others, 0...1.
        public let likelihood: Double
    }

    /// How an event's place was found.
    public enum Link: String, Sendable, CaseIterable {
        case sentence = "the sentence names it"
        case capital = "the sentence speaks of the capital"
        case nationwide = "the sentence speaks of the whole country"
        case paragraph = "the paragraph names it"
        case section = "the heading names it"
        case earlier = "the text names it further up"
        case dateline = "the report was filed there"
        case focus = "the report is about the country"

        /// One word for a column.
        var word: String {
            switch self {
            case .sentence: return "sentence"
            case .capital: return "capital"
            case .nationwide: return "nationwide"
            case .paragraph: return "paragraph"
            case .section: return "section"
            case .earlier: return "earlier"
            case .dateline: return "dateline"
            case .focus: return "focus"
            }
        }
    }
}

/// A thing that happened, as one account or several tell it.
public struct Event: Sendable {
    /// The accounts, in the order of their reports; never empty.
    public let accounts: [Account]
    /// Why each account beyond the first was joined.
    public let reasons: [String]
    /// The account that this event was kept apart from by the least; `nil` when none was near.
    public let nearMiss: NearMiss?
    /// Which accounts are independent of each other.
    let voices: Voices

    /// An account of another event that was not joined, and how much was lacking.
    public struct NearMiss: Sendable {
        public let accountID: String
        public let reportID: String
        public let score: Double
        /// What was found of both, with the weights.
        public let reason: String
    }

    init(_ account: Account) { self.init(accounts: [account], reasons: []) }

    init(accounts: [Account], reasons: [String], nearMiss: NearMiss? = nil) {
        precondition(!accounts.isEmpty, "an event needs an account")
        self.accounts = accounts
        self.reasons = reasons
        self.nearMiss = nearMiss
        voices = Voices(accounts)
    }

    /// The account that speaks for the event: the one whose sentence says where, the most closely
    /// dated and placed, then the surest.
    public var leading: Account {
        accounts.min { one, other in
            let mine = rank(one)
            let yours = rank(other)
            if mine != yours { return mine < yours }
            // As exactly as layers have it, so that events read again have the same one.
            return (one.confidence * 100).rounded() > (other.confidence * 100).rounded()
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
    public var deaths: Toll? { span(\.deaths) }
    /// The injured that the accounts tell.
    public var injured: Toll? { span(\.injured) }
    /// The arrested that the accounts tell.
    public var arrested: Toll? { span(\.arrested) }
    /// The participants that the accounts tell.
    public var participants: Toll? { span(\.participants) }

    private func span(_ toll: KeyPath<Cost, Toll?>) -> Toll? { Toll.spanning(told(toll)) }

    /// The one number of a column that has no room for a span, chosen as the best of deaths is.
    func figure(_ toll: KeyPath<Cost, Toll?>) -> Int? {
        Toll.spanning(
            told(toll).compactMap { told in
                told.toll.figure.map {
                    Toll.Told(
                        Toll(low: $0, best: $0, high: $0), voice: told.voice, day: told.day)
                }
            })?.best
    }

    private func told(_ toll: KeyPath<Cost, Toll?>) -> [Toll.Told] {
        zip(accounts, voices.numbers).compactMap { account, voice in
            account.cost[keyPath: toll].map {
                Toll.Told($0, voice: voice, day: account.source.date)
            }
        }
    }
}
