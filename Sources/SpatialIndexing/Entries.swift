import Geodesy
import SimpleFeatures

/// What a tree indexes, in the order of the curve.
///
/// Of positions the greatest coordinates in space are the very arrays of the least, so that they
/// take no memory twice and a search by distance treats both kinds of entries alike.
struct Entries: Sendable {
    /// The entries as they were given.
    enum Shapes: Sendable {
        case positions([Coordinate])
        case envelopes([Envelope])
    }

    let shapes: Shapes
    private let minimumXs: [Double]
    private let minimumYs: [Double]
    private let minimumZs: [Double]
    private let maximumXs: [Double]
    private let maximumYs: [Double]
    private let maximumZs: [Double]

    /// Positions, taken in an order.
    init(_ positions: [Coordinate], in order: [UInt32]) {
        let ordered = order.map { positions[Int($0)] }
        shapes = .positions(ordered)
        let centred = ordered.map { EarthCentredPosition($0) }
        minimumXs = centred.map(\.xMetres)
        minimumYs = centred.map(\.yMetres)
        minimumZs = centred.map(\.zMetres)
        (maximumXs, maximumYs, maximumZs) = (minimumXs, minimumYs, minimumZs)
    }

    /// Boxes, taken in an order.
    init(_ envelopes: [Envelope], in order: [UInt32]) {
        let ordered = order.map { envelopes[Int($0)] }
        shapes = .envelopes(ordered)
        let centred = ordered.map { EarthCentredBox($0) }
        minimumXs = centred.map(\.minimumX)
        minimumYs = centred.map(\.minimumY)
        minimumZs = centred.map(\.minimumZ)
        maximumXs = centred.map(\.maximumX)
        maximumYs = centred.map(\.maximumY)
        maximumZs = centred.map(\.maximumZ)
    }

    var count: Int { minimumXs.count }

    /// The boxes around each run of entries that fills a leaf.
    func leafBoxes(of leafSize: Int) -> [NodeBox] {
        stride(from: 0, to: count, by: leafSize).map { first in
            var box = self.box(first)
            for slot in first..<min(first + leafSize, count) { box.formUnion(self.box(slot)) }
            return box
        }
    }

    /// The box of one entry, on the map and in space.
    ///
    /// An entry over the antimeridian gets a box all around the earth: no plain interval of
    /// longitudes is smaller, and few entries do that.
    private func box(_ slot: Int) -> NodeBox {
        let west: Double
        let south: Double
        let east: Double
        let north: Double
        switch shapes {
        case .positions(let positions):
            (west, south) = (positions[slot].longitude, positions[slot].latitude)
            (east, north) = (west, south)
        case .envelopes(let envelopes):
            let envelope = envelopes[slot]
            (west, east) =
                envelope.crossesAntimeridian ? (-180, 180) : (envelope.west, envelope.east)
            (south, north) = (envelope.south, envelope.north)
        }
        return NodeBox(
            west: west, south: south, east: east, north: north,
            minimumX: minimumXs[slot], minimumY: minimumYs[slot], minimumZ: minimumZs[slot],
            maximumX: maximumXs[slot], maximumY: maximumYs[slot], maximumZ: maximumZs[slot])
    }

    /// Whether two entries are the same position or box.
    func areEqual(_ one: Int, _ other: Int) -> Bool {
        switch shapes {
        case .positions(let positions): return positions[one] == positions[other]
        case .envelopes(let envelopes): return envelopes[one] == envelopes[other]
        }
    }

    /// The geodesic distance to an entry: to a position, or to the nearest point of a box.
    func distanceMetres(from position: Coordinate, toSlot slot: Int) -> Double {
        switch shapes {
        case .positions(let positions):
            return Geodesic.distanceMetres(from: position, to: positions[slot])
        case .envelopes(let envelopes):
            return Geodesic.distanceMetres(from: position, to: envelopes[slot])
        }
    }

    /// The square of the straight distance from a position to the box of an entry in space, or to
    /// the entry itself where it is a position.
    func squaredDistance(from position: EarthCentredPosition, toSlot slot: Int) -> Double {
        func gap(_ value: Double, _ minimum: Double, _ maximum: Double) -> Double {
            value < minimum ? minimum - value : value > maximum ? value - maximum : 0
        }
        let x = gap(position.xMetres, minimumXs[slot], maximumXs[slot])
        let y = gap(position.yMetres, minimumYs[slot], maximumYs[slot])
        let z = gap(position.zMetres, minimumZs[slot], maximumZs[slot])
        return x * x + y * y + z * z
    }
}

/// The smallest box around some entries, in plain longitudes and latitudes and in space.
struct NodeBox {
    var west, south, east, north: Double
    var minimumX, minimumY, minimumZ: Double
    var maximumX, maximumY, maximumZ: Double

    /// Widens the box so that it holds another.
    mutating func formUnion(_ other: NodeBox) {
        west = min(west, other.west)
        south = min(south, other.south)
        east = max(east, other.east)
        north = max(north, other.north)
        minimumX = min(minimumX, other.minimumX)
        minimumY = min(minimumY, other.minimumY)
        minimumZ = min(minimumZ, other.minimumZ)
        maximumX = max(maximumX, other.maximumX)
        maximumY = max(maximumY, other.maximumY)
        maximumZ = max(maximumZ, other.maximumZ)
    }
}
