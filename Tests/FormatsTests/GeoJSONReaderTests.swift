import Formats
import SimpleFeatures
import TestMaterial
import Testing

@Suite struct GeoJSONReaderTests {
    private func read(_ text: String, limits: ReadingLimits = ReadingLimits()) throws -> Reading {
        try GeoJSON.read(Array(text.utf8), file: "folder/a.b.geojson", limits: limits)
    }

    private static let point = #"{"type":"Point","coordinates":[1,2]}"#

    @Test(arguments: [
        point,
        #"{"coordinates":[1,2],"type":"Point"}"#,
        #"{"properties":{},"geometry":{"coordinates":[1,2],"type":"Point"},"type":"Feature"}"#,
        #"{"features":[{"type":"Feature","properties":null,"geometry":\#(point)}],"type":"FeatureCollection"}"#,
        #"{"a":{"type":[]},"type":"Feature","geometry":\#(point),"properties":{},"geometry_name":"x"}"#,
        "\u{FEFF}  \r\n\t\(point)\r\n\r\n",
        "\u{1E}\(point)\n",
        #"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}},"features":[{"type":"Feature","geometry":\#(point),"properties":{}}]}"#,
        #"{"type":"Feature","crs":{"type":"name","properties":{"name":"EPSG:4326"}},"geometry":\#(point),"properties":{}}"#,
        #"{"type":"Point","crs":null,"coordinates":[1,2]}"#,
    ])
    func `a point is read out of every wrapping, in every order of members`(text: String) throws {
        let reading = try read(text)
        #expect(reading.layer.features == [Feature(geometry: .point(at(1, 2)))])
        #expect(reading.layer.name == "a")
        #expect(reading.notes.isEmpty)
    }

    @Test func `features that follow each other make one layer`() throws {
        let feature = #"{"type":"Feature","id":7,"geometry":null,"properties":{"a":1}}"#
        for separator in ["\n", "\r\n", "\n\n", "\n\u{1E}", " ", ""] {
            let reading = try read(
                [feature, feature, GeoJSONReaderTests.point].joined(separator: separator))
            #expect(reading.layer.features.count == 3)
            #expect(reading.layer.features[0].id == "7")
            #expect(reading.layer.features[2].geometry == .point(at(1, 2)))
        }
    }

    @Test(arguments: [
        ("7", "7"), ("7.50", "7.50"), ("-1", "-1"), ("\"é\"", "é"), ("null", nil), ("\"\"", ""),
    ])
    func `an id becomes the text that stands there`(id: String, expected: String?) throws {
        let reading = try read(
            "{\"type\":\"Feature\",\"id\":\(id),\"geometry\":null,\"properties\":{}}")
        #expect(reading.layer.features[0].id == expected)
    }

    @Test(arguments: [
        (
            #"{"type":"LineString","coordinates":[[1,2,3],[1,2,3,4],[5,6]]}"#,
            "dropped what follows longitude and latitude in 2 positions (first in line 1)"
        ),
        (
            "{\"type\":\"Polygon\",\n\"coordinates\":[[[0,0],[1,0],[1,1]]]}",
            "closed 1 open ring (line 2)"
        ),
        (
            #"{"type":"Point","coordinates":[]}"#,
            "took 1 point without coordinates for no geometry (line 1)"
        ),
        (
            #"{"type":"Feature","geometry":null,"properties":{"a":1,"a":2}}"#,
            "kept the last of values given under one name in 1 object (line 1)"
        ),
        (
            #"{"type":"Feature","geometry":null,"properties":{"a":18446744073709551616}}"#,
            "kept 1 whole number beyond 64 bits as real numbers (line 1)"
        ),
        (
            #"{"type":"Feature","geometry":null}"#,
            "took a missing geometry or properties for null in 1 feature (line 1)"
        ),
    ])
    func `what is put right is said`(text: String, note: String) throws {
        let reading = try read(text)
        #expect(reading.notes == [note])
        #expect(reading.layer.features.count == 1)
    }

    private static let prefix = "folder/a.b.geojson:"

