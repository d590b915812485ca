import SimpleFeatures
import SpatialIndexing
import TestMaterial
import Testing

/// The order along the curve of entries that come piece by piece.
@Suite struct CurveOrderTests {
    private func positions(_ count: Int, seed: UInt64) throws -> [Coordinate] {
        var random = SeededGenerator(seed: seed)
        return try (0..<count).map { _ in
            try Coordinate(
                longitude: .random(in: -180...180, using: &random),
                latitude: .random(in: -90...90, using: &random))
        }
    }

    @Test(arguments: [1, 3, 16, 100, 1000])
    func `pieces of any size give the order of the whole`(size: Int) throws {
        let positions = try positions(1000, seed: 1)
        var whole = CurveOrder()
        whole.append(positions, numbered: Array(0..<1000))
        var pieces = CurveOrder()
        for start in stride(from: 0, to: 1000, by: size) {
            let range = start..<min(start + size, 1000)
            pieces.append(Array(positions[range]), numbered: range.map { UInt32($0) })
        }
        #expect(pieces.count == 1000)
        let order = whole.sorted()
        #expect(pieces.sorted() == order)
        #expect(order.sorted() == Array(0..<1000))
    }

    @Test func `neighbours in the order lie nearer to each other than others`() throws {
        let positions = try positions(2000, seed: 2)
        var order = CurveOrder()
        order.append(positions, numbered: Array(0..<2000))
        func length(_ numbers: [UInt32]) -> Double {
            zip(numbers, numbers.dropFirst()).reduce(0) { sum, pair in
                let (one, other) = (positions[Int(pair.0)], positions[Int(pair.1)])
                return sum + (one.longitude - other.longitude).magnitude
                    + (one.latitude - other.latitude).magnitude
            }
        }
        #expect(length(order.sorted()) < length(Array(0..<2000)) / 10)
    }

    @Test func `entries of one place keep the order in which they came`() throws {
        let place = try Coordinate(longitude: -68.15, latitude: -16.5)
        var order = CurveOrder()
        order.append([place, place], numbered: [7, 3])
        order.append([place], numbered: [5])
        #expect(order.sorted() == [7, 3, 5])
        #expect(CurveOrder().sorted() == [])
    }
}
