import Events
import FileWriting
import Formats
import Foundation
import SimpleFeatures

/// A review sheet on its way to its file: a table for spreadsheets, or a GeoPackage for QGIS.
final class SheetOutput {
    private let path: String
    private let isTable: Bool
    private var table: RecordOutput?
    private var package: LayerOutput?
    private var counts: [ReviewSheet.Status: Int] = [:]

    /// Plans a sheet.
    ///
    /// - Parameters:
    ///   - path: A file that ends in `.csv` or `.gpkg`.
    ///   - overwrites: Whether a file that stands there may go.
    /// - Throws: ``Failure`` 64 for another ending, 74 when a file stands there: somebody's verdicts may
    ///   be in it.
    init(_ path: String, overwrites: Bool) throws {
        self.path = path
        switch try LayerFormat(ofFile: path) {
        case .csv where path.lowercased().hasSuffix(".csv"): isTable = true
        case .gpkg where path.lowercased().hasSuffix(".gpkg"): isTable = false
        default:
            throw Failure(
                .usage, "\(path): expected a review sheet to end in .csv or .gpkg")
        }
        if !overwrites, FileManager.default.fileExists(atPath: path) {
            throw Failure(
                .writing,
                "\(path): a file stands there, and verdicts may be in it, expected a new name, or "
                    + "--overwrite")
        }
    }

    /// Writes the sheet, which is then whole and not yet in its place.
    ///
    /// - Throws: `WritingError` when it cannot be written.
    func write(_ sheet: ReviewSheet) throws {
        counts = sheet.counts
        if isTable {
            let memory = MemoryDestination()
            // Excel takes a table without this mark for one in the letters of the machine.
            try memory.write([0xEF, 0xBB, 0xBF])
            let rows = SheetOutput.table(of: sheet.layer)
            var survey = Survey()
            survey.declare(rows.schema)
            var writer = CSVWriter(survey: survey, to: memory)
            var reader = LayerReader(rows)
            var batch = FeatureBatch()
            while try reader.read(into: &batch) {
                try writer.write(batch)
                batch.removeAll()
            }
            _ = try writer.finish()
            let output = try RecordOutput(path, isHeldBack: false)
            try output.write(memory.bytes)
            try output.finish()
            table = output
        } else {
            let output = LayerOutput(
                path, format: .gpkg,
                options: LayerOutput.WritingOptions(precision: nil, isStyled: false))
            var survey = Survey()
            var reader = LayerReader(sheet.layer)
            var batch = FeatureBatch()
            while try reader.read(into: &batch) {
                survey.observe(batch)
                batch.removeAll()
            }
            survey.declare(sheet.layer.schema)
            try output.begin(name: sheet.layer.name, survey: survey, on: nil)
            reader = LayerReader(sheet.layer)
            while try reader.read(into: &batch) {
                try output.write(batch)
                batch.removeAll()
            }
            try output.finish()
            package = output
        }
    }

    /// Puts the sheet in its place and says what is in it.
    ///
    /// - Throws: `WritingError` when it cannot be put there.
    func commit(quiet: Bool) throws {
        try table?.commit()
        try package?.commit(style: nil, quiet: true)
        let words = ReviewSheet.Status.allCases.compactMap { status in
            counts[status].map { "\($0) \(status.rawValue)" }
        }
        let total = counts.values.reduce(0, +)
        Console.say(
            "\(path): \(Console.counted(total, "row"))"
                + (words.isEmpty ? "" : " (\(words.joined(separator: ", ")))"), quiet: quiet)
    }

    /// The rows as a table has them: without points, and with an apostrophe in front of ids that a
    /// spreadsheet would take for numbers and round.
    private static func table(of layer: Layer) -> Layer {
        Layer(
            name: layer.name, schema: layer.schema,
            features: layer.features.map { feature in
                var row = feature
                row.geometry = nil
                if let id = row.properties["id"].text, Double(id) != nil {
                    row.properties["id"] = .text("'" + id)
                }
                return row
            })
    }
}
