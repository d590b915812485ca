import SimpleFeatures
import SpatialIndexing

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
    /// Where the places are, by their numbers.
    let positions: PackedRTree
    private let about: Extent
    let strings: Extent
    let idSlots: Extent
    let codes: Extent
    let codeSlots: Extent
    let lexicon: Extent
    let lexiconSlots: Extent
    /// The kinds and states of places, by number.
    let classes: [(kind: PlaceKind, status: String)]

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
        about = sections[.about]
        strings = sections[.strings]
        idSlots = sections[.idSlots]
        codes = sections[.codes]
        codeSlots = sections[.codeSlots]
        lexicon = sections[.lexicon]
        lexiconSlots = sections[.lexiconSlots]
        classes = try CompiledGazetteer.classes(
            sections[.classes], strings: sections[.strings], of: bytes)
        positions = try CompiledGazetteer.index(
            sections[.positions],
            of: sections[.places].length / CompiledLayout.Section.places.elementSize, in: bytes)
    }

    /// The name of the file, for errors.
    public var file: String { bytes.file }

    /// How many places there are.
    public var count: Int { places.length / CompiledLayout.Section.places.elementSize }

    /// What was found to be wrong with the bytes read up to now; `nil` while nothing was.
    public var fault: GazetteerError? {
        bytes.fault ?? positions.fault.map { bytes.failure(at: $0.offset) }
    }

    /// Reads every block once, and builds the index of positions again to compare.
    ///
    /// - Throws: ``GazetteerError`` when a block is not as it was written, or the index is not the one
    ///   that its own entries make.
    /// - Complexity: O(*n*), *n* the bytes of the file, and the memory of an index.
    public func verify() throws(GazetteerError) {
        bytes.checkAll()
        if let fault { throw fault }
        do throws(IndexError) {
            try positions.verify()
        } catch { throw bytes.failure(at: error.offset) }
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

    func isString(at offset: UInt32, equalTo text: [UInt8]) -> Bool {
        unsafe bytes.buffer(stringRange(at: offset)).elementsEqual(text)
    }

    /// The entry that a hash table of 32-bit slots leads to; `nil` when none is the wanted one.
    ///
    /// - Parameter isWanted: Takes the number of an entry; `true` ends the search.
    /// - Complexity: O(1) on average; O(*n*) at most, whatever the slots say.
    func entry(
        of hash: UInt64, in slots: Extent, where isWanted: (Int) -> Bool
    ) -> Int? {
        let count = slots.length / MemoryLayout<UInt32>.size
        guard count > 0 else { return nil }
        var slot = CompiledLayout.slot(of: hash, among: count)
        for _ in 0..<count {
            let entry = Int(load(slots, at: slot * 4, as: UInt32.self)) - 1
            guard entry >= 0 else { return nil }
            if isWanted(entry) { return entry }
            slot = (slot + 1) & (count - 1)
        }
        return nil
    }

    /// Opens the index of positions where it stands; its searches compare its own checksums.
    private static func index(
        _ extent: Extent, of count: Int, in bytes: CheckedBytes
    ) throws(GazetteerError) -> PackedRTree {
        let index: PackedRTree
        do throws(IndexError) {
            index = try PackedRTree(bytes.keeper, at: extent.start)
        } catch {
            throw GazetteerError(
                file: bytes.file,
                reason: "in the index of positions, byte \(error.offset): \(error.reason)")
        }
        // Its answers are taken for numbers of places.
        guard index.count == count, index.sectionByteCount == extent.length else {
            throw GazetteerError(
                file: bytes.file,
                reason: "damaged: an index of \(index.count) positions in \(extent.length) bytes, "
                    + "expected \(count) in \(index.sectionByteCount)")
        }
        return index
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
                start >= layout.blockSize, start.isMultiple(of: layout.alignment), start <= end,
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
