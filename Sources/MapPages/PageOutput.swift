import FileWriting

/// The bytes of a page on their way to its destination, handed over in large pieces.
struct PageOutput {
    private static let pieceSize = 1 << 20

    private let destination: any ByteDestination
    private var bytes: [UInt8] = []

    init(to destination: any ByteDestination) { self.destination = destination }

    /// Writes what is appended to bytes.
    ///
    /// - Throws: `WritingError` when the destination does not take it.
    mutating func write(
        _ append: (inout [UInt8]) throws(WritingError) -> Void
    ) throws(WritingError) {
        try append(&bytes)
        if bytes.count >= PageOutput.pieceSize { try flush() }
    }

    /// Writes bytes as they stand.
    mutating func write(_ text: [UInt8]) throws(WritingError) {
        try write { (bytes) throws(WritingError) in bytes.append(contentsOf: text) }
    }

    /// Writes the UTF-8 of a text as it stands.
    mutating func write(_ text: String) throws(WritingError) {
        try write { (bytes) throws(WritingError) in bytes.append(contentsOf: text.utf8) }
    }

    /// Hands everything over.
    mutating func flush() throws(WritingError) {
        try destination.write(bytes)
        bytes.removeAll(keepingCapacity: true)
    }
}
