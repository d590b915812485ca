import Compression
import FileMapping
import Formats
import MapPages

/// A format that layers are read from and written in.
enum LayerFormat: String, CaseIterable {
    case geojson, geojsonl, geojsons, kml, kmz, fgb, gpkg, csv, sql, html, svg

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

    /// Finds a format by the ending of a file's name, in front of that of a compression; standard
    /// output gets GeoJSON.
    ///
    /// - Throws: ``Failure`` 64 when the name has no ending, or one that no format has.
    init(ofFile path: String) throws {
        guard let format = path == "-" ? .geojson : LayerFormat.format(ofFile: path) else {
            throw Failure(
                .usage, "\(path): the ending names no format, \(LayerFormat.expected), or give -f")
        }
        self = format
    }

    /// The format that a file's name ends in; `nil` when it names none.
    private static func format(ofFile path: String) -> LayerFormat? {
        let name = path.split(separator: "/").last ?? ""
        let parts = PackedFormat.unpackedName(name).split(
            separator: ".", omittingEmptySubsequences: false)
        guard parts.count > 1, let ending = parts.last else { return nil }
        return format(called: String(ending))
    }

    private static let others = [
        (name: "json", format: LayerFormat.geojson), (name: "ndjson", format: .geojsonl),
        (name: "tsv", format: .csv), (name: "htm", format: .html),
    ]

    private static func format(called name: String) -> LayerFormat? {
        let word = name.lowercased()
        return LayerFormat(rawValue: word) ?? others.first { $0.name == word }?.format
    }

    private static let expected =
        "expected geojson (json), geojsonl (ndjson), geojsons, kml, kmz, fgb, gpkg, csv, sql, html "
        + "or svg"

    // MARK: What a file is

    /// The format of a file by its first bytes; `nil` when they tell nothing.
    private static func format(of bytes: UnsafeRawBufferPointer) -> LayerFormat? {
        let head = unsafe Array(bytes.prefix(64))
        if head.starts(with: [0x66, 0x67, 0x62]) { return .fgb }
        if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return .kmz }
        if head.starts(with: Array("SQLite format 3\0".utf8)) { return .gpkg }
        var text = head[...]
        if text.starts(with: [0xEF, 0xBB, 0xBF]) { text = text.dropFirst(3) }
        switch text.first(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) {
        case UInt8(ascii: "{"), 0x1E: return .geojson
        case UInt8(ascii: "<"): return isHTML(text) ? .html : isSVG(text) ? .svg : .kml
        default: return nil
        }
    }

    /// Whether a text that begins with a bracket is a page, not the XML of KML.
    private static func isHTML(_ head: ArraySlice<UInt8>) -> Bool {
        let start = String(decoding: head, as: UTF8.self).drop { $0.isWhitespace }.lowercased()
        return start.hasPrefix("<!doctype html") || start.hasPrefix("<html")
    }

    /// Whether XML is an image, where nothing stands in front of its element.
    private static func isSVG(_ head: ArraySlice<UInt8>) -> Bool {
        String(decoding: head, as: UTF8.self).drop { $0.isWhitespace }.hasPrefix("<svg")
    }

    /// Whether an image is a map that was written here, by what stands at its beginning.
    static func isMapImage(_ file: MappedFile) -> Bool {
        let head = unsafe String(decoding: file.bytes.prefix(1024), as: UTF8.self)
        return head.contains(SVGMapWriter.start)
    }

    /// Whether a page is a map that was written here, by what stands at its beginning.
    static func isMapPage(_ file: MappedFile) -> Bool {
        let head = unsafe String(decoding: file.bytes.prefix(2048), as: UTF8.self)
        return head.contains("content=\"\(MapPage.policyStart)")
    }

    /// Whether a text without a name looks like a table: cells are divided in its first line.
    private static func isTable(_ bytes: UnsafeRawBufferPointer) -> Bool {
        let line = unsafe bytes.prefix(64 << 10).prefix { $0 != 0x0A }
        // Brackets begin JSON of another kind, a backslash our dumps for PostgreSQL.
        guard let first = unsafe line.first, ![0x5B, 0x5C].contains(first) else { return false }
        return unsafe line.contains { ",;\t|".utf8.contains($0) } && !line.contains(0)
    }

    /// The format of a file: by its first bytes, else by its name; `nil` when neither tells.
    ///
    /// Standard input has no name; there a table is known by its first line.
    init?(of file: MappedFile) {
        guard
            let format = unsafe LayerFormat.format(of: file.bytes)
                ?? LayerFormat.format(ofFile: file.path)
                ?? (file.path == "-" && LayerFormat.isTable(file.bytes) ? .csv : nil)
        else { return nil }
        self = format
    }

    /// What people call the format.
    var words: String {
        switch self {
        case .geojson, .geojsonl, .geojsons: return "GeoJSON"
        case .kml: return "KML"
        case .fgb: return "FlatGeobuf"
        case .gpkg: return "GeoPackage"
        case .csv: return "CSV"
        case .kmz: return "KMZ"
        case .sql: return "SQL"
        case .html: return "a map page"
        case .svg: return "an SVG map"
        }
    }

    /// Whether people look at a file of the format, and it is not read again.
    var isMap: Bool { self == .html || self == .svg }

    /// Formats that are variants of one have one family.
    var family: LayerFormat {
        switch self {
        case .geojson, .geojsonl, .geojsons: return .geojson
        default: return self
        }
    }
}
