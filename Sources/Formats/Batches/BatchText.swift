/// UTF-8 that stands in a ``FeatureBatch`` or in the file that the batch was read from.
///
/// It may be looked at as long as the batch is neither emptied nor gone.
@safe package struct BatchText: BitwiseCopyable {
    /// The bytes, valid UTF-8.
    package let bytes: UnsafeRawBufferPointer

    init(_ bytes: UnsafeRawBufferPointer) { unsafe self.bytes = unsafe bytes }

    /// How many bytes there are.
    package var count: Int { unsafe bytes.count }

    /// A copy that stays.
    package var string: String { unsafe String(decoding: bytes, as: UTF8.self) }

    /// Whether the bytes are those of a text of the program.
    func isEqual(to text: String) -> Bool {
        guard text.utf8.count == count else { return false }
        let isEqual = unsafe text.utf8.withContiguousStorageIfAvailable { other in
            unsafe zip(other, bytes).allSatisfy { $0 == $1 }
        }
        return unsafe isEqual ?? text.utf8.elementsEqual(bytes)
    }

    /// Whether the bytes are the same.
    func isEqual(to other: BatchText) -> Bool {
        unsafe count == other.count && bytes.elementsEqual(other.bytes)
    }
}

/// Memory for texts that a reader had to make, such as those with escapes.
///
/// Blocks never move, so that a text stays where it is while others are added.
@safe final class TextArena {
    private static let blockSize = 256 << 10
    private var blocks: [UnsafeMutableRawBufferPointer] = unsafe []
    private var used = 0
    /// How many bytes are taken.
    private(set) var byteCount = 0

    deinit { unsafe blocks.forEach { unsafe $0.deallocate() } }

    /// Forgets every text and keeps a block for the next.
    func removeAll() {
        while unsafe blocks.count > 1, let block = unsafe blocks.popLast() {
            unsafe block.deallocate()
        }
        if let only = unsafe blocks.first, only.count > TextArena.blockSize {
            unsafe only.deallocate()
            unsafe blocks.removeAll()
        }
        used = 0
        byteCount = 0
    }

    /// Room for a text, which the caller fills.
    func room(_ count: Int) -> UnsafeMutableRawBufferPointer {
        byteCount += count
        if let last = unsafe blocks.last, last.count - used >= count {
            let room = unsafe UnsafeMutableRawBufferPointer(
                rebasing: last[used..<(used + count)])
            used += count
            return unsafe room
        }
        let block = UnsafeMutableRawBufferPointer.allocate(
            byteCount: max(count, TextArena.blockSize), alignment: 16)
        unsafe blocks.append(block)
        used = count
        return unsafe UnsafeMutableRawBufferPointer(rebasing: block[..<count])
    }

    /// A copy of a text.
    func copy(_ text: String) -> BatchText {
        var text = text
        return text.withUTF8 { unsafe copy(UnsafeRawBufferPointer($0)) }
    }

    /// A copy of bytes that are valid UTF-8.
    func copy(_ bytes: UnsafeRawBufferPointer) -> BatchText {
        let room = unsafe room(bytes.count)
        unsafe room.copyMemory(from: bytes)
        return unsafe BatchText(UnsafeRawBufferPointer(room))
    }
}
