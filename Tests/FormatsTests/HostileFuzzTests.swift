import Compression
import FileMapping
import FileWriting
import Formats
import Foundation
import FuzzTrials
import SimpleFeatures
import Testing

/// Files that somebody made to do harm, where they are made by thought and not by chance.
@Suite struct HostileFuzzTests {
    // MARK: Depth

    static let towers: [(FuzzedFormat, String, String)] = [
        (.geojson, "", "["), (.geojson, "", "{\"a\":"), (.geojson, "", "{\"type\":"),
        (.geojson, "{\"type\":\"Feature\",\"properties\":{\"a\":", "["),
        (.geojson, "{\"type\":\"Feature\",\"properties\":{\"a\":", "{\"a\":"),
        (.geojson, "{\"type\":\"Feature\",\"foreign\":", "["),
        (.geojson, "{\"type\":\"Polygon\",\"coordinates\":", "["),
        (
            .geojson, "{\"type\":\"Feature\",\"properties\":{},\"geometry\":",
            "{\"type\":\"GeometryCollection\",\"geometries\":["
        ),
        (
            .geojson, "{\"type\":\"Feature\",\"properties\":{},\"geometry\":",
            "{\"geometries\":["
        ),
        (.geojson, "{\"type\":\"FeatureCollection\",\"crs\":", "{\"properties\":"),
        (.csv, "wkt\n\"", "GEOMETRYCOLLECTION("), (.csv, "wkt\n\"POLYGON", "("),
        (.kml, "<kml xmlns=\"http://www.opengis.net/kml/2.2\">", "<Folder>"),
        (.kml, "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Placemark>", "<MultiGeometry>"),
        (.kml, "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Placemark><name>", "<b>"),
    ]

