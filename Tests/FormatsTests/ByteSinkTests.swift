import TestMaterial
import Testing

@testable import Formats

@Suite struct ByteSinkTests {
    @Test(arguments: [
        (-68.15, 7, "-68.15"), (0, 7, "0"), (-0.0, 7, "0"), (180, 7, "180"), (-180, 7, "-180"),
        (-0.00000004, 7, "0"), (-0.00000006, 7, "-0.0000001"), (0.1, 7, "0.1"),
        (12.34567891, 7, "12.3456789"), (1e-7, 7, "0.0000001"), (100, 0, "100"), (99.6, 0, "100"),
        (-16.4999999, 5, "-16.5"), (5.05, 2, "5.05"), (0.5, 0, "1"), (2.5, 0, "3"),
    ])
    func `degrees are plain decimals without trailing zeros`(
        degrees: Double, decimals: Int, text: String
    ) {
        var sink = ByteSink()
        sink.write(degrees: degrees, decimals: decimals)
        #expect(String(decoding: sink, as: UTF8.self) == text)
    }

    @Test(arguments: 0..<20)
    func `degrees at seven decimals read back within half a unit`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<500 {
            let degrees = Double.random(in: -180...180, using: &random)
            var sink = ByteSink()
            sink.write(degrees: degrees, decimals: 7)
            let back = try #require(Double(String(decoding: sink, as: UTF8.self)))
            #expect((back - degrees).magnitude <= 0.500001e-7, "seed \(seed): \(degrees)")
            // What has seven decimals is not altered by another writing.
            var again = ByteSink()
            again.write(degrees: back, decimals: 7)
            #expect(again == sink, "seed \(seed): \(degrees)")
        }
    }

    @Test(arguments: [0, 7, -1, 10, 1_234_567_890, Int.max, Int.min])
    func `whole numbers are written as Swift writes them`(number: Int) {
        var sink = ByteSink()
        sink.write(number)
        #expect(String(decoding: sink, as: UTF8.self) == String(number))
    }
}
