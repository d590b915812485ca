import CGEOS
public import SimpleFeatures

// All of these work in the plane of longitude and latitude, where edges are straight (RFC 7946,
// section 3.1.1) and the antimeridian is an edge: cut shapes there first.

extension Geometry {
    /// The shape that covers what any of some shapes covers, borders between them gone.
    ///
    /// Holes and gaps between shapes stay as they are, however thin.
    ///
    /// - Parameter shapes: Any number of valid shapes.
    /// - Returns: One shape; an empty collection for none.
    /// - Throws: ``TopologyError`` when a shape is not valid enough for GEOS.
    /// - Complexity: O(*n* log *n*) for shapes that overlap little, *n* the number of positions.
    public static func union(of shapes: [Geometry]) throws(TopologyError) -> Geometry {
        let context = try GEOSContext()
        let all = try GEOSGeometry(.collection(shapes), in: context)
        let function = "GEOSUnaryUnion_r"
        let joined = unsafe try GEOSGeometry(
            owning: GEOSUnaryUnion_r(context.handle, all.pointer), from: function, in: context)
        return try joined.value(from: function)
    }

    /// What this shape and another one both cover.
    ///
    /// Areas that only touch have the line or the points of their common border in common.
    ///
    /// - Parameter other: A valid shape, no collection of several kinds.
    /// - Returns: One shape, empty when the two are apart.
    /// - Throws: ``TopologyError`` when a shape is not valid enough for GEOS.
    /// - Complexity: O((*n* + *k*) log *n*), *n* the number of positions, *k* of crossings.
    public func intersection(with other: Geometry) throws(TopologyError) -> Geometry {
        unsafe try overlay(with: other, "GEOSIntersection_r") { context, one, two in
            unsafe GEOSIntersection_r(context, one, two)
        }
    }

    /// What this shape covers and another one does not.
    ///
    /// - Parameter other: A valid shape, no collection of several kinds.
    /// - Returns: One shape, empty when the other covers this one.
    /// - Throws: ``TopologyError`` when a shape is not valid enough for GEOS.
    /// - Complexity: O((*n* + *k*) log *n*), *n* the number of positions, *k* of crossings.
    public func difference(from other: Geometry) throws(TopologyError) -> Geometry {
        unsafe try overlay(with: other, "GEOSDifference_r") { context, one, two in
            unsafe GEOSDifference_r(context, one, two)
        }
    }

    /// The shape with fewer corners, none further from it than a tolerance.
    ///
    /// Rings never cross or collapse, but each shape is simplified for itself: a border that two
    /// shapes share may part.
    ///
    /// - Parameter toleranceDegrees: How far the outline may move, in degrees, at least 0.
    /// - Returns: A shape of the same kind.
    /// - Throws: ``TopologyError`` when the tolerance is negative or the shape not valid enough.
    /// - Complexity: O(*n*²) at worst, *n* the number of positions.
    public func simplified(toleranceDegrees: Double) throws(TopologyError) -> Geometry {
        let function = "GEOSTopologyPreserveSimplify_r"
        guard toleranceDegrees >= 0, toleranceDegrees.isFinite else {
            throw .geos(
                function: function,
                message: "tolerance \(toleranceDegrees), expected a number of at least 0")
        }
        let context = try GEOSContext()
        let shape = try GEOSGeometry(self, in: context)
        let simple = unsafe try GEOSGeometry(
            owning: GEOSTopologyPreserveSimplify_r(
                context.handle, shape.pointer, toleranceDegrees),
            from: function, in: context)
        return try simple.value(from: function)
    }

    @unsafe private func overlay(
        with other: Geometry, _ function: String,
        _ operation: (OpaquePointer, OpaquePointer, OpaquePointer) -> OpaquePointer?
    ) throws(TopologyError) -> Geometry {
        let context = try GEOSContext()
        let one = try GEOSGeometry(self, in: context)
        let two = try GEOSGeometry(other, in: context)
        let answer = unsafe try GEOSGeometry(
            owning: operation(context.handle, one.pointer, two.pointer),
            from: function, in: context)
        return try answer.value(from: function)
    }
}
