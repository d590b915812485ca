import Compression
import FileMapping
import FileWriting
import Formats
import SimpleFeatures

/// Writes a layer that was read in every format, and reads it back.
struct WrittenTrial {
    private let reading: LayerReading
    private let folder: String?

    init(of reading: LayerReading, folder: String?) {
        self.reading = reading
        self.folder = folder
    }

    /// - Parameter start: Gives a reader in front of the first feature each time it is asked.
    /// - Throws: ``Finding`` when a format cannot be written or does not read back.
    func run(_ start: () throws(FormatError) -> any FeatureReader) throws(Finding) {
        for format in WrittenFormat.allCases where folder != nil || !format.needsFiles {
            try run(format, start)
        }
    }

    private func run(
        _ format: WrittenFormat, _ start: () throws(FormatError) -> any FeatureReader
    ) throws(Finding) {
        let file: MappedFile
        do {
            file = try write(format, start)
        } catch let error as WritingError {
            // A format may refuse what it cannot hold, in so many words.
            guard error.reason.count > 10 else {
                throw Finding("a layer that is refused by \(format) is told why", "\(error)")
            }
            return
        } catch {
            throw Finding("a file that was read once is read again", "\(error)")
        }
        guard let fuzzed = format.readAs else { return }
        // Features one behind the other are nothing where there are none.
        if file.count == 0, reading.features.isEmpty { return }
        let back: LayerReading
        do throws(FormatError) {
            back = try LayerReading(try fuzzed.reader(of: file))
        } catch {
            throw Finding("what is written as \(format) is read", error.description)
        }
        guard back.features.count == reading.features.count else {
            throw Finding(
                "as many features are read from \(format) as were written",
                "\(back.features.count) of \(reading.features.count)")
        }
        try checkPlaces(of: back.features, from: format)
    }

    /// What had a place has one, and what had none has none.
    private func checkPlaces(
        of features: [Feature], from format: WrittenFormat
    ) throws(Finding) {
        // A FlatGeobuf file is in another order, so that only the numbers can be compared.
        func count(_ features: [Feature]) -> Int {
            features.count { !($0.geometry?.positions.isEmpty ?? true) }
        }
        let before = count(reading.features)
        let after = count(features)
        guard before == after else {
            throw Finding(
                "as many features of \(format) have a place as before",
                "\(after) of \(before)")
        }
    }

    private func write(
        _ format: WrittenFormat, _ start: () throws(FormatError) -> any FeatureReader
    ) throws -> MappedFile {
        let destination = MemoryDestination()
        let path = folder.map { "\($0)/written.\(format.rawValue)" }
        var writer = try format.writer(
            named: reading.name, survey: reading.survey, to: destination, path: path)
        var reader = try start()
        var batch = FeatureBatch()
        while try reader.read(into: &batch) {
            try writer.write(batch)
            batch.removeAll()
        }
        let notes = try writer.finish()
        guard notes.allSatisfy({ !$0.isEmpty }) else {
            throw WritingError(path: "note", reason: "")
        }
        if format == .gpkg, let path { return try MappedFile(path) }
        return MappedFile(copying: destination.bytes, named: "written.\(format.rawValue)")
    }
}

/// A format in which layers are written.
enum WrittenFormat: String, CaseIterable {
    case geojson, geojsonl, geojsons, fgb, csv, kml, kmz, sql, gpkg

    /// Whether it takes scratch files or files with a name.
    var needsFiles: Bool { self == .gpkg || self == .kmz }

    /// How it is read back; `nil` for what is not read.
    var readAs: FuzzedFormat? {
        switch self {
        case .geojson, .geojsonl, .geojsons: return .geojson
        case .fgb: return .fgb
        case .csv: return .csv
        case .kml: return .kml
        case .kmz: return .kmz
        case .gpkg: return .gpkg
        case .sql: return nil
        }
    }

    /// Begins a file.
    ///
    /// - Parameter path: Where a file goes that SQLite writes itself.
    /// - Throws: `WritingError` when the format cannot hold the layer.
    func writer(
        named name: String, survey: Survey, to destination: MemoryDestination, path: String?
    ) throws(WritingError) -> any FeatureWriter {
        func geoJSON(_ framing: GeoJSON.Framing) -> any FeatureWriter {
            GeoJSONWriter(layerName: name, options: .init(framing: framing), to: destination)
        }
        switch self {
        case .geojson: return geoJSON(.collection)
        case .geojsonl: return geoJSON(.lines)
        case .geojsons: return geoJSON(.textSequence)
        case .fgb: return FlatGeobufWriter(layerNamed: name, survey: survey, to: destination)
        case .csv: return CSVWriter(survey: survey, to: destination)
        case .kml: return try KMLFeatureWriter(to: destination, layerName: name, survey: survey)
        case .kmz: return try KMZFeatureWriter(to: destination, layerName: name, survey: survey)
        case .sql: return PostgreSQLWriter(layerName: name, survey: survey, to: destination)
        case .gpkg:
            guard let path else {
                throw WritingError(path: "written.gpkg", reason: "no folder for a GeoPackage")
            }
            try Scratch.remove(path)
            return try GeoPackageWriter(path: path, layerName: name, survey: survey)
        }
    }
}
