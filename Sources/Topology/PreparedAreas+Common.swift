import CGEOS
public import SimpleFeatures

extension PreparedAreas {
    /// What an area and a shape have in common.
    public enum Common: Hashable, Sendable {
        case nothing
        /// The whole shape.
        case all
        case part(Geometry)
    }

    /// What an area has in common with a shape, in the plane of degrees.
    ///
    /// - Parameters:
    ///   - shape: A valid line or area, or a set of them.
    ///   - index: Which area, in `0..<count`.
    /// - Returns: Where a line runs along the border, the border counts as the area's.
    /// - Throws: ``TopologyError`` when GEOS fails.
    /// - Complexity: O(*m* log *n*) for a shape that crosses no border, *m* its positions, *n* those
    ///   of the area; else O((*m* + *n*) log (*m* + *n*)).
    public func common(
        with shape: Geometry, area index: Int
    ) throws(TopologyError) -> Common {
        precondition((0..<count).contains(index), "there is no area \(index) among \(count)")
        let context = shapes.context
        let other = try GEOSGeometry(shape, in: context)
        let meets = unsafe GEOSPreparedIntersects_r(
            context.handle, shapes.prepared[index], other.pointer)
        guard meets == 0 || meets == 1 else {
            throw context.failure(of: "GEOSPreparedIntersects_r")
        }
        if meets == 0 { return .nothing }
        let covers = unsafe GEOSPreparedCovers_r(
            context.handle, shapes.prepared[index], other.pointer)
        guard covers == 0 || covers == 1 else {
            throw context.failure(of: "GEOSPreparedCovers_r")
        }
        if covers == 1 { return .all }
        let function = "GEOSIntersection_r"
        let part = unsafe try GEOSGeometry(
            owning: GEOSIntersection_r(context.handle, shapes.shapes[index], other.pointer),
            from: function, in: context)
        return .part(try part.value(from: function))
    }
}
