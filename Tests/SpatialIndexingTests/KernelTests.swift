import Geodesy
import SimpleFeatures
import Testing

@testable import SpatialIndexing

/// The inner loops, as compiled for each kind of processor that this machine can stand in for.
@Suite struct KernelTests {
    static let processors = Kernels.Processor.allCases.filter { Kernels(for: $0) != nil }

    private func kernels(_ processor: Kernels.Processor) throws -> Kernels {
        try #require(Kernels(for: processor))
    }

    @Test(arguments: processors, tellingCounts)
    func `every processor makes the same bytes`(processor: Kernels.Processor, count: Int) throws {
        var scene = Scene(seed: UInt64(count))
        let positions =
            scene.positions(count) + [Coordinate(wrappingLongitude: -0.0, clampingLatitude: -0.0)]
        let envelopes = try scene.envelopes(count)
        #expect(
            PackedRTree(positions, builtBy: try kernels(processor)).chunks
                == PackedRTree(positions, builtBy: try kernels(.any)).chunks)
        #expect(
            PackedRTree(envelopes, builtBy: try kernels(processor)).chunks
                == PackedRTree(envelopes, builtBy: try kernels(.any)).chunks)
    }

    @Test(arguments: processors, 0..<20 as Range<UInt64>)
    func `every processor finds the same`(processor: Kernels.Processor, seed: UInt64) throws {
        var scene = Scene(seed: seed)
        let positions = scene.positions(tellingCounts[Int(seed) % tellingCounts.count] * 3)
        let tree = PackedRTree(positions)
        let boxes = PackedRTree(try scene.envelopes(300))
        for _ in 0..<20 {
            let (window, query) = (try scene.envelope(), scene.position())
            let radius = scene.number(in: 0...1) * [10, 1e4, 1e6, 2e7][scene.count(in: 0...3)]
            for tree in [tree, boxes] {
                let other = tree.searched(by: try kernels(processor))
                #expect(other.search(window) == tree.search(window), "seed \(seed)")
                for figure in EarthFigure.allCases {
                    #expect(
                        other.nearest(20, to: query, on: figure)
                            == tree.nearest(20, to: query, on: figure), "seed \(seed)")
                    #expect(
                        other.within(radius, of: query, on: figure)
                            == tree.within(radius, of: query, on: figure), "seed \(seed)")
                }
            }
        }
    }

    @Test(arguments: processors)
    func `sixteen places on the curve are those of one after the other`(
        processor: Kernels.Processor
    ) throws {
        var scene = Scene(seed: 1)
        let positions = scene.positions(5000)
        let keys = PackedRTree.curveKeys(of: positions, try kernels(processor))
        let expected = positions.indices.map { index in
            UInt64(
                HilbertKey.key(
                    longitude: positions[index].longitude, latitude: positions[index].latitude))
                << 32 | UInt64(index)
        }.sorted()
        #expect(keys == expected)
    }
}
