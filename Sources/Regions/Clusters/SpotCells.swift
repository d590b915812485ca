import Geodesy
import SimpleFeatures

/// Different positions in cubes of the space of unit normals, the cubes small enough that whatever
/// shares one lies within the distance of a search.
///
/// Hundreds of events share one town's point, and a city has thousands of points within a
/// walk: what is in one cube need not be compared with each other.
struct SpotCells {
    /// The positions, those of a cell side by side.
    let spots: [Spot]
    /// For each position of the input, which spot it is.
    let spotOfPosition: [Int32]
    private let starts: [Int]

    /// Sorts positions into cells.
    ///
    /// - Complexity: O(*n* log *n*), *n* the number of positions.
    init(_ positions: [Coordinate], cubeSide: Double) {
        var found: [Spot] = []
        var places: [Coordinate: Int32] = [:]
        var unordered: [Int32] = []
        unordered.reserveCapacity(positions.count)
        for (index, position) in positions.enumerated() {
            if let place = places[position] {
                found[Int(place)].weight += 1
                unordered.append(place)
            } else {
                let place = Int32(found.count)
                places[position] = place
                unordered.append(place)
                found.append(Spot(position, first: index))
            }
        }
        places = [:]
        let keys = found.map { Key($0.normal, side: cubeSide) }
        let order = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
        var newPlaces = [Int32](repeating: 0, count: found.count)
        var starts: [Int] = []
        for (place, old) in order.enumerated() {
            newPlaces[old] = Int32(place)
            if place == 0 || keys[old] != keys[order[place - 1]] { starts.append(place) }
        }
        spots = order.map { found[$0] }
        spotOfPosition = unordered.map { newPlaces[Int($0)] }
        self.starts = starts + [found.count]
    }

    /// How many cells have a position.
    var count: Int { starts.count - 1 }

    /// The places of a cell's positions in ``spots``.
    func range(ofCell cell: Int) -> Range<Int> { starts[cell]..<starts[cell + 1] }

    /// The cube that a normal lies in.
    private struct Key: Hashable, Comparable {
        let x: Int64
        let y: Int64
        let z: Int64

        init(_ normal: UnitNormal, side: Double) {
            x = Int64((normal.x / side).rounded(.down))
            y = Int64((normal.y / side).rounded(.down))
            z = Int64((normal.z / side).rounded(.down))
        }

        static func < (one: Key, other: Key) -> Bool {
            (one.x, one.y, one.z) < (other.x, other.y, other.z)
        }
    }
}
