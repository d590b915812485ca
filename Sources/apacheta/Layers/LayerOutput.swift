import Compression
import Dispatch
import FileMapping
import FileWriting
import Formats
import MapPages
import SimpleFeatures

/// One file, or standard output, that a layer is written to.
final class LayerOutput {
    /// The path, as it was given; `-` is standard output.
    let path: String
    private let format: LayerFormat
    private let options: WritingOptions
    private var file: OutputFile?
    /// The types of the columns of a table, for the file beside it.
    private var columnTypes: [UInt8]?
    private var background: BackgroundDestination?
    /// Writes the end of a packed file.
    private var finishPacking: (() throws -> Void)?
    private var writer: (any FeatureWriter)?
    private var mapFiler: MapFiler?
    private var notes: [String] = []
    /// How many features were written.
    private(set) var featureCount = 0

    /// What a person may choose about the files that are written.
    struct WritingOptions {
        /// Decimals of a degree at most; `nil` for what is usual in a format.
        var precision: Int?
        /// Whether there is to be a style for QGIS.
        var isStyled = true
        /// How a map shows the layer.
        var map = MapPlan()
    }

    /// Plans a file; nothing is written before ``begin(name:survey:)``.
    init(_ path: String, format: LayerFormat, options: WritingOptions) {
        self.path = path
        self.format = format
        self.options = options
    }

    /// Whether the head of the file tells what a survey finds.
    var needsSurvey: Bool {
        switch format {
        case .geojson, .geojsonl, .geojsons, .html, .svg: return false
        case .kml, .kmz, .fgb, .gpkg, .csv, .sql: return true
        }
    }

    /// Whether nothing of the file is written before its end, so that it may be begun anew when its
    /// head turns out to be wrong.
    var mayBeginAnew: Bool { format == .fgb || format.isMap }

    /// Forgets what was written, so that the file can be begun anew.
    func giveUp() {
        writer = nil
        background = nil
        finishPacking = nil
        file = nil
        featureCount = 0
    }

    /// Whether QGIS looks for a style beside the file, which has no place for one in it and types that
    /// the style can be for.
    private var takesStyle: Bool {
        guard path != "-", PackedFormat(ofFile: path) == nil else { return false }
        switch format {
        case .geojson, .geojsonl, .geojsons, .kml, .fgb, .csv: return true
        case .kmz, .gpkg, .sql, .html, .svg: return false
        }
    }

    /// Begins the file.
    ///
    /// - Parameters:
    ///   - name: The name of the layer.
    ///   - survey: What is known of its features; of no consequence unless ``needsSurvey``.
    ///   - queue: A serial queue on which bytes are packed and written to the disk; `nil` to do so in
    ///     between.
    /// - Throws: `WritingError` when the file cannot be written.
    func begin(name: String, survey: Survey, on queue: DispatchQueue?) throws {
        if format == .gpkg {
            writer = try geoPackage(name: name, survey: survey)
            return
        }
        var destination = try destination()
        if let queue {
            let background = BackgroundDestination(to: destination, on: queue)
            self.background = background
            destination = background
        }
        writer = try writer(name: name, survey: survey, to: destination)
    }

    private func destination() throws -> any ByteDestination {
        if path == "-" { return StandardOutput() }
        let file = try OutputFile(path)
        self.file = file
        switch PackedFormat(ofFile: path) {
        case nil: return file
        case .gzip:
            let packer = try GzipDestination(to: file)
            finishPacking = { try packer.finish() }
            return packer
        case .zstandard:
            let packer = try ZstandardDestination(to: file)
            finishPacking = { try packer.finish() }
            return packer
        }
    }

    /// SQLite writes the file itself, so it needs a name from the start.
    private func geoPackage(name: String, survey: Survey) throws -> any FeatureWriter {
        guard path != "-" else {
            throw Failure(
                .usage, "a GeoPackage is no stream, expected a file to write, as -o FILE.gpkg")
        }
        let file = try OutputFile(named: path)
        self.file = file
        guard let temporaryName = file.temporaryName else {
            throw Failure(.ourBug, "\(path): a file with a name has none")
        }
        return try GeoPackageWriter(
            path: temporaryName, layerName: name, survey: survey,
            options: GeoPackage.Options(
                precision: options.precision, isStyled: options.isStyled))
    }

