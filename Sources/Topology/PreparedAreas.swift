import CGEOS
public import SimpleFeatures

/// Areas made ready for many questions about which of them covers a position.
///
/// The first question to an area builds an index of its edges, the later ones use it. The value
/// is neither copied nor `Sendable`: it stays with the thread that made it, and other threads make
/// their own. Areas lie in the plane of degrees, except that 180° and -180° are one meridian.
public struct PreparedAreas: ~Copyable {
    let shapes: PreparedShapes
    private let envelopes: [Envelope?]

    /// How a position lies to an area.
    public enum Placement: Hashable, Sendable {
        case inside, border, outside
    }

    /// Makes areas ready.
    ///
    /// - Parameter areas: Valid shapes of any kind, empty ones included (they cover nothing).
    /// - Throws: ``TopologyError`` when a ring is none or GEOS fails.
    /// - Complexity: O(*n*), *n* the number of positions.
    public init(_ areas: [Geometry]) throws(TopologyError) {
        let shapes = PreparedShapes(context: try GEOSContext())
        for area in areas { try shapes.add(area) }
        self.shapes = shapes
        envelopes = areas.map(\.envelope)
    }

    /// How many areas there are; they are counted from 0 in the order given.
    public var count: Int { envelopes.count }

    /// Whether a position lies in an area or on its border.
    ///
    /// - Parameters:
    ///   - position: Any position.
    ///   - index: Which area, in `0..<count`.
    /// - Throws: ``TopologyError`` when GEOS fails.
    /// - Complexity: O(log *n*) after the first question, *n* the number of the area's positions.
    public func covers(_ position: Coordinate, area index: Int) throws(TopologyError) -> Bool {
        try placement(of: position, inArea: index) != .outside
    }

    /// How a position lies to an area.
    ///
    /// - Parameters:
    ///   - position: Any position.
    ///   - index: Which area, in `0..<count`.
    /// - Returns: The border of a hole is border as well.
    /// - Throws: ``TopologyError`` when GEOS fails.
    /// - Complexity: O(log *n*) after the first question, *n* the number of the area's positions.
    public func placement(
        of position: Coordinate, inArea index: Int
    ) throws(TopologyError) -> Placement {
        precondition((0..<count).contains(index), "there is no area \(index) among \(count)")
        guard let envelope = envelopes[index], envelope.contains(position) else { return .outside }
        let found = try planarPlacement(of: position, inArea: index)
        guard found == .outside, position.longitude.magnitude == 180 else { return found }
        let turned = Coordinate(
            wrappingLongitude: -position.longitude, clampingLatitude: position.latitude)
        return try planarPlacement(of: turned, inArea: index)
    }

    /// The areas that cover a position, border included, in their order.
    ///
    /// - Parameter position: Any position.
    /// - Throws: ``TopologyError`` when GEOS fails.
    /// - Complexity: O(*m*) box tests, *m* the number of areas, then O(log *n*) for each box met.
    public func indices(covering position: Coordinate) throws(TopologyError) -> [Int] {
        var found: [Int] = []
        for index in 0..<count where try covers(position, area: index) { found.append(index) }
        return found
    }

    private func planarPlacement(
        of position: Coordinate, inArea index: Int
    ) throws(TopologyError) -> Placement {
        let context = shapes.context
        let area = unsafe shapes.prepared[index]
        let point = unsafe try GEOSGeometry(
            owning: GEOSGeom_createPointFromXY_r(
                context.handle, position.longitude, position.latitude),
            from: "GEOSGeom_createPointFromXY_r", in: context)
        let covers = unsafe GEOSPreparedCovers_r(context.handle, area, point.pointer)
        guard covers == 0 || covers == 1 else {
            throw context.failure(of: "GEOSPreparedCovers_r")
        }
        if covers == 0 { return .outside }
        let contains = unsafe GEOSPreparedContains_r(context.handle, area, point.pointer)
        guard contains == 0 || contains == 1 else {
            throw context.failure(of: "GEOSPreparedContains_r")
        }
        return contains == 1 ? .inside : .border
    }
}

/// The shapes and their indexes in GEOS' memory, freed once; also when one of them fails.
@safe final class PreparedShapes {
    let context: GEOSContext
    private(set) var prepared: [OpaquePointer] = unsafe []
    private(set) var shapes: [OpaquePointer] = unsafe []

    init(context: GEOSContext) { self.context = context }

    func add(_ area: Geometry) throws(TopologyError) {
        let shape = unsafe try context.copied(area)
        unsafe shapes.append(shape)
        guard let ready = unsafe GEOSPrepare_r(context.handle, shape) else {
            throw context.failure(of: "GEOSPrepare_r")
        }
        unsafe prepared.append(ready)
    }

    deinit {
        // A prepared geometry refers to its shape, so it goes first.
        unsafe prepared.forEach { unsafe GEOSPreparedGeom_destroy_r(context.handle, $0) }
        unsafe shapes.forEach { unsafe GEOSGeom_destroy_r(context.handle, $0) }
    }
}
