import SimpleFeatures

/// One compiled gazetteer: a file that is mapped into memory, or the same bytes made in memory.
///
/// Opening reads the header alone; what an answer needs is read when it is asked for. Whatever the
/// bytes say, reading them ends and stays inside of them; ``fault`` tells whether they were as they
/// were written.
///
/// - SeeAlso: `docs/formats.md`, "Compiled gazetteers".
public final class CompiledGazetteer: Sendable {
    /// Where a section lies.
    struct Extent: Sendable {
        var start = 0
        /// In bytes.
        var length = 0
    }

    let bytes: CheckedBytes
    let places: Extent
    let names: Extent
    let nameSlots: Extent
    let firstWords: Extent
    let lowerCaseWords: Extent
    let keys: Extent
    let bearers: Extent
    let spellings: Extent
    let spellingCountries: Extent
    let trigrams: Extent
    let curve: Extent
    let boxes: Extent
    private let about: Extent
    private let strings: Extent
    private let idSlots: Extent
    private let codes: Extent
    private let codeSlots: Extent
    private let lexicon: Extent
    private let lexiconSlots: Extent
    /// The kinds and states of places, by number.
    private let classes: [(kind: PlaceKind, status: String)]

    /// Maps a file into memory.
    ///
    /// - Parameter path: A file that `apacheta gazetteer build` wrote.
    /// - Throws: ``GazetteerError`` when it cannot be read, is cut off, is of another version, or is
    ///   no compiled gazetteer.
    /// - Complexity: O(1) but for the checksums of the file, four bytes for each 16 KiB.
    public convenience init(mapping path: String) throws(GazetteerError) {
        try self.init(CheckedBytes(mapping: path))
    }

    /// The version of the format that this program reads and writes.
    public static var version: Int { Int(CompiledLayout.version) }

    /// The version of the format that a file has; `nil` for what is no compiled gazetteer or cannot
    /// be read.
    public static func version(of path: String) -> Int? {
        CheckedBytes.version(of: path).map(Int.init)
    }

    /// Keeps bytes in memory.
    ///
    /// - Parameters:
    ///   - bytes: What ``GazetteerCompiler`` wrote.
    ///   - file: The name that errors give.
    /// - Throws: ``GazetteerError`` as for a file.
    public convenience init(
        bytes: [UInt8], file: String = "compiled gazetteer"
    ) throws(GazetteerError) {
        try self.init(CheckedBytes(copying: bytes, file: file))
    }

    private init(_ bytes: CheckedBytes) throws(GazetteerError) {
        let sections = try SectionTable(bytes)
        self.bytes = bytes
        places = sections[.places]
        names = sections[.names]
        nameSlots = sections[.nameSlots]
        firstWords = sections[.firstWords]
        lowerCaseWords = sections[.lowerCaseWords]
        keys = sections[.keys]
        bearers = sections[.bearers]
        spellings = sections[.spellings]
        spellingCountries = sections[.spellingCountries]
        trigrams = sections[.trigrams]
        curve = sections[.curve]
        boxes = sections[.boxes]
        about = sections[.about]
        strings = sections[.strings]
        idSlots = sections[.idSlots]
        codes = sections[.codes]
        codeSlots = sections[.codeSlots]
        lexicon = sections[.lexicon]
        lexiconSlots = sections[.lexiconSlots]
        classes = try CompiledGazetteer.classes(
            sections[.classes], strings: sections[.strings], of: bytes)
    }

    /// The name of the file, for errors.
    public var file: String { bytes.file }

    /// How many places there are.
    public var count: Int { places.length / CompiledLayout.Section.places.elementSize }

    /// How many different names there are, folded.
    public var nameCount: Int {
        (0..<elementCount(names, .names)).count { nameRecord($0).bearerCount > 0 }
    }

    /// What was found to be wrong with the bytes read up to now; `nil` while nothing was.
    public var fault: GazetteerError? { bytes.fault }

    /// Reads every block once.
    ///
    /// - Throws: ``GazetteerError`` when a block is not as it was written.
    /// - Complexity: O(*n*), *n* the bytes of the file; some gigabytes a second.
    public func verify() throws(GazetteerError) {
        bytes.checkAll()
        if let fault { throw fault }
    }

    /// What the file says about itself, a line each: "made by", the sources, their licences.
    public var aboutLines: [String] {
        text(about.start..<about.start + about.length).split(separator: "\n").map(String.init)
    }

    // MARK: - Elements

