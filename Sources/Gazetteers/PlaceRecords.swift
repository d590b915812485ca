import Orthography
import SimpleFeatures
import SpatialIndexing

/// The records of places while a gazetteer is compiled.
///
/// Until ``link()`` the fields for larger places hold offsets of their ids.
struct PlaceRecords {
    /// The names of the sources.
    var files: [String] = []
    var strings = StringPool()
    /// Twelve words a place, as the file holds them.
    private(set) var words: [UInt32] = []
    private(set) var classes: [(kind: PlaceKind, status: UInt32)] = []
    private(set) var idSlots = [UInt32](repeating: 0, count: 8)
    /// Codes and second ids in the order of reading.
    private(set) var codes: [(place: UInt32, text: UInt32, order: UInt32)] = []
    private var classNumbers: [ClassKey: UInt16] = [:]
    private var secondIDs: [UInt32: UInt32] = [:]
    private var codesTaken: Set<UInt32> = []
    private var lines: [UInt32] = []
    /// The number of the first place of each source.
    private var sourceStarts: [Int] = []
    /// Set where the row does not name its larger place, and the next of its units stands in.
    private var isParentImplied: [Bool] = []

    private struct ClassKey: Hashable {
        let kind: PlaceKind
        let status: UInt32
    }

    private static let wordCount = CompiledLayout.Section.places.elementSize / 4

    /// How many places there are.
    var count: Int { words.count / PlaceRecords.wordCount }

    /// Adds a place; `nil` when there is one of its id.
    mutating func add(
        _ row: PlaceRow, ofSource source: Int
    ) throws(GazetteerError) -> Int? {
        let file = files[source]
        func failure(_ reason: String) -> GazetteerError {
            GazetteerError(file: file, line: row.line, reason: reason)
        }
        guard !row.id.isEmpty else { throw failure("no id") }
        let (slot, known) = search(row.id)
        guard known == nil, place(ofSecondID: row.id) == nil else { return nil }
        let number = count
        guard number < CompiledLayout.mostPlaces else {
            throw failure("more than \(CompiledLayout.mostPlaces) places")
        }
        while sourceStarts.count <= source { sourceStarts.append(number) }
        guard let country = PlaceRecords.country(row.country) else {
            throw failure("country is '\(row.country)', expected two letters (ISO 3166-1), as BO")
        }
        let status = strings.offset(of: row.status.isEmpty ? "single-source" : row.status)
        guard row.status.utf8.count < 0x80 else { throw failure("status is longer than 127 bytes") }
        let units = [row.admin2, row.admin1, row.country.lowercased()]
        let parent =
            row.parent.isEmpty ? units.first { !$0.isEmpty && $0 != row.id } ?? "" : row.parent
        isParentImplied.append(row.parent.isEmpty)
        words.append(
            UInt32(bitPattern: Int32((row.position.longitude * 1e7).rounded())))
        words.append(UInt32(bitPattern: Int32((row.position.latitude * 1e7).rounded())))
        words.append(try size(row.population.map(Double.init), failure, "population"))
        words.append(try radius(row.radiusKilometres, failure))
        words.append(
            GeoNamesID.number(of: Array(row.id.utf8)).map { $0 | CompiledLayout.geoNamesID }
                ?? strings.offset(of: row.id))
        words.append(strings.offset(of: row.name))
        for id in [row.admin1, row.admin2, parent] { words.append(strings.offset(of: id)) }
        words.append(strings.offset(of: row.source))
        words.append(strings.offset(of: row.area))
        words.append(country | UInt32(try classNumber(row.kind, status, failure)) << 16)
        lines.append(UInt32(truncatingIfNeeded: row.line))
        idSlots[slot] = UInt32(number + 1)
        if count * 3 > idSlots.count * 2 { growIDSlots() }
        return number
    }

    /// Adds a code or a second id, unless another place has it.
    mutating func addCode(_ code: String, isID: Bool, toPlace place: Int) {
        guard !code.isEmpty, code.utf8.count < 256 else { return }
        let text = strings.offset(of: code)
        if isID {
            guard self.place(ofID: code) == nil else { return }
            secondIDs[text] = UInt32(place)
        } else {
            guard codesTaken.insert(text).inserted else { return }
        }
        codes.append(
            (UInt32(place) | (isID ? CompiledLayout.secondID : 0), text, UInt32(codes.count)))
    }

    /// The place of an id or a second id.
    func place(ofID id: String) -> Int? { search(id).place ?? place(ofSecondID: id) }

    func kind(of place: Int) -> PlaceKind {
        classes[Int(words[place * PlaceRecords.wordCount + 11] >> 16)].kind
    }

