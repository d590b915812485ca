import TestMaterial
import Testing

@testable import MapPages

@Suite struct SpotClustersTests {
    @Test(arguments: 0..<20)
    func `every spot is in one cluster, near its seed`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let spots = (0..<500).map { _ in
            SIMD2(
                Double.random(in: 0...300, using: &random).rounded(),
                Double.random(in: 0...300, using: &random).rounded())
        }
        let clusters = SpotClusters(spots, within: 13).clusters
        #expect(clusters.flatMap(\.members).sorted() == Array(spots.indices), "seed \(seed)")
        for cluster in clusters {
            for member in cluster.members {
                let gap = spots[member] - cluster.spot
                // All are within 13 of the seed, so within 26 of the mean.
                #expect((gap * gap).sum() <= 26 * 26, "seed \(seed)")
            }
        }
        let sizes = clusters.map(\.members.count)
        #expect(sizes == sizes.sorted(by: >), "seed \(seed)")
    }

    @Test func `spots at one place are one heap`() {
        let clusters = SpotClusters([SIMD2](repeating: SIMD2(5, 5), count: 1000), within: 13)
            .clusters
        #expect(clusters.count == 1)
        #expect(clusters[0].isOneSpot && clusters[0].members.count == 1000)
        #expect(clusters[0].spot == SIMD2(5, 5))
    }

    @Test func `spots far from each other stay apart`() {
        let clusters = SpotClusters([SIMD2(0, 0), SIMD2(14, 0), SIMD2(0, 14)], within: 13).clusters
        #expect(clusters.map(\.members) == [[0], [1], [2]])
    }
}
