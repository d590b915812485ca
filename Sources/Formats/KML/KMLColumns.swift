import FileWriting
import SimpleFeatures

/// The columns of a layer as KML can type them.
///
/// KML has neither days nor lists, and its `int` has 32 bits: a column gets the narrowest of
/// `bool`, `int`, `double`, `string` that holds every value it has. The name of a feature is no
/// column, for it stands in `<name>`; its identifier is one, for clients drop the `id` attribute.
@safe final class KMLColumns {
    /// A type of `SimpleField`.
    enum ColumnType: String {
        case bool, int, double, string

        /// The narrowest type for the values of a column.
        init(of column: Survey.Column) {
            switch column.kinds {
            case []: self.init(ofEmpty: column.type)
            case .boolean: self = .bool
            case .integer, .real, [.integer, .real]:
                let integers = column.integers ?? 0...0
                // Beyond 2^53 not every whole number is a `double`.
                let exact = 9_007_199_254_740_992
                if integers.lowerBound < -exact || integers.upperBound > exact {
                    self = .string
                } else if column.kinds == .integer, Int32(exactly: integers.lowerBound) != nil,
                    Int32(exactly: integers.upperBound) != nil
                {
                    self = .int
                } else {
                    self = .double
                }
            default: self = .string
            }
        }

        private init(ofEmpty type: Schema.FieldType) {
            switch type {
            case .boolean: self = .bool
            case .integer: self = .int
            case .real: self = .double
            case .text, .day, .dateTime, .list, .object: self = .string
            }
        }
    }

    /// One column of a batch as the writer of values needs it.
    struct Entry: BitwiseCopyable {
        /// `<SimpleData name="…">`, in memory of the columns.
        let opening: Markup
        let isBoolean: Bool
        /// Whether the values stand elsewhere.
        let isName: Bool
    }

    /// The names and types, in order; first `id` where ``addsIdentifier``.
    let fields: [(name: String, type: ColumnType)]
    /// Whether features have an identifier that no property repeats.
    let addsIdentifier: Bool
    /// How many columns are texts though they hold numbers or truth values.
    let countMadeTexts: Int
    /// The places of the columns by their names.
    private let places: [String: Int]
    private let openings: PreparedMarkup

    init(of survey: Survey) {
        var fields = survey.columns.filter { $0.name != "name" }.map {
            (name: $0.name, type: ColumnType(of: $0))
        }
        countMadeTexts = survey.columns.count { column in
            (column.name == "name" || ColumnType(of: column) == .string)
                && !column.kinds.isSubset(of: ColumnKinds.texts.union(.json))
        }
        addsIdentifier = survey.needsIdentifierColumn
        if addsIdentifier { fields.insert(("id", .string), at: 0) }
        self.fields = fields
        places = Dictionary(
            uniqueKeysWithValues: fields.enumerated().map { ($1.name, $0) })
        openings = PreparedMarkup(
            // One more, so that there is a first even where there are no columns.
            (fields + [("", .string)]).map { field in
                { output in
                    output.write("<SimpleData name=\"")
                    output.write(field.name, as: .attribute)
                    output.write("\">")
                }
            })
    }

    /// The columns of a batch.
    ///
    /// - Parameter names: Those of columns that the survey saw.
    func entries(named names: some Sequence<String>) -> [Entry] {
        names.map { name in
            if name == "name" { return Entry(opening: openings[0], isBoolean: false, isName: true) }
            guard let place = places[name] else {
                preconditionFailure("the survey did not see the column '\(name)'")
            }
            return Entry(
                opening: openings[place], isBoolean: fields[place].type == .bool, isName: false)
        }
    }

    /// `<SimpleData name="id">` of the column that is added.
    var identifierOpening: Markup { openings[0] }
}

/// Markup that was prepared, in memory of ``PreparedMarkup``.
@safe struct Markup: BitwiseCopyable {
    fileprivate let start: UnsafePointer<UInt8>
    fileprivate let count: Int
}

/// Pieces of markup that are written again and again.
@safe final class PreparedMarkup {
    /// How much is read of a piece at once.
    fileprivate static let stride = 64
    private let memory: UnsafeMutablePointer<UInt8>
    private let ends: [Int]

    /// - Parameter pieces: Each writes one piece.
    init(_ pieces: [(inout XMLOutput) -> Void]) {
        let destination = MemoryDestination()
        var output = XMLOutput(to: destination)
        var ends = [0]
        for piece in pieces {
            piece(&output)
            ends.append(output.buffer.count)
        }
        // Memory takes everything.
        do throws(WritingError) { try output.buffer.flush() } catch {}
        let bytes = destination.bytes
        unsafe memory = .allocate(capacity: bytes.count + PreparedMarkup.stride)
        unsafe memory.initialize(repeating: 0, count: bytes.count + PreparedMarkup.stride)
        for (place, byte) in bytes.enumerated() { unsafe memory[place] = byte }
        self.ends = ends
    }

    deinit { unsafe memory.deallocate() }

    subscript(place: Int) -> Markup {
        unsafe Markup(
            start: UnsafePointer(memory + ends[place]), count: ends[place + 1] - ends[place])
    }
}

extension XMLOutput {
    /// Writes prepared markup.
    @inline(__always)
    mutating func write(_ markup: Markup) {
        let count = markup.count
        guard count <= PreparedMarkup.stride else {
            unsafe buffer.write(
                UnsafeRawBufferPointer(start: UnsafeRawPointer(markup.start), count: count))
            return
        }
        // A copy of a fixed length needs no call; what is too much is written over.
        unsafe buffer.write(atMost: PreparedMarkup.stride) { cursor in
            unsafe UnsafeMutableRawPointer(cursor).copyMemory(
                from: UnsafeRawPointer(markup.start), byteCount: PreparedMarkup.stride)
            return unsafe cursor + count
        }
    }
}
