import Formats
import Geodesy
import SimpleFeatures
import SpatialIndexing
import TestMaterial
import Testing

/// The index of a FlatGeobuf file, asked where it stands, against looking at every feature.
@Suite struct FlatGeobufTreeTests {
    static let nodeSizes: [UInt16] = [2, 3, 16, 65535]
    static let counts = [1, 2, 3, 15, 16, 17, 256, 257, 600]

    private static func file(_ seed: UInt64, _ scene: inout Positions) -> [Coordinate] {
        (0..<counts[Int(seed) % counts.count]).map { _ in scene.position() }
    }

    private static func layer(
        of positions: [Coordinate], seed: UInt64
    ) throws -> FlatGeobufLayer {
        let nodeSize = nodeSizes[Int(seed / 9) % nodeSizes.count]
        return try FlatGeobufLayer(
            FlatGeobufBuilder.points(positions, nodeSize: nodeSize).bytes, file: "seeded.fgb")
    }

    @Test(arguments: 0..<72 as Range<UInt64>)
    func `the nearest features are those that measuring all of them finds`(seed: UInt64) throws {
        var scene = Positions(seed: seed)
        let positions = Self.file(seed, &scene)
        let layer = try Self.layer(of: positions, seed: seed)
        let tree = try #require(layer.tree)
        for _ in 0..<6 {
            let query = scene.position()
            let expected = positions.indices.map { index in
                (Geodesic.distanceMetres(from: query, to: positions[index]), index)
            }.sorted { $0 < $1 }
            let found = try tree.nearest(positions.count + 1, to: query)
            #expect(
                found.map(\.entry.number) == expected.map(\.1), "seed \(seed), from \(query)")
            #expect(found.map(\.distanceMetres) == expected.map(\.0), "seed \(seed)")
            let radius = expected[expected.count / 2].0
            #expect(
                try tree.nearest(.max, to: query, withinMetres: radius).map(\.entry.number)
                    == expected.filter { $0.0 <= radius }.map(\.1), "seed \(seed)")
            for answer in found.prefix(3) {
                let feature = try layer.feature(at: answer.entry.byteOffset)
                #expect(feature.geometry == .point(positions[answer.entry.number]), "seed \(seed)")
                #expect(feature.id == "\(answer.entry.number)", "seed \(seed)")
            }
        }
    }

    @Test(arguments: 0..<72 as Range<UInt64>)
    func `a window finds what looking at all finds, boxes too`(seed: UInt64) throws {
        var scene = Positions(seed: seed)
        var envelopes: [Envelope] = []
        for _ in 0..<Self.counts[Int(seed) % Self.counts.count] {
            envelopes += try scene.envelope().parts.prefix(1)
        }
        var builder = FlatGeobufBuilder.points(
            envelopes.map { Self.corner(of: $0) },
            nodeSize: Self.nodeSizes[Int(seed / 9) % Self.nodeSizes.count])
        builder.boxes = envelopes.map { [$0.west, $0.south, $0.east, $0.north] }
        let tree = try #require(try FlatGeobufLayer(builder.bytes, file: "boxes.fgb").tree)
        for _ in 0..<8 {
            let window = try scene.envelope()
            let expected = envelopes.indices.filter { window.intersects(envelopes[$0]) }
            #expect(
                try tree.search(window).map(\.number) == expected,
                "seed \(seed), window \(window)")
        }
        let query = scene.position()
        let expected = envelopes.indices.map { index in
            (Geodesic.distanceMetres(from: query, to: envelopes[index]), index)
        }.sorted { $0 < $1 }
        let found = try tree.nearest(.max, to: query)
        #expect(found.map(\.entry.number) == expected.map(\.1), "seed \(seed), from \(query)")
    }

    private static func corner(of envelope: Envelope) -> Coordinate {
        Coordinate(wrappingLongitude: envelope.west, clampingLatitude: envelope.south)
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `lines are near by their nearest position, with an index and without`(
        seed: UInt64
    ) throws {
        var scene = Positions(seed: seed)
        let lines = (0..<Self.counts[Int(seed) % Self.counts.count]).map { _ in
            (0..<3).map { _ in scene.position() }
        }
        var builder = FlatGeobufBuilder.points(
            lines.map { $0[0] }, nodeSize: Self.nodeSizes[Int(seed) % Self.nodeSizes.count])
        builder.kind = 2
        for (number, line) in lines.enumerated() {
            builder.features[number].fields[0] = .table(
                FlatGeobufBuilder.shape(2, line.flatMap { [$0.longitude, $0.latitude] }))
            let box = try #require(Envelope(line))
            builder.boxes[number] = [box.west, box.south, box.east, box.north]
        }
        let indexed = try FlatGeobufLayer(builder.bytes, file: "lines.fgb")
        builder.nodeSize = 0
        let plain = try FlatGeobufLayer(builder.bytes, file: "plain.fgb")
        #expect(indexed.tree != nil && plain.tree == nil)
        for count in [1, 10, lines.count + 1] {
            let query = scene.position()
            func metres(_ line: [Coordinate]) -> Double {
                line.map { Geodesic.distanceMetres(from: query, to: $0) }.min() ?? .infinity
            }
            // Every third is not wanted.
            let expected = lines.indices.filter { $0 % 3 != 1 }.map { (metres(lines[$0]), $0) }
                .sorted { $0 < $1 }
            let radius = expected[expected.count / 2].0
            for (layer, radius) in [
                (indexed, .infinity), (plain, .infinity), (indexed, radius), (plain, radius),
            ] {
                let found = try layer.nearest(count, to: query, withinMetres: radius) { feature in
                    let number = feature.properties["id"].integer ?? -1
                    return number % 3 == 1 ? nil : metres(feature.geometry?.positions ?? [])
                }
                let wanted = expected.filter { $0.0 <= radius }.prefix(count)
                #expect(found.map(\.number) == wanted.map(\.1), "seed \(seed), from \(query)")
                #expect(found.map(\.distanceMetres) == wanted.map(\.0), "seed \(seed)")
                #expect(found.map(\.feature.id) == wanted.map { "\($0.1)" }, "seed \(seed)")
            }
        }
    }

    @Test func `a feature that is none ends a search for the nearest`() throws {
        let positions = try (0..<40).map { try Coordinate(longitude: Double($0), latitude: 1) }
        var builder = FlatGeobufBuilder.points(positions, nodeSize: 4)
        builder.features[7].fields[0] = .table(FlatGeobufBuilder.shape(1, [7, 91]))
        for nodeSize in [4, 0] as [UInt16] {
            builder.nodeSize = nodeSize
            let layer = try FlatGeobufLayer(builder.bytes, file: "bad.fgb")
            let error = #expect(throws: FormatError.self) {
                try layer.nearest(10, to: positions[0]) { _ in 1 }
            }
            #expect(error?.feature == 8, "\(String(describing: error))")
        }
        #expect(
            try FlatGeobufLayer(
                FlatGeobufBuilder.points(positions, nodeSize: 0).bytes, file: "ok.fgb"
            ).nearest(0, to: positions[0]) { _ in 1 }.isEmpty)
    }

    @Test func `answers come one by one, and thousands on one position by their number`() throws {
        let town = try Coordinate(longitude: -68.15, latitude: -16.5)
        let other = try Coordinate(longitude: -68.15, latitude: -16.6)
        let positions = [other] + Array(repeating: town, count: 3000) + [other]
        let bytes = FlatGeobufBuilder.points(positions, nodeSize: 16).bytes
        let tree = try #require(try FlatGeobufLayer(bytes, file: "town.fgb").tree)
        var neighbours = tree.neighbours(of: town)
        for number in 1...3000 { #expect(try neighbours.next()?.entry.number == number) }
        #expect(try neighbours.next()?.entry.number == 0)
        #expect(try neighbours.next()?.entry.number == 3001)
        #expect(try neighbours.next() == nil)
        #expect(try tree.nearest(1, to: town, withinMetres: -1).isEmpty)
        #expect(try tree.nearest(1, to: town, withinMetres: .nan).isEmpty)
        #expect(try tree.nearest(0, to: town).isEmpty)
    }

    @Test(arguments: [
        [Double.nan, .nan, .nan, .nan], [.infinity, .infinity, -.infinity, -.infinity],
        [.nan, 1, 2, 3],
    ])
    func `a feature without a shape is found by no question`(box: [Double]) throws {
        let positions = try (0..<40).map { try Coordinate(longitude: Double($0), latitude: 1) }
        var builder = FlatGeobufBuilder.points(positions, nodeSize: 4)
        for number in [0, 5] + Array(8..<16) {
            builder.boxes[number] = box
            builder.features[number].fields[0] = nil
        }
        let tree = try #require(try FlatGeobufLayer(builder.bytes, file: "empty.fgb").tree)
        let expected = (0..<40).filter { ![0, 5].contains($0) && !(8..<16).contains($0) }
        #expect(try tree.search(.world).map(\.number) == expected)
        let found = try tree.nearest(.max, to: positions[0]).map(\.entry.number)
        #expect(found == expected)
    }

    /// Bytes into the index, what stands there instead, and what the error says.
    static let lies: [(Int, UInt64, String)] = [
        (0, 999.0.bitPattern, "found the box 999.0, 1.0, 39.0, 1.0, expected west"),
        (
            0, 3.0.bitPattern,
            "found the box 0.0, 1.0, 15.0, 1.0, expected west, south, east and north inside 3.0"
        ),
        (16, Double.nan.bitPattern, "found the box 0.0, 1.0, nan, 1.0, expected west"),
        (32, 2, "found children from node 2, expected from node 1"),
        (32, UInt64.max, "found children from node 18446744073709551615, expected from node 1"),
        (72, 0, "found children from node 0, expected from node 4"),
        // The first feature: root, three nodes of sixteen.
        (4 * 40 + 32, 1 << 40, "found a feature 1099511627776 bytes behind the index, expected"),
        (4 * 40 + 32, UInt64.max, "found a feature 18446744073709551615 bytes behind the index"),
        (4 * 40 + 24, 0.5.bitPattern, "found the box 0.0, 1.0, 0.0, 0.5, expected west"),
    ]

    @Test(arguments: lies)
    func `an index that lies is an error with its byte`(
        place: Int, lie: UInt64, sentence: String
    ) throws {
        let positions = try (0..<40).map { try Coordinate(longitude: Double($0), latitude: 1) }
        let builder = FlatGeobufBuilder.points(positions, nodeSize: 16)
        var bytes = builder.bytes
        let tree = try #require(try FlatGeobufLayer(bytes, file: "whole.fgb").tree)
        let start = tree.end - 44 * 40
        bytes.replaceSubrange((start + place)..<(start + place + 8), with: littleEndian(lie))
        let lying = try #require(try FlatGeobufLayer(bytes, file: "lies.fgb").tree)
        let first = #expect(throws: FlatGeobufError.self) { try lying.search(.world) }
        let second = #expect(throws: FlatGeobufError.self) {
            try lying.nearest(.max, to: positions[0])
        }
        for error in [first, second] {
            let text = error?.description ?? ""
            #expect(text.hasPrefix("lies.fgb: byte ") && text.contains(sentence), "\(text)")
        }
    }

    @Test func `an index that cannot be in the file is refused`() throws {
        let bytes = FlatGeobufBytes(Array(repeating: 0, count: 200), file: "short.fgb")
        #expect(throws: Never.self) { try FlatGeobufTree(bytes, at: 0, count: 4, nodeSize: 16) }
        for (start, count, nodeSize) in [
            (0, 5, 16), (40, 4, 16), (0, 4, 1), (0, 0, 16), (0, -1, 16), (0, Int.max, 2),
            (201, 1, 16), (-1, 1, 16),
        ] {
            let error = #expect(throws: FlatGeobufError.self) {
                try FlatGeobufTree(bytes, at: start, count: count, nodeSize: nodeSize)
            }
            #expect(error?.byteOffset == start)
        }
    }
}

