import FileMapping

/// What the cells of a column are read as.
enum CSVContent: UInt8 {
    case text
    /// Whole numbers as integers, others as real numbers.
    case number
    /// Whole numbers as real ones too.
    case real
    case boolean
    /// A day; GDAL writes `2003/10/13`.
    case day
    case dateTime
    /// A list, or an object.
    case json
}

/// What was found out of a CSV file by going through it once.
struct CSVColumnTypes {
    /// By column.
    let contents: [CSVContent]
    /// Columns whose cells are not what the file of types says, with what it says.
    let contradicted: [(column: Int, type: String)]
    /// Whether every cell that is not empty stands in quotation marks, so that marks around nothing
    /// do not tell an empty text from nothing.
    let isAllQuoted: Bool

    /// Goes through all rows.
    ///
    /// - Parameters:
    ///   - file: The file that the header was read from.
    ///   - header: Its first line.
    ///   - declared: The bytes of the `.csvt` file beside it; `nil` when there is none.
    ///   - limits: How many features and bytes to take.
    /// - Throws: ``FormatError`` when a row has too many or too few cells, quotation marks are not
    ///   closed, the text is no UTF-8, or there is more than the limits allow.
    /// - Complexity: O(*n*), *n* the bytes of the file.
    init(
        _ file: MappedFile, header: CSVHeader, declared: [UInt8]?, limits: ReadingLimits
    ) throws(FormatError) {
        let types = CSVColumnTypes.types(declared)
        var classes = header.names.indices.map { column in
            column < types.count && types[column].isText ? CellClass.text : []
        }
        var sawPlain = !header.isQuoted
        try CSVColumnTypes.classify(
            file, header: header, limits: limits, classes: &classes, sawPlain: &sawPlain)
        isAllQuoted = !sawPlain
        var contradicted: [(Int, String)] = []
        contents = classes.indices.map { column in
            let found = classes[column]
            guard column < types.count, let type = types[column].content else {
                return found.content
            }
            if type == .json || found.isSubset(of: CellClass.classes(of: type)) { return type }
            contradicted.append((column, types[column].name))
            return found.content
        }
        self.contradicted = contradicted
    }

    /// The types of GDAL's file of types, in the order of the columns.
    ///
    /// - SeeAlso: GDAL documentation, "Comma Separated Value (.csv)".
    private static func types(_ bytes: [UInt8]?) -> [(
        name: String, content: CSVContent?, isText: Bool
    )] {
        guard let bytes else { return [] }
        return String(decoding: bytes, as: UTF8.self).split(
            separator: ",", omittingEmptySubsequences: false
        ).map { word in
            // By scalars, for a carriage return and a line feed are one character.
            let isSpace = { (scalar: Unicode.Scalar) in scalar.value <= 0x20 || scalar == "\"" }
            var name = ""
            name.unicodeScalars.append(contentsOf: word.unicodeScalars.filter { !isSpace($0) })
            // A width in parentheses may follow; what Integer(Boolean) says is none.
            let base = name.prefix { $0 != "(" }.lowercased()
            switch base {
            case "integer":
                return (name, name.lowercased() == "integer(boolean)" ? .boolean : .number, false)
            case "integer64": return (name, .number, false)
            case "real", "coordx", "coordy", "point": return (name, .real, false)
            case "date": return (name, .day, false)
            case "datetime": return (name, .dateTime, false)
            case "string":
                let isJSON = name.lowercased() == "string(json)"
                return (name, isJSON ? .json : .text, !isJSON)
            case "jsonstringlist", "jsonintegerlist", "jsoninteger64list", "jsonreallist":
                return (name, .json, false)
            case "wkt": return (name, .text, true)
            default: return (name, nil, false)
            }
        }
    }

    /// What the cells of a column look like, all together.
    struct CellClass: OptionSet {
        let rawValue: UInt8
        static let integer = CellClass(rawValue: 1)
        static let real = CellClass(rawValue: 2)
        static let boolean = CellClass(rawValue: 4)
        static let text = CellClass(rawValue: 8)
        /// 0 or 1, which are integers too.
        static let bit = CellClass(rawValue: 16)

