import ArgumentParser
import Formats
import SimpleFeatures

/// The files that a command writes its layer to.
struct LayerOutput: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: "A file to write, its format by its name (.geojson, .geojsonl, .kml); may be repeated.")
    var output: [String] = []

    @Option(name: .shortAndLong, help: "The format, for one -o only: geojson, geojsonl, geojsons, kml.")
    var format: String?

    /// A file with the format to write it in.
    struct Target {
        let path: String
        let format: Format
    }

    /// A format that a layer can be written in.
    enum Format: String, CaseIterable {
        case geojson, geojsonl, geojsons, kml

        init?(ending: String) {
            switch ending.lowercased() {
            case "geojson", "json": self = .geojson
            case "geojsonl", "ndjson": self = .geojsonl
            case "geojsons": self = .geojsons
            case "kml": self = .kml
            default: return nil
            }
        }

        /// The bytes of a layer.
        func bytes(of layer: Layer) -> [UInt8] {
            switch self {
            case .geojson: return GeoJSON.bytes(of: layer)
            case .geojsonl: return GeoJSON.bytes(of: layer, options: .init(framing: .lines))
            case .geojsons: return GeoJSON.bytes(of: layer, options: .init(framing: .textSequence))
            case .kml: return []
            }
        }
    }

    /// The files with their formats; standard output as GeoJSON when none is named.
    ///
    /// - Throws: ``Failure`` 64 when a format is unknown or `-f` stands with several `-o`.
    func targets() throws -> [Target] {
        let names = Format.allCases.map(\.rawValue).joined(separator: ", ")
        if let format {
            guard output.count <= 1 else {
                throw Failure(.usage, "-f goes with one -o only, found \(output.count)")
            }
            guard let found = Format(ending: format) else {
                throw Failure(.usage, "format '\(format)', expected \(names)")
            }
            return [Target(path: output.first ?? "-", format: found)]
        }
        if output.isEmpty { return [Target(path: "-", format: .geojson)] }
        return try output.map { path in
            if path == "-" { return Target(path: path, format: .geojson) }
            let name = path.split(separator: "/").last ?? ""
            let ending = name.split(separator: ".").count > 1
                ? String(name.split(separator: ".").last ?? "") : ""
            guard let format = Format(ending: ending) else {
                throw Failure(
                    .usage, "\(path): no format by the name '.\(ending)', expected \(names)")
            }
            return Target(path: path, format: format)
        }
    }

    /// Writes a layer to each file, each whole or not at all.
    ///
    /// - Throws: ``Failure`` 74 when a file cannot be written.
    func write(_ layer: Layer, to targets: [Target]) throws {
        for target in targets { try Files.write(target.format.bytes(of: layer), to: target.path) }
    }
}
