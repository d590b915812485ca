import FileMapping
import Formats
import SimpleFeatures

/// What a reader is tried with.
public enum FuzzedFormat: String, CaseIterable, Sendable {
    case geojson, kml, kmz, fgb, gpkg, csv
    /// One JSON value, as a line of reports or of a manifest is.
    case json
    /// What is unpacked in front of any reader.
    case gz, zst

    /// Whether the bytes are a layer, that can be written in every format.
    var isLayer: Bool {
        switch self {
        case .geojson, .kml, .kmz, .fgb, .gpkg, .csv: return true
        case .json, .gz, .zst: return false
        }
    }

    /// A reader in front of the first feature of a layer.
    ///
    /// - Throws: `FormatError` when the head of the file is broken.
    func reader(of file: MappedFile) throws(FormatError) -> any FeatureReader {
        switch self {
        case .kml: return try KMLReader(file)
        case .kmz: return try KMZReader(file)
        case .fgb: return FlatGeobufReader(of: try FlatGeobufLayer(file))
        case .gpkg: return try GeoPackageReader(file)
        case .csv: return try CSVReader(file)
        case .geojson, .json, .gz, .zst: return try GeoJSONReader(file)
        }
    }

    /// The same file read without the path that is there for speed alone; `nil` where there is none.
    ///
    /// - Throws: `FormatError` when the head of the file is broken.
    func carefulReader(of file: MappedFile) throws(FormatError) -> (any FeatureReader)? {
        switch self {
        case .geojson: return try GeoJSONReader(file, takesPlainPath: false)
        case .fgb: return FlatGeobufReader(of: try FlatGeobufLayer(file), takesPlainPath: false)
        case .kml, .kmz, .gpkg, .csv, .json, .gz, .zst: return nil
        }
    }

    /// The same file asked for what lies in a window, or with types that are not its own.
    ///
    /// - Throws: `FormatError` when the head of the file or its index is broken.
    func otherReaders(of file: MappedFile) throws(FormatError) -> [any FeatureReader] {
        switch self {
        case .fgb:
            let layer = try FlatGeobufLayer(file)
            return [
                try FlatGeobufReader(of: layer, meeting: .world),
                try FlatGeobufReader(of: layer, meeting: FuzzedFormat.window),
            ]
        case .gpkg: return [try GeoPackageReader(file, window: FuzzedFormat.window)]
        case .csv:
            let types = Array("WKT,Integer,Real(10.2),Date,DateTime,String(JSON)".utf8)
            return [try CSVReader(file, options: CSVReader.Options(columnTypes: types))]
        case .geojson, .kml, .kmz, .json, .gz, .zst: return []
        }
    }

    private static let window = Envelope(
        uncheckedWest: 170, south: -20, east: -65, north: 20)

    /// Words that mean something in the format, for mutations to put in.
    var words: [String] {
        switch self {
        case .geojson, .json: return FuzzedFormat.jsonWords
        case .kml, .kmz: return FuzzedFormat.kmlWords
        case .csv: return FuzzedFormat.csvWords
        case .gpkg: return FuzzedFormat.geoPackageWords
        case .fgb: return ["fgb\u{3}fgb\u{0}", "EPSG", "OGC", "CRS84", "id", "[1,{}]"]
        case .gz: return ["\u{1F}", "\u{8}"]
        case .zst: return ["\u{28}", "\u{2F}"]
        }
    }

    /// The words as libFuzzer reads a dictionary (LLVM documentation, "libFuzzer", "Dictionaries").
    public var dictionary: String {
        words.filter { !$0.isEmpty }.map { word in
            let bytes = word.utf8.map { byte in
                let digits = String(byte, radix: 16)
                return digits.count < 2 ? "\\x0" + digits : "\\x" + digits
            }
            return "\"" + bytes.joined() + "\"\n"
        }.joined()
    }

