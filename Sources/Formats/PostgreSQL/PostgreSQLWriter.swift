public import FileWriting
import SimpleFeatures

/// Writes a layer as a dump for `psql -f`: one table, loaded in one transaction.
///
/// Rows are known by `id`: loading a file twice, or a newer one over it, leaves one row a
/// feature. A feature without an identifier gets a hash of its values, made by the server. Of
/// features with one identifier in a file the last counts.
///
/// - SeeAlso: PostgreSQL documentation, "COPY", section "Text Format"; `docs/formats.md`,
///   "PostgreSQL".
public struct PostgreSQLWriter: FeatureWriter {
    /// How a layer is written.
    public struct Options: Sendable {
        /// Whether shapes are a column of PostGIS with an index; else one of well-known text.
        public var usesPostGIS: Bool
        /// Decimals that degrees are rounded to, in 0...7; as they are when `nil` (well-known text
        /// has 7 then).
        public var precision: Int?

        public init(usesPostGIS: Bool = true, precision: Int? = nil) {
            precondition(precision.map((0...7).contains) ?? true, "decimals must be in 0...7")
            self.usesPostGIS = usesPostGIS
            self.precision = precision
        }
    }

    private let layout: PostgreSQLLayout
    private let options: Options
    private var output: OutputBuffer
    private let columnCount: Int
    private var zeros = 0
    private var lostCells = 0

    /// The temporary table that rows are loaded into.
    private static let load = "apacheta_load"

    /// Writes what makes the tables.
    ///
    /// - Parameters:
    ///   - layerName: What the table is called, cut to the 63 bytes that PostgreSQL keeps.
    ///   - survey: What is in the layer.
    ///   - options: How shapes are written.
    ///   - destination: Where the bytes go.
    public init(
        layerName: String, survey: Survey, options: Options = Options(),
        to destination: any ByteDestination
    ) {
        layout = PostgreSQLLayout(survey, table: layerName, usesPostGIS: options.usesPostGIS)
        self.options = options
        columnCount = survey.columns.count
        output = OutputBuffer(to: destination)
        let columns = layout.columns.map { "    \($0.name) \($0.type)" }
        let additions = layout.columns.map { "    ADD COLUMN IF NOT EXISTS \($0.name) \($0.type)" }
        let names = layout.columns.map(\.name).joined(separator: ", ")
        output.write(
            """
            \\set ON_ERROR_STOP on
            BEGIN;
            SET LOCAL client_encoding = 'UTF8';
            SET LOCAL standard_conforming_strings = on;
            SET LOCAL client_min_messages = warning;
            SET LOCAL DateStyle = 'ISO, YMD';
            SET LOCAL TimeZone = 'UTC';
            SET LOCAL extra_float_digits = 1;

            """)
        if options.usesPostGIS { output.write("CREATE EXTENSION IF NOT EXISTS postgis;\n") }
        output.write(
            """
            CREATE TABLE IF NOT EXISTS \(layout.table) (
                \(layout.identifier.name) text PRIMARY KEY
            );
            ALTER TABLE \(layout.table)
            \(additions.joined(separator: ",\n"));
            CREATE TEMPORARY TABLE \(PostgreSQLWriter.load) (
            \(columns.joined(separator: ",\n"))
            ) ON COMMIT DROP;
            COPY \(PostgreSQLWriter.load) (\(names)) FROM stdin;

            """)
    }

    public mutating func write(_ batch: borrowing FeatureBatch) throws(WritingError) {
        for row in 0..<batch.count { write(row, of: batch) }
        try output.check()
    }

    public mutating func finish() throws(WritingError) -> [String] {
        let load = PostgreSQLWriter.load
        let names = layout.columns.map(\.name)
        let changes = names.dropFirst().map { "    \($0) = EXCLUDED.\($0)" }
        output.write(
            """
            \\.
            UPDATE \(load) AS l SET "id" = encode(sha256(convert_to((l.*)::text, 'UTF8')), 'hex')
                WHERE "id" IS NULL;
            DO $apacheta$
            DECLARE
                repeated bigint := (SELECT count(*) - count(DISTINCT "id") FROM \(load));
            BEGIN
                IF repeated > 0 THEN
                    RAISE WARNING '% features have the id of a later one and are not kept', repeated;
                END IF;
            END
            $apacheta$;
            INSERT INTO \(layout.table) (\(names.joined(separator: ", ")))
                SELECT DISTINCT ON ("id") \(names.joined(separator: ", "))
                FROM \(load) ORDER BY "id", ctid DESC
            ON CONFLICT ("id") DO UPDATE SET
            \(changes.joined(separator: ",\n"));

            """)
        if options.usesPostGIS {
            output.write(
                "CREATE INDEX IF NOT EXISTS \(layout.index) ON \(layout.table)"
                    + " USING gist (\(layout.shape.name));\n")
        }
        output.write("COMMIT;\n")
        try output.flush()
        var notes: [String] = []
        func add(_ count: Int, _ one: String, _ many: String) {
            if count > 0 { notes.append(count == 1 ? one : many) }
        }
        add(
            zeros, "replaced 1 zero character, which PostgreSQL cannot hold, by U+FFFD",
            "replaced \(zeros) zero characters, which PostgreSQL cannot hold, by U+FFFD")
        add(
            lostCells, "left out 1 value, for its column was not known before",
            "left out \(lostCells) values, for their columns were not known before")
        let renamed = layout.renamedColumns
        add(
            renamed, "gave 1 column another name, for its own was taken, empty or too long",
            "gave \(renamed) columns other names, for their own were taken, empty or too long")
        return notes
    }

