/// Some of the entries of an index, one bit for each; for filters that are asked again and again.
public struct EntryBitmap: Sendable, Equatable {
    private var words: [UInt64]
    /// How many entries the index has.
    public let count: Int

    /// None of the entries.
    ///
    /// - Parameter count: How many entries the index has.
    public init(count: Int) {
        precondition(count >= 0, "an index cannot hold fewer entries than none")
        self.count = count
        words = Array(repeating: 0, count: (count + 63) / 64)
    }

    /// Whether an entry is among them.
    ///
    /// - Parameter index: The entry's position in the input, in 0..<``count``.
    public subscript(index: Int) -> Bool {
        get {
            precondition(index >= 0 && index < count, "there is no such entry")
            return words[index / 64] >> UInt64(index % 64) & 1 == 1
        }
        set {
            precondition(index >= 0 && index < count, "there is no such entry")
            let bit = UInt64(1) << UInt64(index % 64)
            if newValue { words[index / 64] |= bit } else { words[index / 64] &= ~bit }
        }
    }
}
