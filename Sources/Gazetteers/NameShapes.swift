/// The shapes of all names, by the countries in which places bear them, for a compiled gazetteer.
struct NameShapes {
    /// A country above, a name below; sorted.
    private let pairs: [UInt64]
    private let starts: [(country: UInt16, start: Int)]

    init(_ names: NameCollection, of records: PlaceRecords) {
        var pairs: [UInt64] = []
        pairs.reserveCapacity(names.bearerCount)
        var countries: Set<UInt16> = []
        for name in 0..<names.count {
            countries.removeAll(keepingCapacity: true)
            names.forEachPlace(of: name) { countries.insert(records.country(of: $0)) }
            for country in countries { pairs.append(UInt64(country) << 32 | UInt64(name)) }
        }
        pairs.sort()
        self.pairs = pairs
        var starts: [(country: UInt16, start: Int)] = []
        for (index, pair) in pairs.enumerated() {
            let country = UInt16(truncatingIfNeeded: pair >> 32)
            if starts.last?.country != country { starts.append((country, index)) }
        }
        self.starts = starts
    }

    var count: Int { pairs.count }
    var countryCount: Int { starts.count }

    /// Writes a line for each name of each country.
    func writeNames<Failure: Error>(
        _ names: NameCollection, to writer: inout BlockWriter<Failure>,
        _ sink: BlockWriter<Failure>.Sink
    ) throws(Failure) {
        for pair in pairs {
            let name = UInt32(truncatingIfNeeded: pair)
            let letters = NameLetters.of(names.key(of: Int(name)))
            try writer.put(NameShape.letters(of: letters), sink)
            try writer.put(name, sink)
            try writer.put(UInt32(min(letters.count, NameShape.longest)), sink)
        }
    }

    /// Writes a line for each country: its letters, and where its names begin.
    func writeCountries<Failure: Error>(
        to writer: inout BlockWriter<Failure>, _ sink: BlockWriter<Failure>.Sink
    ) throws(Failure) {
        for (country, start) in starts {
            try writer.put(UInt32(country), sink)
            try writer.put(UInt32(truncatingIfNeeded: start), sink)
        }
    }
}

extension CompiledGazetteer {
    /// The lines of the spellings that belong to a country; of all countries for `nil`.
    private func spellings(ofCountry country: String?) -> Range<Int> {
        let all = elementCount(spellings, .spellings)
        guard let country else { return 0..<all }
        let letters = Array(country.utf8)
        guard letters.count == 2 else { return 0..<0 }
        let wanted = UInt32(letters[0]) | UInt32(letters[1]) << 8
        let count = elementCount(spellingCountries, .spellingCountries)
        func start(_ line: Int) -> Int {
            line < count
                ? min(all, Int(load(spellingCountries, at: line * 8 + 4, as: UInt32.self))) : all
        }
        for line in 0..<count
        where load(spellingCountries, at: line * 8, as: UInt32.self) == wanted {
            return start(line)..<max(start(line), start(line + 1))
        }
        return 0..<0
    }

    /// Hands on the names that places of a country bear, by number.
    ///
    /// - Complexity: O(*n*), *n* the names of the country.
    func forEachName(ofCountry country: String, _ body: (Int) -> Void) {
        for line in spellings(ofCountry: country) {
            body(Int(load(spellings, at: line * 12 + 4, as: UInt32.self)))
        }
    }

    /// Hands on the names whose length and letters come near to some, by number; a name that places
    /// of several countries bear as often.
    ///
    /// - Parameters:
    ///   - lengths: How many letters the name may have.
    ///   - letters: Which letters occur, as ``NameShape/letters(of:)`` tells them.
    ///   - most: How many edits lie between at most.
    ///   - country: The country of the places; `nil` for all.
    /// - Complexity: O(*n*), *n* the names, some nanoseconds each.
    func forEachName(
        ofLengths lengths: ClosedRange<Int>, letters: UInt32, within most: Int,
        country: String?, _ body: (Int) -> Void
    ) {
        let lines = spellings(ofCountry: country)
        let start = spellings.start
        let buffer = unsafe bytes.buffer(
            start + lines.lowerBound * 12..<start + lines.upperBound * 12)
        for offset in stride(from: 0, to: buffer.count, by: 12) {
            let own = unsafe UInt32(
                littleEndian: buffer.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
            guard (own ^ letters).nonzeroBitCount <= 2 * most else { continue }
            let length = unsafe UInt32(
                littleEndian: buffer.loadUnaligned(fromByteOffset: offset + 8, as: UInt32.self))
            guard lengths.contains(Int(length)) else { continue }
            let name = unsafe UInt32(
                littleEndian: buffer.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self))
            body(Int(name))
        }
    }

    /// How strange letters are among the names.
    var letterTrigrams: LetterTrigrams {
        unsafe LetterTrigrams(
            costs: Array(bytes.buffer(trigrams.start..<trigrams.start + trigrams.length)))
    }
}