    func elementCount(_ extent: Extent, _ section: CompiledLayout.Section) -> Int {
        extent.length / section.elementSize
    }

    /// A number of a section; 0 and a fault for one that lies outside.
    @inline(__always)
    func load<Number: FixedWidthInteger>(
        _ extent: Extent, at offset: Int, as type: Number.Type = Number.self
    ) -> Number {
        guard offset >= 0, offset <= extent.length - MemoryLayout<Number>.size else {
            bytes.report(faultAt: extent.start + extent.length)
            return 0
        }
        return bytes.load(extent.start + offset, as: type)
    }

    private func text(_ range: Range<Int>) -> String {
        unsafe String(decoding: bytes.buffer(range), as: UTF8.self)
    }

    /// The bytes of a text among the strings, as a range of the file.
    private func stringRange(at offset: UInt32) -> Range<Int> {
        var at = Int(offset)
        var length = 0
        var shift = 0
        while shift < 35 {
            let byte = load(strings, at: at, as: UInt8.self)
            length |= Int(byte & 0x7F) << shift
            at += 1
            if byte < 0x80 { break }
            shift += 7
        }
        guard length <= strings.length - at else {
            bytes.report(faultAt: strings.start + Int(offset))
            return strings.start..<strings.start
        }
        return strings.start + at..<strings.start + at + length
    }

    /// A text by its offset.
    func string(at offset: UInt32) -> String {
        offset == 0 ? "" : text(stringRange(at: offset))
    }

    private func isString(at offset: UInt32, equalTo text: [UInt8]) -> Bool {
        unsafe bytes.buffer(stringRange(at: offset)).elementsEqual(text)
    }

    // MARK: - Places

    /// A field of a place's record; the caller has an index within the count.
    @inline(__always)
    func field<Number: FixedWidthInteger>(
        _ field: Int, of place: Int, as type: Number.Type = Number.self
    ) -> Number {
        load(places, at: place * CompiledLayout.Section.places.elementSize + field, as: type)
    }

    func id(of place: Int) -> String {
        let id = field(CompiledLayout.PlaceField.id, of: place, as: UInt32.self)
        return id & CompiledLayout.geoNamesID != 0
            ? "gn-\(id & ~CompiledLayout.geoNamesID)" : string(at: id)
    }

    func position(of place: Int) -> Coordinate {
        let longitude = field(CompiledLayout.PlaceField.longitude, of: place, as: Int32.self)
        let latitude = field(CompiledLayout.PlaceField.latitude, of: place, as: Int32.self)
        return Coordinate(
            wrappingLongitude: Double(longitude) / 1e7, clampingLatitude: Double(latitude) / 1e7)
    }

    func placeClass(of place: Int) -> (kind: PlaceKind, status: String) {
        let number = Int(field(CompiledLayout.PlaceField.placeClass, of: place, as: UInt16.self))
        guard number < classes.count else {
            bytes.report(faultAt: places.start)
            return (PlaceKind.unknown, "")
        }
        return classes[number]
    }

    func population(of place: Int) -> Int? {
        let population = field(CompiledLayout.PlaceField.population, of: place, as: UInt32.self)
        guard population != CompiledLayout.unknownSize else { return nil }
        return population & CompiledLayout.thousands == 0
            ? Int(population) : Int(population & ~CompiledLayout.thousands) * 1000
    }

    func radiusKilometres(of place: Int) -> Double? {
        let metres = field(CompiledLayout.PlaceField.radius, of: place, as: UInt32.self)
        return metres == CompiledLayout.unknownSize ? nil : Double(metres) / 1000
    }

    func country(of place: Int) -> String {
        let letters = field(CompiledLayout.PlaceField.country, of: place, as: UInt16.self)
        return letters == 0
            ? ""
            : String(decoding: [UInt8(letters & 0xFF), UInt8(letters >> 8)], as: UTF8.self)
    }

    /// What a reference to a larger place says.
    enum Reference {
        case none
        /// A place of this gazetteer, by its number.
        case here(Int)
        /// A place that another gazetteer is to have.
        case elsewhere(id: String)
    }

    func reference(_ field: Int, of place: Int) -> Reference {
        let number = self.field(field, of: place, as: Int32.self)
        if number == CompiledLayout.noReference { return .none }
        if number >= 0 {
            guard Int(number) < count else {
                bytes.report(faultAt: places.start)
                return .none
            }
            return .here(Int(number))
        }
        return .elsewhere(id: string(at: UInt32(-(Int(number) + 2))))
    }

