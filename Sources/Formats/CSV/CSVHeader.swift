import FileMapping

/// The first line of a CSV file: what stands between cells, and the names of the columns.
struct CSVHeader {
    /// What stands between cells.
    let delimiter: UInt8
    /// The names as they stand, without spaces around them and without an apostrophe that guards
    /// them; empty where a column has none.
    let writtenNames: [String]
    /// Names that differ from each other.
    let names: [String]
    /// How many names were made up or changed.
    let changedNames: Int
    /// Where the first row begins.
    let end: Int
    /// Whether every name stands in quotation marks.
    let isQuoted: Bool

    private static let delimiters = Array(",;\t|".utf8)

    /// Reads the first line.
    ///
    /// - Parameters:
    ///   - file: The file, in UTF-8, with or without a byte order mark.
    ///   - delimiter: What stands between cells; found out when not given.
    /// - Throws: ``FormatError`` when the file is empty or no UTF-8, or the line cannot be read.
    init(_ file: MappedFile, delimiter given: UInt8?) throws(FormatError) {
        let bytes = unsafe file.bytes
        try CSVHeader.checkEncoding(file)
        var start = unsafe bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var delimiter = given
        // What Excel understands and other programs keep: a first line that names the delimiter.
        if unsafe bytes[start...].starts(with: "sep=".utf8), start + 5 < (bytes.count),
            let end = unsafe bytes[(start + 5)...].firstIndex(of: 0x0A), end - start <= 6
        {
            if delimiter == nil { delimiter = unsafe bytes[start + 4] }
            start = end + 1
        }
        let found = unsafe delimiter ?? CSVHeader.delimiter(of: bytes, from: start)
        guard var scanner = unsafe CSVScanner(bytes, delimiter: found), start < (bytes.count) else {
            throw FormatError(
                file: file.path, place: .line(1, column: 1), found: "the end of the file",
                expected: "a line with the names of the columns")
        }
        unsafe scanner.place = scanner.start + start
        var written: [String] = []
        var isQuoted = true
        repeat {
            let cell = scanner.next()
            if cell.form == .plain { isQuoted = false }
            written.append(CSVHeader.name(in: cell))
            guard written.count <= FeatureBatch.columnLimit else {
                throw FormatError(
                    file: file.path, place: .line(1, column: 1),
                    found: "more than \(FeatureBatch.columnLimit) columns",
                    expected: "\(FeatureBatch.columnLimit) at most")
            }
        } while !scanner.isAtLineEnd
        try CSVPlaces(file).check(scanner)
        if unsafe !bytes[start..<scanner.offset].contains(0x0A),
            let carriageReturn = unsafe bytes[start..<scanner.offset].firstIndex(of: 0x0D),
            carriageReturn + 1 < (bytes.count)
        {
            throw CSVPlaces(file).failure(
                at: carriageReturn, found: "a carriage return without a line feed",
                expected: "lines that end with a line feed, with or without a carriage return")
        }
        self.delimiter = found
        writtenNames = written
        self.isQuoted = isQuoted
        end = scanner.offset
        (names, changedNames) = CSVHeader.distinct(written)
    }

    /// The delimiter that stands most often in the first line, outside of quotation marks.
    private static func delimiter(of bytes: UnsafeRawBufferPointer, from start: Int) -> UInt8 {
        var counts = [Int](repeating: 0, count: delimiters.count)
        var isQuoted = false
        for place in start..<max(start, bytes.count) {
            let byte = unsafe bytes[place]
            if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
            if isQuoted { continue }
            if byte == 0x0A { break }
            if let index = delimiters.firstIndex(of: byte) { counts[index] += 1 }
        }
        var best = 0
        for index in counts.indices where counts[index] > counts[best] { best = index }
        return delimiters[best]
    }

    private static func checkEncoding(_ file: MappedFile) throws(FormatError) {
        let bytes = unsafe file.bytes
        let isMarked =
            unsafe bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
        // Every second byte of English in UTF-16 is zero.
        if unsafe isMarked || bytes.prefix(4).contains(0) {
            throw FormatError(
                file: file.path, place: .line(1, column: 1), found: "UTF-16", expected: "UTF-8")
        }
    }

    private static func name(in cell: CSVScanner.Cell) -> String {
        var name = unsafe String(decoding: cell.bytes, as: UTF8.self)
        if cell.form == .doubled { name = name.replacing("\"\"", with: "\"") }
        var isGuarded = false
        name.withUTF8 { unsafe isGuarded = FormulaGuard.isGuarded(UnsafeRawBufferPointer($0)) }
        if isGuarded { name.removeFirst() }
        while name.first == " " { name.removeFirst() }
        while name.last == " " { name.removeLast() }
        return name
    }

