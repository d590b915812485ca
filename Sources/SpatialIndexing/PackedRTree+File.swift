import Compression
public import FileMapping

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

extension PackedRTree {
    /// Opens a tree where it stands in a mapped file; only what a search needs is read.
    ///
    /// - Parameters:
    ///   - file: The file.
    ///   - offset: Where its section begins, a multiple of 64.
    /// - Throws: ``IndexError`` when no tree of this version begins there, or it is cut off.
    /// - Complexity: O(*n* / 50,000): the checksums are compared with their own.
    public init(_ file: MappedFile, at offset: Int = 0) throws(IndexError) {
        let pages = try CheckedPages(file, at: offset)
        self.init(layout: pages.layout, storage: .file(pages))
    }

    /// What was found to be wrong with the file by the searches up to now; `nil` while nothing was.
    ///
    /// Damaged parts of a file hold no answer, so whoever shows answers asks this first.
    public var fault: IndexError? {
        switch storage {
        case .memory: return nil
        case .file(let pages): return pages.fault
        }
    }

    /// How many bytes ``write(to:)`` writes.
    public var sectionByteCount: Int { IndexSection(layout).byteCount }

    /// Writes the tree as a section of a file, which must begin at a multiple of 64 bytes.
    ///
    /// The numbers are little-endian, as everywhere in the section.
    ///
    /// - Parameter sink: Gets the bytes piece by piece.
    /// - Throws: What the sink throws.
    public func write(
        to sink: (_ piece: UnsafeRawBufferPointer) throws -> Void
    ) rethrows {
        let section = IndexSection(layout)
        let chunks: [TreeChunk]
        switch storage {
        case .memory(let bytes): chunks = bytes
        // As it is, so that what is damaged stays known to be.
        case .file(let pages): return try unsafe sink(pages.sectionBytes)
        }
        var checksums: [UInt8] = []
        for page in 0..<section.pageCount {
            let sum = unsafe chunks.withUnsafeBytes { bytes in
                let start = page * IndexSection.pageSize
                return unsafe Checksum.crc32(
                    UnsafeRawBufferPointer(
                        rebasing: bytes[
                            start..<min(start + IndexSection.pageSize, bytes.count)]))
            }
            IndexSection.append(sum, to: &checksums)
        }
        try unsafe section.header(checksums: checksums).withUnsafeBytes(sink)
        try unsafe chunks.withUnsafeBytes(sink)
        try unsafe checksums.withUnsafeBytes(sink)
    }

    /// Reads a tree in a file whole and proves it to be the one that its own entries would make.
    ///
    /// Searches find damage by checksums; this also finds a file that was made to lie.
    ///
    /// - Throws: ``IndexError`` when it is damaged, or is not that tree.
    /// - Complexity: O(*n*), and the memory of building it again.
    public func verify() throws(IndexError) {
        guard case .file(let pages) = storage else { return }
        let isRight = withBytes { bytes in
            // An entry that stands twice leaves another without a place.
            guard Set((0..<count).map(bytes.origin)).count == count else { return false }
            let again =
                layout.kind == .positions
                ? PackedRTree(inInputOrder { $0.position($1) })
                : PackedRTree(inInputOrder { $0.envelope($1) })
            return unsafe again.chunks.withUnsafeBytes { expected in
                unsafe pages.isSound(pages.start, count: expected.count)
                    && memcmp(expected.baseAddress ?? pages.start, pages.start, expected.count) == 0
            }
        }
        if let fault = pages.fault { throw fault }
        guard isRight else {
            throw IndexError(
                file: pages.name, offset: pages.offset,
                reason: "not the index of its own entries; build it again")
        }
    }
}
