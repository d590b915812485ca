/// The folded names of places while a gazetteer is compiled, and beginnings of names.
struct NameCollection {
    private struct Entry {
        let hash: UInt64
        let keyStart: UInt32
        let keyLength: UInt16
        let wordCount: UInt16
        var flags: UInt16
        /// 1 + the place in ``bearers`` of the one added last; 0 for none.
        var lastBearer: UInt32
    }

    private struct Bearer {
        /// As the file holds it: place and flags.
        var word: UInt32
        /// 1 + the place of the one added before; 0 for none.
        var before: UInt32

        var place: UInt32 { word >> CompiledLayout.BearerFlag.count }
    }

    /// The folded bytes; a beginning of a name lies inside of it.
    private(set) var keys: [UInt8] = []
    /// How many names and places together; right after ``unite()``.
    private(set) var bearerCount = 0
    /// How many names no text can be matched to.
    private(set) var unusableCount = 0
    private var entries: [Entry] = []
    private var bearers: [Bearer] = []
    private var slotTable = [UInt32](repeating: 0, count: 1024)
    /// How many different first words there are.
    private var firstWordCount = 0
    /// The hashes of the first words of names that a text may write without a capital.
    private var lowerCaseStarts: Set<UInt64> = []

    /// How many names and beginnings of names there are.
    var count: Int { entries.count }

    /// Adds a name of a place.
    mutating func add(_ name: String, place: Int, isMainName: Bool, isRegion: Bool) {
        let key = NameKey(name)
        guard key.isUsable else {
            unusableCount += 1
            return
        }
        var word = UInt32(place) << CompiledLayout.BearerFlag.count
        if isMainName { word |= CompiledLayout.BearerFlag.mainName }
        if key.wordCount == 1, key.bytes.count <= 4, key.isCapitals {
            word |= CompiledLayout.BearerFlag.capitalsOnly
        }
        if isRegion, key.isLowerCase, let first = key.prefixes.first {
            word |= CompiledLayout.BearerFlag.lowerCase
            lowerCaseStarts.insert(first.hash)
        }
        let entry = self.entry(of: key)
        entries[entry].flags |= UInt16(CompiledLayout.NameFlag.isName)
        let last = entries[entry].lastBearer
        // The names of a place mostly come one after the other, so what it bears twice lies on top.
        if last > 0, bearers[Int(last - 1)].place == UInt32(place) {
            bearers[Int(last - 1)].word |= word & CompiledLayout.BearerFlag.lowerCase
            return
        }
        bearers.append(Bearer(word: word, before: last))
        entries[entry].lastBearer = UInt32(bearers.count)
    }

    /// The entry of a name; its beginnings, word by word, get one too.
    private mutating func entry(of key: NameKey) -> Int {
        let (slot, known) = search(key.bytes[...], key.hash)
        if let known { return known }
        let start = UInt32(truncatingIfNeeded: keys.count)
        keys.append(contentsOf: key.bytes)
        let entry = append(key.bytes.count, key.wordCount, key.hash, start: start, slot: slot)
        if key.wordCount == 1 { firstWordCount += 1 }
        for (words, prefix) in key.prefixes.dropLast().enumerated() {
            let (slot, known) = search(key.bytes[..<prefix.end], prefix.hash)
            let beginning: Int
            if let known {
                beginning = known
            } else {
                beginning = append(prefix.end, words + 1, prefix.hash, start: start, slot: slot)
                if words == 0 { firstWordCount += 1 }
            }
            entries[beginning].flags |= UInt16(
                CompiledLayout.NameFlag.continues(with: key.prefixes[words + 1].word))
        }
        return entry
    }

    private mutating func append(
        _ length: Int, _ words: Int, _ hash: UInt64, start: UInt32, slot: Int
    ) -> Int {
        slotTable[slot] = UInt32(entries.count + 1)
        entries.append(
            Entry(
                hash: hash, keyStart: start, keyLength: UInt16(length), wordCount: UInt16(words),
                flags: 0, lastBearer: 0))
        if entries.count * 3 > slotTable.count * 2 { growSlots() }
        return entries.count - 1
    }

    /// Where a key stands or would stand among the slots, and its entry.
    private func search(_ key: ArraySlice<UInt8>, _ hash: UInt64) -> (slot: Int, entry: Int?) {
        var slot = CompiledLayout.slot(of: hash, among: slotTable.count)
        while slotTable[slot] != 0 {
            let number = Int(slotTable[slot] - 1)
            let entry = entries[number]
            let start = Int(entry.keyStart)
            if entry.hash == hash, Int(entry.keyLength) == key.count,
                keys[start..<start + key.count].elementsEqual(key)
            {
                return (slot, number)
            }
            slot = (slot + 1) & (slotTable.count - 1)
        }
        return (slot, nil)
    }

