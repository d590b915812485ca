public import FileWriting
import SimpleFeatures

/// Writes a layer as a table of comma-separated values, a window of features at a time.
///
/// Lines end with a line feed, the first holds the names of the columns. Nothing is an empty
/// cell, an empty text `""`. A text that a spreadsheet would take for a formula gets an
/// apostrophe in front, which ``CSVReader`` takes off again.
///
/// - SeeAlso: RFC 4180; `docs/formats.md`, "CSV, as written".
public struct CSVWriter: FeatureWriter {
    /// How a layer is written.
    public struct Options: Sendable {
        /// How shapes are written.
        public var geometry: CSV.Geometry
        /// Decimals of degrees at most, in 0...7; 7 when `nil`, columns of the features' own as
        /// they are.
        public var precision: Int?

        public init(geometry: CSV.Geometry = .automatic, precision: Int? = nil) {
            precondition(precision.map((0...7).contains) ?? true, "decimals must be in 0...7")
            self.geometry = geometry
            self.precision = precision
        }
    }

    private let layout: CSVLayout
    private let decimals: Int
    private var output: OutputBuffer
    /// Where a row has the cell of each column, for rows whose cells are not in order.
    private var slots: [Int32]
    private var lostShapes = 0
    private var lostCells = 0
    private var guards = 0

    /// Writes the first line.
    ///
    /// - Parameters:
    ///   - survey: What is in the layer.
    ///   - options: How shapes are written, and how closely.
    ///   - destination: Where the bytes go.
    public init(
        survey: Survey, options: Options = Options(), to destination: any ByteDestination
    ) {
        layout = CSVLayout(survey, geometry: options.geometry, precision: options.precision)
        decimals = options.precision ?? 7
        output = OutputBuffer(to: destination)
        slots = Array(repeating: -1, count: survey.columns.count)
        for (index, name) in layout.header.enumerated() {
            if index > 0 { output.write(byte: UInt8(ascii: ",")) }
            var name = name
            name.withUTF8 { unsafe write(text: BatchText(UnsafeRawBufferPointer($0))) }
        }
        output.write(byte: 0x0A)
        guards = 0
    }

    /// The file of types that belongs beside the table of such a layer, with the ending `.csvt`.
    ///
    /// - Parameters:
    ///   - survey: What is in the layer.
    ///   - options: As for the table.
    /// - Returns: One line of GDAL's names of types; lists are `JSonStringList`, objects `String`.
    /// - SeeAlso: GDAL documentation, "Comma Separated Value (.csv)".
    public static func columnTypes(survey: Survey, options: Options = Options()) -> [UInt8] {
        let layout = CSVLayout(survey, geometry: options.geometry, precision: options.precision)
        return Array((layout.types.joined(separator: ",") + "\n").utf8)
    }

    public mutating func write(_ batch: borrowing FeatureBatch) throws(WritingError) {
        for row in 0..<batch.count { write(row, of: batch) }
        try output.check()
    }

    public mutating func finish() throws(WritingError) -> [String] {
        try output.flush()
        var notes: [String] = []
        func add(_ count: Int, _ one: String, _ many: String) {
            if count > 0 { notes.append(count == 1 ? one : many) }
        }
        add(
            guards, "put an apostrophe in front of 1 text that spreadsheets take for a formula",
            "put apostrophes in front of \(guards) texts that spreadsheets take for formulas")
        add(
            lostShapes, "left out 1 shape, for it is no point",
            "left out \(lostShapes) shapes, for they are no points")
        add(
            lostCells, "left out 1 value, for its column was not known before",
            "left out \(lostCells) values, for their columns were not known before")
        let renamed = layout.renamedColumns
        add(
            renamed, "gave 1 column another name, for its own was taken or empty",
            "gave \(renamed) columns other names, for their own were taken or empty")
        return notes
    }

    // MARK: Rows

    @inline(__always)
    private mutating func write(_ row: Int, of batch: borrowing FeatureBatch) {
        let shape = batch.shape(of: row)
        var point: Coordinate?
        if case .point(let position) = shape { point = position }
        // A layer may have no columns but that of the shape.
        let hasColumns = !slots.isEmpty
        let isShapeAlone = !hasColumns && !layout.hasIdentifierColumn
        switch layout.shape {
        case .none: break
        case .wellKnownText:
            write(wellKnownText: shape)
            if !isShapeAlone { output.write(byte: UInt8(ascii: ",")) }
        case .coordinates:
            if let point {
                output.write(degrees: point.longitude, decimals: decimals)
                output.write(byte: UInt8(ascii: ","))
                output.write(degrees: point.latitude, decimals: decimals)
            } else {
                output.write(byte: UInt8(ascii: ","))
                if case .other = shape { lostShapes += 1 }
            }
            if !isShapeAlone { output.write(byte: UInt8(ascii: ",")) }
        case .columns: if case .other = shape { lostShapes += 1 }
        }
        if layout.hasIdentifierColumn {
            if let identifier = batch.identifier(of: row) { write(text: identifier) }
            if hasColumns { output.write(byte: UInt8(ascii: ",")) }
        }
        let range = batch.cellRange(of: row)
        var next = range.lowerBound
        for column in slots.indices {
            if column > 0 { output.write(byte: UInt8(ascii: ",")) }
            guard next < range.upperBound, Int(batch.cells[next].column) == column else {
                writeUnordered(row, of: batch, from: column)
                next = range.upperBound
                break
            }
            write(batch.cells[next], in: column)
            next += 1
        }
        lostCells += range.upperBound - next
        output.write(byte: 0x0A)
    }

