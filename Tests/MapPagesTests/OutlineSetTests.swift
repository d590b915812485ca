import SimpleFeatures
import TestMaterial
import Testing

@testable import MapPages

@Suite struct OutlineSetTests {
    @Test func `rings are steps from point to point`() {
        let ring = [GridPoint(x: -1, y: 64), GridPoint(x: 63, y: 64), GridPoint(x: 63, y: 0)]
        let set = OutlineSet(
            id: "b-near", kind: .country, steps: 10,
            shapes: [
                OutlineShape(name: "One", rings: [ring]), OutlineShape(name: "None", rings: []),
            ])
        // One ring of three points; -1 is 1, 64 is 128 in two bytes, -64 is 127; then no ring.
        #expect(set.packed() == [1, 3, 1, 0x80, 1, 0x80, 1, 0, 0, 127, 0])
    }

    @Test(arguments: 0..<20)
    func `packed outlines read back the same`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let shapes = (0..<Int.random(in: 0...5, using: &random)).map { number in
            OutlineShape(
                name: "\(number)",
                rings: (0..<Int.random(in: 0...4, using: &random)).map { _ in
                    (0..<Int.random(in: 3...40, using: &random)).map { _ in
                        GridPoint(
                            x: Int32.random(in: -180_000...180_000, using: &random),
                            y: Int32.random(in: -90_000...90_000, using: &random))
                    }
                })
        }
        let set = OutlineSet(id: "b", kind: .admin1, steps: 1000, shapes: shapes)
        var reader = PackedOutlines(bytes: set.packed())
        for shape in shapes { #expect(try reader.shape() == shape.rings, "seed \(seed)") }
        #expect(reader.isAtEnd)
    }
}

/// Reads what a page holds, by the words of its documentation alone.
struct PackedOutlines {
    let bytes: [UInt8]
    private var place = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { place == bytes.count }

    struct CutOff: Error {}

    mutating func shape() throws -> [[GridPoint]] {
        try (0..<number()).map { _ in
            var (x, y) = (0, 0)
            return try (0..<number()).map { _ in
                x += try signed()
                y += try signed()
                return GridPoint(x: Int32(x), y: Int32(y))
            }
        }
    }

    private mutating func signed() throws -> Int {
        let number = try number()
        return number.isMultiple(of: 2) ? number / 2 : -(number + 1) / 2
    }

    private mutating func number() throws -> Int {
        var number = 0
        var shift = 0
        while true {
            guard place < bytes.count else { throw CutOff() }
            let byte = bytes[place]
            place += 1
            number |= Int(byte & 0x7F) << shift
            shift += 7
            if byte < 0x80 { return number }
        }
    }
}
