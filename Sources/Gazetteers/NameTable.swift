import Orthography

/// Every name of a gazetteer, folded, with the places that bear it.
///
/// An open-addressing hash table over one buffer of key bytes: a key is a name's words, folded and
/// joined by single spaces, signs left out ("Port-au-Prince" is "port au prince").
struct NameTable: Sendable {
    /// A place that bears a name, and how.
    struct Bearer: Sendable {
        let place: Int32
        /// Whether the name is the one shown, and not an alias.
        let isMainName: Bool
        /// Whether the name counts only where a text writes it in capitals ("US").
        let isCapitalsOnly: Bool
        /// Whether a text may write the name without a capital ("medialuna").
        fileprivate(set) var isLowerCase: Bool
        fileprivate let next: Int32
    }

    private struct Entry {
        let hash: UInt64
        let keyStart: Int32
        let keyCount: Int32
        var firstBearer: Int32
    }

    private var keys: [UInt8] = []
    private var entries: [Entry] = []
    private var bearers: [Bearer] = []
    private var slots: [Int32]
    private var longest: [UInt64: UInt8] = [:]

    /// The most words that a name may have.
    static let longestName = 8

    init(expecting count: Int) {
        var size = 1024
        while size < count * 2 { size *= 2 }
        slots = [Int32](repeating: -1, count: size)
        entries.reserveCapacity(count)
        bearers.reserveCapacity(count)
        keys.reserveCapacity(count * 12)
        longest.reserveCapacity(count / 2)
    }

    /// How many different names there are.
    var count: Int { entries.count }

    /// Adds a name of a place.
    ///
    /// A name of no words, of more than ``longestName`` words, or of one byte is left out.
    mutating func add(_ name: ArraySlice<UInt8>, place: Int, isMainName: Bool, isRegion: Bool) {
        let key = NameKey(name)
        guard key.wordCount > 0, key.wordCount <= NameTable.longestName, key.bytes.count > 1
        else { return }
        let hash = NameHash.of(key.bytes)
        let isLowerCase = isRegion && key.isLowerCase
        let capitals = key.wordCount == 1 && key.bytes.count <= 4 && key.isCapitals
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while true {
            let found = slots[slot]
            if found < 0 { break }
            let entry = entries[Int(found)]
            if entry.hash == hash, isKey(of: entry, equalTo: key.bytes) {
                // A place bears a name once, however often its aliases fold to it.
                var bearer = entry.firstBearer
                while bearer >= 0 {
                    if Int(bearers[Int(bearer)].place) == place {
                        if isLowerCase { bearers[Int(bearer)].isLowerCase = true }
                        return
                    }
                    bearer = bearers[Int(bearer)].next
                }
                bearers.append(
                    Bearer(
                        place: Int32(place), isMainName: isMainName, isCapitalsOnly: capitals,
                        isLowerCase: isLowerCase, next: entry.firstBearer))
                entries[Int(found)].firstBearer = Int32(bearers.count - 1)
                return
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        bearers.append(
            Bearer(
                place: Int32(place), isMainName: isMainName, isCapitalsOnly: capitals,
                isLowerCase: isLowerCase, next: -1))
        slots[slot] = Int32(entries.count)
        entries.append(
            Entry(
                hash: hash, keyStart: Int32(keys.count), keyCount: Int32(key.bytes.count),
                firstBearer: Int32(bearers.count - 1)))
        keys.append(contentsOf: key.bytes)
        let first = NameHash.of(key.bytes.prefix { $0 != 32 })
        longest[first] = max(longest[first] ?? 0, UInt8(key.wordCount))
        if entries.count * 2 > slots.count { grow() }
    }

    /// The places that bear a folded name; `nil` when none does.
    ///
    /// - Complexity: O(*m* + *k*), *m* the length of the name, *k* the number of places.
    func bearers(ofKey key: [UInt8], hash: UInt64) -> [Bearer]? {
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] >= 0 {
            let entry = entries[Int(slots[slot])]
            if entry.hash == hash, isKey(of: entry, equalTo: key) {
                var found: [Bearer] = []
                var bearer = entry.firstBearer
                while bearer >= 0 {
                    found.append(bearers[Int(bearer)])
                    bearer = bearers[Int(bearer)].next
                }
                return found.reversed()
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    /// How many words the longest name has that begins with a word of this hash; 0 for none.
    func longestName(startingWith hash: UInt64) -> Int { Int(longest[hash] ?? 0) }

    /// Hands on each name with its bearers, in the order in which the names were added.
    func forEachName(_ body: (ArraySlice<UInt8>, [Bearer]) -> Void) {
        for entry in entries {
            var found: [Bearer] = []
            var bearer = entry.firstBearer
            while bearer >= 0 {
                found.append(bearers[Int(bearer)])
                bearer = bearers[Int(bearer)].next
            }
            body(keys[Int(entry.keyStart)..<Int(entry.keyStart + entry.keyCount)], found)
        }
    }

    private func isKey(of entry: Entry, equalTo key: [UInt8]) -> Bool {
        guard Int(entry.keyCount) == key.count else { return false }
        let start = Int(entry.keyStart)
        for index in key.indices where keys[start + index] != key[index] { return false }
        return true
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        for (index, entry) in entries.enumerated() {
            var slot = Int(truncatingIfNeeded: entry.hash) & (slots.count - 1)
            while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = Int32(index)
        }
    }
}

/// The folded words of a name.
struct NameKey {
    let bytes: [UInt8]
    let wordCount: Int
    /// Whether every letter of the name is a capital.
    let isCapitals: Bool
    /// Whether no letter of the name is a capital.
    let isLowerCase: Bool

    init(_ name: ArraySlice<UInt8>) {
        let text = TokenizedText(Array(name))
        var bytes: [UInt8] = []
        var words = 0
        var isCapitals = true
        var isLowerCase = true
        for (index, token) in text.tokens.enumerated() where token.kind != .sign {
            if words > 0 { bytes.append(32) }
            bytes.append(contentsOf: text.word(index).utf8)
            if token.casing != .upper, token.end - token.start > 1 { isCapitals = false }
            if token.isCapitalised { isLowerCase = false }
            words += 1
        }
        self.isLowerCase = isLowerCase
        self.bytes = bytes
        wordCount = words
        self.isCapitals = isCapitals
    }
}

/// The hash of a name's bytes, which can be carried on word by word.
///
/// - SeeAlso: Fowler, Noll, Vo, "FNV hash", the 64-bit FNV-1a variant.
enum NameHash {
    static let start: UInt64 = 0xCBF2_9CE4_8422_2325

    static func of(_ bytes: some Sequence<UInt8>) -> UInt64 { carried(start, over: bytes) }

    static func carried(_ hash: UInt64, over bytes: some Sequence<UInt8>) -> UInt64 {
        var hash = hash
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return hash
    }
}