    // MARK: - Ids and codes

    /// The place of an id, or of a second id.
    func place(ofID id: String) -> Int? {
        let text = Array(id.utf8)
        let number = GeoNamesID.number(of: text)
        let hash = number.map(CompiledLayout.hash(ofGeoNamesNumber:)) ?? IDHash.of(text)
        let slots = elementCount(idSlots, .idSlots)
        if slots > 0 {
            var slot = CompiledLayout.slot(of: hash, among: slots)
            for _ in 0..<slots {
                let place = Int(load(idSlots, at: slot * 4, as: UInt32.self)) - 1
                guard place >= 0, place < count else { break }
                let found = field(CompiledLayout.PlaceField.id, of: place, as: UInt32.self)
                if let number {
                    if found == number | CompiledLayout.geoNamesID { return place }
                } else if found & CompiledLayout.geoNamesID == 0,
                    isString(at: found, equalTo: text)
                {
                    return place
                }
                slot = (slot + 1) & (slots - 1)
            }
        }
        return place(ofCode: text, isID: true)
    }

    /// The place of an official code, written as it stands.
    func place(ofCode code: String) -> Int? { place(ofCode: Array(code.utf8), isID: false) }

    private func place(ofCode text: [UInt8], isID: Bool) -> Int? {
        let slots = elementCount(codeSlots, .codeSlots)
        guard slots > 0 else { return nil }
        var slot = CompiledLayout.slot(of: IDHash.of(text), among: slots)
        for _ in 0..<slots {
            let line = Int(load(codeSlots, at: slot * 4, as: UInt32.self)) - 1
            guard line >= 0 else { return nil }
            let place = load(codes, at: line * 8, as: UInt32.self)
            let mark = isID ? CompiledLayout.secondID : 0
            if place & CompiledLayout.secondID == mark,
                isString(at: load(codes, at: line * 8 + 4, as: UInt32.self), equalTo: text)
            {
                let place = Int(place & ~CompiledLayout.secondID)
                return place < count ? place : nil
            }
            slot = (slot + 1) & (slots - 1)
        }
        return nil
    }

    /// The codes of a place in the order of its row, and its second ids.
    func codes(of place: Int) -> (codes: [String], ids: [String]) {
        let lines = elementCount(codes, .codes)
        func owner(_ line: Int) -> Int {
            Int(load(codes, at: line * 8, as: UInt32.self) & ~CompiledLayout.secondID)
        }
        var low = 0
        var high = lines
        while low < high {
            let middle = (low + high) / 2
            if owner(middle) < place { low = middle + 1 } else { high = middle }
        }
        var found: (codes: [String], ids: [String]) = ([], [])
        while low < lines, owner(low) == place {
            let text = string(at: load(codes, at: low * 8 + 4, as: UInt32.self))
            if load(codes, at: low * 8, as: UInt32.self) & CompiledLayout.secondID == 0 {
                found.codes.append(text)
            } else {
                found.ids.append(text)
            }
            low += 1
        }
        return found
    }

    // MARK: - Words

    /// What a folded word is besides a name, and the id of the place whose people it names.
    func lexiconLine(of word: String) -> (flags: UInt32, place: String)? {
        let text = Array(word.utf8)
        let slots = elementCount(lexiconSlots, .lexiconSlots)
        guard slots > 0 else { return nil }
        var slot = CompiledLayout.slot(of: IDHash.of(text), among: slots)
        for _ in 0..<slots {
            let line = Int(load(lexiconSlots, at: slot * 4, as: UInt32.self)) - 1
            guard line >= 0 else { return nil }
            if isString(at: load(lexicon, at: line * 12, as: UInt32.self), equalTo: text) {
                return (
                    load(lexicon, at: line * 12 + 4, as: UInt32.self),
                    string(at: load(lexicon, at: line * 12 + 8, as: UInt32.self))
                )
            }
            slot = (slot + 1) & (slots - 1)
        }
        return nil
    }

