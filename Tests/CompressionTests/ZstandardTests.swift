import Compression
import Testing

@Suite struct ZstandardTests {
    /// "apacheta" and a line end, packed by `zstd -1 --no-check`.
    private static let packed: [UInt8] = [
        0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x48, 0x49, 0x00, 0x00, 0x61, 0x70, 0x61, 0x63, 0x68, 0x65,
        0x74, 0x61, 0x0A,
    ]

    @Test func `a frame gives back its bytes`() throws {
        let bytes = try Zstandard.unpacked(Self.packed, atMost: 100)
        #expect(String(decoding: bytes, as: UTF8.self) == "apacheta\n")
    }

    @Test func `frames one after the other are read as one`() throws {
        let bytes = try Zstandard.unpacked(Self.packed + Self.packed, atMost: 100)
        #expect(String(decoding: bytes, as: UTF8.self) == "apacheta\napacheta\n")
    }

    @Test func `more bytes than allowed are refused`() {
        let error = #expect(throws: CompressionError.self) {
            try Zstandard.unpacked(Self.packed, atMost: 8)
        }
        #expect(error?.description == "more than 8 bytes unpacked")
    }

    @Test func `what is no frame is refused`() {
        let error = #expect(throws: CompressionError.self) {
            try Zstandard.unpacked(Array("id\tname\n".utf8), atMost: 100)
        }
        #expect(error?.description == "no Zstandard frame at the start")
        #expect(throws: CompressionError.self) { try Zstandard.unpacked([], atMost: 100) }
    }

    @Test(arguments: 4..<18)
    func `a frame that is cut off is refused`(length: Int) {
        #expect(throws: CompressionError.self) {
            try Zstandard.unpacked(Array(Self.packed.prefix(length)), atMost: 100)
        }
    }

    @Test func `the checksum is that of PNG and gzip`() {
        // The check value of the algorithm's catalogue entry, CRC-32/ISO-HDLC.
        #expect(Checksum.crc32(Array("123456789".utf8)) == 0xCBF4_3926)
        #expect(Checksum.crc32([]) == 0)
    }
}