    // MARK: Rows

    private mutating func write(_ row: Int, of batch: borrowing FeatureBatch) {
        if let identifier = batch.identifier(of: row) {
            write(text: identifier)
        } else if layout.identifierSource >= 0,
            let cell = batch.cell(of: row, inColumn: layout.identifierSource)
        {
            write(cell)
        } else {
            writeNull()
        }
        for index in layout.properties.indices {
            output.write(byte: 0x09)
            let source = layout.properties[index].source
            if let cell = batch.cell(of: row, inColumn: source, expecting: source) {
                write(cell)
            } else {
                writeNull()
            }
        }
        for place in batch.cellRange(of: row) where batch.cells[place].column >= columnCount {
            lostCells += 1
        }
        output.write(byte: 0x09)
        write(batch.shape(of: row))
        output.write(byte: 0x0A)
    }

    private mutating func writeNull() { output.write("\\N" as StaticString) }

    private mutating func write(_ cell: Cell) {
        switch cell.kind {
        case .null: writeNull()
        case .boolean: output.write(byte: cell.truth ? UInt8(ascii: "t") : UInt8(ascii: "f"))
        case .integer: output.write(cell.integer)
        case .real: output.write(cell.real)
        case .text: write(text: cell.text)
        case .json: write(json: cell.text)
        }
    }

    private mutating func write(_ shape: FeatureBatch.Shape) {
        let decimals = options.precision ?? 7
        switch shape {
        case .none: writeNull()
        case .point(let position):
            if options.usesPostGIS {
                output.write(hexadecimal: position, decimals: options.precision)
            } else {
                output.write(wellKnownText: .point(position), decimals: decimals)
            }
        case .other(let geometry):
            if options.usesPostGIS {
                output.write(hexadecimal: geometry.asWritten, decimals: options.precision)
            } else {
                output.write(wellKnownText: geometry.asWritten, decimals: decimals)
            }
        }
    }

    // MARK: Texts

    /// Writes a text so that the line keeps one tab a column and ends where it should.
    private mutating func write(text: BatchText) {
        let bytes = unsafe text.bytes
        var clean = 0
        for place in 0..<bytes.count {
            let escape: StaticString
            switch unsafe bytes[place] {
            case UInt8(ascii: "\\"): escape = #"\\"#
            case 0x09: escape = #"\t"#
            case 0x0A: escape = #"\n"#
            case 0x0D: escape = #"\r"#
            case 0:
                escape = "\u{FFFD}"
                zeros += 1
            default: continue
            }
            unsafe output.write(UnsafeRawBufferPointer(rebasing: bytes[clean..<place]))
            output.write(escape)
            clean = place + 1
        }
        unsafe output.write(UnsafeRawBufferPointer(rebasing: bytes[clean...]))
    }

    /// Writes JSON, in which a zero is an escape that the server refuses.
    private mutating func write(json: BatchText) {
        let bytes = unsafe json.bytes
        var place = 0
        while place < (bytes.count) {
            let byte = unsafe bytes[place]
            guard byte == UInt8(ascii: "\\"), place + 1 < (bytes.count) else {
                output.write(byte: byte)
                place += 1
                continue
            }
            if unsafe bytes[place...].starts(with: #"\u0000"#.utf8) {
                output.write(#"\\ufffd"# as StaticString)
                zeros += 1
                place += 6
                continue
            }
            // A backslash is one of JSON, and each of them two for COPY.
            output.write(#"\\"# as StaticString)
            let next = unsafe bytes[place + 1]
            if next == UInt8(ascii: "\\") {
                output.write(#"\\"# as StaticString)
            } else {
                output.write(byte: next)
            }
            place += 2
        }
    }
}
