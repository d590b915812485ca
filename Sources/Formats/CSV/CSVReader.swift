public import FileMapping
import SimpleFeatures

/// Reads a table of comma-separated values, a window of rows at a time.
///
/// Cells may stand between commas, semicolons, tabs or bars, in quotation marks or not; a quoted cell
/// may go over many lines. Shapes come out of a column of well-known text (`wkt`, `geom`, `geometry`,
/// `the_geom`) or two of degrees (`longitude`, `lon`, `lng`, `long`, `x`; `latitude`, `lat`, `y`).
/// Two such columns in front are the shape alone, elsewhere they stay columns as well. A column `id`
/// gives the features their identifiers and stays.
///
/// - SeeAlso: RFC 4180; `docs/formats.md`, "CSV, as read". Its aspect for shapes is a file of its own.
public struct CSVReader: FeatureReader {
    /// How a file is read.
    public struct Options: Sendable {
        /// What stands between cells, an ASCII character; found out from the first line when `nil`.
        public var delimiter: UInt8?
        /// The bytes of the file of types beside it (`.csvt`); types are found out when `nil`.
        public var columnTypes: [UInt8]?
        /// Sizes to refuse.
        public var limits: ReadingLimits

        public init(
            delimiter: UInt8? = nil, columnTypes: [UInt8]? = nil,
            limits: ReadingLimits = ReadingLimits()
        ) {
            self.delimiter = delimiter
            self.columnTypes = columnTypes
            self.limits = limits
        }
    }

    /// What is done with a cell.
    enum Role: UInt8 {
        case value
        /// Part of the shape, and a value where ``Step/isValue`` says so.
        case longitude, latitude
        case wellKnownText
    }

    /// What is done with the cells of a column.
    struct Step: BitwiseCopyable {
        var role = Role.value
        var isValue = true
        var content: CSVContent
        /// The column's place in the batch.
        var column: UInt16 = 0
    }

    /// What was put right, counted.
    struct Tally {
        var repairs = Repairs()
        var guards = 0
        var brokenJSON = 0
        var positions = 0
    }

    let file: MappedFile
    let limits: ReadingLimits
    let places: CSVPlaces
    private let header: CSVHeader
    private let types: CSVColumnTypes
    private var scanner: CSVScanner
    private var steps: [Step]
    private let identifierColumn: Int
    /// Which columns the shape stands in; for errors.
    private let hasShape: Bool
    var tally = Tally()
    /// The row that is being read, counted from 1.
    var row = 0

    /// Reads the first line and goes through the file to find out what its columns hold.
    ///
    /// - Parameters:
    ///   - file: The table, in UTF-8.
    ///   - options: Delimiter, types and limits.
    /// - Throws: ``FormatError`` when the file is empty, too long or no UTF-8, a row has too many or
    ///   too few cells, or quotation marks are not closed.
    /// - Complexity: O(*n*), *n* the bytes of the file.
    public init(_ file: MappedFile, options: Options = Options()) throws(FormatError) {
        guard file.count <= options.limits.bytes else {
            throw FormatError(
                file: file.path, place: .file, found: "\(file.count) bytes",
                expected: "\(options.limits.bytes) at most")
        }
        file.expect(.inOrder)
        header = try CSVHeader(file, delimiter: options.delimiter)
        types = try CSVColumnTypes(
            file, header: header, declared: options.columnTypes, limits: options.limits)
        guard let scanner = unsafe CSVScanner(file.bytes, delimiter: header.delimiter) else {
            preconditionFailure("a file with a first line is not empty")
        }
        self.scanner = scanner
        unsafe self.scanner.place = scanner.start + header.end
        self.file = file
        limits = options.limits
        places = CSVPlaces(file)
        steps = types.contents.map { Step(content: $0) }
        identifierColumn = header.names.firstIndex(of: CSV.Names.identifier) ?? -1
        hasShape = CSVReader.chooseShape(of: header.names, in: &steps)
    }

