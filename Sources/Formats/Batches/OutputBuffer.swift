import FileWriting

/// Bytes of a file on their way to its destination, handed over in large pieces.
///
/// What goes wrong at the destination is kept until ``check()`` or ``flush()``; what is written in
/// between is dropped, so that the many small writes need no `try`.
@safe struct OutputBuffer {
    /// How many bytes are handed over at once.
    private static let pieceSize = 256 << 10
    /// Room behind a piece, so that short texts need one check.
    private static let slack = 4 << 10

    private let storage: Storage
    private var cursor: UnsafeMutablePointer<UInt8>
    private var end: UnsafeMutablePointer<UInt8>
    /// How many bytes were handed over.
    private var bytesHandedOver = 0

    /// The memory, freed with the last copy of the buffer.
    @safe private final class Storage {
        let start: UnsafeMutablePointer<UInt8>
        let destination: any ByteDestination
        var failure: WritingError?

        init(_ destination: any ByteDestination) {
            unsafe start = .allocate(capacity: OutputBuffer.pieceSize + OutputBuffer.slack)
            self.destination = destination
        }

        deinit { unsafe start.deallocate() }
    }

    init(to destination: any ByteDestination) {
        storage = Storage(destination)
        unsafe cursor = storage.start
        unsafe end = storage.start + OutputBuffer.pieceSize
    }

    /// How many bytes were written in all.
    var count: Int { unsafe bytesHandedOver + (cursor - storage.start) }

    // MARK: Handing over

    /// Hands everything over.
    ///
    /// - Throws: `WritingError` when the destination did not take it, now or before.
    mutating func flush() throws(WritingError) {
        handOver()
        try check()
    }

    /// - Throws: `WritingError` when the destination did not take what was handed over.
    func check() throws(WritingError) {
        if let failure = storage.failure { throw failure }
    }

    @inline(never)
    private mutating func handOver() {
        let count = unsafe cursor - storage.start
        unsafe cursor = storage.start
        bytesHandedOver += count
        guard storage.failure == nil, count > 0 else { return }
        do throws(WritingError) {
            unsafe try storage.destination.write(
                UnsafeRawBufferPointer(start: storage.start, count: count))
        } catch { storage.failure = error }
    }

    // MARK: Writing

    /// Writes with direct access to memory.
    ///
    /// - Parameters:
    ///   - count: How many bytes are written at most, 4096 or fewer.
    ///   - body: Writes from the pointer on and returns the pointer behind the last byte.
    @inline(__always)
    mutating func write(
        atMost count: Int, _ body: (UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8>
    ) {
        assert(count <= OutputBuffer.slack)
        if unsafe cursor >= end { handOver() }
        unsafe cursor = body(cursor)
    }

    /// Writes one byte.
    @inline(__always)
    mutating func write(byte: UInt8) {
        unsafe write(atMost: 1) { cursor in
            unsafe cursor.pointee = byte
            return unsafe cursor + 1
        }
    }

    /// Writes bytes as they stand.
    @inline(__always)
    mutating func write(_ bytes: UnsafeRawBufferPointer) {
        let count = bytes.count
        if count <= 64, let start = bytes.baseAddress {
            unsafe write(atMost: 64) { cursor in
                unsafe UnsafeMutableRawPointer(cursor).copyMemory(from: start, byteCount: count)
                return unsafe cursor + count
            }
        } else {
            unsafe writeLong(bytes)
        }
    }

    @inline(never)
    private mutating func writeLong(_ bytes: UnsafeRawBufferPointer) {
        var rest = unsafe bytes[...]
        while let start = unsafe UnsafeRawBufferPointer(rebasing: rest).baseAddress,
            unsafe !rest.isEmpty
        {
            if unsafe cursor >= end { handOver() }
            let room = unsafe (end - cursor) + OutputBuffer.slack
            let count = unsafe min(room, rest.count)
            unsafe UnsafeMutableRawPointer(cursor).copyMemory(from: start, byteCount: count)
            unsafe cursor += count
            unsafe rest = rest.dropFirst(count)
        }
    }

    /// Writes bytes as they stand.
    mutating func write(_ bytes: [UInt8]) { unsafe bytes.withUnsafeBytes { unsafe write($0) } }

    /// Writes the UTF-8 of a text as it stands.
    mutating func write(_ text: String) {
        var text = text
        text.withUTF8 { unsafe write(UnsafeRawBufferPointer($0)) }
    }

    /// Writes the UTF-8 of a text as it stands.
    @inline(__always)
    mutating func write(_ text: BatchText) { unsafe write(text.bytes) }

    /// Writes the UTF-8 of a text of the program, such as `"},\n"`.
    @inline(__always)
    mutating func write(_ text: StaticString) {
        unsafe write(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Writes a whole number in decimal digits.
    @inline(__always)
    mutating func write(_ number: Int) {
        unsafe write(atMost: 20) { unsafe Digits.write(number, to: $0) }
    }

    /// Writes a finite number with the shortest digits that read back the same, `.0` behind a whole
    /// one.
    @inline(__always)
    mutating func write(_ number: Double) {
        if Digits.isShort(number) {
            unsafe write(atMost: 24) { unsafe Digits.write(short: number, to: $0) }
        } else {
            write(number.description)
        }
    }

    /// Writes degrees in plain decimal notation, as `ByteSink.write(degrees:decimals:)` does.
    ///
    /// - Parameters:
    ///   - degrees: A finite number in -180...180.
    ///   - decimals: Digits after the point at most, in 0...7.
    @inline(__always)
    mutating func write(degrees: Double, decimals: Int) {
        unsafe write(atMost: 16) {
            unsafe Digits.write(degrees: degrees, decimals: decimals, to: $0)
        }
    }
}