    /// Names made to differ: a number behind those that stand before, `column_3` for one that is
    /// empty.
    static func distinct(_ names: [String]) -> (names: [String], changed: Int) {
        var known = Set(names)
        var used: Set<String> = []
        // Of thousands of columns of one name none counts from the beginning again.
        var numbers: [String: Int] = [:]
        var changed = 0
        let distinct = names.enumerated().map { index, name in
            let base = name.isEmpty ? "column_\(index + 1)" : name
            var candidate = base
            var number = numbers[base] ?? 2
            while used.contains(candidate) || (candidate != name && known.contains(candidate)) {
                candidate = "\(base)_\(number)"
                number += 1
            }
            if candidate != name { changed += 1 }
            if number > 2 { numbers[base] = number }
            used.insert(candidate)
            known.insert(candidate)
            return candidate
        }
        return (distinct, changed)
    }
}

/// Where faults of a CSV file stand, as a person finds them.
struct CSVPlaces {
    let file: MappedFile

    init(_ file: MappedFile) { self.file = file }

    /// The number of the line of a byte, counted from 1.
    ///
    /// - Complexity: O(*n*), *n* the bytes in front.
    func line(of offset: Int) -> Int {
        unsafe file.bytes[..<min(offset, file.count)].reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
    }

    /// An error at a byte.
    func failure(
        at offset: Int, feature: Int? = nil, found: String, expected: String
    ) -> FormatError {
        let offset = min(max(offset, 0), file.count)
        let bytes = unsafe file.bytes
        let lineStart = unsafe bytes[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        // Bytes that continue a character are no columns of their own; nor is the mark in front.
        var column = unsafe bytes[lineStart..<offset].reduce(1) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
        if lineStart == 0, offset >= 3, unsafe bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            column -= 1
        }
        return FormatError(
            file: file.path, place: .line(line(of: offset), column: column), feature: feature,
            found: found, expected: expected)
    }

    /// - Throws: ``FormatError`` when the scanner met a fault.
    func check(_ scanner: CSVScanner, feature: Int? = nil) throws(FormatError) {
        guard let (fault, place) = unsafe scanner.fault else { return }
        let offset = unsafe place - scanner.start
        switch fault {
        case .unterminatedQuote:
            throw failure(
                at: offset, feature: feature, found: "a quotation mark that is never closed",
                expected: "a second one before the end of the file")
        case .textBehindQuote:
            let text = unsafe String(decoding: file.bytes[offset...].prefix(12), as: UTF8.self)
            throw failure(
                at: offset, feature: feature, found: "'\(text)' behind a closing quotation mark",
                expected: "a delimiter or the end of the line")
        }
    }

    /// Whether no byte has its high bit set, 32 at once, with the rest left to a closer look.
    @inline(__always)
    private static func isASCII(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count >= 32 else { return false }
        func word(_ place: Int) -> UInt64 {
            unsafe bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        }
        var all: UInt64 = 0
        var place = 0
        while bytes.count - place >= 32 {
            all |= word(place) | word(place + 8) | word(place + 16) | word(place + 24)
            place += 32
        }
        place = bytes.count - 32
        all |= word(place) | word(place + 8) | word(place + 16) | word(place + 24)
        return all & 0x8080_8080_8080_8080 == 0
    }

    /// - Throws: ``FormatError`` when bytes of the file are no UTF-8, with the first of them.
    func checkUTF8(_ range: Range<Int>) throws(FormatError) {
        let bytes = unsafe UnsafeRawBufferPointer(rebasing: file.bytes[range])
        if unsafe CSVPlaces.isASCII(bytes) || UTF8Validity.holds(bytes) { return }
        // The longest beginning that holds ends where the fault is.
        var place = 0
        while place < (bytes.count) {
            let length = (1...4).first { length in
                guard place + length <= bytes.count else { return false }
                return unsafe UTF8Validity.holds(
                    UnsafeRawBufferPointer(rebasing: bytes[place..<(place + length)]))
            }
            guard let length else { break }
            place += length
        }
        let byte = unsafe String(bytes[min(place, bytes.count - 1)], radix: 16, uppercase: true)
        throw failure(
            at: range.lowerBound + place,
            found: "the byte 0x\(byte), as in Latin-1 or Windows-1252", expected: "UTF-8")
    }
}
