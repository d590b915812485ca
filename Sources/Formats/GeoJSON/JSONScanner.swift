import FileMapping
import SimpleFeatures

/// A reader of JSON that goes through bytes once, from front to back, and knows where it stands.
///
/// Lines and columns are counted only when an error or a note asks for them, so reading costs
/// nothing for them.
struct JSONScanner {
    /// What is read.
    let bytes: FileBytes
    /// The next byte to read.
    private(set) var offset = 0
    /// What was put right so far.
    var repairs = Repairs()
    /// The feature that errors name, counted from 1.
    var feature: Int?
    /// What to refuse.
    let limits: ReadingLimits

    private let file: String
    private let firstLine: Int
    private let refusesRepeatedNames: Bool
    private var depth = 0
    /// The names of the last object at each depth, which all differ.
    private var knownNames: [[String]] = []

    /// Starts in front of the first byte, behind a byte order mark.
    ///
    /// - Parameters:
    ///   - file: A JSON text in UTF-8, with the name that errors carry.
    ///   - firstLine: The number of the first line.
    ///   - limits: Depth and size to refuse.
    ///   - refusesRepeatedNames: Whether a name that stands twice in one object is an error; else
    ///     the last value counts and a repair is noted.
    /// - Throws: ``FormatError`` when the text is too long or is UTF-16.
    init(
        _ file: MappedFile, firstLine: Int = 1, limits: ReadingLimits, refusesRepeatedNames: Bool
    ) throws(FormatError) {
        bytes = FileBytes(file)
        self.file = file.path
        self.firstLine = firstLine
        self.limits = limits
        self.refusesRepeatedNames = refusesRepeatedNames
        guard bytes.count <= limits.bytes else {
            throw failure(found: "\(bytes.count) bytes", expected: "\(limits.bytes) at most")
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { offset = 3 }
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
            throw failure(found: "the byte order mark of UTF-16", expected: "UTF-8")
        }
    }

    // MARK: Where

    /// Whether every byte is read.
    var isAtEnd: Bool { offset >= bytes.count }

    /// The next byte; `nil` at the end.
    var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    /// Goes on at a place that was read before.
    mutating func resume(at place: Int) { offset = place }

    /// Whether as many brackets may stand in each other here.
    func hasRoom(forLevels levels: Int) -> Bool { depth + levels <= limits.depth }

    /// Counts brackets that were read by other means, or no longer.
    mutating func go(deeperBy levels: Int) { depth += levels }

    /// The number of the line of a byte.
    ///
    /// - Complexity: O(*n*), *n* the number of bytes in front.
    func line(of place: Int) -> Int {
        bytes[..<min(place, bytes.count)].reduce(firstLine) {
            $1 == UInt8(ascii: "\n") ? $0 + 1 : $0
        }
    }

    /// An error that says what stands at a place.
    ///
    /// - Parameters:
    ///   - found: What stands there; read off the bytes when not given.
    ///   - expected: What should.
    ///   - place: The byte; the next one when not given.
    func failure(found: String? = nil, expected: String, at place: Int? = nil) -> FormatError {
        let place = min(place ?? offset, bytes.count)
        let lineStart = bytes[..<place].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        // Bytes that continue a character are no columns of their own; nor is the mark in front.
        var column = bytes[lineStart..<place].reduce(1) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
        if lineStart == 0, place >= 3, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { column -= 1 }
        return FormatError(
            file: file, place: .line(line(of: place), column: column), feature: feature,
            found: found ?? words(at: place), expected: expected)
    }

