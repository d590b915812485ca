public import FileMapping

/// The bytes of a FlatGeobuf file, mapped into memory or given, read with a look at their end.
@safe public final class FlatGeobufBytes: Sendable {
    /// The name that errors give.
    public let file: String
    /// How many bytes there are.
    public let count: Int
    /// What holds the bytes.
    package let keeper: MappedFile
    // Those of the keeper.
    @usableFromInline
    nonisolated(unsafe) let bytes: UnsafeRawBufferPointer

    /// Maps a file, to be read here and there.
    ///
    /// - Parameter file: The path of a file that is not empty.
    /// - Throws: ``FlatGeobufError`` with the system's reason when it cannot be mapped.
    public convenience init(mapping file: String) throws(FlatGeobufError) {
        func failure(_ found: String) -> FlatGeobufError {
            FlatGeobufError(
                file: file, byteOffset: nil, found: found, expected: "a FlatGeobuf file")
        }
        do throws(MappingError) {
            self.init(try MappedFile(file))
        } catch { throw failure(error.reason) }
        guard count > 0 else { throw failure("an empty file") }
    }

    /// Keeps a copy of bytes.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - file: The name that errors give.
    public convenience init(_ bytes: [UInt8], file: String) {
        self.init(MappedFile(copying: bytes, named: file))
    }

    /// Takes a file that is mapped.
    public init(_ keeper: MappedFile) {
        self.keeper = keeper
        file = keeper.path
        count = keeper.count
        unsafe bytes = unsafe keeper.bytes
    }

    /// Tells the system how the file will be read from now on.
    public func expect(_ access: MappedFile.Access) { keeper.expect(access) }

    /// A little-endian whole number; `nil` where the file ends before it does.
    @inlinable
    package func integer<Number: FixedWidthInteger>(
        at offset: Int, as type: Number.Type
    ) -> Number? {
        guard offset >= 0, offset <= count - MemoryLayout<Number>.size else { return nil }
        return unsafe Number(
            littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Number.self))
    }

    /// A number of eight bytes, which the caller knows to lie in the file.
    @inlinable
    package func double(at offset: Int) -> Double {
        guard let pattern = integer(at: offset, as: UInt64.self) else {
            preconditionFailure("a number outside of the file")
        }
        return Double(bitPattern: pattern)
    }

    /// Some bytes as text; `nil` when they are not UTF-8.
    ///
    /// - Parameter range: Bytes that the caller knows to lie in the file.
    package func text(in range: Range<Int>) -> String? {
        let part = unsafe UnsafeRawBufferPointer(rebasing: bytes[range])
        // Most texts are ASCII, and to make a text of what is known to be sound is much cheaper.
        if unsafe part.allSatisfy({ $0 < 0x80 }) {
            return unsafe String(decoding: part, as: UTF8.self)
        }
        return unsafe String(validating: part, as: UTF8.self)
    }

    /// A copy of some bytes.
    ///
    /// - Parameter range: Bytes that the caller knows to lie in the file.
    package func copy(of range: Range<Int>) -> [UInt8] {
        unsafe Array(bytes[range])
    }
}
