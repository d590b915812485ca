/// Where the name of an area can stand that is only partly on the map.
enum VisibleMiddle {
    /// How many level lines are looked at.
    private static let lines = 24

    /// The middle of the longest level run inside of rings, those near the middle of their height
    /// counting more.
    ///
    /// - Parameter rings: Rings on paper, to be filled even-odd, the first point not repeated.
    /// - Returns: `nil` where the rings enclose nothing.
    /// - Complexity: O(*n*), *n* the number of points.
    static func spot(in rings: [[SIMD2<Double>]]) -> SIMD2<Double>? {
        let points = rings.joined()
        guard let first = points.first else { return nil }
        let top = points.reduce(first.y) { min($0, $1.y) }
        let bottom = points.reduce(first.y) { max($0, $1.y) }
        guard bottom > top else { return nil }
        let height = (bottom - top) / Double(lines)
        // Beside the points, which often lie at round places.
        let levels = (0..<lines).map { top + (Double($0) + 0.4871) * height }
        var crossings = [[Double]](repeating: [], count: lines)
        for ring in rings {
            guard var last = ring.last else { continue }
            for point in ring {
                let (low, high) = (min(last.y, point.y), max(last.y, point.y))
                let from = max(0, Int(((low - top) / height - 0.4871).rounded(.up)))
                let to = min(lines - 1, Int(((high - top) / height - 0.4871).rounded(.down)))
                if from <= to, high > low {
                    for line in from...to where levels[line] >= low && levels[line] < high {
                        let share = (levels[line] - last.y) / (point.y - last.y)
                        crossings[line].append(last.x + share * (point.x - last.x))
                    }
                }
                last = point
            }
        }
        var best: (spot: SIMD2<Double>, weight: Double)?
        for (line, unsorted) in crossings.enumerated() {
            let sorted = unsorted.sorted()
            let share = (Double(line) + 0.5) / Double(lines)
            for place in stride(from: 0, to: sorted.count - 1, by: 2) {
                let width = sorted[place + 1] - sorted[place]
                let weight = width * (share * (1 - share)).squareRoot()
                if weight > best?.weight ?? 0 {
                    best = (SIMD2((sorted[place] + sorted[place + 1]) / 2, levels[line]), weight)
                }
            }
        }
        return best?.spot
    }
}
