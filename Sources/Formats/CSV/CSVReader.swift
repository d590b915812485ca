public import FileMapping
import SimpleFeatures

/// Reads a table of comma-separated values, a window of rows at a time.
///
/// Cells may stand between commas, semicolons, tabs or bars, in quotation marks or not; a quoted
/// cell may go over many lines. Shapes come out of a column of well-known text (`wkt`, `geom`,
/// `geometry`, `the_geom`) or two of degrees (`longitude`, `lon`, `lng`, `long`, `x`; `latitude`,
/// `lat`, `y`). Two such columns in front are the shape alone, elsewhere they stay columns as
/// well. A column `id` gives the features their identifiers and stays.
///
/// - SeeAlso: RFC 4180; `docs/formats.md`, "CSV, as read". Its aspects for shapes and for cells
///   that are not read where they stand are files of their own.
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

    /// What is done with the cells of a column.
    struct Step: BitwiseCopyable {
        /// Whether they are values of a column of the layer, too.
        var isValue = true
        var content: CSVContent
        /// The column's place in the batch.
        var column: UInt16 = 0
    }

    /// Where shapes stand.
    enum ShapeColumns {
        case none
        case coordinates(longitude: Int, latitude: Int)
        case wellKnownText(Int)
    }

    /// Memory for a row, freed with the last copy of the reader.
    @safe private final class Room {
        let steps: UnsafeMutablePointer<Step>
        let cells: UnsafeMutablePointer<CSVScanner.Cell>
        let values: UnsafeMutablePointer<Cell>

        init(_ steps: [Step]) {
            let count = steps.count
            unsafe self.steps = .allocate(capacity: count)
            unsafe self.steps.initialize(from: steps, count: count)
            unsafe cells = .allocate(capacity: count)
            unsafe values = .allocate(capacity: count)
        }

        deinit {
            unsafe steps.deallocate()
            unsafe cells.deallocate()
            unsafe values.deallocate()
        }
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
    private let room: Room
    private let shapeColumns: ShapeColumns
    private let identifierColumn: Int
    var tally = Tally()
    /// The row that is being read, counted from 1.
    var row = 0

    /// Reads the first line and goes through the file to find out what its columns hold.
    ///
    /// - Parameters:
    ///   - file: The table, in UTF-8.
    ///   - options: Delimiter, types and limits.
    /// - Throws: ``FormatError`` when the file is empty, too long or no UTF-8, a row has too many
    ///   or too few cells, or quotation marks are not closed.
    /// - Complexity: O(*n*), *n* the bytes of the file.
    public init(_ file: MappedFile, options: Options = Options()) throws(FormatError) {
        // Cells count their bytes in 32 bits.
        let byteLimit = min(options.limits.bytes, Int(UInt32.max))
        guard file.count <= byteLimit else {
            throw FormatError(
                file: file.path, place: .file, found: "\(file.count) bytes",
                expected: "\(byteLimit) at most")
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
        shapeColumns = CSVReader.shapeColumns(among: header.names)
        switch shapeColumns {
        case .none: break
        case .wellKnownText(let column): steps[column].isValue = false
        case .coordinates(let longitude, let latitude):
            // Written in front they are the shape alone, as GDAL and we write it.
            if longitude == 0, latitude == 1 {
                steps[longitude].isValue = false
                steps[latitude].isValue = false
            }
        }
        room = Room(steps)
    }

    /// Finds the columns that hold the shape.
    private static func shapeColumns(among names: [String]) -> ShapeColumns {
        let names = names.map { $0.lowercased() }
        func first(_ choice: [String]) -> Int? {
            for name in choice {
                if let place = names.firstIndex(of: name) { return place }
            }
            return nil
        }
        if let text = first(CSV.Names.wellKnownText) { return .wellKnownText(text) }
        guard let longitude = first(CSV.Names.longitude), let latitude = first(CSV.Names.latitude)
        else { return .none }
        return .coordinates(longitude: longitude, latitude: latitude)
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
        if case .none = shapeColumns {
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
            unsafe room.steps[index].column = UInt16(truncatingIfNeeded: column)
        }
        let before = batch.count
        let count = steps.count
        let texts = batch.texts
        let targets = unsafe room.values
        while !batch.isFull, !scanner.isAtEnd {
            let found = unsafe scanner.readRow(into: room.cells, atMost: count)
            if found == 1, count > 1, unsafe room.cells[0].isNothing { continue }
            row += 1
            var target = unsafe targets
            for index in 0..<count {
                let step = unsafe room.steps[index]
                guard step.isValue else { continue }
                let cell = unsafe room.cells[index]
                if step.content == .text, cell.count > 0, cell.form != .doubled,
                    unsafe cell.start.pointee != UInt8(ascii: "'")
                {
                    unsafe target.initialize(
                        to: .text(BatchText(cell.bytes), in: Int(step.column)))
                } else {
                    unsafe target.initialize(to: value(of: cell, step, texts: texts))
                }
                unsafe target += 1
            }
            // In front of what is added, so that an error leaves no half of a row.
            let shape = try shape(texts: texts)
            unsafe batch.append(UnsafeBufferPointer(start: targets, count: target - targets))
            batch.endFeature(identifier: identifier(texts: texts), shape: shape)
        }
        return batch.count > before
    }

    /// The shape of the row whose cells were read last.
    @inline(__always)
    private mutating func shape(texts: TextArena) throws(FormatError) -> FeatureBatch.Shape {
        switch shapeColumns {
        case .none: return .none
        case .coordinates(let longitude, let latitude):
            return try unsafe position(room.cells[longitude], room.cells[latitude])
        case .wellKnownText(let column):
            return try readShape(unsafe room.cells[column], texts: texts)
        }
    }

    /// The identifier of the row whose cells were read last.
    @inline(__always)
    private mutating func identifier(texts: TextArena) -> BatchText? {
        guard identifierColumn >= 0 else { return nil }
        let cell = unsafe room.cells[identifierColumn]
        guard cell.count > 0 else { return nil }
        return identifier(cell, texts: texts)
    }

    /// The value of a cell that is no text, or none that stands for itself.
    @inline(__always)
    private mutating func value(
        of cell: CSVScanner.Cell, _ step: Step, texts: TextArena
    ) -> Cell {
        let column = Int(step.column)
        if cell.count == 0 {
            let isText = cell.form != .plain && step.content == .text && !types.isAllQuoted
            return isText ? unsafe .text(BatchText(cell.bytes), in: column) : .null(column)
        }
        switch step.content {
        case .number, .real: return number(cell, isReal: step.content == .real, in: column)
        case .text: return .text(unusualText(cell, texts: texts), in: column)
        case .boolean, .day, .dateTime, .json:
            return unusual(cell, as: step.content, in: column, texts: texts)
        }
    }

    @inline(__always)
    private mutating func number(_ cell: CSVScanner.Cell, isReal: Bool, in column: Int) -> Cell {
        switch unsafe WrittenNumber(trimmed: cell.bytes) {
        case .integer(let number):
            return isReal ? .real(Double(number), in: column) : .integer(number, in: column)
        case .real(let number): return .real(number, in: column)
        case .large(let number):
            tally.repairs.note(.largeInteger, at: offset(of: cell))
            return .real(number, in: column)
        case .none: return .null(column)
        }
    }
}
