/// A box of longitudes and latitudes, edges included; it may cross the antimeridian.
///
/// Where `west` is greater than `east` the box runs eastwards from `west` over 180° to `east`
/// (RFC 7946, section 5.2).
public struct Envelope: Hashable, Sendable {
    /// Degrees east of the western edge, in -180...180.
    public let west: Double
    /// Degrees north of the southern edge, in -90...90.
    public let south: Double
    /// Degrees east of the eastern edge, in -180...180.
    public let east: Double
    /// Degrees north of the northern edge, in -90...90.
    public let north: Double

    /// The whole earth.
    public static let world = Envelope(uncheckedWest: -180, south: -90, east: 180, north: 90)

    /// Checks and keeps a box.
    ///
    /// - Parameters:
    ///   - west: Degrees east, in -180...180; greater than `east` when crossing the antimeridian.
    ///   - south: Degrees north, in -90...90, at most `north`.
    ///   - east: Degrees east, in -180...180.
    ///   - north: Degrees north, in -90...90.
    /// - Throws: ``EnvelopeError`` when an edge is out of range or `south` lies above `north`.
    public init(
        west: Double, south: Double, east: Double, north: Double
    ) throws(EnvelopeError) {
        for edge in [(west, south), (east, north)] {
            do throws(CoordinateError) {
                _ = try Coordinate(longitude: edge.0, latitude: edge.1)
            } catch { throw .edge(error) }
        }
        guard south <= north else { throw .upsideDown(south: south, north: north) }
        self.init(uncheckedWest: west, south: south, east: east, north: north)
    }

    /// The box of one position, without width or height.
    public init(_ position: Coordinate) {
        self.init(
            uncheckedWest: position.longitude, south: position.latitude,
            east: position.longitude, north: position.latitude)
    }

    /// The smallest box in plain longitudes (never across the antimeridian) around positions.
    ///
    /// - Parameter positions: Any number of positions.
    /// - Returns: `nil` when there are none.
    /// - Complexity: O(*n*).
    // Asked for each piece of an outline; without a copy for each kind of sequence every step of it is
    // a call.
    @inlinable
    public init?(_ positions: some Sequence<Coordinate>) {
        var iterator = positions.makeIterator()
        guard let first = iterator.next() else { return nil }
        var (west, east) = (first.longitude, first.longitude)
        var (south, north) = (first.latitude, first.latitude)
        while let position = iterator.next() {
            west = min(west, position.longitude)
            south = min(south, position.latitude)
            east = max(east, position.longitude)
            north = max(north, position.latitude)
        }
        self.init(uncheckedWest: west, south: south, east: east, north: north)
    }

    /// Keeps a box whose edges were checked before.
    @inlinable
    package init(uncheckedWest west: Double, south: Double, east: Double, north: Double) {
        self.west = west
        self.south = south
        self.east = east
        self.north = north
    }

    /// Whether the box runs over 180°.
    public var crossesAntimeridian: Bool { west > east }

    /// The box as one or two boxes that do not cross the antimeridian, western part first.
    public var parts: [Envelope] {
        guard crossesAntimeridian else { return [self] }
        return [
            Envelope(uncheckedWest: west, south: south, east: 180, north: north),
            Envelope(uncheckedWest: -180, south: south, east: east, north: north),
        ]
    }

    /// Whether a position lies in the box or on its edge.
    ///
    /// 180° and -180° are one meridian.
    public func contains(_ position: Coordinate) -> Bool {
        guard position.latitude >= south, position.latitude <= north else { return false }
        func holds(_ longitude: Double) -> Bool {
            crossesAntimeridian
                ? longitude >= west || longitude <= east : longitude >= west && longitude <= east
        }
        return holds(position.longitude)
            || (position.longitude.magnitude == 180 && holds(-position.longitude))
    }

    /// Whether two boxes share at least one position.
    public func intersects(_ other: Envelope) -> Bool {
        guard south <= other.north, other.south <= north else { return false }
        for mine in parts {
            for yours in other.parts where mine.west <= yours.east && yours.west <= mine.east {
                return true
            }
        }
        return touchesAntimeridian && other.touchesAntimeridian
    }

    private var touchesAntimeridian: Bool {
        crossesAntimeridian || west == -180 || east == 180
    }
}

/// Why four numbers are no envelope.
public enum EnvelopeError: Error, Equatable, CustomStringConvertible {
    case edge(CoordinateError)
    case upsideDown(south: Double, north: Double)

    public var description: String {
        switch self {
        case .edge(let error): return error.description
        case .upsideDown(let south, let north):
            return "south \(south) lies above north \(north)"
        }
    }
}