        /// What a column of such cells is read as without a file of types.
        var content: CSVContent {
            if contains(.text) || isEmpty { return .text }
            if self == .boolean { return .boolean }
            return contains(.boolean) ? .text : .number
        }

        /// What cells of a declared type may look like.
        static func classes(of content: CSVContent) -> CellClass {
            switch content {
            case .number: return [.integer, .bit]
            case .real: return [.integer, .bit, .real]
            case .boolean: return [.boolean, .bit]
            case .text, .day, .dateTime, .json: return [.integer, .bit, .real, .boolean, .text]
            }
        }
    }

    private static func classify(
        _ file: MappedFile, header: CSVHeader, limits: ReadingLimits, classes: inout [CellClass],
        sawPlain: inout Bool
    ) throws(FormatError) {
        let places = CSVPlaces(file)
        guard var scanner = unsafe CSVScanner(file.bytes, delimiter: header.delimiter) else {
            return
        }
        try places.checkUTF8(0..<header.end)
        unsafe scanner.place = scanner.start + header.end
        let columns = classes.count
        let room = UnsafeMutablePointer<CSVScanner.Cell>.allocate(capacity: columns)
        defer { unsafe room.deallocate() }
        var rows = 0
        while !scanner.isAtEnd {
            let rowStart = scanner.offset
            let count = unsafe scanner.readRow(into: room, atMost: columns)
            guard scanner.hasNoFault else {
                try places.check(scanner, feature: rows + 1)
                return
            }
            if count == 1, columns > 1, unsafe room[0].isNothing { continue }
            rows += 1
            guard count == columns else {
                throw places.failure(
                    at: rowStart, feature: rows,
                    found: "a row of \(count) cell\(count == 1 ? "" : "s")",
                    expected: "\(columns), one for each name of the first line")
            }
            guard rows <= limits.features else {
                throw places.failure(
                    at: rowStart, found: "more than \(limits.features) rows",
                    expected: "\(limits.features) at most")
            }
            for column in 0..<columns {
                let cell = unsafe room[column]
                guard cell.count > 0 else { continue }
                if cell.form == .plain { sawPlain = true }
                if classes[column].contains(.text) { continue }
                let found = unsafe CSVColumnTypes.look(at: cell.bytes)
                if !classes[column].contains(found) { classes[column].formUnion(found) }
            }
            try places.checkUTF8(rowStart..<scanner.offset)
        }
    }

    /// What a cell that is not empty looks like.
    @inline(__always)
    private static func look(at bytes: UnsafeRawBufferPointer) -> CellClass {
        let first = unsafe bytes[0]
        if first &- 48 <= 9 || first == UInt8(ascii: "-") || first == UInt8(ascii: ".")
            || first == 0x20
        {
            switch unsafe WrittenNumber(trimmed: bytes) {
            case .none: return .text
            case .integer(let number): return number == 0 || number == 1 ? .bit : .integer
            case .real, .large: return .real
            }
        }
        return unsafe CSVColumnTypes.truth(bytes) == nil ? .text : .boolean
    }

    /// What `true` and `false` say, in the capitals that programs write them with; `nil` for
    /// everything else.
    static func truth(_ bytes: UnsafeRawBufferPointer) -> Bool? {
        func holds(_ word: StaticString, _ capitals: StaticString) -> Bool {
            guard word.utf8CodeUnitCount == bytes.count else { return false }
            // All small, all capitals, or a capital in front.
            let isSmall = bytes.indices.allSatisfy { unsafe bytes[$0] == word.utf8Start[$0] }
            if isSmall { return true }
            guard unsafe bytes[0] == capitals.utf8Start[0] else { return false }
            let rest = 1..<bytes.count
            return rest.allSatisfy { unsafe bytes[$0] == word.utf8Start[$0] }
                || rest.allSatisfy { unsafe bytes[$0] == capitals.utf8Start[$0] }
        }
        if holds("true", "TRUE") { return true }
        return holds("false", "FALSE") ? false : nil
    }
}
