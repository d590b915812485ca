import Geodesy
import SimpleFeatures

/// The boxes of all nodes at one height of a tree, in blocks of sixteen.
///
/// Numbers are kept in single precision, rounded outwards, so that a block is small and a box never
/// smaller than what it holds.
struct Level: Sendable {
    /// The boxes in longitude and latitude.
    let maps: [MapBlock]
    /// The boxes in the earth-centred frame.
    let spaces: [SpaceBlock]

    /// Packs boxes in order; what is missing from the last block is filled with empty ones.
    init(_ boxes: [NodeBox]) {
        var maps: [MapBlock] = []
        var spaces: [SpaceBlock] = []
        let blockCount = (boxes.count + PackedRTree.fanOut - 1) / PackedRTree.fanOut
        maps.reserveCapacity(blockCount)
        spaces.reserveCapacity(blockCount)
        for first in stride(from: 0, to: boxes.count, by: PackedRTree.fanOut) {
            var map = MapBlock()
            var space = SpaceBlock()
            for lane in 0..<min(PackedRTree.fanOut, boxes.count - first) {
                map.set(boxes[first + lane], lane: lane)
                space.set(boxes[first + lane], lane: lane)
            }
            maps.append(map)
            spaces.append(space)
        }
        self.maps = maps
        self.spaces = spaces
    }
}

/// Sixteen boxes of longitudes and latitudes.
struct MapBlock: Sendable {
    typealias Lanes = SIMD16<Float>

    private(set) var wests = Lanes(repeating: .infinity)
    private(set) var souths = Lanes(repeating: .infinity)
    private(set) var easts = Lanes(repeating: -.infinity)
    private(set) var norths = Lanes(repeating: -.infinity)

    fileprivate mutating func set(_ box: NodeBox, lane: Int) {
        wests[lane] = Float(roundingDown: box.west)
        souths[lane] = Float(roundingDown: box.south)
        easts[lane] = Float(roundingUp: box.east)
        norths[lane] = Float(roundingUp: box.north)
    }
}

/// Sixteen boxes in the earth-centred frame.
struct SpaceBlock: Sendable {
    typealias Lanes = SIMD16<Float>

    private var minimumXs = Lanes(repeating: .infinity)
    private var minimumYs = Lanes(repeating: .infinity)
    private var minimumZs = Lanes(repeating: .infinity)
    private var maximumXs = Lanes(repeating: -.infinity)
    private var maximumYs = Lanes(repeating: -.infinity)
    private var maximumZs = Lanes(repeating: -.infinity)

    fileprivate mutating func set(_ box: NodeBox, lane: Int) {
        minimumXs[lane] = Float(roundingDown: box.minimumX)
        minimumYs[lane] = Float(roundingDown: box.minimumY)
        minimumZs[lane] = Float(roundingDown: box.minimumZ)
        maximumXs[lane] = Float(roundingUp: box.maximumX)
        maximumYs[lane] = Float(roundingUp: box.maximumY)
        maximumZs[lane] = Float(roundingUp: box.maximumZ)
    }

    /// For each box a number that the square of the straight distance from a position to anything
    /// in it does not fall below; infinity for an empty box.
    ///
    /// Single precision only loosens the bound. A gap along an axis is at most 12,756 km, where
    /// single precision is good to half a metre; the probe is moved more than that towards the box
    /// (it is ``SpaceProbe`` that does so), so no computed gap exceeds the true one. Three squares
    /// and two sums add at most five roundings of 2⁻²⁴ each, less than the millionth taken off.
    func leastSquaredDistances(from probe: SpaceProbe) -> Lanes {
        func gaps(_ axis: SpaceProbe.Axis, _ minima: Lanes, _ maxima: Lanes) -> Lanes {
            let before = minima - axis.upper
            let after = axis.lower - maxima
            return before.replacing(with: 0, where: before .< 0)
                + after.replacing(with: 0, where: after .< 0)
        }
        let x = gaps(probe.x, minimumXs, maximumXs)
        let y = gaps(probe.y, minimumYs, maximumYs)
        let z = gaps(probe.z, minimumZs, maximumZs)
        return (x * x + y * y + z * z) * (1 - 1e-6)
    }
}

/// A position in single precision, for bounds: a little box that holds it with a metre to spare.
struct SpaceProbe: Sendable {
    struct Axis: Sendable {
        let lower: Float
        let upper: Float

        fileprivate init(_ metres: Double) {
            lower = Float(roundingDown: metres - 1)
            upper = Float(roundingUp: metres + 1)
        }
    }

    let x: Axis
    let y: Axis
    let z: Axis

    init(_ position: EarthCentredPosition) {
        x = Axis(position.xMetres)
        y = Axis(position.yMetres)
        z = Axis(position.zMetres)
    }
}

extension Float {
    /// The greatest single-precision number that is not above a number.
    init(roundingDown number: Double) {
        let nearest = Float(number)
        self = Double(nearest) > number ? nearest.nextDown : nearest
    }

    /// The least single-precision number that is not below a number.
    init(roundingUp number: Double) {
        let nearest = Float(number)
        self = Double(nearest) < number ? nearest.nextUp : nearest
    }
}