    @Test(arguments: [
        ("", "1:1: found the end of the file, expected a GeoJSON object"),
        ("[]", "1:1: found '[', expected a GeoJSON object"),
        ("{}", "1:1: found an object without 'type', expected a GeoJSON object"),
        (
            #"{"type":"Topology"}"#,
            "1:9: found the type 'Topology', "
                + "expected 'FeatureCollection', 'Feature' or the kind of a geometry"
        ),
        (#"{"type":5}"#, "1:9: found '5', expected a type in quotation marks"),
        (
            #"{"type":"FeatureCollection"}"#,
            "1:1: found a FeatureCollection without 'features', expected an array of features"
        ),
        (
            #"{"type":"FeatureCollection","features":{}}"#,
            "1:40: found '{', expected an array of features"
        ),
        (
            #"{"type":"FeatureCollection","features":[],"features":[]}"#,
            "1:43: found the name 'features' for the second time, "
                + "expected each name once in an object"
        ),
        (
            #"{"type":"FeatureCollection","features":[3]}"#,
            "1:41: feature 1: found '3', expected a feature"
        ),
        (
            #"{"type":"FeatureCollection","features":[{"type":"Point","coordinates":[1,2]}]}"#,
            "1:49: feature 1: found the type 'Point', expected the type 'Feature'"
        ),
        (
            #"{"type":"FeatureCollection","features":[{"geometry":null}]}"#,
            "1:41: feature 1: found an object without 'type', expected a feature"
        ),
        (
            "{\"type\":\"FeatureCollection\",\"features\":[\n"
                + "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{}},\n"
                + "{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[-16.5,-168.1]}",
            "3:60: feature 2: found latitude -168.1, expected degrees in -90...90"
                + " (are longitude and latitude swapped?)"
        ),
        (
            #"{"type":"Point","coordinates":[181,2]}"#,
            "1:31: feature 1: found longitude 181.0, expected degrees in -180...180"
        ),
        (
            #"{"type":"Point","coordinates":[1]}"#,
            "1:31: feature 1: found a position of one number, expected longitude and latitude"
        ),
        (
            #"{"type":"Point","coordinates":["1","2"]}"#,
            "1:32: feature 1: found '\"', expected a number of degrees"
        ),
        (
            #"{"type":"Point","coordinates":[null,2]}"#,
            "1:32: feature 1: found 'null', expected a number of degrees"
        ),
        (
            #"{"type":"Point","coordinates":null}"#,
            "1:31: feature 1: found 'null', expected a position: an array of longitude and latitude"
        ),
        (
            #"{"type":"LineString","coordinates":[[1,2]]}"#,
            "1:36: feature 1: found a line of one position, expected two or more"
        ),
        (
            #"{"type":"LineString","coordinates":[[1,2],[]]}"#,
            "1:43: feature 1: found an empty position, expected longitude and latitude"
        ),
        (
            #"{"type":"Polygon","coordinates":[[[1,2],[3,4],[1,2]]]}"#,
            "1:34: feature 1: found a ring of 3 positions, "
                + "expected four or more, the first repeated as the last"
        ),
        (
            #"{"type":"Polygon","coordinates":[[1,2],[3,4]]}"#,
            "1:35: feature 1: found '1', expected a position: an array of longitude and latitude"
        ),
        (
            #"{"type":"Point"}"#,
            "1:1: feature 1: found a Point without 'coordinates', expected an array of coordinates"
        ),
        (
            #"{"type":"GeometryCollection","coordinates":[]}"#,
            "1:1: feature 1: found a GeometryCollection without 'geometries', "
                + "expected an array of geometries"
        ),
        (
            #"{"type":"Feature","geometry":{"type":"Circle"},"properties":{}}"#,
            "1:38: feature 1: found the type 'Circle', expected the kind of a geometry"
        ),
        (
            #"{"type":"Feature","geometry":"x","properties":{}}"#,
            "1:30: feature 1: found '\"', expected a geometry or null"
        ),
        (
            #"{"type":"Feature","geometry":null,"properties":[]}"#,
            "1:48: feature 1: found '[', expected an object"
        ),
        (
            #"{"type":"Feature","id":true,"geometry":null,"properties":{}}"#,
            "1:24: feature 1: found an id of another kind, expected a text or a number"
        ),
        (
            #"{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:32719"}},"features":[]}"#,
            "1:35: found the crs 'EPSG:32719', expected longitude and latitude on WGS 84 (no crs,"
                + " CRS84 or EPSG:4326)"
        ),
        (
            #"{"type":"FeatureCollection","crs":{"type":"link"},"features":[]}"#,
            "1:35: found a crs without a name, expected longitude and latitude on WGS 84 (no crs,"
                + " CRS84 or EPSG:4326)"
        ),
        (
            "{\"type\":\"Point\",\"coordinates\":[1,2]}\n{\"type\":\"Point\",\"coordinates\":[1,2]",
            "2:36: feature 2: found the end of the file, expected ',' or '}' in an object"
        ),
        (
            #"{"type":"Point","coordinates":[1,2]} x"#,
            "1:38: found 'x', expected a GeoJSON object"
        ),
        (
            #"{"type":"FeatureCollection","features":[]"#,
            "1:42: found the end of the file, expected ',' or '}' in an object"
        ),
    ])
    func `a fault is named with its place and its feature`(text: String, message: String) {
        let error = #expect(throws: FormatError.self) { try read(text) }
        #expect(error?.description == GeoJSONReaderTests.prefix + message)
    }

    @Test func `an error stays on one line, whatever the file says`() {
        let error = #expect(throws: FormatError.self) {
            try GeoJSON.read(Array(#"{"type":"a\nb\u001b[2Jc"}"#.utf8), file: "a\n.geojson")
        }
        #expect(
            error?.description.hasPrefix(
                "a\u{FFFD}.geojson:1:9: found the type 'a\u{FFFD}b\u{FFFD}[2Jc'")
                == true)
    }

    @Test func `limits on features, positions and depth are kept`() throws {
        let line = #"{"type":"LineString","coordinates":[[1,2],[3,4],[5,6]]}"#
        _ = try read(line + line, limits: ReadingLimits(features: 2, positions: 6))
        #expect(throws: FormatError.self) {
            try read(line + line, limits: ReadingLimits(features: 1))
        }
        #expect(throws: FormatError.self) {
            try read(line + line, limits: ReadingLimits(positions: 5))
        }
        let deep = String(repeating: #"{"type":"GeometryCollection","geometries":["#, count: 10_000)
        let error = #expect(throws: FormatError.self) { try read(deep) }
        #expect(error?.found == "more than 64 levels of brackets")
    }

