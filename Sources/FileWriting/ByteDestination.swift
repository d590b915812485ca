/// Where a writer's bytes go, in the order in which they are handed over.
public protocol ByteDestination: AnyObject {
    /// Takes bytes; they are only valid during the call.
    ///
    /// - Throws: ``WritingError`` when they cannot be kept; nothing more is to be written then.
    func write(_ bytes: UnsafeRawBufferPointer) throws(WritingError)
}

extension ByteDestination {
    /// Takes bytes.
    ///
    /// - Throws: ``WritingError`` when they cannot be kept; nothing more is to be written then.
    public func write(_ bytes: [UInt8]) throws(WritingError) {
        var failure: WritingError?
        unsafe bytes.withUnsafeBytes { bytes in
            do throws(WritingError) { unsafe try write(bytes) } catch { failure = error }
        }
        if let failure { throw failure }
    }
}

/// Bytes that stay in memory.
public final class MemoryDestination: ByteDestination {
    /// What was written so far.
    public private(set) var bytes: [UInt8] = []

    public init() {}

    public func write(_ bytes: UnsafeRawBufferPointer) {
        unsafe self.bytes.append(contentsOf: bytes)
    }
}