    /// Writes the rest of a row whose cells are not one for each column in order.
    @inline(never)
    private mutating func writeUnordered(
        _ row: Int, of batch: borrowing FeatureBatch, from first: Int
    ) {
        for index in batch.cellRange(of: row) {
            let column = Int(batch.cells[index].column)
            if column < slots.count {
                slots[column] = Int32(truncatingIfNeeded: index)
            } else {
                lostCells += 1
            }
        }
        for column in slots.indices {
            if column > first { output.write(byte: UInt8(ascii: ",")) }
            if slots[column] >= 0, column >= first {
                write(batch.cells[Int(slots[column])], in: column)
            }
            slots[column] = -1
        }
    }

    @inline(__always)
    private mutating func write(_ cell: Cell, in column: Int) {
        switch cell.kind {
        case .null: break
        case .text: write(text: cell.text)
        case .integer: output.write(cell.integer)
        case .real:
            // A coordinate that is a column of the features' own is rounded where rounding is
            // asked.
            if column == layout.roundedColumns.0 || column == layout.roundedColumns.1,
                cell.real.magnitude <= 180
            {
                output.write(degrees: cell.real, decimals: decimals)
            } else {
                output.write(cell.real)
            }
        case .boolean: if cell.truth { output.write("true") } else { output.write("false") }
        case .json: writeQuoted(cell.text, guarded: false)
        }
    }

    // MARK: Texts

    @inline(__always)
    private mutating func write(text: BatchText) {
        let bytes = unsafe text.bytes
        let isGuarded = unsafe FormulaGuard.isLikeFormula(bytes)
        if isGuarded { guards += 1 }
        if unsafe isGuarded || CSVWriter.wantsQuotes(bytes) {
            writeQuoted(text, guarded: isGuarded)
        } else {
            output.write(text)
        }
    }

    /// Whether a text is not one that stands for itself: empty, with a comma, a quotation mark or a
    /// line end in it, or a space at one of its ends, which some readers drop.
    @inline(__always)
    private static func wantsQuotes(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let count = bytes.count
        guard count > 0 else { return true }
        if unsafe bytes[0] == 0x20 || bytes[count - 1] == 0x20 { return true }
        var place = 0
        while count - place >= 8 {
            let word = unsafe bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
            if hasSpecial(word) { return true }
            place += 8
        }
        guard place < count else { return false }
        if count >= 8 {
            return unsafe hasSpecial(
                bytes.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self))
        }
        while place < count {
            switch unsafe bytes[place] {
            case UInt8(ascii: ","), UInt8(ascii: "\""), 0x0A, 0x0D: return true
            default: place += 1
            }
        }
        return false
    }

    @inline(__always)
    private static func hasSpecial(_ word: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word }
        let found =
            zeros(word ^ (ones &* 0x2C)) | zeros(word ^ (ones &* 0x22))
            | zeros(word ^ (ones &* 0x0A))
            | zeros(word ^ (ones &* 0x0D))
        return found & 0x8080_8080_8080_8080 != 0
    }

    @inline(never)
    private mutating func writeQuoted(_ text: BatchText, guarded: Bool) {
        let quote = UInt8(ascii: "\"")
        output.write(byte: quote)
        if guarded { output.write(byte: UInt8(ascii: "'")) }
        var rest = unsafe text.bytes[...]
        while let place = unsafe rest.firstIndex(of: quote) {
            unsafe output.write(UnsafeRawBufferPointer(rebasing: rest[rest.startIndex...place]))
            output.write(byte: quote)
            unsafe rest = rest[(place + 1)...]
        }
        unsafe output.write(UnsafeRawBufferPointer(rebasing: rest))
        output.write(byte: quote)
    }

    private mutating func write(wellKnownText shape: FeatureBatch.Shape) {
        switch shape {
        case .none: break
        case .point(let position):
            output.write("POINT (")
            output.write(degrees: position.longitude, decimals: decimals)
            output.write(byte: UInt8(ascii: " "))
            output.write(degrees: position.latitude, decimals: decimals)
            output.write(byte: UInt8(ascii: ")"))
        case .other(let geometry):
            output.write(byte: UInt8(ascii: "\""))
            output.write(wellKnownText: geometry.asWritten, decimals: decimals)
            output.write(byte: UInt8(ascii: "\""))
        }
    }
}
