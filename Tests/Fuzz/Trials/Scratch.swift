import FileWriting

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Files that are written only to be read back.
enum Scratch {
    /// Removes a file where there is one.
    ///
    /// - Throws: `WritingError` when it stays.
    static func remove(_ path: String) throws(WritingError) {
        guard unsafe unlink(path) == 0 || errno == ENOENT else { throw .system(path: path) }
    }
}