    /// The letters of a place's country as the file holds them.
    func country(of place: Int) -> UInt16 {
        UInt16(truncatingIfNeeded: words[place * PlaceRecords.wordCount + 11])
    }

    /// Degrees in ten-millionths.
    func position(of place: Int) -> (longitude: Int32, latitude: Int32) {
        (
            Int32(bitPattern: words[place * PlaceRecords.wordCount]),
            Int32(bitPattern: words[place * PlaceRecords.wordCount + 1])
        )
    }

    // MARK: - Fields

    private static func country(_ code: String) -> UInt32? {
        if code.isEmpty { return 0 }
        let letters = Array(code.uppercased().utf8)
        guard letters.count == 2, letters.allSatisfy({ $0 >= 65 && $0 <= 90 }) else { return nil }
        return UInt32(letters[0]) | UInt32(letters[1]) << 8
    }

    private func size(
        _ size: Double?, _ failure: (String) -> GazetteerError, _ name: String
    ) throws(GazetteerError) -> UInt32 {
        guard let size else { return CompiledLayout.unknownSize }
        let thousands = (size / 1000).rounded()
        guard size >= 0, thousands < Double(CompiledLayout.thousands - 1) else {
            throw failure(
                "\(name) is \(size), expected 0 or more, and below 2 thousand thousand million")
        }
        return size < Double(CompiledLayout.thousands)
            ? UInt32(size.rounded()) : UInt32(thousands) | CompiledLayout.thousands
    }

    private func radius(
        _ kilometres: Double?, _ failure: (String) -> GazetteerError
    ) throws(GazetteerError) -> UInt32 {
        guard let kilometres else { return CompiledLayout.unknownSize }
        guard kilometres >= 0, kilometres <= 40_000 else {
            throw failure("precision_km is \(kilometres), expected 0 to 40000")
        }
        return UInt32((kilometres * 1000).rounded())
    }

    private mutating func classNumber(
        _ kind: PlaceKind, _ status: UInt32, _ failure: (String) -> GazetteerError
    ) throws(GazetteerError) -> UInt16 {
        let key = ClassKey(kind: kind, status: status)
        if let number = classNumbers[key] { return number }
        guard classes.count < UInt16.max else {
            throw failure("more than \(UInt16.max) kinds and states of places")
        }
        let number = UInt16(classes.count)
        classes.append((kind, status))
        classNumbers[key] = number
        return number
    }

    // MARK: - Ids

    private func hash(of place: Int) -> UInt64 {
        let id = words[place * PlaceRecords.wordCount + 4]
        return id & CompiledLayout.geoNamesID != 0
            ? CompiledLayout.hash(ofGeoNamesNumber: id & ~CompiledLayout.geoNamesID)
            : FoldedHash.of(strings.text(at: id))
    }

    /// Where an id stands or would stand among the slots, and its place.
    private func search(_ id: String) -> (slot: Int, place: Int?) {
        let text = Array(id.utf8)
        let number = GeoNamesID.number(of: text)
        let hash = number.map(CompiledLayout.hash(ofGeoNamesNumber:)) ?? FoldedHash.of(text)
        var slot = CompiledLayout.slot(of: hash, among: idSlots.count)
        while idSlots[slot] != 0 {
            let place = Int(idSlots[slot] - 1)
            let found = words[place * PlaceRecords.wordCount + 4]
            if let number {
                if found == number | CompiledLayout.geoNamesID { return (slot, place) }
            } else if found & CompiledLayout.geoNamesID == 0,
                strings.text(at: found).elementsEqual(text)
            {
                return (slot, place)
            }
            slot = (slot + 1) & (idSlots.count - 1)
        }
        return (slot, nil)
    }

    private func place(ofSecondID id: String) -> Int? {
        guard !secondIDs.isEmpty, let text = strings.knownOffset(of: id) else { return nil }
        return secondIDs[text].map(Int.init)
    }

    private mutating func growIDSlots() {
        idSlots = [UInt32](repeating: 0, count: idSlots.count * 2)
        for place in 0..<count {
            var slot = CompiledLayout.slot(of: hash(of: place), among: idSlots.count)
            while idSlots[slot] != 0 { slot = (slot + 1) & (idSlots.count - 1) }
            idSlots[slot] = UInt32(place + 1)
        }
    }

    // MARK: - Larger places

