import FileMapping
import SimpleFeatures
import TestMaterial
import Testing

@testable import Formats

/// Files that are broken, or made to harm.
@Suite struct KMLFaultTests {
    private func failure(_ text: String, limits: ReadingLimits = .init()) -> String {
        do {
            _ = try KMLReaderTests.read(text, limits: limits)
            return "none"
        } catch { return "\(error)" }
    }

    @Test(arguments: [
        (
            "<Point><coordinates>181,2</coordinates></Point>",
            "map.kml:3:31: feature 2: found longitude 181.0, expected degrees in -180...180"
        ),
        (
            "<Point><coordinates>-16,-168</coordinates></Point>",
            "map.kml:3:31: feature 2: found latitude -168.0, expected degrees in -90...90 (are longitude and latitude swapped?)"
        ),
        (
            "<Point><coordinates>1</coordinates></Point>",
            "map.kml:3:31: feature 2: found a position of one number, expected longitude, latitude and perhaps a height"
        ),
        (
            "<Point><coordinates>1,2,3,4</coordinates></Point>",
            "map.kml:3:31: feature 2: found a position of more than three numbers, expected longitude, latitude and perhaps a height"
        ),
        (
            "<Point><coordinates>1,x</coordinates></Point>",
            "map.kml:3:31: feature 2: found 'x' in coordinates, expected a number of degrees"
        ),
        (
            "<Point><coordinates>1,nan</coordinates></Point>",
            "map.kml:3:31: feature 2: found 'nan' in coordinates, expected a number of degrees"
        ),
        (
            "<Point><coordinates>1,2 3,4</coordinates></Point>",
            "map.kml:3:18: feature 2: found a point of 2 positions, expected one"
        ),
        (
            "<LineString><coordinates>1,2</coordinates></LineString>",
            "map.kml:3:23: feature 2: found a line of one position, expected two or more"
        ),
        (
            "<LinearRing><coordinates>1,2 3,4</coordinates></LinearRing>",
            "map.kml:3:23: feature 2: found a ring of 3 positions, expected four or more, the first repeated as the last"
        ),
        (
            "<Point/><Point/>",
            "map.kml:3:26: feature 2: found a second geometry in a placemark, expected one"
        ),
    ])
    func `a fault in a placemark is named with its place`(content: String, message: String) {
        let text = KMLReaderTests.document(
            "<Placemark>\(content)</Placemark>", head: "<Placemark/>")
        #expect(failure(text) == message)
    }

    @Test(arguments: [
        ("", "no element"), ("{}", "no element"),
        ("<gpx/>", "found <gpx>, expected <kml>"),
        ("<kml><Document>", "found the end of the file"), ("<kml></Kml>", "tag mismatch"),
        ("<kml>&nbsp;</kml>", "entity 'nbsp' not defined"), ("<kml/><kml/>", "extra content"),
        ("<kml>\u{1}</kml>", "expected well-formed XML"), ("<kml a='1' a='2'/>", "redefined"),
    ])
    func `what is no KML is refused with its place`(text: String, part: String) {
        let message = failure(text).lowercased()
        #expect(message.hasPrefix("map.kml:1:"), "\(message)")
        #expect(message.contains(part.lowercased()), "\(message)")
    }

    @Test func `text that is no UTF-8 is refused`() {
        let bytes =
            Array("<kml><Placemark><name>".utf8) + [0xFF, 0xFE]
            + Array("</name></Placemark></kml>".utf8)
        let error = #expect(throws: FormatError.self) { try KMLReaderTests.read(bytes) }
        #expect(error?.found.contains("UTF-8") == true)
    }