    private static let numbers = [
        "0", "-0", "1", "-1", "180", "-180", "90", "-90", "180.00000001", "1e308", "1e309",
        "-1e-400",
        "4e-324", "9223372036854775807", "9223372036854775808", "-9223372036854775809",
        "2147483648",
        "0.1", "1.", ".5", "1e", "+1", "NaN", "Infinity", "00", "0x10",
    ]

    private static let jsonWords =
        numbers + [
            "{", "}", "[", "]", ",", ":", "\"", "null", "true", "false", "\u{1E}", "\u{FEFF}",
            "\\u0000", "\\ud800", "\\udc00", "\\ud83d\\udca5", "\\\"", "\\\\", "\\/", "\\x",
            "\"type\":\"Feature\"", "\"type\":\"FeatureCollection\"", "\"type\":\"Point\"",
            "\"type\":\"GeometryCollection\"", "\"coordinates\":[]", "\"coordinates\":[[[]]]",
            "\"geometries\":[", "\"geometry\":null", "\"properties\":{}", "\"features\":[",
            "\"id\":1",
            "\"crs\":null", "\"name\":\"\"", "\"\":0", "\"__proto__\":{}", "\"2003-10-13\"",
            "\"2003-10-13T10:00:00Z\"", "[[0,0],[0,1],[1,1],[0,0]]",
        ]

    private static let kmlWords =
        numbers + [
            "<", ">", "/>", "</", "<![CDATA[", "]]>", "<!--", "-->", "<?xml version=\"1.0\"?>",
            "<!DOCTYPE kml [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]>", "&a;", "&b;", "&amp;",
            "&#0;", "&#x10FFFF;", "&#xD800;", "<Placemark>", "</Placemark>", "<Folder>",
            "</Folder>",
            "<name>", "</name>", "<Point>", "<coordinates>", "</coordinates>", "0,0 1,1 2,0 0,0",
            "<LinearRing>", "<outerBoundaryIs>", "<innerBoundaryIs>", "<Polygon>",
            "<MultiGeometry>",
            "</MultiGeometry>", "<gx:Track>", "<gx:coord>0 0 0</gx:coord>", "<gx:MultiTrack>",
            "<ExtendedData>", "<SchemaData schemaUrl=\"#a\">", "<SimpleData name=\"a\">",
            "<Data name=\"a\"><value>", "<Schema id=\"a\" name=\"a\">",
            "<SimpleField type=\"int\" name=\"a\"></SimpleField>", "<TimeSpan><begin>",
            "<TimeStamp><when>", "2003-10-13", "2003-10",
            "xmlns=\"http://www.opengis.net/kml/2.2\"",
            "encoding=\"UTF-16\"", "encoding=\"ISO-8859-1\"",
        ]

    private static let csvWords =
        numbers + [
            ",", ";", "\t", "|", "\"", "\"\"", "\n", "\r\n", "\r", "sep=;\n", "\u{FEFF}", "'=1+1",
            "'",
            "id", "wkt", "longitude", "latitude", "POINT(", "POINT EMPTY", "POINT Z (1 2 3)",
            "SRID=4326;", "LINESTRING(0 0,1 1)", "POLYGON((0 0,1 0,1 1,0 0),(", "MULTIPOINT((",
            "MULTIPOLYGON(((", "GEOMETRYCOLLECTION(", ")", "(", "EMPTY", "true", "false",
            "{\"a\":1}",
            "[1,2]", "2003-10-13", "2003/10/13 04:05:06+00", "",
        ]

    private static let geoPackageWords = [
        "SQLite format 3\u{0}", "CREATE TABLE ", "CREATE VIEW ", "SELECT ", " WITH RECURSIVE ",
        " WITHOUT ROWID", " AS (", "randomblob(1000000000)", "gpkg_contents",
        "gpkg_geometry_columns", "gpkg_spatial_ref_sys", "features", "geom", "fid", "id",
        "GEOMETRY",
        "BOOLEAN", "DATETIME", "TEXT", "application/json", "GP\u{0}\u{1}", "EPSG", "rtree_", "\"",
        "'",
    ]
}
