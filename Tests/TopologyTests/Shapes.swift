import SimpleFeatures
import Testing

/// Shapes that several suites ask about, and slow, obvious answers to compare with.
///
/// They are computed, not kept: the leak checker takes an indirect enum in a global for lost.
enum Shapes {
    /// A position from numbers known to be in range.
    static func position(_ longitude: Double, _ latitude: Double) -> Coordinate {
        Coordinate(wrappingLongitude: longitude, clampingLatitude: latitude)
    }

    /// A ring through corners, closed.
    static func ring(_ corners: [(Double, Double)]) -> [Coordinate] {
        let open = corners.map { position($0.0, $0.1) }
        return open + open.prefix(1)
    }

    /// A square with its south-western corner and its side in degrees.
    static func square(west: Double, south: Double, side: Double) -> Geometry {
        .polygon(Polygon(exterior: squareRing(west: west, south: south, side: side)))
    }

    static func squareRing(west: Double, south: Double, side: Double) -> [Coordinate] {
        ring([
            (west, south), (west + side, south), (west + side, south + side), (west, south + side),
        ])
    }

    /// A ring that crosses itself in 0.5, 0.5: two triangles of a quarter square degree each.
    static var bowTie: Geometry {
        .polygon(Polygon(exterior: ring([(0, 0), (1, 1), (1, 0), (0, 1)])))
    }

    /// A square of ten degrees with a square hole of two in its middle.
    static var squareWithHole: Geometry {
        .polygon(
            Polygon(
                exterior: squareRing(west: 0, south: 0, side: 10),
                interiors: [squareRing(west: 4, south: 4, side: 2)]))
    }

    /// The plane area of the polygons of a shape in square degrees, by the shoelace formula.
    static func area(of shape: Geometry) -> Double {
        func area(_ ring: [Coordinate]) -> Double {
            zip(ring, ring.dropFirst()).reduce(0) { sum, edge in
                sum + edge.0.longitude * edge.1.latitude - edge.1.longitude * edge.0.latitude
            }.magnitude / 2
        }
        return shape.polygons.reduce(0) { sum, polygon in
            sum + area(polygon.exterior) - polygon.interiors.reduce(0) { $0 + area($1) }
        }
    }

    /// Whether a position lies in an area, by counting the edges north of it.
    static func covers(_ shape: Geometry, _ place: Coordinate) -> Bool {
        var isInside = false
        for ring in shape.polygons.flatMap(\.rings) {
            for (start, end) in zip(ring, ring.dropFirst()) {
                guard (start.longitude > place.longitude) != (end.longitude > place.longitude)
                else { continue }
                let share =
                    (place.longitude - start.longitude) / (end.longitude - start.longitude)
                let latitude = start.latitude + share * (end.latitude - start.latitude)
                if latitude > place.latitude { isInside.toggle() }
            }
        }
        return isInside
    }

    /// A star-shaped ring of random corners around a centre, so that it never crosses itself.
    static func star(
        around centre: Coordinate, radius: ClosedRange<Double>, corners: Int,
        using random: inout SeededNumbers
    ) -> [Coordinate] {
        var shape: [(Double, Double)] = []
        // Corners on the edge of a growing and shrinking diamond need no trigonometry.
        for corner in 0..<corners {
            let turn = 4 * Double(corner) / Double(corners)
            let far = Double.random(in: radius, using: &random)
            let along = turn - turn.rounded(.down)
            let (x, y): (Double, Double) =
                switch Int(turn) {
                case 0: (1 - along, along)
                case 1: (-along, 1 - along)
                case 2: (along - 1, -along)
                default: (along, along - 1)
                }
            shape.append((centre.longitude + far * x, centre.latitude + far * y))
        }
        return ring(shape)
    }
}

/// Numbers that are the same for the same seed on every machine (SplitMix64).
struct SeededNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