    @Test(arguments: [
        // External entities, of the document and of parameters (OWASP, "XML External Entity Prevention").
        "<!DOCTYPE kml [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><kml><Placemark><name>&x;</name></Placemark></kml>",
        "<!DOCTYPE kml [<!ENTITY % x SYSTEM \"file:///etc/passwd\"> %x;]><kml/>",
        "<!DOCTYPE kml SYSTEM \"http://example.org/kml.dtd\"><kml/>",
        // Entities that unfold (Klein 2002, "Multiple vendors XML parser denial of service").
        "<!DOCTYPE kml [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]><kml><Placemark><name>&c;</name></Placemark></kml>",
        "<!DOCTYPE kml><kml/>",
    ])
    func `a document type is refused before anything in it is read`(text: String) {
        #expect(
            failure(text).hasSuffix(
                "found a document type, expected well-formed XML without a document type"))
        #expect(failure(text).hasPrefix("map.kml:1:"))
    }

    @Test func `limits are kept`() {
        let deep = String(repeating: "<MultiGeometry>", count: 80)
        #expect(failure("<kml><Placemark>\(deep)").contains("found elements more than 64 deep"))
        let wide =
            "<kml><Folder>"
            + String(
                repeating:
                    "<Placemark><name/><Point><coordinates>1,2</coordinates></Point></Placemark>",
                count: 9) + "</Folder></kml>"
        #expect(failure(wide) == "none")
        #expect(failure(wide, limits: .init(features: 8)).contains("found more than 8 features"))
        #expect(failure(wide, limits: .init(positions: 8)).contains("found more than 8 positions"))
        #expect(failure(wide, limits: .init(values: 8)).contains("found more than 8 values"))
        #expect(failure(wide, limits: .init(bytes: 100)).contains("expected 100 at most"))
    }

    @Test func `many columns are refused`() {
        let fields = (0..<70_000).map { "<SimpleField name=\"c\($0)\"/>" }.joined()
        #expect(
            failure("<kml><Document><Schema id=\"s\">\(fields)</Schema></Document></kml>")
                .contains("found more than 65535 columns"))
    }

    @Test func `a long attribute, comment or name is read or refused, and never stops the program`()
    {
        let long = String(repeating: "a", count: 11_000_000)
        for text in [
            "<kml><Placemark id=\"\(long)\"/></kml>", "<kml><!--\(long)--></kml>",
            "<kml><\(long)/></kml>",
            "<kml><Placemark><name>\(long)</name></Placemark></kml>",
            "<kml><Placemark><name><![CDATA[\(long)]]></name></Placemark></kml>",
        ] {
            let message = failure(text)
            #expect(message == "none" || message.hasPrefix("map.kml:1:"), "\(message.prefix(200))")
        }
    }

    // MARK: Mutation

    private static let whole: [[UInt8]] = [
        KML.bytes(of: Samples.hostile), KML.bytes(of: Samples.small),
        Array(
            KMLReaderTests.document(
                """
                <Schema id="s"><SimpleField name="x" type="int"/></Schema>
                <Folder><name>f</name><Placemark id="1"><name>a</name><TimeStamp><when>2003-10-12</when>
                </TimeStamp><ExtendedData><SchemaData schemaUrl="#s"><SimpleData name="x">1</SimpleData>
                </SchemaData><Data name="y"><value>é</value></Data></ExtendedData><MultiGeometry><gx:Track>
                <when>1</when><gx:coord>1 2 3</gx:coord></gx:Track><Polygon><outerBoundaryIs><LinearRing>
                <coordinates>0,0 1,0 1,1 0,0</coordinates></LinearRing></outerBoundaryIs></Polygon>
                </MultiGeometry></Placemark></Folder><NetworkLink/>

                """
            ).utf8),
    ]

    @Test(arguments: 0..<60 as Range<UInt64>)
    func `damaged files are refused with a line or give features`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for round in 0..<20 {
            var bytes = Self.whole[round % Self.whole.count]
            for _ in 0..<Int.random(in: 1...3, using: &random) { damage(&bytes, with: &random) }
            check(bytes, as: "seed \(seed), round \(round)")
        }
    }

    @Test func `a file cut at any byte is refused`() {
        for (index, whole) in Self.whole.enumerated() {
            let text = String(decoding: whole, as: UTF8.self)
            let end = text.utf8.count - (text.hasSuffix("\n") ? 1 : 0)
            for length in stride(from: 0, to: end, by: index == 0 ? 7 : 1) {
                #expect(check(Array(whole[..<length]), as: "file \(index), \(length) bytes"))
            }
        }
    }

    private func damage(_ bytes: inout [UInt8], with random: inout SeededGenerator) {
        guard bytes.count > 1 else { return }
        let place = Int.random(in: 0..<bytes.count, using: &random)
        let end = min(place + Int.random(in: 1...40, using: &random), bytes.count)
        switch Int.random(in: 0..<6, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes[place] = Array("<>&\"'/,. 9-".utf8).randomElement(using: &random) ?? 0
        case 2: bytes.removeSubrange(place..<end)
        case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
        case 4: bytes.insert(contentsOf: Array("<Placemark><Point>".utf8), at: place)
        default: bytes.removeSubrange(place...)
        }
    }

    /// Reads a file; whether it was refused.
    @discardableResult private func check(_ bytes: [UInt8], as name: String) -> Bool {
        do throws(FormatError) {
            _ = try KMLReader(MappedFile(copying: bytes, named: "damaged.kml")).readAll()
            return false
        } catch {
            guard case .line(let line, let column) = error.place else {
                Issue.record("\(name): \(error)")
                return true
            }
            let lines = bytes.count { $0 == 0x0A || $0 == 0x0D } + 1
            #expect((1...lines).contains(line) && column >= 1, "\(name): \(error)")
            return true
        }
    }
}
