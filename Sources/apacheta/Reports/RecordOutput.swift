import FileWriting

/// A file, or standard output, that JSON lines are written to as they come.
///
/// A file appears whole or not at all; standard output gets each line at once, or none before the end
/// where all or nothing was asked for.
final class RecordOutput {
    private let path: String
    private let destination: any ByteDestination
    private let file: OutputFile?
    /// What is held back until everything is known to be right.
    private let heldBack: ScratchFile?
    private var byteCount = 0

    /// - Parameters:
    ///   - path: `-` is standard output.
    ///   - isHeldBack: Whether nothing may be written before ``commit()``.
    /// - Throws: `WritingError` when nothing can be written there.
    init(_ path: String, isHeldBack: Bool) throws(WritingError) {
        self.path = path
        file = path == "-" ? nil : try OutputFile(path)
        destination = file ?? StandardOutput()
        heldBack = isHeldBack ? try ScratchFile() : nil
    }

    /// Writes whole lines.
    ///
    /// - Throws: `WritingError` when they cannot be written.
    func write(_ lines: [UInt8]) throws(WritingError) {
        byteCount += lines.count
        try (heldBack ?? destination).write(lines)
    }

    /// Makes sure that everything is on the disk, while the old file still stands.
    ///
    /// - Throws: `WritingError` when it is not.
    func finish() throws(WritingError) {
        if let heldBack { try copy(heldBack) }
        try file?.synchronize()
    }

    /// Puts the file in its place.
    ///
    /// - Throws: `WritingError` when it cannot be.
    func commit() throws(WritingError) { try file?.commit() }

    private func copy(_ scratch: ScratchFile) throws(WritingError) {
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 4096)
        defer { unsafe room.deallocate() }
        var offset = 0
        while offset < byteCount {
            let part = unsafe UnsafeMutableRawBufferPointer(
                rebasing: room[..<min(room.count, byteCount - offset)])
            unsafe try scratch.read(at: offset, into: part)
            unsafe try destination.write(UnsafeRawBufferPointer(part))
            offset += part.count
        }
    }
}