    private mutating func growSlots() {
        slotTable = [UInt32](repeating: 0, count: slotTable.count * 2)
        for (number, entry) in entries.enumerated() {
            var slot = CompiledLayout.slot(of: entry.hash, among: slotTable.count)
            while slotTable[slot] != 0 { slot = (slot + 1) & (slotTable.count - 1) }
            slotTable[slot] = UInt32(number + 1)
        }
    }

    /// Leaves each place once among the bearers of a name, as it was added first.
    mutating func unite() {
        bearerCount = 0
        var seen: Set<UInt32> = []
        for index in entries.indices {
            let list = bearers(of: index)
            guard list.count > 1 else {
                bearerCount += list.count
                continue
            }
            seen.removeAll(keepingCapacity: true)
            var last: UInt32 = 0
            for number in list where seen.insert(bearers[number].place).inserted {
                bearers[number].before = last
                last = UInt32(number + 1)
                bearerCount += 1
            }
            entries[index].lastBearer = last
        }
    }

    /// The bearers of an entry in the order in which they were added.
    private func bearers(of index: Int) -> [Int] {
        var list: [Int] = []
        var next = entries[index].lastBearer
        while next > 0 {
            list.append(Int(next - 1))
            next = bearers[Int(next - 1)].before
        }
        list.reverse()
        return list
    }

    /// The folded bytes of a name.
    func key(of name: Int) -> ArraySlice<UInt8> {
        let start = Int(entries[name].keyStart)
        return keys[start..<start + Int(entries[name].keyLength)]
    }

    /// The places that bear a name, in no order.
    func forEachPlace(of name: Int, _ body: (Int) -> Void) {
        var next = entries[name].lastBearer
        while next > 0 {
            body(Int(bearers[Int(next - 1)].place))
            next = bearers[Int(next - 1)].before
        }
    }

    /// How the letters of all names follow one another.
    func trigrams() -> LetterTrigrams {
        var counts = LetterTrigramCounts()
        for (name, entry) in entries.enumerated() where entry.lastBearer > 0 {
            counts.add(NameLetters.of(key(of: name)))
        }
        return LetterTrigrams(counts)
    }

    // MARK: - Sections

    /// Writes the records of names.
    func writeRecords<Failure: Error>(
        to writer: inout BlockWriter<Failure>, _ sink: BlockWriter<Failure>.Sink
    ) throws(Failure) {
        var firstBearer: UInt32 = 0
        for (index, entry) in entries.enumerated() {
            let count = UInt32(bearers(of: index).count)
            try writer.put(entry.keyStart, sink)
            try writer.put(firstBearer, sink)
            try writer.put(count, sink)
            try writer.put(entry.keyLength, sink)
            try writer.put(entry.wordCount, sink)
            firstBearer += count
        }
    }

    /// Writes the bearers of all names, one name after the other.
    func writeBearers<Failure: Error>(
        to writer: inout BlockWriter<Failure>, _ sink: BlockWriter<Failure>.Sink
    ) throws(Failure) {
        for index in entries.indices {
            for number in bearers(of: index) { try writer.put(bearers[number].word, sink) }
        }
    }

    var slotCount: Int { CompiledLayout.slotCount(for: entries.count) }

    /// The hash table over the names.
    func slots() -> [UInt64] {
        var slots = [UInt64](repeating: 0, count: slotCount)
        for (number, entry) in entries.enumerated() {
            var slot = CompiledLayout.slot(of: entry.hash, among: slots.count)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] =
                UInt64(number) << 32 | CompiledLayout.tag(of: entry.hash) | UInt64(entry.flags)
        }
        return slots
    }

    /// A bit for the hash of each first word, among eight times as many or more: fewer than one word
    /// in eight that begins no name is looked up.
    var firstWords: [UInt32] {
        NameCollection.marks(
            entries.lazy.filter { $0.wordCount == 1 }.map(\.hash), count: firstWordCount)
    }

    /// The same for names that a text may write without a capital.
    var lowerCaseWords: [UInt32] {
        NameCollection.marks(lowerCaseStarts, count: lowerCaseStarts.count)
    }

    private static func marks(_ hashes: some Sequence<UInt64>, count: Int) -> [UInt32] {
        var bits = 64
        while bits < count * 8 { bits *= 2 }
        var words = [UInt32](repeating: 0, count: bits / 32)
        for hash in hashes {
            let bit = CompiledLayout.slot(of: hash, among: bits)
            words[bit >> 5] |= 1 << UInt32(bit & 31)
        }
        return words
    }
}
