/// Cuts shapes on paper at the edges of a box.
///
/// - SeeAlso: Sutherland, Hodgman (1974), "Reentrant polygon clipping", Communications of the ACM 17.
enum PaperClipping {
    /// The part of a ring inside of a box; parts that lie apart are joined along the edges.
    ///
    /// - Parameter ring: Its points, the first not repeated.
    /// - Returns: Nothing where none of it is inside.
    static func ring(_ ring: [SIMD2<Double>], to box: DrawingWindow.Box) -> [SIMD2<Double>] {
        guard ring.contains(where: { !box.contains($0) }) else { return ring }
        var points = ring
        points = cut(points, axis: 0, at: box.left, keepingAbove: true)
        points = cut(points, axis: 0, at: box.right, keepingAbove: false)
        points = cut(points, axis: 1, at: box.top, keepingAbove: true)
        return cut(points, axis: 1, at: box.bottom, keepingAbove: false)
    }

    private static func cut(
        _ ring: [SIMD2<Double>], axis: Int, at edge: Double, keepingAbove: Bool
    ) -> [SIMD2<Double>] {
        guard var last = ring.last else { return [] }
        func isInside(_ point: SIMD2<Double>) -> Bool {
            keepingAbove ? point[axis] >= edge : point[axis] <= edge
        }
        var kept: [SIMD2<Double>] = []
        for point in ring {
            if isInside(point) != isInside(last) {
                let share = (edge - last[axis]) / (point[axis] - last[axis])
                var meeting = last + (point - last) * share
                meeting[axis] = edge
                kept.append(meeting)
            }
            if isInside(point) { kept.append(point) }
            last = point
        }
        return kept
    }
}
