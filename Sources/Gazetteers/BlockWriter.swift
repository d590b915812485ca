import Compression

/// Writes the blocks of a compiled gazetteer, and their checksums behind them.
struct BlockWriter<Failure: Error> {
    typealias Sink = ([UInt8]) throws(Failure) -> Void

    private var block = [UInt8](repeating: 0, count: CompiledLayout.blockSize)
    private var used = 0
    private var checksums: [UInt32] = []

    /// Writes the header, which says where every section will lie.
    init(
        sections: [(section: CompiledLayout.Section, count: Int)], sink: Sink
    ) throws(Failure) {
        var start = CompiledLayout.blockSize
        var entries: [(tag: String, size: Int, start: Int, length: Int)] = []
        for (section, count) in sections {
            start = BlockWriter.aligned(start)
            let length = count * section.elementSize
            entries.append((section.rawValue, section.elementSize, start, length))
            start += length
        }
        let blockCount = (start + CompiledLayout.blockSize - 1) / CompiledLayout.blockSize
        let total = start + blockCount * 4 + 4
        try put(CompiledLayout.magic, sink)
        try put(CompiledLayout.version, sink)
        try put(UInt16(CompiledLayout.headerSize), sink)
        try put(UInt32(entries.count), sink)
        try put(UInt64(total), sink)
        try put(UInt64(start), sink)
        for entry in entries {
            try put(Array(entry.tag.utf8), sink)
            try put(UInt32(entry.size), sink)
            try put(UInt64(entry.start), sink)
            try put(UInt64(entry.length), sink)
        }
        used = CompiledLayout.blockSize
        try flush(sink)
    }

    /// Goes on to where a section may begin.
    mutating func begin() { used = BlockWriter.aligned(used) }

    private static func aligned(_ offset: Int) -> Int {
        (offset + CompiledLayout.alignment - 1) & -CompiledLayout.alignment
    }

    /// Writes bytes.
    mutating func put(_ bytes: [UInt8], _ sink: Sink) throws(Failure) {
        var at = 0
        while at < bytes.count {
            if used == block.count { try flush(sink) }
            let count = min(block.count - used, bytes.count - at)
            block.replaceSubrange(used..<used + count, with: bytes[at..<at + count])
            used += count
            at += count
        }
    }

    /// Writes a number.
    mutating func put<Number: FixedWidthInteger>(
        _ number: Number, _ sink: Sink
    ) throws(Failure) {
        let size = MemoryLayout<Number>.size
        // Sections begin at multiples of 64, so no number lies across two blocks.
        if used == block.count { try flush(sink) }
        unsafe block.withUnsafeMutableBytes {
            unsafe $0.storeBytes(of: number.littleEndian, toByteOffset: used, as: Number.self)
        }
        used += size
    }

    /// Writes numbers.
    mutating func put<Number: FixedWidthInteger>(
        _ numbers: [Number], _ sink: Sink
    ) throws(Failure) {
        for number in numbers { try put(number, sink) }
    }

    /// Writes what is left, and the checksums.
    mutating func end(_ sink: Sink) throws(Failure) {
        try flush(sink)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(checksums.count * 4 + 4)
        func append(_ number: UInt32) {
            for shift in [0, 8, 16, 24] as [UInt32] {
                bytes.append(UInt8(truncatingIfNeeded: number >> shift))
            }
        }
        for checksum in checksums { append(checksum) }
        append(Checksum.crc32(bytes))
        try sink(bytes)
    }

    private mutating func flush(_ sink: Sink) throws(Failure) {
        guard used > 0 else { return }
        let bytes = used == block.count ? block : Array(block[..<used])
        checksums.append(Checksum.crc32(bytes))
        try sink(bytes)
        for index in block.indices { block[index] = 0 }
        used = 0
    }
}
