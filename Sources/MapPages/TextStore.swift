import FileWriting

/// The bytes of many texts, known by their numbers: in memory up to a limit, above it in a scratch file.
struct TextStore {
    private static let pieceSize = 1 << 20

    private let memoryLimit: Int
    private var held: [UInt8] = []
    /// Where each text begins, and where the last ends.
    private var starts = [0]
    private var file: ScratchFile?
    /// What is not yet in the file.
    private var tail: [UInt8] = []

    /// - Parameter memoryLimit: How many bytes stay in memory, at least.
    init(memoryLimit: Int) { self.memoryLimit = memoryLimit }

    /// How many texts there are.
    var count: Int { starts.count - 1 }

    /// How many bytes there are.
    var byteCount: Int { starts[count] }

    /// Adds a text.
    ///
    /// - Parameter write: Appends its bytes.
    /// - Throws: `WritingError` when a scratch file is needed and cannot be made or written.
    mutating func append(_ write: (inout [UInt8]) -> Void) throws(WritingError) {
        if held.count < memoryLimit, file == nil {
            write(&held)
            starts.append(held.count)
            return
        }
        if file == nil { file = try ScratchFile() }
        let before = tail.count
        write(&tail)
        starts.append(starts[count] + tail.count - before)
        if tail.count >= TextStore.pieceSize { try flush() }
    }

    /// Sees to it that every text can be read.
    ///
    /// - Throws: `WritingError` when the scratch file cannot be written.
    mutating func flush() throws(WritingError) {
        guard !tail.isEmpty else { return }
        try file?.write(tail)
        tail.removeAll(keepingCapacity: true)
    }

    /// Appends a text to others; nothing is added in between.
    ///
    /// - Parameters:
    ///   - number: In 0..<``count``.
    ///   - bytes: Where the bytes go.
    /// - Throws: `WritingError` when the scratch file cannot be read.
    func read(_ number: Int, to bytes: inout [UInt8]) throws(WritingError) {
        let range = starts[number]..<starts[number + 1]
        guard range.upperBound > held.count, let file else {
            bytes.append(contentsOf: held[range])
            return
        }
        let first = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: range.count))
        var failure: WritingError?
        unsafe bytes.withUnsafeMutableBytes { bytes in
            let room = unsafe UnsafeMutableRawBufferPointer(rebasing: bytes[first...])
            do throws(WritingError) {
                unsafe try file.read(at: range.lowerBound - held.count, into: room)
            } catch { failure = error }
        }
        if let failure { throw failure }
    }
}
