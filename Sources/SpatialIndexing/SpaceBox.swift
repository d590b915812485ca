import Geodesy

/// A box in the earth-centred frame, in single precision rounded outwards.
struct SpaceBox: Sendable {
    private var minimum: SIMD4<Float>
    private var maximum: SIMD4<Float>

    /// The box around some positions, widened on all sides.
    init(_ positions: ArraySlice<EarthCentredPosition>, widenedByMetres margin: Double) {
        var least = SIMD4<Double>(repeating: .infinity)
        var most = SIMD4<Double>(repeating: -.infinity)
        for position in positions {
            let place = SIMD4(position.xMetres, position.yMetres, position.zMetres, 0)
            least = pointwiseMin(least, place)
            most = pointwiseMax(most, place)
        }
        // Rounding to the nearest misses by half a step at most, and a step outwards is taken.
        minimum = SIMD4<Float>()
        maximum = SIMD4<Float>()
        for axis in 0..<3 {
            minimum[axis] = Float(least[axis] - margin).nextDown
            maximum[axis] = Float(most[axis] + margin).nextUp
        }
    }

    /// Widens the box so that it holds another.
    mutating func formUnion(_ other: SpaceBox) {
        minimum = pointwiseMin(minimum, other.minimum)
        maximum = pointwiseMax(maximum, other.maximum)
    }

    /// The least square of a straight distance between points of two boxes; zero where they touch.
    ///
    /// Of numbers this large a difference in single precision is exact to half a metre, too little
    /// for a bound; so they are subtracted in double precision.
    @inline(__always)
    func squaredDistance(to other: SpaceBox) -> Double {
        func gap(_ axis: Int) -> Double {
            max(
                Double(other.minimum[axis]) - Double(maximum[axis]),
                Double(minimum[axis]) - Double(other.maximum[axis]), 0)
        }
        let (x, y, z) = (gap(0), gap(1), gap(2))
        return x * x + y * y + z * z
    }

    /// The place of the middle in a grid of 1,024 cells a side over another box, counted along a
    /// curve that fills it, so that numbers close together are cells close together.
    func curveKey(in whole: SpaceBox) -> UInt32 {
        var key: UInt32 = 0
        for axis in 0..<3 {
            let width = whole.maximum[axis] - whole.minimum[axis]
            let middle = (minimum[axis] + maximum[axis]) / 2 - whole.minimum[axis]
            let share = width > 0 ? min(max(middle / width, 0), 1) : 0
            key |= Self.spread(UInt32(share * 1023)) << UInt32(axis)
        }
        return key
    }

    /// The ten bits of a number, each three places from the next.
    private static func spread(_ number: UInt32) -> UInt32 {
        var bits = number
        bits = (bits | bits << 16) & 0x0300_00FF
        bits = (bits | bits << 8) & 0x0300_F00F
        bits = (bits | bits << 4) & 0x030C_30C3
        return (bits | bits << 2) & 0x0924_9249
    }
}
