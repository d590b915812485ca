import TestMaterial

extension Unicode.Scalar {
    /// A scalar as hostile texts hold them: plain letters, accents, spaces of all sorts, signs,
    /// scripts written from right to left, emoji, and now and then any scalar at all.
    static func random(using random: inout SeededGenerator) -> Unicode.Scalar {
        let blocks: [ClosedRange<UInt32>] = [
            0x61...0x7A, 0x41...0x5A, 0x30...0x39, 0x20...0x2F, 0x09...0x0D, 0xA0...0x17F,
            0x180...0x24F, 0x300...0x36F, 0x400...0x45F, 0x590...0x6FF, 0x1E00...0x1EFF,
            0x2000...0x206F, 0x3040...0x30FF, 0x4E00...0x4E80, 0xFEFF...0xFEFF,
            0x1F1E6...0x1F1FF, 0x1F600...0x1F64F, 0x0...0x10FFFF,
        ]
        let block = blocks[Int.random(in: blocks.indices, using: &random)]
        return Unicode.Scalar(UInt32.random(in: block, using: &random)) ?? "\u{FFFD}"
    }
}
