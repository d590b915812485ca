import Geodesy
import SimpleFeatures

/// One line with the distance from its start to each of its positions.
struct NearPath {
    private let positions: [Coordinate]
    private let metresToPosition: [Double]

    /// Measures a line.
    ///
    /// - Parameter positions: Two or more.
    /// - Complexity: O(*n*).
    init(_ positions: [Coordinate]) {
        precondition(positions.count > 1, "a line has two positions or more")
        var metres = [0.0]
        for (start, end) in zip(positions, positions.dropFirst()) {
            metres.append(metres[metres.count - 1] + Geodesic.distanceMetres(from: start, to: end))
        }
        self.positions = positions
        metresToPosition = metres
    }

    /// How far from the start a position of the line lies; where it passes twice, the first time.
    ///
    /// - Parameter position: On the line, or so little beside it as rounding puts it.
    /// - Returns: Metres along the line.
    /// - Complexity: O(*n*) comparisons of numbers, and a few geodesics.
    func metresAlong(to position: Coordinate) -> Double {
        // The detour over the position is nothing on the side that holds it.
        var best = (detour: Double.infinity, metres: 0.0)
        func look(atSide side: Int) {
            let before = Geodesic.distanceMetres(from: positions[side], to: position)
            let after = Geodesic.distanceMetres(from: position, to: positions[side + 1])
            let length = metresToPosition[side + 1] - metresToPosition[side]
            let detour = before + after - length
            // A micrometre is rounding, not a better side.
            if detour < best.detour - 1e-6 {
                best = (detour, metresToPosition[side] + min(before, length))
            }
        }
        let sides = positions.indices.dropLast()
        for side in sides where mayHold(side, position) { look(atSide: side) }
        if best.detour == .infinity { sides.forEach(look) }
        return best.metres
    }

    /// Whether a position lies in the box of a side, with room for sides that bulge out of theirs.
    private func mayHold(_ side: Int, _ position: Coordinate) -> Bool {
        let (start, end) = (positions[side], positions[side + 1])
        let east = (end.longitude - start.longitude).magnitude
        // A side across the antimeridian has a box in two parts; it is rare enough to be measured.
        if east > 180 { return true }
        let room = max(east, (end.latitude - start.latitude).magnitude) * 0.05 + 1e-9
        return position.longitude >= min(start.longitude, end.longitude) - room
            && position.longitude <= max(start.longitude, end.longitude) + room
            && position.latitude >= min(start.latitude, end.latitude) - room
            && position.latitude <= max(start.latitude, end.latitude) + room
    }
}
