/// What two accounts have or do not have in common that speaks for or against one event.
///
/// Each is a feature of a linear model with a weight set by hand; the sum decides. See
/// ``AccountMatch``.
enum MergeFeature: String, Sendable, CaseIterable {
    case samePlace, sameArea, sameCountry, townAndQuarter, sameUnit, nearPlaces, placeInArea
    case sameDay, sameTime, daysInCommon, dayApart, timesOverlap
    case sameType, bothViolent, otherType
    case sameToll, tollsMeet, tollsApart
    case sameActors, otherActors, sameNames, sameWords

    /// How much the feature speaks for one event, negative against it.
    var weight: Double {
        switch self {
        case .samePlace: return 2
        case .sameArea: return 1.5
        case .sameCountry: return 1
        case .townAndQuarter: return 1.5
        case .sameUnit: return 0.6
        case .nearPlaces: return 0.6
        case .placeInArea: return 0.5
        case .sameDay: return 2
        case .sameTime: return 1.2
        case .daysInCommon: return 1.5
        case .dayApart: return 0.5
        case .timesOverlap: return 0.3
        case .sameType: return 1
        case .bothViolent: return 0.5
        case .otherType: return -0.5
        case .sameToll: return 1
        case .tollsMeet: return 0
        case .tollsApart: return -0.3
        case .sameActors: return 0.5
        case .otherActors: return -1.1
        case .sameNames: return 0.3
        case .sameWords: return 3
        }
    }

    /// The reason in words.
    var sentence: String {
        switch self {
        case .samePlace: return "the same place"
        case .sameArea: return "the same area"
        case .sameCountry: return "the same country and no closer place"
        case .townAndQuarter: return "one place lies in the other, a town"
        case .sameUnit: return "places of one admin-2 unit"
        case .nearPlaces: return "places near each other"
        case .placeInArea: return "one place lies in the other, an area"
        case .sameDay: return "the same day"
        case .sameTime: return "the same time"
        case .daysInCommon: return "days in common"
        case .dayApart: return "a day apart"
        case .timesOverlap: return "times that overlap"
        case .sameType: return "the same type"
        case .bothViolent: return "both violent"
        case .otherType: return "acts of different kinds"
        case .sameToll: return "the same toll"
        case .tollsMeet: return "tolls that can both be right"
        case .tollsApart: return "tolls that contradict each other"
        case .sameActors: return "actors in common"
        case .otherActors: return "other groups of people"
        case .sameNames: return "names in common"
        case .sameWords: return "nearly the same words"
        }
    }
}
