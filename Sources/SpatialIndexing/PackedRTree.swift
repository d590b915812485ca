public import SimpleFeatures

/// A static index of positions or boxes on the earth: what lies in a window, and what is nearest.
///
/// The tree is built whole from a batch and never changes; an answer is the position of an entry in
/// the input. Any number of entries is allowed, none included, and any number of them may be equal.
/// Distances are geodesics on the WGS 84 ellipsoid, as exact as `Geodesic` measures them; the
/// antimeridian and the poles are places like any other. The same input gives the same tree and the
/// same answers everywhere.
///
/// Entries stand in the order of a Hilbert curve in leaves of sixteen, leaves in blocks of sixteen,
/// and so on up to one block. Every block keeps the boxes of its children twice: in longitude and
/// latitude for windows, and in the earth-centred frame for distances.
///
/// - SeeAlso: Kamel, Faloutsos (1993), "On packing R-trees".
public struct PackedRTree: Sendable {
    /// How many entries, leaves or blocks stand in one leaf or block.
    static let fanOut = 16

    /// What is indexed, in the order of the curve.
    let entries: Entries
    /// Where each entry of the curve stood in the input.
    let origins: [UInt32]
    /// The blocks above the leaves, lowest first; the last level is one block.
    let levels: [Level]

    /// Indexes positions.
    ///
    /// - Parameter positions: Fewer than 2³² of them, in any order.
    /// - Complexity: O(*n*).
    public init(_ positions: [Coordinate]) {
        let order = PackedRTree.curveOrder(of: positions.count) { index in
            HilbertKey.key(
                longitude: positions[index].longitude, latitude: positions[index].latitude)
        }
        self.init(entries: Entries(positions, in: order), origins: order)
    }

    /// Indexes boxes, which may cross the antimeridian or hold a pole.
    ///
    /// - Parameter envelopes: Fewer than 2³² of them, in any order.
    /// - Complexity: O(*n*).
    public init(_ envelopes: [Envelope]) {
        let order = PackedRTree.curveOrder(of: envelopes.count) { index in
            let envelope = envelopes[index]
            let turn: Double = envelope.crossesAntimeridian ? 360 : 0
            let middle = Coordinate(
                wrappingLongitude: (envelope.west + envelope.east + turn) / 2,
                clampingLatitude: (envelope.south + envelope.north) / 2)
            return HilbertKey.key(longitude: middle.longitude, latitude: middle.latitude)
        }
        self.init(entries: Entries(envelopes, in: order), origins: order)
    }

    private init(entries: Entries, origins: [UInt32]) {
        self.entries = entries
        self.origins = origins
        levels = PackedRTree.levels(over: entries)
    }

    /// How many entries there are.
    public var count: Int { origins.count }

    /// Whether there is no entry.
    public var isEmpty: Bool { origins.isEmpty }
}

extension PackedRTree {
    /// The input sorted along the curve; entries of one cell keep the order of the input.
    private static func curveOrder(
        of count: Int, key: (_ index: Int) -> UInt32
    ) -> [UInt32] {
        precondition(count <= UInt32.max, "a tree holds fewer than 2^32 entries")
        var keyed = (0..<count).map { UInt64(key($0)) << 32 | UInt64($0) }
        radixSort(&keyed, by: 32..<64)
        return keyed.map { UInt32(truncatingIfNeeded: $0) }
    }

    /// The boxes of the leaves, then of the blocks over them, up to one block.
    private static func levels(over entries: Entries) -> [Level] {
        var boxes = entries.leafBoxes(of: fanOut)
        var levels: [Level] = []
        while !boxes.isEmpty {
            levels.append(Level(boxes))
            guard boxes.count > fanOut else { break }
            boxes = stride(from: 0, to: boxes.count, by: fanOut).map { first in
                boxes[first..<min(first + fanOut, boxes.count)].dropFirst()
                    .reduce(into: boxes[first]) { $0.formUnion($1) }
            }
        }
        return levels
    }
}