    /// Finds the columns that hold the shape.
    private static func chooseShape(of names: [String], in steps: inout [Step]) -> Bool {
        let names = names.map { $0.lowercased() }
        func first(_ choice: [String]) -> Int? {
            for name in choice {
                if let place = names.firstIndex(of: name) { return place }
            }
            return nil
        }
        if let text = first(CSV.Names.wellKnownText) {
            steps[text].role = .wellKnownText
            steps[text].isValue = false
            return true
        }
        guard let longitude = first(CSV.Names.longitude), let latitude = first(CSV.Names.latitude)
        else { return false }
        steps[longitude].role = .longitude
        steps[latitude].role = .latitude
        // Written in front they are the shape alone, as GDAL and we write it.
        if longitude == 0, latitude == 1 {
            steps[longitude].isValue = false
            steps[latitude].isValue = false
        }
        return true
    }

    /// The names of the columns, as they are read.
    public var columnNames: [String] { header.names }

    /// The name of the file, without folders and ending.
    public var layerName: String {
        let fileName = file.path.split(separator: "/").last ?? ""
        let stem = fileName.prefix { $0 != "." }
        return String(stem.isEmpty ? fileName : stem)
    }

    public var bytesRead: Int { scanner.offset }

    public var notes: [String] {
        var notes = tally.repairs.sentences { "line \(places.line(of: $0))" }
        func add(_ count: Int, _ one: String, _ many: String) {
            if count > 0 { notes.append(count == 1 ? one : many) }
        }
        let guards = tally.guards
        add(
            guards, "took off the apostrophe that guards 1 text from spreadsheets",
            "took off the apostrophes that guard \(guards) texts from spreadsheets")
        let changed = header.changedNames
        add(
            changed, "gave 1 column a name, for it had none or that of another",
            "gave \(changed) columns names, for they had none or those of others")
        add(
            tally.brokenJSON, "kept 1 cell that is no JSON as a text",
            "kept \(tally.brokenJSON) cells that are no JSON as texts")
        for (column, type) in types.contradicted {
            notes.append(
                "did not read '\(header.names[column])' as \(type), for its cells are none")
        }
        if !hasShape {
            notes.append("found no columns of longitudes and latitudes, and none of WKT")
        }
        return notes
    }

    public mutating func read(into batch: inout FeatureBatch) throws(FormatError) -> Bool {
        guard !scanner.isAtEnd else { return false }
        batch.retain(file)
        for index in steps.indices where steps[index].isValue {
            guard let column = batch.column(named: header.names[index]) else {
                throw places.failure(
                    at: 0, found: "more than \(FeatureBatch.columnLimit) columns",
                    expected: "\(FeatureBatch.columnLimit) at most")
            }
            steps[index].column = UInt16(truncatingIfNeeded: column)
        }
        let before = batch.count
        while !batch.isFull, !scanner.isAtEnd { try readRow(into: &batch) }
        return batch.count > before
    }

    @inline(__always)
    private mutating func readRow(into batch: inout FeatureBatch) throws(FormatError) {
        let isSingle = steps.count == 1
        var identifier: BatchText?
        var shape = FeatureBatch.Shape.none
        var longitude: CSVScanner.Cell?
        var latitude: CSVScanner.Cell?
        for index in steps.indices {
            let cell = scanner.next()
            if index == 0, scanner.isAtLineEnd, cell.count == 0, cell.form == .plain, !isSingle {
                return
            }
            let step = steps[index]
            switch step.role {
            case .value: break
            case .longitude: longitude = cell
            case .latitude: latitude = cell
            case .wellKnownText: shape = try readShape(cell, into: batch)
            }
            guard step.isValue else { continue }
            let column = Int(step.column)
            if cell.count == 0 {
                let isText = cell.form != .plain && step.content == .text && !types.isAllQuoted
                batch.append(
                    isText ? unsafe .text(BatchText(cell.bytes), in: column) : .null(column))
                continue
            }
            switch step.content {
            case .text:
                if cell.form != .doubled, unsafe cell.start.pointee != UInt8(ascii: "'") {
                    batch.append(unsafe .text(BatchText(cell.bytes), in: column))
                } else {
                    batch.append(.text(unusualText(cell, in: batch), in: column))
                }
            case .number, .real:
                batch.append(number(cell, isReal: step.content == .real, in: column))
            case .boolean, .day, .dateTime, .json:
                batch.append(unusual(cell, as: step.content, in: column, of: batch))
            }
            if index == identifierColumn { identifier = self.identifier(cell, in: batch) }
        }
        row += 1
        if let longitude, let latitude {
            shape = try position(longitude, latitude)
        }
        batch.endFeature(identifier: identifier, shape: shape)
    }

