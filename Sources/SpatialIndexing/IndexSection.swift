import Compression
import FileMapping

/// Where everything stands in a tree on disk, a section of a file that begins at a multiple of 64
/// bytes; docs/formats.md describes it byte by byte.
struct IndexSection {
    static let magic: [UInt8] = Array("apachidx".utf8)
    static let version: UInt16 = 1
    static let headerSize = 64
    /// What one checksum is for.
    static let pageSize = 16_384

    let layout: TreeLayout

    /// The bytes of the tree, filled up to a whole cache line.
    var bodySize: Int { (layout.byteCount + 63) / 64 * 64 }
    var pageCount: Int { (bodySize + IndexSection.pageSize - 1) / IndexSection.pageSize }
    var checksumsStart: Int { IndexSection.headerSize + bodySize }
    var byteCount: Int { checksumsStart + 4 * pageCount }

    init(_ layout: TreeLayout) { self.layout = layout }

    /// The first bytes of a section.
    func header(checksums: [UInt8]) -> [UInt8] {
        var header = IndexSection.magic
        IndexSection.append(IndexSection.version, to: &header)
        header += [layout.kind.rawValue, UInt8(TreeLayout.fanOut)]
        IndexSection.append(UInt32(IndexSection.pageSize), to: &header)
        IndexSection.append(UInt64(layout.count), to: &header)
        IndexSection.append(UInt64(bodySize), to: &header)
        IndexSection.append(Checksum.crc32(checksums), to: &header)
        header += Array(repeating: 0, count: IndexSection.headerSize - 4 - header.count)
        IndexSection.append(Checksum.crc32(header), to: &header)
        return header
    }

    static func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
        unsafe withUnsafeBytes(of: number.littleEndian) { unsafe bytes += $0 }
    }

    /// Reads what a section says of itself.
    ///
    /// - Parameters:
    ///   - mapped: The file.
    ///   - offset: Where the section begins, in bytes from the file's start.
    ///
    /// - Throws: ``IndexError`` when no section of this version begins there, or it is cut off.
    init(_ mapped: MappedFile, at offset: Int) throws(IndexError) {
        let bytes = unsafe mapped.bytes
        let file = mapped.path
        func fault(_ offset: Int, _ reason: String) -> IndexError {
            IndexError(file: file, offset: offset, reason: reason)
        }
        guard offset >= 0, offset % 64 == 0 else {
            throw fault(offset, "an index cannot begin here, expected a multiple of 64")
        }
        guard offset <= bytes.count, bytes.count - offset >= IndexSection.headerSize else {
            throw fault(
                offset,
                "cut off: \(max(0, bytes.count - offset)) bytes, expected the "
                    + "\(IndexSection.headerSize) of an index's header")
        }
        let header = unsafe UnsafeRawBufferPointer(
            rebasing: bytes[offset..<offset + IndexSection.headerSize])
        guard unsafe header.starts(with: IndexSection.magic) else {
            throw fault(offset, "not an index: the first eight bytes are not those of one")
        }
        func number<Number: FixedWidthInteger>(_ place: Int, _: Number.Type) -> Number {
            unsafe Number(
                littleEndian: header.loadUnaligned(fromByteOffset: place, as: Number.self))
        }
        let version = number(8, UInt16.self)
        guard version == IndexSection.version else {
            throw fault(
                offset + 8,
                "an index of version \(version), expected \(IndexSection.version): build it again")
        }
        let checksum = unsafe Checksum.crc32(UnsafeRawBufferPointer(rebasing: header[..<60]))
        guard checksum == number(60, UInt32.self) else {
            throw fault(offset, "damaged: the header's checksum does not match")
        }
        guard let kind = unsafe TreeLayout.Kind(rawValue: header[10]) else {
            throw fault(offset + 10, unsafe "an index of kind \(header[10]), expected 0 or 1")
        }
        guard unsafe header[11] == UInt8(TreeLayout.fanOut) else {
            throw fault(
                offset + 11, unsafe "\(header[11]) boxes in a block, expected \(TreeLayout.fanOut)")
        }
        guard number(12, UInt32.self) == UInt32(IndexSection.pageSize) else {
            throw fault(
                offset + 12,
                "\(number(12, UInt32.self)) bytes to a checksum, expected \(IndexSection.pageSize)")
        }
        let count = number(16, UInt64.self)
        guard count <= UInt64(UInt32.max) else {
            throw fault(offset + 16, "\(count) entries, expected fewer than 2^32")
        }
        self.init(TreeLayout(kind, count: Int(count)))
        guard number(24, UInt64.self) == UInt64(bodySize) else {
            throw fault(
                offset + 24,
                "\(number(24, UInt64.self)) bytes for \(count) entries, expected \(bodySize)")
        }
        guard bytes.count - offset >= byteCount else {
            throw fault(
                bytes.count, "cut off: \(bytes.count - offset) bytes, expected \(byteCount)")
        }
        mapped.prefetch(offset + checksumsStart..<offset + byteCount)
        let list = unsafe UnsafeRawBufferPointer(
            rebasing: bytes[offset + checksumsStart..<offset + byteCount])
        guard unsafe Checksum.crc32(list) == number(32, UInt32.self) else {
            throw fault(
                offset + checksumsStart, "damaged: the checksums' own checksum does not match")
        }
    }
}

/// Why bytes are no index.
public struct IndexError: Error, Equatable, CustomStringConvertible {
    /// The file, as it was named.
    public let file: String
    /// Where in the file.
    public let offset: Int
    /// What was found, and what was expected.
    public let reason: String

    public var description: String { "\(file): byte \(offset): \(reason)" }
}
