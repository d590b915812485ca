import Compression
import Events
import FileMapping
import Formats
import SimpleFeatures

/// Reads review sheets: tables that spreadsheets saved, and GeoPackages that QGIS edited.
enum SheetFile {
    /// The rows of several sheets, one behind the other.
    ///
    /// - Parameters:
    ///   - reviewer: Who judged, where a row names nobody.
    ///   - reviewed: The day, where a row names none.
    /// - Throws: ``Failure`` 65 for a file that is no review sheet, 66 when there is no such file,
    ///   `FormatError` with the place of what cannot be read.
    static func rows(
        of paths: [String], reviewer: String? = nil, reviewed: String? = nil
    ) throws -> [ReviewRow] {
        var rows: [ReviewRow] = []
        for path in paths { rows += try self.rows(of: path, reviewer, reviewed) }
        return rows
    }

    private static func rows(
        of path: String, _ reviewer: String?, _ reviewed: String?
    ) throws -> [ReviewRow] {
        let file = try InputFile(path).file
        let format = LayerFormat(of: file)
        let layer: Layer
        var columns: [String]?
        var lines: [Int]?
        switch format {
        case .csv:
            // Whatever a cell looks like it is read as the text that stands in it.
            let types = repeatElement("String", count: mostColumns).joined(separator: ",")
            let reader = try CSVReader(
                file, options: CSVReader.Options(columnTypes: Array(types.utf8)))
            let names = reader.columnNames
            columns = names
            layer = try reader.readAll().layer
            lines = try CSVRowLines(file, columnCount: names.count).lines
        case .gpkg: layer = try GeoPackageReader(file).readAll().layer
        case .kmz:
            throw refusal(
                path, "a zip archive, as .xlsx and .ods are", " (save it as CSV in UTF-8)")
        default: throw refusal(path, format.map(\.words) ?? "something else", "")
        }
        // A table without rows has columns all the same.
        let all = columns ?? layer.schema.fields.map(\.name)
        let names = Set(all.map { $0.lowercased() })
        try check(names, of: path, firstLine: lines == nil ? "" : "1:")
        let hasPositions = names.contains("position") && lines == nil
        return layer.features.enumerated().map { index, feature in
            var cells = Dictionary(uniqueKeysWithValues: names.map { ($0, "") })
            for property in feature.properties.all {
                if let text = text(property.value) { cells[property.name.lowercased()] = text }
            }
            for (column, word) in [("reviewer", reviewer), ("reviewed", reviewed)] {
                if let word, (cells[column] ?? "").isEmpty { cells[column] = word }
            }
            let place =
                lines.map { index < $0.count ? "\(path):\($0[index])" : path }
                ?? "\(path): row \(index + 1)"
            return ReviewRow(
                place: place, cells: cells,
                position: hasPositions ? feature.representativePosition : nil)
        }
    }

    /// As many columns as are declared to be texts; nobody's sheet has more.
    private static let mostColumns = 2000

    private static func text(_ value: Value) -> String? {
        switch value {
        case .null: return nil
        case .text(let text): return text
        case .integer(let number): return String(number)
        case .real(let number): return Int(exactly: number).map { String($0) } ?? "\(number)"
        case .boolean(let truth): return "\(truth)"
        case .day(let day): return day.description
        case .list, .object: return nil
        }
    }

    private static func refusal(_ path: String, _ found: String, _ hint: String) -> Failure {
        Failure(
            .badData,
            "\(path): found \(found), expected a review sheet, CSV or GeoPackage\(hint)")
    }

    /// Makes sure that no column for corrections would be passed over.
    private static func check(
        _ names: Set<String>, of path: String, firstLine: String
    ) throws(Failure) {
        let place = "\(path):\(firstLine)"
        for name in ["id", "verdict"] where !names.contains(name) {
            let hint =
                names.count == 1 ? " (was the table opened without being split at its commas?)" : ""
            throw Failure(
                .badData,
                "\(place) found no column '\(name)', expected a review sheet, "
                    + "as --review-sheet writes it\(hint)")
        }
        let known = ReviewSheet.personColumns
        for name in names.sorted() where name.hasPrefix("fix_") && !known.contains(name) {
            let nearest = Suggestion.nearest(to: name, among: known)
            throw Failure(
                .badData,
                "\(place) found the column '\(Console.plain(name))', expected "
                    + (nearest.map { "'\($0)'" } ?? "one of the columns of a review sheet"))
        }
    }
}
