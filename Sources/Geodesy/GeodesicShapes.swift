package import SimpleFeatures

/// Outlines of disks, sectors and corridors on the ellipsoid, as rings of positions.
///
/// The positions are exact to what GeographicLib promises. Between them the sides of a ring are
/// straight in longitude and latitude, so an arc has as many positions as keep the middles of its
/// sides within ``mostError`` of the radius.
package enum GeodesicShapes {
    /// How far the side of an arc may leave it, in shares of the radius.
    package static let mostError = 0.001
    /// Every arc has a position at least at each of so many degrees; 5° leave an arc by 0.00095.
    private static let widestStep = 5.0
    /// Near a pole sides bend much; a side is halved at most so often.
    private static let mostHalvings = 6

    /// The positions at one distance from a centre, clockwise between two azimuths.
    ///
    /// - Parameters:
    ///   - centre: The centre.
    ///   - metres: The radius, more than 0 and less than a quarter of the earth's girth.
    ///   - start: The azimuth of the first position, in degrees.
    ///   - end: That of the last, at least `start`, at most 360 more.
    /// - Complexity: O(*n*), *n* the positions; 73 for a circle away from the poles.
    package static func arc(
        around centre: Coordinate, metres: Double, from start: Double, to end: Double
    ) -> [Coordinate] {
        let steps = max(1, Int(((end - start) / widestStep).rounded(.up)))
        var positions = [position(centre, start, metres)]
        var azimuth = start
        for step in 1...steps {
            let next = start + (end - start) * Double(step) / Double(steps)
            append(
                to: &positions, around: centre, metres: metres, from: azimuth, to: next,
                halvings: mostHalvings)
            azimuth = next
        }
        return positions
    }

    private static func append(
        to positions: inout [Coordinate], around centre: Coordinate, metres: Double,
        from start: Double, to end: Double, halvings: Int
    ) {
        let last = position(centre, end, metres)
        if halvings > 0, let first = positions.last {
            let middle = StraightSegment(from: first, to: last).position(at: 0.5)
            let found = Geodesic.distanceMetres(from: centre, to: middle)
            if (found - metres).magnitude > mostError * metres {
                let half = (start + end) / 2
                append(
                    to: &positions, around: centre, metres: metres, from: start, to: half,
                    halvings: halvings - 1)
                append(
                    to: &positions, around: centre, metres: metres, from: half, to: end,
                    halvings: halvings - 1)
                return
            }
        }
        positions.append(last)
    }

    /// The ring of all positions at one distance from a centre, closed.
    package static func circle(around centre: Coordinate, metres: Double) -> [Coordinate] {
        var ring = arc(around: centre, metres: metres, from: 0, to: 360)
        ring[ring.count - 1] = ring[0]
        return ring
    }

    /// The ring around what lies between two distances and two azimuths from a centre, closed.
    package static func sector(
        around centre: Coordinate, metres: ClosedRange<Double>, azimuths: ClosedRange<Double>
    ) -> [Coordinate] {
        let outer = arc(
            around: centre, metres: metres.upperBound, from: azimuths.lowerBound,
            to: azimuths.upperBound)
        let inner =
            metres.lowerBound < 1
            ? [centre]
            : arc(
                around: centre, metres: metres.lowerBound, from: azimuths.lowerBound,
                to: azimuths.upperBound
            ).reversed()
        return outer + inner + [outer[0]]
    }

    /// The ring around what lies no farther than a distance from the geodesic between two positions,
    /// closed.
    ///
    /// - Parameters:
    ///   - start: One end.
    ///   - end: The other; not the same, and less than a quarter of the earth's girth away.
    ///   - metres: The distance, more than 0.
    package static func capsule(from start: Coordinate, to end: Coordinate, metres: Double)
        -> [Coordinate]
    {
        let line = Geodesic.inverse(from: start, to: end)
        let azimuth = line.initialAzimuthDegrees
        let onwards = line.finalAzimuthDegrees
        // A geodesic strays from the straight side between two positions by the square of its length.
        let steps = max(1, Int((line.distanceMetres / 50_000).rounded(.up)))
        let inner = stride(from: 1, to: steps, by: 1).map { step -> (Coordinate, Double) in
            let position = Geodesic.position(
                from: start, azimuthDegrees: azimuth,
                distanceMetres: line.distanceMetres * Double(step) / Double(steps))
            return (
                position, Geodesic.inverse(from: position, to: end).initialAzimuthDegrees
            )
        }
        let right = inner.map { GeodesicShapes.position($0.0, $0.1 + 90, metres) }
        let left = inner.map { GeodesicShapes.position($0.0, $0.1 - 90, metres) }
        let ring =
            arc(around: start, metres: metres, from: azimuth + 90, to: azimuth + 270)
            + left
            + arc(around: end, metres: metres, from: onwards - 90, to: onwards + 90)
            + right.reversed()
        return ring + [ring[0]]
    }

    private static func position(
        _ start: Coordinate, _ azimuth: Double, _ metres: Double
    ) -> Coordinate {
        Geodesic.position(from: start, azimuthDegrees: azimuth, distanceMetres: metres)
    }
}
