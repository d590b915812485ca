/// A table of places with a header line: one of ours, or any CSV or TSV.
///
/// Columns may stand in any order, their names in any case: `name` (or `toponym`), `longitude`
/// (`lon`, `lng`, `long`, `x`) and `latitude` (`lat`, `y`) are needed; `id` (`gazetteer_id`),
/// `kind` (`type`, `feature_code`, with or without `feature_class`), `country` (`country_code`,
/// `cc`), `admin1`, `admin2`, `parent`, `population` (`pop`), `precision_km` (`radius_km`), `names`
/// (`aliases`, `alternatenames`; `|` between), `source`, `status` and `area` are read where they
/// stand. Of two columns of one meaning the name that comes first here counts.
///
/// A place without a kind is `P/PPL`. In a table without identifiers a place gets one from the
/// file's name and its own name, kind and position, which sorting the rows does not change:
/// `minas-huanuni-5d1f0c77`. Rows of nothing are passed over.
///
/// - SeeAlso: RFC 4180, section 2; IANA, media type text/tab-separated-values.
public struct DelimitedTable: PlaceSource {
    /// What stands between two fields.
    public enum Separator: UInt8, CaseIterable, Hashable, Sendable {
        case tab = 9
        case comma = 44
        case semicolon = 59

        /// The word for one.
        var word: String { "\(self)" }

        /// The separator that stands most often in a header, outside of quotation marks; `nil`
        /// when none does.
        public init?(of header: ArraySlice<UInt8>) {
            var counts: [UInt8: Int] = [:]
            var isQuoted = false
            for byte in header {
                if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
                if !isQuoted { counts[byte, default: 0] += 1 }
            }
            var best: Separator?
            // Of equals the first counts, a tab being the least likely to stand in a name.
            for separator in Separator.allCases {
                let count = counts[separator.rawValue] ?? 0
                if count > best.map({ counts[$0.rawValue] ?? 0 }) ?? 0 { best = separator }
            }
            guard let best else { return nil }
            self = best
        }
    }

    private var records: DelimitedRecords
    private let columns: PlaceColumns
    private let fieldCount: Int
    private let stem: String

    /// Reads the header.
    ///
    /// - Parameters:
    ///   - lines: The lines of the file.
    ///   - separator: What stands between fields; `nil` to see from the header.
    /// - Throws: ``GazetteerError`` when the header lacks a needed column or names one twice.
    public init(_ lines: LineReader, separator: Separator? = nil) throws(GazetteerError) {
        var lines = lines
        var first: ArraySlice<UInt8>?
        repeat { first = try lines.next() } while first?.isEmpty == true
        guard let first else {
            throw GazetteerError(
                file: lines.file, reason: "the file is empty, expected a header line")
        }
        var records = DelimitedRecords(
            lines, separator: separator ?? Separator(of: first) ?? .tab)
        let header = try records.fields(of: first).map(\.string)
        columns = try PlaceColumns(
            header: header, needing: [.name, .longitude, .latitude], failure: records.failure)
        fieldCount = header.count
        stem = MadeID.stem(of: lines.file)
        self.records = records
    }

    public var file: String { records.lines.file }

    /// The columns that are not read, in one sentence; none when all are.
    public var notes: [String] { columns.notes }

    public mutating func next() throws(GazetteerError) -> PlaceRecord? {
        while let fields = try records.next() {
            if fields.allSatisfy(\.isEmpty) { continue }
            guard fields.count == fieldCount else {
                throw records.failure(
                    "\(fields.count) fields between \(records.separator.word)s, expected "
                        + "\(fieldCount) as in the header")
            }
            var texts = PlaceFields()
            for column in PlaceColumn.allCases {
                guard let place = columns[column] else { continue }
                if column == .names {
                    texts.setNames(fields[place].string)
                } else {
                    texts[column] = fields[place].string
                }
            }
            var row = try texts.row(
                hasID: columns[.id] != nil, stem: stem, failure: records.failure)
            row.line = records.line
            return .place(row)
        }
        return nil
    }
}

extension DelimitedTable {
    /// Reads a table of the package's own form, tab-separated.
    init(_ table: Gazetteer.Table) throws(GazetteerError) {
        try self.init(LineReader(file: table.file, bytes: table.bytes), separator: .tab)
    }
}