    /// What stands at a place, in words that fit on a line.
    private func words(at place: Int) -> String {
        guard place < bytes.count else { return "the end of the file" }
        let byte = bytes[place]
        switch byte {
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return "the end of the line"
        case UInt8(ascii: "\t"): return "a tab"
        case 0..<0x20, 0x7F: return "the control character \(JSONScanner.hexadecimal(byte))"
        case 0x80...:
            let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
            let character = bytes[place..<min(place + length, bytes.count)]
            guard let text = String(validating: character, as: UTF8.self) else {
                return "the byte \(JSONScanner.hexadecimal(byte))"
            }
            return "'\(text)'"
        default:
            let word = Array(bytes[place...].prefix(24).prefix { JSONScanner.isWordByte($0) })
            return "'\(String(decoding: word.isEmpty ? [byte] : word, as: UTF8.self))'"
        }
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
            UInt8(ascii: "+"), UInt8(ascii: "_"):
            return true
        default:
            return false
        }
    }

    private static func hexadecimal(_ byte: UInt8) -> String {
        (byte < 16 ? "0x0" : "0x") + String(byte, radix: 16, uppercase: true)
    }

    // MARK: Structure

    /// Goes over spaces, tabs and line breaks.
    mutating func skipWhiteSpace() {
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x20, 0x0A, 0x0D, 0x09: offset += 1
            default: return
            }
        }
    }

    /// Goes over white space and the separators of JSON text sequences (RFC 8142).
    mutating func skipSeparators() {
        skipWhiteSpace()
        while next == 0x1E {
            offset += 1
            skipWhiteSpace()
        }
    }

    /// Goes over one byte when it is the next.
    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        offset += 1
        return true
    }

    /// Goes into an array; ``nextMember(first:)`` then goes through it.
    ///
    /// - Parameter expected: What an error says should stand there.
    mutating func enterArray(expected: String = "an array") throws(FormatError) {
        try open("[", expected: expected)
    }

    /// Goes to the next member of an array, or out of the array.
    ///
    /// - Parameter first: `true` before the first call for an array, then kept by the calls.
    /// - Returns: Whether there is a member; the scanner stands at its first byte.
    mutating func nextMember(first: inout Bool) throws(FormatError) -> Bool {
        try goOn(first: &first, closing: "]", expected: "',' or ']' in an array")
    }

    /// Goes into an object; ``nextName(first:)`` then goes through it.
    ///
    /// - Parameter expected: What an error says should stand there.
    mutating func enterObject(expected: String = "an object") throws(FormatError) {
        try open("{", expected: expected)
    }

    /// Goes to the next value of an object, or out of the object.
    ///
    /// - Parameter first: `true` before the first call for an object, then kept by the calls.
    /// - Returns: The name of the value and where the name stands, with the scanner at the first
    ///   byte of the value; `nil` when there is none.
    mutating func nextName(
        first: inout Bool
    ) throws(FormatError) -> (name: String, place: Int)? {
        guard try goOn(first: &first, closing: "}", expected: "',' or '}' in an object")
        else { return nil }
        let place = offset
        let name = try string(expected: "a name in quotation marks")
        skipWhiteSpace()
        guard skip(":") else { throw failure(expected: "':' after a name") }
        skipWhiteSpace()
        return (name, place)
    }

    private mutating func goOn(
        first: inout Bool, closing bracket: Unicode.Scalar, expected: String
    ) throws(FormatError) -> Bool {
        skipWhiteSpace()
        if first {
            first = false
            guard skip(bracket) else { return true }
        } else if skip(",") {
            skipWhiteSpace()
            return true
        } else if !skip(bracket) {
            throw failure(expected: expected)
        }
        depth -= 1
        return false
    }

    private mutating func open(
        _ bracket: Unicode.Scalar, expected: String
    ) throws(FormatError) {
        guard skip(bracket) else { throw failure(expected: expected) }
        depth += 1
        guard depth <= limits.depth else {
            throw failure(
                found: "more than \(limits.depth) levels of brackets",
                expected: "\(limits.depth) at most", at: offset - 1)
        }
        skipWhiteSpace()
    }

    // MARK: Values

    /// Reads any value.
    mutating func value() throws(FormatError) -> Value {
        switch next {
        case UInt8(ascii: "\""):
            return .text(try string())
        case UInt8(ascii: "{"):
            return .object(try properties())
        case UInt8(ascii: "["):
            var members: [Value] = []
            var first = true
            try enterArray()
            while try nextMember(first: &first) { members.append(try value()) }
            return .list(members)
        case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"):
            return try word()
        default:
            return try number(expected: "a value")
        }
    }

    /// Reads an object as names and values.
    mutating func properties() throws(FormatError) -> Properties {
        let start = offset
        var list: [Properties.Property] = []
        var first = true
        try enterObject()
        while let (name, _) = try nextName(first: &first) {
            list.append(Properties.Property(name: name, value: try value()))
        }
        // Objects of a file mostly have the same names; a comparison is far cheaper than a hash.
        while knownNames.count <= depth { knownNames.append([]) }
        let known = knownNames[depth]
        if known.count == list.count, zip(known, list).allSatisfy({ $0 == $1.name }) {
            return Properties(uniquelyNamed: list)
        }
        let properties = Properties(list)
        guard properties.all.count < list.count else {
            knownNames[depth] = list.map(\.name)
            return properties
        }
        if refusesRepeatedNames { throw repeatedName(inObjectAt: start) }
        repairs.note(.repeatedName, at: start)
        return properties
    }

    /// Reads over a value that nobody asked for, with the same checks.
    mutating func skipValue() throws(FormatError) {
        switch next {
        case UInt8(ascii: "\""):
            try skipString()
        case UInt8(ascii: "{"):
            var first = true
            try enterObject()
            while try nextName(first: &first) != nil { try skipValue() }
        case UInt8(ascii: "["):
            var first = true
            try enterArray()
            while try nextMember(first: &first) { try skipValue() }
        case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"):
            _ = try word()
        default:
            _ = try number(expected: "a value")
        }
    }

    /// Reads over `null` when it stands next.
    mutating func skipNull() -> Bool {
        guard bytes[offset...].starts(with: "null".utf8) else { return false }
        offset += 4
        return true
    }

    private mutating func word() throws(FormatError) -> Value {
        for (word, value) in [
            ("true", Value.boolean(true)), ("false", .boolean(false)), ("null", .null),
        ] where bytes[offset...].starts(with: word.utf8) {
            offset += word.utf8.count
            return value
        }
        throw failure(expected: "a value")
    }

    /// The error for the first name that an object holds for the second time.
    private func repeatedName(inObjectAt start: Int) -> FormatError {
        var again = self
        again.offset = start
        var seen: Set<String> = []
        var first = true
        do throws(FormatError) {
            try again.enterObject()
            while let (name, place) = try again.nextName(first: &first) {
                guard seen.insert(name).inserted else {
                    return repeatedName(name, at: place)
                }
                try again.skipValue()
            }
        } catch { return error }
        return repeatedName("", at: start)
    }

    /// The error for a name that must stand once.
    func repeatedName(_ name: String, at place: Int) -> FormatError {
        failure(
            found: "the name '\(name.prefix(40))' for the second time",
            expected: "each name once in an object", at: place)
    }
}