    @inline(__always)
    private mutating func number(_ cell: CSVScanner.Cell, isReal: Bool, in column: Int) -> Cell {
        switch unsafe WrittenNumber(trimmed: cell.bytes) {
        case .integer(let number):
            return isReal ? .real(Double(number), in: column) : .integer(number, in: column)
        case .real(let number): return .real(number, in: column)
        case .large(let number):
            unsafe tally.repairs.note(.largeInteger, at: cell.start - scanner.start)
            return .real(number, in: column)
        case .none: return .null(column)
        }
    }

    /// The text of a cell that has quotation marks in it or may be guarded.
    @inline(never)
    mutating func unusualText(
        _ cell: CSVScanner.Cell, in batch: borrowing FeatureBatch
    ) -> BatchText {
        var bytes = unsafe cell.bytes
        if cell.form == .doubled {
            let room = unsafe batch.texts.room(bytes.count)
            var count = 0
            var place = 0
            while place < (bytes.count) {
                let byte = unsafe bytes[place]
                unsafe room[count] = byte
                count += 1
                place += byte == UInt8(ascii: "\"") ? 2 : 1
            }
            unsafe bytes = UnsafeRawBufferPointer(rebasing: room[..<count])
        }
        if unsafe FormulaGuard.isGuarded(bytes) {
            tally.guards += 1
            unsafe bytes = UnsafeRawBufferPointer(rebasing: bytes[1...])
        }
        return unsafe BatchText(bytes)
    }

    private mutating func identifier(
        _ cell: CSVScanner.Cell, in batch: borrowing FeatureBatch
    ) -> BatchText {
        if unsafe cell.form == .doubled || cell.start.pointee == UInt8(ascii: "'") {
            return unusualText(cell, in: batch)
        }
        return unsafe BatchText(cell.bytes)
    }

    // MARK: Declared types

    @inline(never)
    private mutating func unusual(
        _ cell: CSVScanner.Cell, as content: CSVContent, in column: Int,
        of batch: borrowing FeatureBatch
    ) -> Cell {
        switch content {
        case .boolean:
            let truth = unsafe CSVColumnTypes.truth(cell.bytes) ?? (cell.start.pointee == 49)
            return .boolean(truth, in: column)
        case .day, .dateTime:
            let text = unusualText(cell, in: batch)
            return .text(CSVReader.time(text, in: batch), in: column)
        default:
            let text = unusualText(cell, in: batch)
            do throws(FormatError) {
                let value = try JSON.value(
                    of: unsafe Array(text.bytes), file: file.path, limits: limits)
                var bytes: [UInt8] = []
                JSON.append(value, to: &bytes)
                let copy = unsafe bytes.withUnsafeBytes { unsafe batch.texts.copy($0) }
                switch value {
                case .list, .object: return .json(copy, in: column)
                default: return .text(text, in: column)
                }
            } catch {
                tally.brokenJSON += 1
                return .text(text, in: column)
            }
        }
    }

    /// A day or a time as ISO 8601 writes it, where GDAL wrote `2003/10/13 04:05:06+00`.
    private static func time(_ text: BatchText, in batch: borrowing FeatureBatch) -> BatchText {
        let bytes = unsafe text.bytes
        guard bytes.count >= 10, unsafe bytes[4] == UInt8(ascii: "/"),
            unsafe bytes[7] == UInt8(ascii: "/")
        else { return text }
        var iso = unsafe String(decoding: bytes.prefix(10), as: UTF8.self)
            .replacing("/", with: "-")
        if bytes.count > 10 {
            var clock = unsafe String(decoding: bytes[11...], as: UTF8.self)
            if clock.hasSuffix("+00") {
                clock = clock.dropLast(3) + "Z"
            } else if let sign = clock.utf8.dropLast(2).last, "+-".utf8.contains(sign) {
                clock += ":00"
            }
            iso += "T" + clock
        }
        let isTime = iso.withUTF8 { iso in
            let iso = UnsafeRawBufferPointer(iso)
            return unsafe WrittenTime.isDay(iso) || WrittenTime.isDateTime(iso)
        }
        return isTime ? batch.texts.copy(iso) : text
    }
}
