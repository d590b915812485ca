import Orthography

/// Turns sources of places into a compiled gazetteer.
///
/// Everything is read when the compiler is made; ``write(to:)`` only lays it out. The same sources in
/// the same order give the same bytes.
///
/// - Complexity: O(*n* log *n*), *n* the bytes of the sources; about 150 bytes of memory a place and
///   40 a name.
public struct GazetteerCompiler {
    /// What became of the sources.
    public struct Report: Sendable {
        /// How many places were kept.
        public internal(set) var placeCount = 0
        /// How many names were kept, each as often as places bear it.
        public internal(set) var nameCount = 0
        /// How many rows were left out because an earlier one has their id.
        public internal(set) var repeatedPlaceCount = 0
        /// How many names were left out: of no letter, of one byte, or of more than eight words.
        public internal(set) var unusableNameCount = 0
        /// How many names belong to places that no source before them told.
        public internal(set) var strayNameCount = 0
        /// Ids of larger places that no source has, each with the first row that names it.
        public internal(set) var openReferences: [OpenReference] = []
        /// What the sources left out or took otherwise than written, with their files.
        public internal(set) var notes: [String] = []
    }

    /// A larger place that is named and not there.
    public struct OpenReference: Sendable {
        /// The id that was named.
        public let id: String
        /// Where, and as what.
        public let failure: GazetteerError
    }

    /// What became of the sources.
    public private(set) var report = Report()
    private var records = PlaceRecords()
    private var names = NameCollection()
    private var words: [(word: UInt32, flags: UInt32, place: UInt32, hash: UInt64)] = []
    private let about: [String]

    /// Reads sources to their ends.
    ///
    /// - Parameters:
    ///   - sources: The most trusted first: of two places with one id the first counts.
    ///   - lexicon: What else words can be.
    ///   - about: Lines of `key: value` that the file keeps about itself.
    /// - Throws: ``GazetteerError`` with file and line for what a source cannot read, a place that
    ///   lies in itself, and more places than a file can hold.
    public init(
        sources: [any PlaceSource], lexicon: LexiconTables = LexiconTables(), about: [String] = []
    ) throws(GazetteerError) {
        self.about = about
        for (number, source) in sources.enumerated() {
            var source = source
            records.files.append(source.file)
            while let record = try source.next() {
                switch record {
                case .place(let row): try add(row, ofSource: number)
                case .name(let name, let id): add(name, toPlaceWithID: id)
                }
            }
            report.notes += source.notes.map { "\(source.file): \($0)" }
        }
        report.openReferences = try records.link()
        names.unite()
        for (count, what) in [
            (records.strings.bytes.count, "texts"), (names.keys.count, "folded names"),
        ] where count > Int(Int32.max) {
            throw GazetteerError(
                file: sources.last?.file ?? "",
                reason: "\(count) bytes of \(what), at most \(Int32.max) fit in one gazetteer")
        }
        report.placeCount = records.count
        report.nameCount = names.bearerCount
        report.unusableNameCount = names.unusableCount
        for (word, entry) in lexicon.entries.sorted(by: { $0.key < $1.key }) {
            words.append(
                (
                    records.strings.offset(of: word), entry.flags,
                    records.strings.offset(of: entry.place), FoldedHash.of(word.utf8)
                ))
        }
    }

    private mutating func add(_ row: PlaceRow, ofSource number: Int) throws(GazetteerError) {
        guard let place = try records.add(row, ofSource: number) else {
            report.repeatedPlaceCount += 1
            return
        }
        let isRegion = row.kind.level == .region
        names.add(row.name, place: place, isMainName: true, isRegion: isRegion)
        for name in row.names { add(name, toPlace: place, isRegion: isRegion) }
    }

    private mutating func add(_ name: String, toPlaceWithID id: String) {
        guard let place = records.place(ofID: id) else {
            report.strayNameCount += 1
            return
        }
        add(name, toPlace: place, isRegion: records.kind(of: place).level == .region)
    }

    private mutating func add(_ name: String, toPlace place: Int, isRegion: Bool) {
        if name.utf8.starts(with: "code:".utf8) {
            records.addCode(String(name.dropFirst(5)), isID: false, toPlace: place)
        } else if name.utf8.starts(with: "id:".utf8) {
            records.addCode(String(name.dropFirst(3)), isID: true, toPlace: place)
        } else {
            names.add(name, place: place, isMainName: false, isRegion: isRegion)
        }
    }

    /// Writes the file from its first byte to its last.
    ///
    /// - Parameter sink: Takes the bytes in order, 16 KiB at a time.
    /// - Throws: What `sink` throws.
    public func write<Failure: Error>(
        to sink: ([UInt8]) throws(Failure) -> Void
    ) throws(Failure) {
        let aboutBytes = Array(about.joined(separator: "\n").utf8)
        let positions = records.positionIndex()
        let shapes = NameShapes(names, of: records)
        let sections: [(section: CompiledLayout.Section, count: Int)] = [
            (.about, aboutBytes.count), (.strings, records.strings.bytes.count),
            (.classes, records.classes.count), (.places, records.count),
            (.idSlots, records.idSlots.count), (.codes, records.codes.count),
            (.codeSlots, records.codeSlotCount), (.keys, names.keys.count),
            (.names, names.count), (.bearers, names.bearerCount),
            (.nameSlots, names.slotCount), (.firstWords, names.firstWords.count),
            (.lowerCaseWords, names.lowerCaseWords.count),
            (.lexicon, words.count),
            (.lexiconSlots, CompiledLayout.slotCount(for: words.count)),
            (.spellings, shapes.count), (.spellingCountries, shapes.countryCount),
            (.trigrams, LetterTrigrams.count), (.positions, positions.count),
        ]
        var writer = try BlockWriter(sections: sections.map { ($0.section, $0.count) }, sink: sink)
        for (section, _) in sections {
            writer.begin()
            switch section {
            case .about: try writer.put(aboutBytes, sink)
            case .strings: try writer.put(records.strings.bytes, sink)
            case .classes: try records.writeClasses(to: &writer, sink)
            case .places: try writer.put(records.words, sink)
            case .idSlots: try writer.put(records.idSlots, sink)
            case .codes: try records.writeCodes(to: &writer, sink)
            case .codeSlots: try writer.put(records.codeSlots(), sink)
            case .keys: try writer.put(names.keys, sink)
            case .names: try names.writeRecords(to: &writer, sink)
            case .bearers: try names.writeBearers(to: &writer, sink)
            case .nameSlots: try writer.put(names.slots(), sink)
            case .firstWords: try writer.put(names.firstWords, sink)
            case .lowerCaseWords: try writer.put(names.lowerCaseWords, sink)
            case .lexicon:
                for word in words { try writer.put([word.word, word.flags, word.place], sink) }
            case .lexiconSlots:
                try writer.put(HashSlots.filled(with: words.map(\.hash)), sink)
            case .spellings: try shapes.writeNames(names, to: &writer, sink)
            case .spellingCountries: try shapes.writeCountries(to: &writer, sink)
            case .trigrams: try writer.put(names.trigrams().costs, sink)
            case .positions: try writer.put(positions, sink)
            }
        }
        try writer.end(sink)
    }
}

/// Hash tables of numbers, from 1.
enum HashSlots {
    /// A table in which each entry is found by its hash.
    static func filled(with hashes: [UInt64]) -> [UInt32] {
        var slots = [UInt32](repeating: 0, count: CompiledLayout.slotCount(for: hashes.count))
        for (entry, hash) in hashes.enumerated() {
            var slot = CompiledLayout.slot(of: hash, among: slots.count)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(entry + 1)
        }
        return slots
    }
}
