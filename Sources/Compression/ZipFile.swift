import CLibZip
public import FileWriting

/// Files that are written as one zip archive.
///
/// The same files give the same archive, with one version of libzip: every entry has the earliest time
/// that the format knows.
///
/// - SeeAlso: PKWARE, "APPNOTE.TXT - .ZIP File Format Specification".
public enum ZipFile {
    /// A file of an archive.
    public struct Entry {
        /// The path in the archive, with `/` between folders.
        public let name: String
        let content: Content

        enum Content {
            case bytes([UInt8])
            case scratch(ZipSource)
        }

        /// A file of bytes in memory, kept as they are.
        public init(name: String, bytes: [UInt8]) {
            self.name = name
            content = .bytes(bytes)
        }

        /// A file that is packed out of a scratch file.
        ///
        /// - Parameter byteCount: How many bytes of it count.
        public init(name: String, file: ScratchFile, byteCount: Int) {
            self.name = name
            content = .scratch(ZipSource(file, count: byteCount))
        }
    }

    /// Writes an archive.
    ///
    /// - Parameters:
    ///   - entries: The files, in the order in which they stand in the archive.
    ///   - destination: Where the archive goes.
    ///   - scratchFolder: Where a scratch file is made; `nil` for the usual place.
    /// - Throws: `WritingError` when a disk is full, or the destination does not take the bytes.
    /// - Complexity: O(*n*), *n* the bytes of the files, in memory that does not grow with scratch
    ///   files.
    public static func write(
        _ entries: [Entry], to destination: any ByteDestination, scratchFolder: String? = nil
    ) throws(WritingError) {
        let output = ZipSource(try ScratchFile(in: scratchFolder), count: 0)
        // libzip knows it by its address alone, and asks it a last thing when it lets it go.
        defer { withExtendedLifetime(output) {} }
        var error = unsafe zip_error_t()
        unsafe zip_error_init(&error)
        guard let source = unsafe output.source() else { throw failure("no memory") }
        guard
            let archive = unsafe zip_open_from_source(
                source, Int32(ZIP_CREATE | ZIP_TRUNCATE), &error)
        else {
            unsafe zip_source_free(source)
            throw unsafe failure(String(cString: zip_error_strerror(&error)))
        }
        // What entries are made of must stay where it is until the archive is closed.
        let memory = unsafe entries.map { entry -> UnsafeMutableRawBufferPointer? in
            guard case .bytes(let bytes) = entry.content else { return nil }
            let copy = UnsafeMutableRawBufferPointer.allocate(
                byteCount: max(bytes.count, 1), alignment: 1)
            unsafe copy.copyBytes(from: bytes)
            return unsafe copy
        }
        defer { unsafe memory.forEach { unsafe $0?.deallocate() } }
        do throws(WritingError) {
            for (place, entry) in entries.enumerated() {
                unsafe try add(entry, memory[place], to: archive)
            }
        } catch {
            unsafe zip_discard(archive)
            throw error
        }
        guard unsafe zip_close(archive) == 0 else {
            let reason = unsafe String(cString: zip_strerror(archive))
            unsafe zip_discard(archive)
            throw output.failure ?? failure(reason)
        }
        try copy(output, to: destination)
    }

    private static func failure(_ reason: String) -> WritingError {
        WritingError(path: "zip", reason: "cannot be packed: \(reason)")
    }

    private static func add(
        _ entry: Entry, _ memory: UnsafeMutableRawBufferPointer?, to archive: OpaquePointer
    ) throws(WritingError) {
        let source: OpaquePointer?
        switch entry.content {
        case .bytes(let bytes):
            unsafe source = zip_source_buffer_create(
                memory?.baseAddress, UInt64(bytes.count), 0, nil)
        case .scratch(let scratch): unsafe source = scratch.source()
        }
        guard let source = unsafe source else { throw failure("no memory") }
        let index = unsafe zip_file_add(archive, entry.name, source, UInt32(ZIP_FL_ENC_UTF_8))
        guard index >= 0 else {
            unsafe zip_source_free(source)
            throw unsafe failure("\(entry.name): \(String(cString: zip_strerror(archive)))")
        }
        var method = ZIP_CM_DEFLATE
        if case .bytes = entry.content { method = ZIP_CM_STORE }
        // 1 January 1980, 00:00 (APPNOTE, section 4.4.6).
        let firstDay: UInt16 = 1 << 5 | 1
        guard unsafe zip_set_file_compression(archive, UInt64(index), Int32(method), 6) == 0,
            unsafe zip_file_set_dostime(archive, UInt64(index), 0, firstDay, 0) == 0
        else { throw unsafe failure("\(entry.name): \(String(cString: zip_strerror(archive)))") }
    }

    private static func copy(
        _ source: ZipSource, to destination: any ByteDestination
    ) throws(WritingError) {
        let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)
        defer { unsafe room.deallocate() }
        var done = 0
        while done < source.count {
            let piece = unsafe UnsafeMutableRawBufferPointer(
                rebasing: room[..<min(room.count, source.count - done)])
            unsafe try source.file.read(at: done, into: piece)
            unsafe try destination.write(UnsafeRawBufferPointer(piece))
            done += piece.count
        }
    }
}
