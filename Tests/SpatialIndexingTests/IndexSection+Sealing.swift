import Compression

@testable import SpatialIndexing

/// What a liar would do: right checksums over whatever there is.
extension IndexSection {
    func sealed(_ body: [UInt8]) -> [UInt8] {
        var checksums: [UInt8] = []
        for start in stride(from: 0, to: bodySize, by: IndexSection.pageSize) {
            IndexSection.append(
                Checksum.crc32(Array(body[start..<min(start + IndexSection.pageSize, bodySize)])),
                to: &checksums)
        }
        return header(checksums: checksums) + body + checksums
    }

    static func withHeaderSealed(_ bytes: [UInt8]) -> [UInt8] {
        var sum: [UInt8] = []
        append(Checksum.crc32(Array(bytes[..<60])), to: &sum)
        return bytes[..<60] + sum + bytes[64...]
    }
}
