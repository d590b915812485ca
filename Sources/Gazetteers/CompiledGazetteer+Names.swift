import Orthography

extension CompiledGazetteer {
    /// A folded name, or the beginning of longer ones that itself is none.
    struct NameRecord {
        /// The folded words, single spaces between, as a range of the file.
        let key: Range<Int>
        let firstBearer: Int
        let bearerCount: Int
        let wordCount: Int
    }

    /// A place that bears a name, and how.
    struct Bearer {
        /// The place's number in this gazetteer.
        let place: Int
        /// Whether the name is the one shown, and not an alias.
        let isMainName: Bool
        /// Whether the name counts only where a text writes it in capitals ("US").
        let isCapitalsOnly: Bool
        /// Whether a text may write the name without a capital ("medialuna").
        let isLowerCase: Bool
    }

    /// A folded name by its number; an empty one where the bytes are damaged.
    func nameRecord(_ number: Int) -> NameRecord {
        let offset = number * CompiledLayout.Section.names.elementSize
        let start = Int(load(names, at: offset, as: UInt32.self))
        let firstBearer = Int(load(names, at: offset + 4, as: UInt32.self))
        let bearerCount = Int(load(names, at: offset + 8, as: UInt32.self))
        let length = Int(load(names, at: offset + 12, as: UInt16.self))
        let words = Int(load(names, at: offset + 14, as: UInt16.self))
        guard start + length <= keys.length,
            firstBearer + bearerCount <= elementCount(bearers, .bearers)
        else {
            bytes.report(faultAt: names.start + offset)
            return NameRecord(
                key: keys.start..<keys.start, firstBearer: 0, bearerCount: 0, wordCount: 0)
        }
        return NameRecord(
            key: keys.start + start..<keys.start + start + length, firstBearer: firstBearer,
            bearerCount: bearerCount, wordCount: words)
    }

    /// One of the bearers of all names.
    func bearer(_ number: Int) -> Bearer {
        let word = load(bearers, at: number * 4, as: UInt32.self)
        var place = Int(word >> CompiledLayout.BearerFlag.count)
        if place >= count {
            bytes.report(faultAt: bearers.start + number * 4)
            place = 0
        }
        return Bearer(
            place: place, isMainName: word & CompiledLayout.BearerFlag.mainName != 0,
            isCapitalsOnly: word & CompiledLayout.BearerFlag.capitalsOnly != 0,
            isLowerCase: word & CompiledLayout.BearerFlag.lowerCase != 0)
    }

    /// The folded bytes of a name.
    func keyBytes(_ record: NameRecord) -> [UInt8] { unsafe Array(bytes.buffer(record.key)) }

    /// What stands in the slots for a hash: each name that it may be, by number, with flags.
    ///
    /// Two of sixty-five thousand hashes look alike here; a caller to whom that matters compares
    /// the keys.
    ///
    /// - Parameter isWanted: Takes the flags and the number of the name; `true` ends the search.
    /// - Complexity: O(1) on average.
    @inline(__always)
    func searchNames(_ hash: UInt64, until isWanted: (_ flags: UInt64, _ name: Int) -> Bool) {
        let count = elementCount(nameSlots, .nameSlots)
        guard count > 0 else { return }
        let tag = CompiledLayout.tag(of: hash)
        var slot = CompiledLayout.slot(of: hash, among: count)
        for _ in 0..<count {
            let found = load(nameSlots, at: slot * 8, as: UInt64.self)
            if found == 0 { return }
            if found & 0xFFFF_0000 == tag, isWanted(found & 0xFFFF, Int(found >> 32)) { return }
            slot = (slot + 1) & (count - 1)
        }
    }

    /// What stands in the slot where a hash is first looked for.
    @inline(__always)
    func firstSlot(of hash: UInt64) -> UInt64 {
        let count = elementCount(nameSlots, .nameSlots)
        return load(nameSlots, at: CompiledLayout.slot(of: hash, among: count) * 8)
    }

    /// Whether a name may begin with a word of a hash; seldom `true` when none does.
    @inline(__always)
    func mayBegin(with word: UInt64) -> Bool { isMarked(word, in: firstWords) }

    /// Whether a name that a text may write without a capital may begin with a word of a hash.
    @inline(__always)
    func mayBeginInLowerCase(with word: UInt64) -> Bool { isMarked(word, in: lowerCaseWords) }

    @inline(__always)
    private func isMarked(_ word: UInt64, in marks: Extent) -> Bool {
        let bits = marks.length * 8
        guard bits > 0 else { return false }
        let bit = CompiledLayout.slot(of: word, among: bits)
        return load(marks, at: (bit >> 5) * 4, as: UInt32.self) >> UInt32(bit & 31) & 1 != 0
    }

    /// The name of folded bytes, their words hashed together; `nil` when no place bears it.
    func name(ofKey key: [UInt8], hash: UInt64) -> NameRecord? {
        var found: NameRecord?
        searchNames(hash) { flags, number in
            guard flags & CompiledLayout.NameFlag.isName != 0 else { return false }
            let record = nameRecord(number)
            guard unsafe bytes.buffer(record.key).elementsEqual(key) else { return false }
            found = record
            return true
        }
        return found
    }
}

extension Gazetteer {
    /// Every name, folded, as often as there are gazetteers that have it.
    public func forEachFoldedName(_ body: (String) -> Void) {
        for layer in stack.layers {
            for number in 0..<layer.elementCount(layer.names, .names) {
                let name = layer.nameRecord(number)
                guard name.bearerCount > 0 else { continue }
                body(String(decoding: layer.keyBytes(name), as: UTF8.self))
            }
        }
    }
}

/// The folded words of a name, joined by single spaces, signs left out: "Port-au-Prince" is "port
/// au prince".
struct NameKey {
    let bytes: [UInt8]
    let hash: UInt64
    let wordCount: Int
    /// Whether every letter of the name is a capital.
    let isCapitals: Bool
    /// Whether no letter of the name is a capital.
    let isLowerCase: Bool
    /// Where each word ends in ``bytes``, its own hash, and that of the words up to there.
    let prefixes: [(end: Int, word: UInt64, hash: UInt64)]

    init(_ name: String) {
        var name = name
        self = name.withUTF8 { utf8 in
            unsafe NameKey(Span(_unsafeElements: utf8))
        }
    }

    init(_ text: borrowing Span<UInt8>) {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.count)
        var prefixes: [(end: Int, word: UInt64, hash: UInt64)] = []
        var hash: UInt64 = 0
        var isCapitals = true
        var isLowerCase = true
        var scanner = TokenScanner(0..<text.count)
        while let token = scanner.next(in: text) {
            guard token.kind != .sign else { continue }
            if !prefixes.isEmpty { bytes.append(32) }
            TokenScanner.fold(token, in: text, to: &bytes)
            if token.casing != .upper, token.end - token.start > 1 { isCapitals = false }
            if token.isCapitalised { isLowerCase = false }
            hash = NameHash.carried(hash, over: token.hash)
            prefixes.append((bytes.count, token.hash, hash))
        }
        self.bytes = bytes
        self.hash = hash
        self.prefixes = prefixes
        self.isCapitals = isCapitals
        self.isLowerCase = isLowerCase
        wordCount = prefixes.count
    }

    /// The most words that a name may have.
    static let mostWords = 8

    /// Whether a gazetteer keeps the name: of at least two bytes, at most ``mostWords`` words.
    var isUsable: Bool {
        wordCount > 0 && wordCount <= NameKey.mostWords && bytes.count > 1
            && bytes.count <= UInt16.max
    }
}
