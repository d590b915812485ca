import SimpleFeatures
import TestMaterial
import Testing

@testable import Formats

/// The reader of plain points against the reader of single features: the same features, notes and
/// errors, of sound files and of damaged ones.
@Suite struct FlatGeobufWindowTests {
    /// A file read feature by feature, to its end or its fault.
    private static func readOneByOne(
        _ layer: FlatGeobufLayer
    ) -> (features: [Feature], notes: [String], error: FormatError?) {
        var features = layer.features()
        var all: [Feature] = []
        do throws(FormatError) {
            while let feature = try features.next() { all.append(feature) }
        } catch { return (all, features.notes, error) }
        return (all, features.notes, nil)
    }

    private static func compare(
        _ bytes: [UInt8], limits: ReadingLimits = ReadingLimits(), as name: String
    ) -> Bool {
        // Whether there is a layer at all is for other tests.
        guard let layer = try? FlatGeobufLayer(bytes, file: "x.fgb", limits: limits) else {
            return true
        }
        let one = readOneByOne(layer)
        let other = FlatGeobufScenes.readInWindows(layer)
        #expect(one.features == other.features, "\(name)")
        #expect(one.notes == other.notes, "\(name)")
        #expect(one.error == other.error, "\(name)")
        let kept: Set<String> = ["id", "c2", "date_start"]
        let some = FlatGeobufScenes.readInWindows(layer, keeping: kept)
        #expect(one.notes == some.notes, "\(name), some columns")
        #expect(one.error == some.error, "\(name), some columns")
        let areAlike =
            one.features.count == some.features.count
            && zip(one.features, some.features).allSatisfy { all, some in
                all.id == some.id && all.geometry == some.geometry
                    && kept.allSatisfy { all.properties[$0] == some.properties[$0] }
            }
        #expect(areAlike, "\(name), some columns")
        return one.features == other.features && one.error == other.error && areAlike
    }

    /// Plain points by GDAL and by us, and those that are not: of own columns, of properties that
    /// stand twice or in another order, of heights.
    private static func files() throws -> [[UInt8]] {
        let layer = try FlatGeobufScenes.layer(of: 12, seed: 1, withShapes: false)
        let mixed = try FlatGeobufScenes.layer(of: 12, seed: 2, withShapes: true)
        var columns = FlatGeobufBuilder(
            kind: 1, columns: FlatGeobufReaderTests.values.enumerated().map { ("c\($0)", $1.0) })
        let values = FlatGeobufReaderTests.values.enumerated().map { index, value in
            littleEndian(UInt16(index)) + value.1
        }
        let point = FlatGeobufBuilder.shape(1, [-68, -16])
        var high = point
        high.fields[2] = .doubles([4000])
        var own = FlatGeobufBuilder.feature(point, littleEndian(UInt16(0)) + [7])
        own.fields[2] = .tables([FlatGeobufBuilder.column("own", 1)])
        columns.features = [
            FlatGeobufBuilder.feature(point, Array(values.joined())),
            FlatGeobufBuilder.feature(point, Array(values.reversed().joined())),
            FlatGeobufBuilder.feature(point, values[0] + values[0]),
            FlatGeobufBuilder.feature(point), FlatGeobufBuilder.feature(nil, values[3]),
            FlatGeobufBuilder.feature(high, values[1]), own,
            FlatGeobufBuilder.feature(point, values[2]),
        ]
        return [
            try FlatGeobufReaderTests.bytes(of: "events.fgb"),
            try FlatGeobufReaderTests.bytes(of: "shapes.fgb"),
            try FlatGeobufScenes.written(layer).bytes, try FlatGeobufScenes.written(mixed).bytes,
            columns.bytes,
            FlatGeobufBuilder.points(
                layer.features.compactMap(\.representativePosition), nodeSize: 0
            ).bytes,
        ]
    }

    @Test func `sound files are read alike, within limits and beyond them`() throws {
        for (index, bytes) in try Self.files().enumerated() {
            #expect(Self.compare(bytes, as: "file \(index)"))
            for limits in [
                ReadingLimits(features: 5), ReadingLimits(positions: 6), ReadingLimits(values: 40),
                ReadingLimits(depth: 0),
            ] {
                #expect(Self.compare(bytes, limits: limits, as: "file \(index), \(limits)"))
            }
        }
    }

    @Test func `columns that are not kept are not in the batch, and none need be`() throws {
        let layer = try FlatGeobufScenes.layer(of: 12, seed: 1, withShapes: false)
        let bytes = try FlatGeobufScenes.written(layer).bytes
        for columns in [[], ["id"], ["id", "nobody has this"]] as [Set<String>] {
            var reader = FlatGeobufReader(of: try FlatGeobufLayer(bytes, file: "x.fgb"))
                .keeping(columns)
            var batch = FeatureBatch()
            #expect(try reader.read(into: &batch))
            #expect(reader.plainCount == 12)
            #expect(batch.count == 12)
            #expect(Set(batch.columnNames).isSubset(of: columns))
        }
    }

    @Test func `most of these are read as plain points`() throws {
        // Else the two readers would be compared with themselves.
        let layer = try FlatGeobufScenes.layer(of: 12, seed: 1, withShapes: false)
        let bytes = try FlatGeobufScenes.written(layer).bytes
        var reader = FlatGeobufReader(of: try FlatGeobufLayer(bytes, file: "x.fgb"))
        var batch = FeatureBatch()
        #expect(try reader.read(into: &batch))
        #expect(reader.plainCount == 12)
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func `damaged files give the same features, notes and errors`(seed: UInt64) throws {
        let files = try Self.files()
        var random = SeededGenerator(seed: seed)
        for round in 0..<60 {
            var bytes = files[round % files.count]
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                damage(&bytes, with: &random)
            }
            let name = "seed \(seed), round \(round)"
            if !Self.compare(bytes, as: name) { return }
        }
    }

    /// Changes a byte, a few bits, a number, or the end; rather among the features than in front.
    private func damage(_ bytes: inout [UInt8], with random: inout SeededGenerator) {
        let place = Int.random(in: (bytes.count / 4)..<bytes.count, using: &random)
        switch Int.random(in: 0..<6, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 2: bytes[place] &+= UInt8.random(in: 0...8, using: &random) &- 4
        case 3: bytes.removeSubrange(max(place, bytes.count - 40)...)
        case 4:
            for index in place..<min(place + 8, bytes.count) { bytes[index] = 0xFF }
        default:
            let other = Int.random(in: 0..<bytes.count, using: &random)
            for index in 0..<8 where max(place, other) + index < bytes.count {
                bytes[place + index] = bytes[other + index]
            }
        }
    }
}