/// Positions and windows of the kinds that break an index, the same for the same seed.
struct Positions {
    private var random: SeededGenerator

    init(seed: UInt64) { random = SeededGenerator(seed: seed) }

    private mutating func number(_ range: ClosedRange<Double>) -> Double {
        Double.random(in: range, using: &random)
    }

    /// Anywhere, in a town, at a pole, near one, on the antimeridian, near it, on a grid, antipodal
    /// to the town, on the town's point.
    mutating func position() -> Coordinate {
        let town = (longitude: -68.15, latitude: -16.5)
        let place: (Double, Double)
        switch Int.random(in: 0...8, using: &random) {
        case 0: place = (number(-180...180), number(-90...90))
        case 1: place = (town.longitude + number(-0.2...0.2), town.latitude + number(-0.2...0.2))
        case 2: place = (number(-180...180), number(0...1) < 0.5 ? 90 : -90)
        case 3: place = (number(-180...180), number(89.9...90))
        case 4: place = (number(0...1) < 0.5 ? 180 : -180, number(-90...90))
        case 5: place = (180 + number(-0.5...0.5), number(-20 ... -10))
        case 6: place = (number(-6...6).rounded() * 30, number(-3...3).rounded() * 30)
        case 7:
            place = (
                town.longitude + 180 + number(-0.1...0.1), -town.latitude + number(-0.1...0.1)
            )
        default: place = town
        }
        return Coordinate(wrappingLongitude: place.0, clampingLatitude: place.1)
    }

    /// A box of no size, of a town's, of a country's, or all around the earth.
    mutating func envelope() throws -> Envelope {
        let corner = position()
        let size = [0, 0.01, 3, 40, 359][Int.random(in: 0...4, using: &random)]
        let north = min(90, corner.latitude + number(0...min(size, 180)))
        guard size < 359 else {
            return try Envelope(west: -180, south: corner.latitude, east: 180, north: north)
        }
        let east = Coordinate(
            wrappingLongitude: corner.longitude + number(0...size), clampingLatitude: 0)
        return try Envelope(
            west: corner.longitude, south: corner.latitude, east: east.longitude, north: north)
    }
}
