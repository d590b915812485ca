import Compression
import FileMapping
import Synchronization

/// The bytes of a compiled gazetteer, each block of which is checked when it is first read.
///
/// Checking a file of gigabytes at every start would cost more than all answers together, so a
/// block is compared with its checksum the first time a byte of it is asked for, like the page of a
/// database. Damaged bytes read as zeros, and ``fault`` tells of them: whoever shows an answer asks
/// it first.
@safe final class CheckedBytes: Sendable {
    /// The name that errors give.
    let file: String
    let count: Int
    // Those of the keeper.
    nonisolated(unsafe) private let bytes: UnsafeRawBufferPointer
    nonisolated(unsafe) private let states: UnsafeMutablePointer<Atomic<UInt8>>
    private let checksumStart: Int
    private let blockCount: Int
    /// All of them, for what has checksums of its own.
    let keeper: MappedFile
    /// 1 + the offset of the first byte that cannot be right; 0 while all are.
    private let firstFault = Atomic<Int>(0)

    private enum State {
        static let unknown: UInt8 = 0
        static let sound: UInt8 = 1
        static let damaged: UInt8 = 2
    }

    /// Maps a file.
    ///
    /// - Throws: ``GazetteerError`` when it cannot be read or its frame is not that of a compiled
    ///   gazetteer of this version.
    convenience init(mapping file: String) throws(GazetteerError) {
        let mapped = try CheckedBytes.mapped(file)
        guard mapped.count > 0 else {
            throw GazetteerError(file: file, reason: "empty, expected a compiled gazetteer")
        }
        try self.init(mapped)
    }

    private static func mapped(_ file: String) throws(GazetteerError) -> MappedFile {
        do throws(MappingError) {
            return try MappedFile(file)
        } catch { throw GazetteerError(file: file, reason: error.reason) }
    }

    /// The version of the format that a file says it has; `nil` for what is no compiled gazetteer.
    static func version(of file: String) -> UInt16? {
        guard let bytes = try? mapped(file), bytes.count >= 10,
            unsafe bytes.bytes.starts(with: CompiledLayout.magic)
        else { return nil }
        return unsafe UInt16(
            littleEndian: bytes.bytes.loadUnaligned(fromByteOffset: 8, as: UInt16.self))
    }

    /// Keeps a copy of bytes.
    convenience init(copying bytes: [UInt8], file: String) throws(GazetteerError) {
        try self.init(MappedFile(copying: bytes, named: file))
    }

    private init(_ keeper: MappedFile) throws(GazetteerError) {
        file = keeper.path
        self.keeper = keeper
        unsafe bytes = unsafe keeper.bytes
        count = unsafe bytes.count
        let frame = unsafe Frame(bytes)
        checksumStart = frame.checksumStart
        blockCount = frame.blockCount
        unsafe states = .allocate(capacity: max(1, frame.blockCount))
        for block in 0..<frame.blockCount {
            unsafe (states + block).initialize(to: Atomic(State.unknown))
        }
        // From here on `deinit` frees everything, also when the frame is refused.
        if let reason = frame.fault { throw GazetteerError(file: file, reason: reason) }
        guard isSound(0, count: CompiledLayout.blockSize) else {
            throw GazetteerError(
                file: file, reason: "damaged: the header's checksum does not match")
        }
    }

    deinit { unsafe states.deallocate() }

    /// What was found to be wrong with the bytes read up to now; `nil` while nothing was.
    var fault: GazetteerError? {
        let offset = firstFault.load(ordering: .relaxed) - 1
        return offset >= 0 ? failure(at: offset) : nil
    }

    /// What is said of bytes that cannot be right.
    func failure(at offset: Int) -> GazetteerError {
        GazetteerError(
            file: file,
            reason: "damaged near byte \(offset): what stands there does not fit the rest; "
                + "build it again or take another copy")
    }

    /// Remembers that bytes cannot be right.
    func report(faultAt offset: Int) {
        _ = firstFault.compareExchange(expected: 0, desired: offset + 1, ordering: .relaxed)
    }

    /// Compares every block with its checksum.
    func checkAll() {
        for block in 0..<blockCount { _ = isSound(block: block) }
    }

