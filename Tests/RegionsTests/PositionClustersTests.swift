import Foundation
import Geodesy
import SimpleFeatures
import TestMaterial
import Testing

@testable import Regions

@Suite struct PositionClustersTests {
    /// Labels straight from the definition: every position is compared with every other.
    static func slowLabels(
        _ positions: [Coordinate], withinMetres metres: Double, minimumCount: Int
    ) -> [Int?] {
        let near = positions.map { one in
            positions.indices.filter {
                Geodesic.distanceMetres(from: one, to: positions[$0]) <= metres
            }
        }
        let isCore = near.map { $0.count >= minimumCount }
        var labels = [Int?](repeating: nil, count: positions.count)
        var count = 0
        for start in positions.indices where isCore[start] && labels[start] == nil {
            labels[start] = count
            var open = [start]
            while let place = open.popLast() {
                for other in near[place] where labels[other] == nil {
                    labels[other] = count
                    if isCore[other] { open.append(other) }
                }
            }
            count += 1
        }
        return labels
    }

    @Test(arguments: 0..<60 as Range<UInt64>)
    func `labels are those of comparing all with all`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let centres: [(longitude: Double, latitude: Double)] = (0..<4).map { _ in
            let longitudes: [Double] = [-66, 179.99, 15, 0]
            let latitudes: [Double] = [-17, 0, 89.9, 60]
            return (
                longitudes[Int.random(in: 0..<4, using: &random)],
                latitudes[Int.random(in: 0..<4, using: &random)]
            )
        }
        let spreads: [Double] = [0.02, 0.2, 1.5]
        let spread = spreads[Int.random(in: 0..<3, using: &random)]
        var positions: [Coordinate] = []
        for _ in 0..<Int.random(in: 1...180, using: &random) {
            let centre = centres[Int.random(in: 0..<4, using: &random)]
            if Int.random(in: 0..<3, using: &random) == 0, let old = positions.last {
                positions.append(old)
                continue
            }
            let east = Double.random(in: -spread...spread, using: &random)
            let north = Double.random(in: -spread...spread, using: &random)
            positions.append(Samples.position(centre.longitude + east, centre.latitude + north))
        }
        let distances: [Double] = [500, 5_000, 20_000, 150_000, 9_000_000, 30_000_000]
        let metres = distances[Int.random(in: distances.indices, using: &random)]
        let least = Int.random(in: 1...9, using: &random)
        let found = PositionClusters(of: positions, withinMetres: metres, minimumCount: least)
        let expected = Self.slowLabels(positions, withinMetres: metres, minimumCount: least)
        #expect(found.labels == expected, "seed \(seed), \(metres) m, \(least)")
        #expect(found.count == (expected.compactMap { $0 }.max() ?? -1) + 1)
    }

    @Test func `labels are those of scikit-learn on geodesic distances`() throws {
        let rows = try Reference.rows(of: "clusters")
        let positions = try rows.map { row in
            try Coordinate(
                longitude: try #require(Double(row["longitude"] ?? "")),
                latitude: try #require(Double(row["latitude"] ?? "")))
        }
        let questions = try #require(rows.first).keys.filter { $0.contains("_") }
        #expect(questions.count == 6)
        for question in questions {
            let numbers = question.split(separator: "_").compactMap { Int($0) }
            let found = PositionClusters(
                of: positions, withinMetres: Double(numbers[0]) * 1000, minimumCount: numbers[1])
            let expected = rows.map { Int($0[question] ?? "") }
            #expect(found.labels.map { $0 ?? -1 } == expected, "\(question)")
        }
    }

    @Test func `a point between two clusters belongs to the one with the lower number`() {
        // 0.18 degrees of the equator are 20.04 km. The middle reaches two of either heap, which is
        // one too few to be core; each of those two reaches six with it.
        func heap(_ side: Double) -> [Coordinate] {
            [0.18, 0.18, 0.25, 0.25, 0.25].map { Samples.position(side * $0, 0) }
        }
        let middle = [Samples.position(0, 0)]
        for side in [1.0, -1] {
            let found = PositionClusters(
                of: middle + heap(side) + heap(-side), withinMetres: 20_500, minimumCount: 6)
            #expect(found.labels == [0] + [0, 0, 0, 0, 0] + [1, 1, 1, 1, 1])
            #expect(found.isCore.first == false)
        }
    }

    @Test func `a hundred thousand points of one city cost no comparison of all with all`() {
        var random = SeededGenerator(seed: 4)
        // Two crowds 21 km apart, so that their cells are neighbours which never meet.
        let positions = (0..<100_000).map { index in
            Samples.position(
                (index.isMultiple(of: 2) ? 0 : 0.19) + Double.random(in: 0...0.001, using: &random),
                Double.random(in: 0...0.001, using: &random))
        }
        let start = ContinuousClock.now
        let found = PositionClusters(of: positions, withinMetres: 20_000, minimumCount: 5)
        #expect(found.count == 2)
        #expect(found.isCore.allSatisfy { $0 })
        #expect(ContinuousClock.now - start < .seconds(30))
    }

    @Test func `no positions make no clusters`() {
        let none = PositionClusters(of: [], withinMetres: 1, minimumCount: 1)
        #expect(none.labels.isEmpty)
        #expect(none.count == 0)
    }
}

/// Values that other programs computed, with the script that made them beside them.
enum Reference {
    static let folder = PackageGazetteer.package.appendingPathComponent("Tests/Clients/reference")

    /// The rows of a table, by the names of its columns.
    static func rows(of name: String) throws -> [[String: String]] {
        let text = try String(
            contentsOf: folder.appendingPathComponent("\(name).csv"), encoding: .utf8)
        let lines = text.split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
        guard let header = lines.first else { return [] }
        return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
    }
}