    /// Turns the ids of larger places into numbers of places.
    ///
    /// - Returns: Ids that no place has, each with the first row that names it.
    /// - Throws: ``GazetteerError`` for a place that lies in itself.
    mutating func link() throws(GazetteerError) -> [GazetteerCompiler.OpenReference] {
        var open: [GazetteerCompiler.OpenReference] = []
        var known: [UInt32: Int32] = [:]
        var isReported: Set<UInt32> = []
        let fields = [(6, "admin1"), (7, "admin2"), (8, "parent")]
        for place in 0..<count {
            for (field, name) in fields {
                let at = place * PlaceRecords.wordCount + field
                let offset = words[at]
                let reference: Int32
                if let found = known[offset] {
                    reference = found
                } else {
                    if offset == 0 {
                        reference = CompiledLayout.noReference
                    } else if let found = self.place(ofID: strings.string(at: offset)) {
                        reference = Int32(found)
                    } else {
                        reference = -(Int32(truncatingIfNeeded: offset) + 2)
                    }
                    known[offset] = reference
                }
                let isImplied = field == 8 && isParentImplied[place]
                // A country's code is its own second id.
                let isItself = isImplied && Int(reference) == place
                words[at] = UInt32(bitPattern: isItself ? CompiledLayout.noReference : reference)
                if reference < CompiledLayout.noReference, !isImplied,
                    isReported.insert(offset).inserted
                {
                    let id = strings.string(at: offset)
                    open.append(
                        .init(
                            id: id,
                            failure: failure(at: place, "\(name) '\(id)' is no place's id")))
                }
            }
        }
        try refuseCircles()
        return open
    }

    private func failure(at place: Int, _ reason: String) -> GazetteerError {
        let source = (sourceStarts.lastIndex { $0 <= place }) ?? 0
        return GazetteerError(file: files[source], line: Int(lines[place]), reason: reason)
    }

    private func refuseCircles() throws(GazetteerError) {
        func parent(_ place: Int) -> Int? {
            let reference = Int32(bitPattern: words[place * PlaceRecords.wordCount + 8])
            return reference >= 0 ? Int(reference) : nil
        }
        // 0: not looked at, 1: on the way up from here, 2: leads to the top.
        var state = [UInt8](repeating: 0, count: count)
        var way: [Int] = []
        for start in 0..<count where state[start] == 0 {
            way.removeAll(keepingCapacity: true)
            var next: Int? = start
            while let place = next, state[place] == 0 {
                state[place] = 1
                way.append(place)
                next = parent(place)
            }
            if let place = next, state[place] == 1 {
                let id = words[place * PlaceRecords.wordCount + 4]
                let text =
                    id & CompiledLayout.geoNamesID != 0
                    ? "gn-\(id & ~CompiledLayout.geoNamesID)" : strings.string(at: id)
                throw failure(at: place, "place '\(text)' lies in itself, through its parents")
            }
            for place in way { state[place] = 2 }
        }
    }

    // MARK: - Sections

    /// Writes the kinds and states.
    func writeClasses<Failure: Error>(
        to writer: inout BlockWriter<Failure>, _ sink: BlockWriter<Failure>.Sink
    ) throws(Failure) {
        for (kind, status) in classes {
            let code = Array(kind.description.utf8)
            try writer.put(code + [UInt8](repeating: 0, count: 12 - code.count), sink)
            try writer.put(status, sink)
        }
    }

    /// Codes in the order of their places.
    private var sortedCodes: [(place: UInt32, text: UInt32, order: UInt32)] {
        codes.sorted {
            let one = $0.place & ~CompiledLayout.secondID
            let other = $1.place & ~CompiledLayout.secondID
            return (one, $0.order) < (other, $1.order)
        }
    }

    var codeSlotCount: Int { CompiledLayout.slotCount(for: codes.count) }

    func writeCodes<Failure: Error>(
        to writer: inout BlockWriter<Failure>, _ sink: BlockWriter<Failure>.Sink
    ) throws(Failure) {
        for code in sortedCodes {
            try writer.put(code.place, sink)
            try writer.put(code.text, sink)
        }
    }

    /// The hash table over the codes.
    func codeSlots() -> [UInt32] {
        HashSlots.filled(with: sortedCodes.map { FoldedHash.of(strings.text(at: $0.text)) })
    }

    /// The bytes of an index of all positions, whose answers are the numbers of places.
    func positionIndex() -> [UInt8] {
        let index = PackedRTree(
            (0..<count).map { place in
                let (longitude, latitude) = position(of: place)
                return Coordinate(
                    wrappingLongitude: Double(longitude) / 1e7,
                    clampingLatitude: Double(latitude) / 1e7)
            })
        var bytes: [UInt8] = []
        bytes.reserveCapacity(index.sectionByteCount)
        unsafe index.write { unsafe bytes += $0 }
        return bytes
    }
}
