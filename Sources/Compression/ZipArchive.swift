import CLibZip
public import FileWriting

/// A zip archive from a stranger, of which single files are read.
///
/// Nothing is ever unpacked to a path of the archive, but a path that leaves its folder marks an
/// archive that was made to harm, which is refused whole.
@safe public struct ZipArchive: ~Copyable {
    /// A file of the archive.
    public struct Entry: Sendable {
        /// The path in the archive.
        public let name: String
        fileprivate let index: UInt64
        /// How many bytes the file is packed in, as the archive says.
        public let packedByteCount: Int
        /// How many bytes the file has, as the archive says.
        public let byteCount: Int
        fileprivate let isEncrypted: Bool
    }

    /// What the first bytes of an archive are: those of its first file.
    public static let magic: [UInt8] = [0x50, 0x4B, 0x03, 0x04]
    /// How many files an archive may have.
    public static let entryLimit = 10_000

    /// The files, in the order of the archive's list.
    public let entries: [Entry]
    private let archive: OpaquePointer

    /// Opens an archive.
    ///
    /// - Parameter bytes: All of it; they must stay as long as the archive is in use.
    /// - Throws: ``CompressionError`` when they are no archive, or one with too many files or with a
    ///   path that leads out of it; the error names the file.
    public init(_ bytes: UnsafeRawBufferPointer) throws(CompressionError) {
        // Without any bytes libzip sees an archive of nothing.
        guard unsafe bytes.starts(with: ZipArchive.magic) else {
            throw CompressionError(reason: "no zip archive at the start")
        }
        var error = unsafe zip_error_t()
        unsafe zip_error_init(&error)
        guard
            let source = unsafe zip_source_buffer_create(
                bytes.baseAddress, UInt64(bytes.count), 0, &error)
        else { throw CompressionError(reason: "no memory for unpacking") }
        guard let archive = unsafe zip_open_from_source(source, Int32(ZIP_RDONLY), &error) else {
            unsafe zip_source_free(source)
            let reason = unsafe String(cString: zip_error_strerror(&error)).lowercased()
            throw CompressionError(reason: "no zip archive: \(reason)")
        }
        do throws(CompressionError) {
            unsafe entries = try ZipArchive.entries(of: archive)
        } catch {
            unsafe zip_discard(archive)
            throw error
        }
        unsafe self.archive = unsafe archive
    }

    deinit { unsafe zip_discard(archive) }

    private static func entries(of archive: OpaquePointer) throws(CompressionError) -> [Entry] {
        let count = unsafe zip_get_num_entries(archive, 0)
        guard count <= entryLimit else {
            throw CompressionError(reason: "\(count) files in the archive, \(entryLimit) at most")
        }
        var entries: [Entry] = []
        for index in 0..<UInt64(max(count, 0)) {
            var status = unsafe zip_stat_t()
            guard unsafe zip_stat_index(archive, index, 0, &status) == 0,
                let name = unsafe status.name.map({ unsafe String(cString: $0) })
            else {
                throw CompressionError(
                    reason: "file \(index + 1) of the archive has no name or size")
            }
            try check(name)
            unsafe entries.append(
                Entry(
                    name: name, index: index,
                    packedByteCount: Int(clamping: status.comp_size),
                    byteCount: Int(clamping: status.size),
                    isEncrypted: status.encryption_method != UInt16(ZIP_EM_NONE)))
        }
        return entries
    }

    /// Refuses a path that leads out of the folder that an archive would be unpacked to.
    private static func check(_ name: String) throws(CompressionError) {
        let parts = name.split(omittingEmptySubsequences: false) { $0 == "/" || $0 == "\\" }
        let isDrive = (parts.first ?? "").contains(":")
        guard parts.first != "", !isDrive, !parts.contains("..") else {
            throw CompressionError(
                reason: "the path '\(name.prefix(80))', which leads out of the archive")
        }
    }

    /// Unpacks a file, and compares its checksum.
    ///
    /// - Parameters:
    ///   - entry: One of ``entries``.
    ///   - destination: Where its bytes go, in pieces.
    ///   - limit: The most bytes to unpack.
    /// - Throws: ``UnpackingError`` that names the file, when it is encrypted or damaged, has more than
    ///   `limit` bytes, or the destination does not take them.
    /// - Complexity: O(*n*), *n* the bytes unpacked, in memory that does not grow with them.
    public borrowing func unpack(
        _ entry: Entry, to destination: any ByteDestination, atMost limit: Int
    ) throws(UnpackingError) {
        guard !entry.isEncrypted else { throw .packed("'\(entry.name)' is encrypted") }
        guard entry.byteCount <= limit else {
            throw .packed("'\(entry.name)' has \(entry.byteCount) bytes, \(limit) at most")
        }
        guard let file = unsafe zip_fopen_index(archive, entry.index, 0) else {
            throw failure(of: entry, unsafe String(cString: zip_strerror(archive)))
        }
        defer { unsafe zip_fclose(file) }
        let output = LimitedOutput(to: destination, atMost: limit)
        guard let room = unsafe output.room.baseAddress else { return }
        while true {
            let count = unsafe zip_fread(file, room, UInt64(output.room.count))
            guard count >= 0 else {
                throw failure(of: entry, unsafe String(cString: zip_file_strerror(file)))
            }
            if count == 0 { return }
            do throws(UnpackingError) {
                try output.handOver(Int(count))
            } catch {
                guard case .packed(let error) = error else { throw error }
                throw failure(of: entry, error.reason)
            }
        }
    }

    private borrowing func failure(of entry: Entry, _ reason: String) -> UnpackingError {
        .packed("'\(entry.name.prefix(80))' in the archive: \(reason.lowercased())")
    }
}
