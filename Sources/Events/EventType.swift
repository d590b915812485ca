/// What happened, in the project's own words.
public enum EventType: String, Sendable, CaseIterable {
    case massacre, clash, riot, march, protest, strike, blockade, siege, occupation, meeting
    case decree, election, resignation, attack, arrest, other

    /// Types of which reports use one word for the other.
    public enum Family: String, Sendable, CaseIterable {
        case violence, protest, blockade, occupation, politics, other
    }

    /// The family; accounts of one event agree in it, not always in the type.
    public var family: Family {
        switch self {
        case .massacre, .clash, .riot, .attack: return .violence
        case .march, .protest, .strike: return .protest
        case .blockade, .siege: return .blockade
        case .occupation: return .occupation
        case .meeting, .decree, .election, .resignation: return .politics
        case .arrest, .other: return .other
        }
    }

    /// Whether people can die of it, so that a toll told with it belongs to it.
    public var canKill: Bool { family == .violence }

    /// The sub-event type of ACLED that comes nearest; `docs/events.md` has its event type beside it.
    ///
    /// A blockade is a peaceful protest there unless somebody is hurt or dispersed.
    ///
    /// - SeeAlso: ACLED, "Codebook", section "Event types".
    public var subEventType: String? {
        switch self {
        case .massacre: return "Excessive force against protesters"
        case .clash: return "Armed clash"
        case .riot: return "Mob violence"
        case .march, .protest, .strike, .blockade, .siege: return "Peaceful protest"
        case .occupation: return "Non-violent transfer of territory"
        case .attack: return "Attack"
        case .arrest: return "Arrests"
        case .decree, .election, .resignation, .meeting, .other: return nil
        }
    }

    /// The event type of PLOVER that comes nearest.
    ///
    /// - SeeAlso: Halterman et al. (2023), "PLOVER and POLECAT: A New Political Event Ontology and
    ///   Dataset".
    public var ploverType: String? {
        switch self {
        case .massacre, .clash, .attack: return "ASSAULT"
        case .riot, .march, .protest, .strike, .blockade, .siege, .occupation: return "PROTEST"
        case .arrest: return "COERCE"
        case .meeting: return "CONSULT"
        case .decree, .election, .resignation, .other: return nil
        }
    }

    /// The mode of PLOVER's event type that comes nearest; violence by firearms and by other means is
    /// not told apart.
    public var ploverMode: String? {
        switch self {
        case .riot: return "riot"
        case .march, .protest: return "demo"
        case .strike: return "strike"
        case .blockade, .siege, .occupation: return "obstruct"
        case .arrest: return "arrest"
        case .massacre, .clash, .attack, .meeting, .decree, .election, .resignation, .other:
            return nil
        }
    }
}
