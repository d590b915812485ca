import Compression
import FileWriting
import Testing

@Suite struct DeflateTests {
    @Test(arguments: [0, 1, 100, 300_000])
    func `bare deflate between the head and the foot of gzip is gzip`(count: Int) throws {
        let text =
            count == 0 ? [] : Array(PackedStreamTests.text(seed: 5, count: count).prefix(count))
        var member: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255] + Deflate.raw(text)
        for number in [Checksum.crc32(text), UInt32(text.count)] {
            member += (0..<4).map { UInt8(number >> (8 * $0) & 255) }
        }
        let memory = MemoryDestination()
        unsafe try member.withUnsafeBytes {
            unsafe try PackedFormat.gzip.unpack($0, to: memory, atMost: 1 << 20)
        }
        #expect(memory.bytes == text)
    }
}