    /// Whether the blocks of some bytes are as they were written.
    @inline(__always)
    func isSound(_ offset: Int, count: Int) -> Bool {
        guard count > 0 else { return true }
        let first = offset / CompiledLayout.blockSize
        let last = (offset + count - 1) / CompiledLayout.blockSize
        guard isSound(block: first) else { return false }
        return first == last || isSound(blocks: first + 1...last)
    }

    private func isSound(blocks: ClosedRange<Int>) -> Bool {
        blocks.allSatisfy { isSound(block: $0) }
    }

    @inline(__always)
    private func isSound(block: Int) -> Bool {
        unsafe states[block].load(ordering: .relaxed) == State.sound || check(block)
    }

    private func check(_ block: Int) -> Bool {
        let start = block * CompiledLayout.blockSize
        let end = min(start + CompiledLayout.blockSize, checksumStart)
        let found = unsafe Checksum.crc32(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
        let written = unsafe UInt32(
            littleEndian: bytes.loadUnaligned(
                fromByteOffset: checksumStart + block * 4, as: UInt32.self))
        unsafe states[block].store(
            found == written ? State.sound : State.damaged, ordering: .relaxed)
        if found != written { report(faultAt: start) }
        return found == written
    }

    /// A number; 0 where the bytes are damaged.
    ///
    /// - Parameter offset: Where it begins; the caller has checked that it lies in a section.
    @inline(__always)
    func load<Number: FixedWidthInteger>(_ offset: Int, as type: Number.Type) -> Number {
        guard isSound(offset, count: MemoryLayout<Number>.size) else { return 0 }
        return unsafe Number(
            littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Number.self))
    }

    /// Some bytes; none where they are damaged.
    ///
    /// They are valid as long as this object is.
    @inline(__always)
    func buffer(_ range: Range<Int>) -> UnsafeRawBufferPointer {
        guard isSound(range.lowerBound, count: range.count) else {
            return unsafe .init(start: nil, count: 0)
        }
        return unsafe UnsafeRawBufferPointer(rebasing: bytes[range])
    }

}

/// What the first and the last bytes of a file say about the rest.
private struct Frame {
    private(set) var checksumStart = 0
    private(set) var blockCount = 0
    /// Why it is no compiled gazetteer of this version; `nil` when it is.
    private(set) var fault: String?

    init(_ bytes: UnsafeRawBufferPointer) {
        let layout = CompiledLayout.self
        let magic = layout.magic
        guard unsafe bytes.starts(with: magic.prefix(bytes.count)) else {
            fault = "not a compiled gazetteer: the first eight bytes are not those of one"
            return
        }
        guard bytes.count >= layout.blockSize + 8 else {
            fault = "cut off: \(bytes.count) bytes, expected at least \(layout.blockSize + 8)"
            return
        }
        let version = unsafe UInt16(
            littleEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt16.self))
        guard version == layout.version else {
            fault =
                "compiled in version \(version) of the format, expected \(layout.version): "
                + "build it again"
            return
        }
        let length = unsafe UInt64(
            littleEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self))
        guard length == UInt64(bytes.count) else {
            fault =
                length > UInt64(bytes.count)
                ? "cut off: \(bytes.count) bytes, its header says \(length)"
                : "too long: \(bytes.count) bytes, its header says \(length)"
            return
        }
        let start = unsafe UInt64(
            littleEndian: bytes.loadUnaligned(fromByteOffset: 24, as: UInt64.self))
        guard start >= UInt64(layout.blockSize), start <= UInt64(bytes.count - 8) else {
            fault = "damaged: the checksums cannot begin at byte \(start)"
            return
        }
        let blocks = (Int(start) + layout.blockSize - 1) / layout.blockSize
        guard Int(start) + blocks * 4 + 4 == bytes.count else {
            fault = "damaged: the checksums do not reach from byte \(start) to the end"
            return
        }
        let list = unsafe Checksum.crc32(
            UnsafeRawBufferPointer(rebasing: bytes[Int(start)..<(bytes.count - 4)]))
        let written = unsafe UInt32(
            littleEndian: bytes.loadUnaligned(fromByteOffset: bytes.count - 4, as: UInt32.self))
        guard list == written else {
            fault = "damaged: the checksums' own checksum does not match"
            return
        }
        checksumStart = Int(start)
        blockCount = blocks
    }
}