    private func writer(
        name: String, survey: Survey, to destination: any ByteDestination
    ) throws -> any FeatureWriter {
        switch format {
        case .geojson: return geoJSON(.collection, name, destination)
        case .geojsonl: return geoJSON(.lines, name, destination)
        case .geojsons: return geoJSON(.textSequence, name, destination)
        case .kml:
            return try KMLFeatureWriter(
                to: destination, layerName: name, survey: survey,
                options: KML.Options(precision: options.precision ?? 7))
        case .kmz:
            return try KMZFeatureWriter(
                to: destination, layerName: name, survey: survey,
                options: KML.Options(precision: options.precision ?? 7))
        case .sql:
            return PostgreSQLWriter(
                layerName: name, survey: survey,
                options: PostgreSQLWriter.Options(precision: options.precision), to: destination)
        case .fgb:
            return FlatGeobufWriter(
                layerNamed: name, survey: survey,
                options: FlatGeobufWriter.Options(precision: options.precision), to: destination)
        case .csv:
            let options = CSVWriter.Options(precision: options.precision)
            columnTypes = CSVWriter.columnTypes(survey: survey, options: options)
            return CSVWriter(survey: survey, options: options, to: destination)
        case .html:
            mapFiler = options.map.filer
            return options.map.page(
                to: destination, named: name, precision: options.precision, filer: mapFiler)
        case .svg: return options.map.image(to: destination, named: name)
        case .gpkg: throw Failure(.ourBug, "\(path): a GeoPackage has no destination of bytes")
        }
    }

    private func geoJSON(
        _ framing: GeoJSON.Framing, _ name: String, _ destination: any ByteDestination
    ) -> any FeatureWriter {
        GeoJSONWriter(
            layerName: name,
            options: GeoJSON.Options(framing: framing, precision: options.precision ?? 7),
            to: destination)
    }

    /// Writes a window of features.
    func write(_ batch: borrowing FeatureBatch) throws {
        featureCount += batch.count
        do throws(WritingError) {
            try writer?.write(batch)
        } catch { throw named(error) }
    }

    /// An error under the name that a person knows the file by, or what led to it.
    private func named(_ error: WritingError) -> any Error {
        if let failure = mapFiler?.failure { return failure }
        return error.path == file?.temporaryName
            ? WritingError(path: path, reason: error.reason) : error
    }

    /// Writes the end of the file, which is then whole but not yet in its place.
    func finish() throws {
        do throws(WritingError) {
            notes = try writer?.finish() ?? []
        } catch { throw named(error) }
        writer = nil
        try background?.finish()
        try finishPacking?()
        try file?.synchronize()
    }

    /// Puts the file in its place, and what belongs beside it, and says so.
    ///
    /// - Parameters:
    ///   - style: A style for QGIS; `nil` when the layer needs none.
    ///   - quiet: Whether to say nothing.
    /// - Throws: `WritingError` when it cannot be; the old file stands then.
    func commit(style: [UInt8]?, quiet: Bool) throws {
        try file?.commit()
        for note in notes { Console.say("\(path): \(note)", quiet: quiet) }
        guard path != "-" else { return }
        if let columnTypes, PackedFormat(ofFile: path) == nil {
            try Files.write(columnTypes, to: withoutEnding + ".csvt")
        }
        if let style, options.isStyled, takesStyle { try write(style, quiet: quiet) }
        Console.say("\(path): \(Console.counted(featureCount, "feature"))", quiet: quiet)
    }

    /// Writes the style, unless a person made one that stands there.
    private func write(_ style: [UInt8], quiet: Bool) throws {
        let path = withoutEnding + ".qml"
        if let old = try? MappedFile(path), !QGISStyle.isOurs(old), old.count > 0 {
            Console.say("\(path): kept as it is, for it was not written here", quiet: quiet)
            return
        }
        try Files.write(style, to: path)
    }

    /// The path without the ending of the file's name.
    private var withoutEnding: String {
        guard let dot = path.lastIndex(of: "."),
            path.lastIndex(of: "/").map({ $0 < dot }) ?? true, dot > path.startIndex
        else { return path }
        return String(path[..<dot])
    }
}
