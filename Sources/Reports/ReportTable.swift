import Orthography
import SimpleFeatures

/// Reports in a table of comma-separated values, one a row.
///
/// The first row names the columns. Cells stand between commas, semicolons or tabs, whichever the
/// first row has most of; a cell in quotation marks may hold all of them, line ends too. A row that
/// cannot be read is told, and the next one is read.
///
/// The reader of layers in `Formats` is not used, for it finds out types of columns and reads
/// shapes, both of which change or refuse what is a text here, and one bad row ends its file.
///
/// - SeeAlso: RFC 4180.
public struct ReportTable: Sendable {
    /// A report in a row.
    public struct Row: Sendable {
        /// The line on which the row begins, counted from 1.
        public let line: Int
        /// The row's own identifier, where it has one.
        public let id: String?
        public let text: DecodedText
    }

    /// What had to be put right in the file.
    public let notes: [String]
    private let bytes: [UInt8]
    private let file: String
    private let delimiter: UInt8
    private var position: Int
    private var line = 1
    private let columnCount: Int
    private let columns: Columns

    /// Where the columns stand that are read.
    private struct Columns: Sendable {
        let text: Int
        let id: Int?
        let date: Int?
        let title: Int?
        let source: Int?
        let place: Int?
        let language: Int?
    }

    /// The names that the columns have in other people's tables, the likeliest first.
    private enum Names {
        static let text = ["text", "body", "content", "texto", "notes", "description"]
        static let id = ["id", "event_id_cnty", "event_id", "identifier", "doc_id"]
        static let date = ["date", "fecha", "published", "published_at", "event_date", "datetime"]
        static let title = ["title", "titulo", "título", "headline", "titular"]
        static let source = ["source", "fuente", "publisher", "medio", "url"]
        static let place = ["place", "lugar"]
        static let language = ["language", "lang", "idioma"]
    }

    /// Reads the first row.
    ///
    /// - Parameters:
    ///   - file: The bytes of the table.
    ///   - name: What notes and errors call it.
    ///   - textColumn: The column that holds the texts; the first of `text`, `body`, `content`,
    ///     `texto`, `notes` and `description` that is there when `nil`.
    /// - Throws: ``ReportError`` when the file is no text or has no such column.
    public init(_ file: [UInt8], name: String, textColumn: String? = nil) throws(ReportError) {
        let decoding = try CharsetDecoding(file, name: name)
        bytes = decoding.bytes
        notes = decoding.notes
        self.file = name
        position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let head = bytes[position...].prefix { $0 != 10 }
        let counts = [UInt8(ascii: ","), UInt8(ascii: ";"), 9].map { sign in
            (sign: sign, count: head.count { $0 == sign })
        }
        delimiter =
            counts.max { $0.count < $1.count }.flatMap { $0.count > 0 ? $0.sign : nil }
            ?? UInt8(ascii: ",")
        var scanner = CSVRowScanner(bytes, delimiter: delimiter, at: position)
        guard let first = try? scanner.next(), !first.isEmpty else {
            throw .unreadable(
                file: name, line: 1, found: "no names of columns", expected: "a first row of names")
        }
        let names = first.map {
            String(decoding: $0, as: UTF8.self).collapsed.lowercased()
        }
        func column(_ choice: [String]) -> Int? {
            choice.lazy.compactMap { names.firstIndex(of: $0) }.first
        }
        let wanted = textColumn.map { [$0.lowercased()] } ?? Names.text
        guard let text = column(wanted) else {
            let found = names.prefix(20).joined(separator: ", ")
            throw .unreadable(
                file: name, line: 1, found: "the columns \(found.prefix(300))",
                expected: textColumn.map { "a column '\($0)'" }
                    ?? "one of \(Names.text.joined(separator: ", ")), or --text-column")
        }
        func other(_ choice: [String]) -> Int? { column(choice).flatMap { $0 == text ? nil : $0 } }
        columns = Columns(
            text: text, id: other(Names.id), date: other(Names.date), title: other(Names.title),
            source: other(Names.source), place: other(Names.place),
            language: other(Names.language))
        columnCount = names.count
        position = scanner.position
        line = scanner.line
    }

    /// The next row; `nil` behind the last.
    ///
    /// - Throws: ``ReportError`` for a row that cannot be read; the next call goes on behind it.
    /// - Complexity: O(*m*), *m* the bytes of the row.
    public mutating func next() throws(ReportError) -> Row? {
        while true {
            let start = line
            var scanner = CSVRowScanner(bytes, delimiter: delimiter, at: position, line: line)
            let cells: [[UInt8]]?
            do throws(CSVRowScanner.Fault) {
                cells = try scanner.next()
            } catch {
                position = bytes.count
                throw .unreadable(
                    file: file, line: start, found: "quotation marks that are not closed",
                    expected: "a second one")
            }
            position = scanner.position
            line = scanner.line
            guard let cells else { return nil }
            if cells.allSatisfy(\.isEmpty) { continue }
            return try row(cells, line: start)
        }
    }

    private func row(_ cells: [[UInt8]], line: Int) throws(ReportError) -> Row {
        guard cells.count == columnCount else {
            throw .unreadable(
                file: file, line: line, found: "\(cells.count) cells", expected: "\(columnCount)")
        }
        func cell(_ column: Int?) -> String? {
            guard let column else { return nil }
            let text = String(decoding: cells[column], as: UTF8.self).collapsed
            return text.isEmpty ? nil : text
        }
        let text = cells[columns.text]
        guard !TextLayout.isBlank(text[...]) else {
            throw .unreadable(
                file: file, line: line, found: "no text in the row", expected: "a text")
        }
        var metadata = Report.Metadata(
            title: cell(columns.title), place: cell(columns.place),
            sources: cell(columns.source).map { [$0] } ?? [],
            language: cell(columns.language).flatMap { Language(rawValue: $0.lowercased()) })
        if let written = cell(columns.date) {
            guard let day = ReportTable.day(written) else {
                throw .unreadable(
                    file: file, line: line, found: "the date '\(written.prefix(40))'",
                    expected: "YYYY-MM-DD")
            }
            metadata.date = day
        }
        return Row(
            line: line, id: cell(columns.id), text: DecodedText(text, metadata: metadata))
    }

    /// "2003-10-14", with or without a time, or a date in words; `nil` where English and Spanish
    /// readers would take the words for different days.
    private static func day(_ written: String) -> CalendarDay? {
        if let day = CalendarDay(iso: written.prefix(10)) { return day }
        let text = TokenizedText(written)
        let days = Language.allCases.compactMap { language in
            WrittenDate.all(in: text.tokens.indices, of: text, language: language).first?.wholeDay
        }
        return Set(days).count == 1 ? days.first : nil
    }
}
