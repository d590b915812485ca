import FileMapping

/// The bytes of a file as a collection, which keeps the file mapped.
@safe struct FileBytes: RandomAccessCollection {
    /// The file.
    let file: MappedFile
    /// The first byte; valid as long as ``file`` is.
    let start: UnsafePointer<UInt8>
    /// How many there are.
    let count: Int

    /// Stands for the start of an empty file.
    private static let nowhere = MappedFile(copying: [0], named: "")

    init(_ file: MappedFile) {
        self.file = file
        count = file.count
        let start = unsafe file.bytes.baseAddress ?? FileBytes.nowhere.bytes.baseAddress
        guard let start = unsafe start else { preconditionFailure("a copy has a place") }
        unsafe self.start = unsafe start.assumingMemoryBound(to: UInt8.self)
    }

    var startIndex: Int { 0 }
    var endIndex: Int { count }

    @inline(__always)
    subscript(place: Int) -> UInt8 {
        precondition(place >= 0 && place < count, "a byte outside of the file")
        return unsafe start[place]
    }

    func withContiguousStorageIfAvailable<Result>(
        _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
    ) rethrows -> Result? {
        unsafe try body(UnsafeBufferPointer(start: start, count: count))
    }

    /// Bytes that were found to be UTF-8.
    ///
    /// - Parameter range: In 0..<``count``.
    @inline(__always)
    func text(in range: Range<Int>) -> BatchText {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        return unsafe BatchText(
            UnsafeRawBufferPointer(start: start + range.lowerBound, count: range.count))
    }
}
