/// One of the eight points of the compass: a direction as one says it.
public enum CompassPoint: String, CaseIterable, Hashable, Sendable {
    case north, northeast, east, southeast, south, southwest, west, northwest

    /// The point nearest to an azimuth; half-way between two, the one farther clockwise.
    ///
    /// - Parameter azimuthDegrees: Degrees clockwise from north, any finite number.
    public init(azimuthDegrees: Double) {
        precondition(azimuthDegrees.isFinite, "an azimuth must be finite")
        let remainder = azimuthDegrees.truncatingRemainder(dividingBy: 360)
        let turned = remainder < 0 ? remainder + 360 : remainder
        let points = CompassPoint.allCases
        self = points[Int(((turned + 22.5) / 45).rounded(.down)) % points.count]
    }

    /// The letters on a compass: N, NE, E, SE, S, SW, W, NW.
    public var abbreviation: String {
        switch self {
        case .north: return "N"
        case .northeast: return "NE"
        case .east: return "E"
        case .southeast: return "SE"
        case .south: return "S"
        case .southwest: return "SW"
        case .west: return "W"
        case .northwest: return "NW"
        }
    }

    /// The English word: north, northeast, east and so on.
    public var word: String { rawValue }
}
