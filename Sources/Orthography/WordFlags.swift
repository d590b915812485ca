/// What folded words are, as bits, found by their hashes: an open hash table that asks for no string.
public struct WordFlags: Sendable {
    @usableFromInline let hashes: [UInt64]
    @usableFromInline let flags: [UInt32]

    /// - Parameter lists: Folded words, each list with the bit or bits of its words.
    package init(_ lists: [(words: Set<String>, flag: UInt32)]) {
        var found: [UInt64: UInt32] = [:]
        for (words, flag) in lists {
            for word in words { found[FoldedHash.of(word.utf8), default: 0] |= flag }
        }
        self.init(found)
    }

    /// - Parameter found: The ``FoldedHash`` of each word, with its bits.
    package init(_ found: [UInt64: UInt32]) {
        var size = 1
        while size < found.count * 4 { size *= 2 }
        var hashes = [UInt64](repeating: 0, count: size)
        var flags = [UInt32](repeating: 0, count: size)
        for (hash, bits) in found {
            var slot = WordFlags.slot(of: hash, among: size)
            while hashes[slot] != 0 { slot = (slot + 1) & (size - 1) }
            hashes[slot] = hash
            flags[slot] = bits
        }
        self.hashes = hashes
        self.flags = flags
    }

    /// The bits of a word; none for a word of no list.
    ///
    /// - Parameter hash: The ``FoldedHash`` of the folded word, as tokens have it.
    /// - Complexity: O(1).
    @inlinable
    public subscript(hash: UInt64) -> UInt32 {
        var slot = WordFlags.slot(of: hash, among: hashes.count)
        while hashes[slot] != 0 {
            if hashes[slot] == hash { return flags[slot] }
            slot = (slot + 1) & (hashes.count - 1)
        }
        return 0
    }

    @inlinable static func slot(of hash: UInt64, among count: Int) -> Int {
        Int(truncatingIfNeeded: (hash &* 0x9E37_79B9_7F4A_7C15) >> 40) & (count - 1)
    }
}