    private static func classes(
        _ extent: Extent, strings: Extent, of bytes: CheckedBytes
    ) throws(GazetteerError) -> [(kind: PlaceKind, status: String)] {
        let size = CompiledLayout.Section.classes.elementSize
        guard extent.length / size <= UInt16.max else {
            throw GazetteerError(file: bytes.file, reason: "damaged: too many kinds of places")
        }
        var classes: [(kind: PlaceKind, status: String)] = []
        for line in 0..<extent.length / size {
            let start = extent.start + line * size
            let code = unsafe bytes.buffer(start..<start + 12).prefix { $0 != 0 }
            guard let kind = PlaceKind(unsafe String(decoding: code, as: UTF8.self)) else {
                throw GazetteerError(
                    file: bytes.file, reason: "damaged: kind \(line) is no class and code")
            }
            let offset = Int(bytes.load(start + 12, as: UInt32.self))
            guard offset < strings.length else {
                throw GazetteerError(
                    file: bytes.file, reason: "damaged: the state of kind \(line) lies outside")
            }
            // States are words of one line: their length is one byte.
            let length = Int(bytes.load(strings.start + offset, as: UInt8.self))
            guard length < 0x80, offset + 1 + length <= strings.length else {
                throw GazetteerError(
                    file: bytes.file, reason: "damaged: the state of kind \(line) is no word")
            }
            let text = unsafe bytes.buffer(
                strings.start + offset + 1..<strings.start + offset + 1 + length)
            classes.append((kind, unsafe String(decoding: text, as: UTF8.self)))
        }
        return classes
    }
}

/// Where the sections of a compiled gazetteer lie.
private struct SectionTable {
    private var extents: [CompiledLayout.Section: CompiledGazetteer.Extent] = [:]

    init(_ bytes: CheckedBytes) throws(GazetteerError) {
        func damaged(_ reason: String) -> GazetteerError {
            GazetteerError(file: bytes.file, reason: "damaged: \(reason)")
        }
        let layout = CompiledLayout.self
        let count = Int(bytes.load(12, as: UInt32.self))
        guard count <= (layout.blockSize - layout.headerSize) / layout.sectionEntrySize else {
            throw damaged("\(count) sections")
        }
        let end = Int(bytes.load(24, as: UInt64.self))
        for line in 0..<count {
            let entry = layout.headerSize + line * layout.sectionEntrySize
            let tag = unsafe String(decoding: bytes.buffer(entry..<entry + 4), as: UTF8.self)
            // A section that this version does not know is one it can do without.
            guard let section = CompiledLayout.Section(rawValue: tag) else { continue }
            let size = Int(bytes.load(entry + 4, as: UInt32.self))
            guard let start = Int(exactly: bytes.load(entry + 8, as: UInt64.self)),
                let length = Int(exactly: bytes.load(entry + 16, as: UInt64.self)),
                start >= layout.blockSize, start.isMultiple(of: 8), start <= end,
                length <= end - start, size == section.elementSize,
                length.isMultiple(of: size)
            else { throw damaged("section \(tag) lies outside the file, or not at its place") }
            let isTable: Bool
            switch section {
            case .idSlots, .codeSlots, .nameSlots, .lexiconSlots, .firstWords, .lowerCaseWords:
                isTable = true
            default: isTable = false
            }
            let elements = length / size
            guard !isTable || elements & (elements - 1) == 0 else {
                throw damaged("section \(tag) has \(elements) slots, no power of two")
            }
            extents[section] = CompiledGazetteer.Extent(start: start, length: length)
        }
        for section in CompiledLayout.Section.allCases where extents[section] == nil {
            throw damaged("no section \(section.rawValue)")
        }
        guard self[.places].length / CompiledLayout.Section.places.elementSize <= layout.mostPlaces
        else { throw damaged("too many places") }
    }

    subscript(section: CompiledLayout.Section) -> CompiledGazetteer.Extent {
        extents[section] ?? CompiledGazetteer.Extent()
    }
}

/// Ids that are numbers of GeoNames.
enum GeoNamesID {
    /// The number of "gn-3911925"; `nil` for other ids, and for numbers written with leading zeros.
    static func number(of id: some Collection<UInt8>) -> UInt32? {
        guard id.count > 3, id.count <= 13, id.starts(with: [0x67, 0x6E, 0x2D]) else { return nil }
        var number: UInt32 = 0
        for (place, byte) in id.dropFirst(3).enumerated() {
            guard byte >= 48, byte <= 57, byte != 48 || place > 0 || id.count == 4 else {
                return nil
            }
            let (tens, isTooGreat) = number.multipliedReportingOverflow(by: 10)
            guard !isTooGreat, tens < CompiledLayout.geoNamesID - 10 else { return nil }
            number = tens + UInt32(byte - 48)
        }
        return number
    }
}

/// The hash of ids, codes and words.
enum IDHash {
    static func of(_ bytes: some Sequence<UInt8>) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
    }
}
