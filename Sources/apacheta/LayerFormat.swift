import Formats
import SimpleFeatures

/// A format that layers are written in.
enum LayerFormat: String, CaseIterable {
    case geojson, geojsonl, geojsons, kml

    /// Finds a format by its name or another name of it.
    ///
    /// - Throws: ``Failure`` 64 that names the formats.
    init(named name: String) throws {
        guard let format = LayerFormat.format(called: name) else {
            let names = LayerFormat.allCases.map(\.rawValue) + LayerFormat.others.map(\.name)
            let nearest = Suggestion.nearest(to: name.lowercased(), among: names)
            throw Failure(
                .usage,
                "no format '\(name)', "
                    + (nearest.map { "did you mean '\($0)'?" } ?? LayerFormat.expected))
        }
        self = format
    }

    /// Finds a format by the ending of a file's name; standard output gets GeoJSON.
    ///
    /// - Throws: ``Failure`` 64 when the name has no ending, or one that no format has.
    init(ofFile path: String) throws {
        if path == "-" {
            self = .geojson
            return
        }
        let name = path.split(separator: "/").last ?? ""
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count > 1, let ending = parts.last,
            let format = LayerFormat.format(called: String(ending))
        else {
            throw Failure(
                .usage, "\(path): the ending names no format, \(LayerFormat.expected), or give -f")
        }
        self = format
    }

    private static let others = [
        (name: "json", format: LayerFormat.geojson), (name: "ndjson", format: .geojsonl),
    ]

    private static func format(called name: String) -> LayerFormat? {
        let word = name.lowercased()
        return LayerFormat(rawValue: word) ?? others.first { $0.name == word }?.format
    }

    private static let expected =
        "expected geojson (json), geojsonl (ndjson), geojsons or kml"

    /// A layer in this format, and what a person should know of the writing.
    func written(_ layer: Layer) -> (bytes: [UInt8], notes: [String]) {
        switch self {
        case .geojson: return (GeoJSON.bytes(of: layer), [])
        case .geojsonl:
            return (GeoJSON.bytes(of: layer, options: GeoJSON.Options(framing: .lines)), [])
        case .geojsons:
            return (GeoJSON.bytes(of: layer, options: GeoJSON.Options(framing: .textSequence)), [])
        case .kml:
            let document = KML.document(of: layer)
            return (document.bytes, document.notes)
        }
    }
}
