#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// Memory in large pieces.
enum LargeBlock {
    private static let pageSize = 2 << 20

    /// Memory that nothing was written to yet.
    ///
    /// Of a large block the system is asked for large pages: to bring in hundreds of megabytes by
    /// small ones takes longer than to fill them.
    ///
    /// - Parameter byteCount: How much; to be freed by its owner.
    static func allocate(byteCount: Int) -> UnsafeMutableRawBufferPointer {
        guard byteCount >= pageSize else {
            return .allocate(byteCount: byteCount, alignment: 64)
        }
        let block = UnsafeMutableRawBufferPointer.allocate(
            byteCount: byteCount, alignment: pageSize)
        #if os(Linux)
            unsafe madvise(block.baseAddress, byteCount, MADV_HUGEPAGE)
        #endif
        return unsafe block
    }
}