    @Test(.timeLimit(.minutes(1)))
    func `a single line of ten megabytes is read in a time that does not grow with its square`()
        throws
    {
        let point = "[-68.1234567,-16.7654321],"
        let count = 400_000
        var bytes = Array(#"{"type":"LineString","coordinates":["#.utf8)
        bytes.reserveCapacity(count * point.utf8.count)
        for _ in 1..<count { bytes.append(contentsOf: point.utf8) }
        bytes.append(contentsOf: "[0,0]]}".utf8)
        #expect(bytes.count > 10_000_000)
        let reading = try GeoJSON.read(bytes, file: "line.geojson")
        #expect(reading.layer.features[0].geometry?.positions.count == count)
    }

    @Test(arguments: 0..<400)
    func `a damaged file is read or refused with a place, and never crashes`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let framings: [GeoJSON.Framing] = [.collection, .lines, .textSequence]
        var bytes = GeoJSON.bytes(
            of: Samples.hostile, options: .init(framing: framings[Int(seed % 3)]))
        for _ in 0..<Int.random(in: 1...6, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: bytes.indices, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 2: bytes.removeSubrange(place...)
            case 3: bytes.removeSubrange(place..<min(place + 9, bytes.count))
            default:
                let signs = Array("{}[]\",:\\-0.eE\u{0}tn".utf8)
                bytes.insert(signs[Int.random(in: signs.indices, using: &random)], at: place)
            }
        }
        let lineCount = bytes.count { $0 == UInt8(ascii: "\n") } + 1
        do throws(FormatError) {
            let reading = try GeoJSON.read(bytes, file: "damaged.geojson")
            // What was taken can be written and read again.
            _ = try GeoJSON.read(GeoJSON.bytes(of: reading.layer), file: "again.geojson")
        } catch {
            #expect(error.file == "damaged.geojson", "seed \(seed): \(error)")
            guard case .line(let line, let column) = error.place else {
                Issue.record("seed \(seed): \(error)")
                return
            }
            #expect((1...lineCount).contains(line), "seed \(seed): \(error)")
            #expect(column >= 1, "seed \(seed): \(error)")
        }
    }

    @Test func `a file cut at any byte is refused`() {
        let whole = GeoJSON.bytes(of: Samples.small)
        for length in 0..<(whole.count - 2) {
            let error = #expect(throws: FormatError.self) {
                try GeoJSON.read(Array(whole[..<length]), file: "cut.geojson")
            }
            let lines = whole[..<length].count { $0 == UInt8(ascii: "\n") } + 1
            guard case .line(lines, _) = error?.place else {
                Issue.record("\(length) bytes: \(String(describing: error))")
                continue
            }
        }
    }
}
