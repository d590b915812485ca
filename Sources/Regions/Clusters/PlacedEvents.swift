public import SimpleFeatures

/// The events of a layer as far as clusters need them, gathered one after the other.
///
/// A layer of a million events is gone through a window at a time; what is kept of an event is its
/// position and what summaries count, not its sentences and sources.
public struct PlacedEvents: Sendable {
    /// How near is close: areas that reach farther than this are too vague.
    public let withinMetres: Double
    /// What stands in the way of each event's taking part; noise where nothing does.
    private(set) var roles: [EventClusters.Role] = []
    /// Which of the events take part.
    private(set) var places: [Int] = []
    /// Where each of these is.
    private(set) var positions: [Coordinate] = []
    /// What is counted of each of these.
    private(set) var facts: [EventFacts] = []

    /// No events yet.
    ///
    /// - Parameter metres: How near is close.
    public init(withinMetres metres: Double) { withinMetres = metres }

    /// Adds an event behind the others.
    ///
    /// - Parameter feature: Any feature; columns may be missing.
    public mutating func add(_ feature: Feature) {
        switch EventPlacement(feature, knownWithinMetres: withinMetres) {
        case .placed(let position):
            places.append(roles.count)
            roles.append(.noise)
            positions.append(position)
            facts.append(EventFacts(feature))
        case .noPlace: roles.append(.noPlace)
        case .tooVague: roles.append(.tooVague)
        }
    }
}
