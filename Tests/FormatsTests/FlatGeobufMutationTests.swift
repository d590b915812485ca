import Formats
import SimpleFeatures
import SpatialIndexing
import TestMaterial
import Testing

/// Damaged files: each is refused with the byte of the fault, or gives features.
@Suite struct FlatGeobufMutationTests {
    /// Files of all the parts that there are: by ogr2ogr, and with columns of every type.
    private static func whole() throws -> [[UInt8]] {
        let events = try FlatGeobufReaderTests.bytes(of: "events.fgb")
        let shapes = try FlatGeobufReaderTests.bytes(of: "shapes.fgb")
        var scene = Positions(seed: 1)
        let points = FlatGeobufBuilder.points((0..<9).map { _ in scene.position() }, nodeSize: 2)
        var columns = FlatGeobufBuilder(columns: (0..<15).map { ("c\($0)", $0) })
        let properties =
            [
                (0, [1]), (1, [2]), (2, [1]), (3, [3, 0]), (4, [4, 0]), (5, [5, 0, 0, 0]),
                (8, littleEndian(UInt64.max)), (9, littleEndian(Float(2).bitPattern)),
                (12, littleEndian(UInt32(7)) + Array("[1,{}] ".utf8)),
                (14, littleEndian(UInt32(2)) + [1, 2]),
            ]
        columns.features = [
            FlatGeobufBuilder.feature(
                FlatTable(fields: [
                    6: .number(UInt8(7)),
                    7: .tables([
                        FlatGeobufBuilder.shape(5, [1, 2, 3, 4, 5, 6, 7, 8], ends: [2, 4]),
                        FlatTable(fields: [
                            6: .number(UInt8(6)),
                            7: .tables([
                                FlatGeobufBuilder.shape(3, [0, 0, 1, 0, 1, 1, 0, 0], ends: [4])
                            ]),
                        ]),
                    ]),
                ]), properties.flatMap { littleEndian($0.0) + $0.1 })
        ]
        return [events, shapes, points.bytes, columns.bytes]
    }

    @Test(arguments: 0..<60 as Range<UInt64>)
    func `fifty damaged files are refused with a byte or give features`(seed: UInt64) throws {
        let files = try Self.whole()
        var random = SeededGenerator(seed: seed)
        for round in 0..<50 {
            var bytes = files[round % files.count]
            for _ in 0..<Int.random(in: 1...4, using: &random) { damage(&bytes, with: &random) }
            check(bytes, as: "seed \(seed), round \(round)")
        }
    }

    @Test func `a file cut at any byte is refused`() throws {
        for (index, whole) in try Self.whole().enumerated() {
            // Without a count in its header a file may end behind any feature.
            let isCounted = try FlatGeobufLayer(whole, file: "whole.fgb").featureCount != nil
            for length in stride(from: 0, to: whole.count, by: index < 2 ? 7 : 1) {
                let bytes = Array(whole[..<length])
                let refused = check(bytes, as: "file \(index), \(length) bytes")
                #expect(refused || !isCounted, "file \(index), \(length) bytes")
            }
            let refused = check(whole + [0], as: "file \(index), a byte more")
            #expect(refused, "file \(index), a byte more")
        }
    }

    private func damage(_ bytes: inout [UInt8], with random: inout SeededGenerator) {
        guard !bytes.isEmpty else { return }
        // The beginning, where the header and the tree are, as often as all the rest.
        let reach = Bool.random(using: &random) ? min(bytes.count, 700) : bytes.count
        let place = Int.random(in: 0..<reach, using: &random)
        switch Int.random(in: 0..<8, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 2: bytes.removeSubrange(place...)
        case 3: bytes.removeSubrange(place..<min(place + 4, bytes.count))
        case 4: bytes.insert(contentsOf: [0, 0, 0, 0], at: place)
        case 5: bytes.append(contentsOf: Array(repeating: 255, count: place % 9 + 1))
        case 6:
            let end = min(place + 8, bytes.count)
            bytes.replaceSubrange(place..<end, with: Array(repeating: 255, count: end - place))
        default:
            let number = littleEndian(
                [0, 1, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFF0][place % 5] as UInt32)
            let end = min(place + 4, bytes.count)
            bytes.replaceSubrange(place..<end, with: number.prefix(end - place))
        }
    }

    /// Reads a file in every way; whether it was refused in the first.
    @discardableResult private func check(_ bytes: [UInt8], as name: String) -> Bool {
        var isRefused = false
        do throws(FormatError) {
            let layer = try FlatGeobufLayer(bytes, file: "damaged.fgb")
            ask(layer, as: name)
            let read = try layer.read().layer
            #expect(layer.featureCount.map { $0 == read.features.count } ?? true, "\(name)")
        } catch {
            isRefused = true
            guard case .byte(let offset) = error.place else {
                Issue.record("\(name): \(error)")
                return true
            }
            #expect((0...bytes.count).contains(offset), "\(name): \(error)")
            #expect(error.description.hasPrefix("damaged.fgb: byte \(offset): "), "\(name)")
        }
        return isRefused
    }

    private func ask(_ layer: FlatGeobufLayer, as name: String) {
        guard let tree = layer.tree else { return }
        let window = Envelope(
            Coordinate(wrappingLongitude: -68.15, clampingLatitude: -16.5))
        for question in 0..<3 {
            do throws(FlatGeobufError) {
                var entries: [FlatGeobufTree.Entry] = []
                switch question {
                case 0: entries = try tree.search(.world)
                case 1: entries = try tree.search(window)
                default:
                    let centre = Coordinate(wrappingLongitude: 179, clampingLatitude: -80)
                    let answers = try tree.nearest(100, to: centre)
                    #expect(
                        zip(answers, answers.dropFirst()).allSatisfy {
                            $0.distanceMetres <= $1.distanceMetres
                        }, "\(name)")
                    entries = answers.map(\.entry)
                }
                for entry in entries {
                    do throws(FormatError) {
                        _ = try layer.feature(at: entry.byteOffset, number: entry.number)
                    } catch {
                        #expect(error.description.hasPrefix("damaged.fgb: byte "), "\(name)")
                    }
                }
            } catch {
                #expect(error.byteOffset != nil, "\(name): \(error)")
            }
        }
    }
}