    @Test(arguments: towers)
    func `a hundred thousand brackets in each other are refused with a place`(
        format: FuzzedFormat, head: String, bracket: String
    ) throws {
        let bytes = Array(head.utf8) + repeatElement(Array(bracket.utf8), count: 100_000).joined()
        let file = MappedFile(copying: Array(bytes), named: "tower")
        let error = try #require(throws: FormatError.self) {
            var reader: any FeatureReader
            switch format {
            case .csv: reader = try CSVReader(file)
            case .kml: reader = try KMLReader(file)
            default: reader = try GeoJSONReader(file)
            }
            var batch = FeatureBatch()
            while try reader.read(into: &batch) { batch.removeAll() }
        }
        guard case .line = error.place else {
            Issue.record("\(error)")
            return
        }
    }

    @Test(arguments: [false, true])
    func `a value may be as deep in a plain feature as in another`(isPlain: Bool) throws {
        func refuses(depth: Int) throws -> Bool {
            let list = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
            let more = isPlain ? "" : ",\"foreign\":1"
            let text =
                "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\","
                + "\"geometry\":null,\"properties\":{\"a\":\(list)}\(more)}]}"
            do throws(FormatError) {
                _ = try GeoJSON.read(Array(text.utf8), file: "a.geojson")
                return false
            } catch { return true }
        }
        // The collection, its list, the feature and its properties are four of the 64.
        #expect(try !refuses(depth: 60))
        #expect(try refuses(depth: 61))
    }

    // MARK: Names

    private static let names = [
        "", "__proto__", "constructor", "\"; DROP TABLE x; --", "'; DROP TABLE x; --", "fid", "FID",
        "ogc_fid", "geom", "geometry", "wkt", "rowid", "_rowid_", "oid", "ctid", "a\u{0}b", "\n",
        "\u{FFFE}", "\u{1B}[31m", "<b>&amp;]]>", "é", "e\u{301}", "longitude", "latitude", "id",
        "name", "begin", "end", String(repeating: "long ", count: 5000),
    ]

    private static func text(_ text: String) -> String {
        var bytes: [UInt8] = []
        JSON.append(text, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(arguments: names)
    func `a layer and a column of a hostile name are written and read in every format`(
        name: String
    ) throws {
        let folder = try GeoPackageFolder()
        let file =
            "{\"type\":\"FeatureCollection\",\"name\":\(Self.text(name)),\"features\":["
            + "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]},"
            + "\"properties\":{\(Self.text(name)):1,\"x\":\(Self.text(name))}}]}"
        #expect(try Trial(.geojson, writtenFolder: folder.url.path).run(Array(file.utf8)))
    }

    @Test func `all hostile names together are written and read in every format`() throws {
        let folder = try GeoPackageFolder()
        // The accented letter is one name, however it is written.
        let names = Self.names.filter { $0 != "e\u{301}" }
        let properties = names.map { "\(Self.text($0)):1" }.joined(separator: ",")
        let file =
            "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]},"
            + "\"properties\":{\(properties)}}"
        #expect(try Trial(.geojson, writtenFolder: folder.url.path).run(Array(file.utf8)))
        let reading = try GeoJSON.read(Array(file.utf8), file: "a.geojson")
        #expect(reading.layer.features[0].properties.all.map(\.name) == names)
    }

    // MARK: Many columns

    private static let most = 65_535

    @Test func `as many columns as there can be are read in time, one more is refused`() throws {
        for order in [Array(0..<Self.most), Array((0..<Self.most).reversed())] {
            let names = order.map { "\"c\($0)\":1" }.joined(separator: ",")
            let feature = "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\(names)"
            #expect(try Self.refusal(ofText: feature + "}}", as: .geojson) == nil)
            let error = try Self.refusal(ofText: feature + ",\"more\":1}}", as: .geojson)
            #expect(error?.found == "more than 65535 names of properties")
        }
    }

    @Test func `columns of one name get names of their own in time`() throws {
        let header = repeatElement("a", count: Self.most).joined(separator: ",")
        let file = MappedFile(copying: Array((header + "\n").utf8), named: "same.csv")
        let names = try CSVReader(file).columnNames
        #expect(Set(names).count == Self.most)
        #expect(names.last == "a_65535")
        let more = MappedFile(copying: Array((header + ",a\n").utf8), named: "more.csv")
        #expect(throws: FormatError.self) { try CSVReader(more) }
    }

    private static func refusal(
        ofText text: String, as format: FuzzedFormat
    ) throws -> FormatError? {
        let file = MappedFile(copying: Array(text.utf8), named: "hostile")
        do throws(FormatError) {
            var reader: any FeatureReader = try GeoJSONReader(file)
            if format == .csv { reader = try CSVReader(file) }
            var batch = FeatureBatch()
            while try reader.read(into: &batch) { batch.removeAll() }
            return nil
        } catch { return error }
    }

    @Test(arguments: ["null", "{\"type\":\"Point\",\"coordinates\":[1,2]}"])
    func `columns that are called like those of shapes stay columns in a table`(
        geometry: String
    ) throws {
        let folder = try GeoPackageFolder()
        for names in [
            ["lon", "lat"], ["x", "y"], ["Longitude", "longitude", "latitude"], ["longitude", "y"],
            ["the_geom"], ["WKT"], ["LNG", "LAT", "Geometry"], ["longitude", "latitude", "wkt"],
        ] {
            for value in ["null", "7", "\"word\""] {
                let properties = names.map { "\"\($0)\":\(value)" }.joined(separator: ",")
                let text =
                    "{\"type\":\"Feature\",\"geometry\":\(geometry),"
                    + "\"properties\":{\(properties)}}"
                #expect(
                    try Trial(.geojson, writtenFolder: folder.url.path).run(Array(text.utf8)),
                    "\(text)")
            }
        }
    }

    @Test(arguments: [
        ("\"Point\",\"coordinates\":[1,2]", nil, "longitude,latitude\n1,2\n"),
        ("\"Point\",\"coordinates\":[1,2]", "a", "longitude,latitude,id\n1,2,a\n"),
        ("\"MultiPoint\",\"coordinates\":[[1,2]]", nil, "WKT\n\"MULTIPOINT ((1 2))\"\n"),
        ("\"MultiPoint\",\"coordinates\":[[1,2]]", "a", "WKT,id\n\"MULTIPOINT ((1 2))\",a\n"),
    ])
    func `a table without columns of its own has as many cells as names`(
        shape: String, identifier: String?, table: String
    ) throws {
        let id = identifier.map { "\"id\":\"\($0)\"," } ?? ""
        let text =
            "{\"type\":\"Feature\",\(id)\"geometry\":{\"type\":\(shape)},\"properties\":null}"
        let layer = try GeoJSON.read(Array(text.utf8), file: "a.geojson").layer
        var batch = FeatureBatch()
        for feature in layer.features { try batch.append(feature) }
        var survey = Survey()
        survey.observe(batch)
        let memory = MemoryDestination()
        var writer = CSVWriter(survey: survey, to: memory)
        try writer.write(batch)
        _ = try writer.finish()
        #expect(String(decoding: memory.bytes, as: UTF8.self) == table)
    }

    // MARK: Archives

    @Test func `documents that unfold beyond proportion together are refused`() throws {
        let scratch = try ScratchFile()
        let spaces = [UInt8](repeating: 0x20, count: 1 << 20)
        try scratch.write(Array("<kml/>".utf8))
        for _ in 0..<30 { try scratch.write(spaces) }
        let entries = ["a", "b", "c"].map { name in
            ZipFile.Entry(name: "\(name).kml", file: scratch, byteCount: 30 << 20)
        }
        let memory = MemoryDestination()
        try ZipFile.write(entries, to: memory)
        #expect(memory.bytes.count < 300_000)
        let archive = MappedFile(copying: memory.bytes, named: "map.kmz")
        let error = #expect(throws: FormatError.self) { try KMZReader(archive) }
        #expect(error?.found == "'c.kml' has \(30 << 20) bytes, \(4 << 20) at most")
        // Two of them are no more than one may be.
        let two = MemoryDestination()
        try ZipFile.write(Array(entries.prefix(2)), to: two)
        _ = try KMZReader(MappedFile(copying: two.bytes, named: "map.kmz"))
    }
}
