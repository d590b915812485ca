/// Turns byte offsets of a text into code points, as exports count them.
public struct CodePointOffsets: Sendable {
    /// How many code points begin before each 256th byte.
    private let counts: [Int]
    private let bytes: [UInt8]
    private static let step = 256

    /// - Parameter bytes: Valid UTF-8.
    /// - Complexity: O(*n*).
    public init(_ bytes: [UInt8]) {
        var counts: [Int] = []
        counts.reserveCapacity(bytes.count / CodePointOffsets.step + 1)
        var count = 0
        for (index, byte) in bytes.enumerated() {
            if index % CodePointOffsets.step == 0 { counts.append(count) }
            if byte & 0xC0 != 0x80 { count += 1 }
        }
        if bytes.count % CodePointOffsets.step == 0 { counts.append(count) }
        self.counts = counts
        self.bytes = bytes
    }

    /// How many code points stand before a byte; a byte order mark counts as one.
    ///
    /// - Parameter byte: An offset in 0...count.
    /// - Complexity: O(1).
    public func codePoints(before byte: Int) -> Int {
        let block = byte / CodePointOffsets.step
        var count = counts[block]
        for index in (block * CodePointOffsets.step)..<byte where bytes[index] & 0xC0 != 0x80 {
            count += 1
        }
        return count
    }
}
