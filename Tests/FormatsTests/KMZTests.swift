import Compression
import FileMapping
import FileWriting
import SimpleFeatures
import TestMaterial
import Testing

@testable import Formats

@Suite struct KMZTests {
    static func bytes(of layer: Layer) throws -> [UInt8] {
        var survey = Survey()
        try KMLFeatureWriterTests.forEachWindow(of: layer, 100) { survey.observe($0) }
        let memory = MemoryDestination()
        var writer = try KMZFeatureWriter(to: memory, layerName: layer.name, survey: survey)
        try KMLFeatureWriterTests.forEachWindow(of: layer, 100) { try writer.write($0) }
        _ = try writer.finish()
        return memory.bytes
    }

    static func read(_ bytes: [UInt8], limits: ReadingLimits = .init()) throws -> Reading {
        try KMZReader(MappedFile(copying: bytes, named: "map.kmz"), limits: limits).readAll()
    }

    private func archive(_ files: [(String, String)]) throws -> [UInt8] {
        let memory = MemoryDestination()
        try ZipFile.write(files.map { .init(name: $0.0, bytes: Array($0.1.utf8)) }, to: memory)
        return memory.bytes
    }

    @Test(arguments: [Samples.small, Samples.hostile, KMLFeatureWriterTests.mixed(300)])
    func `a layer comes back as from KML`(layer: Layer) throws {
        let reading = try Self.read(try Self.bytes(of: layer))
        let plain = try KMLReaderTests.read(KML.bytes(of: layer))
        #expect(reading.layer.features == plain.layer.features)
        #expect(reading.layer.name == layer.name)
    }

    @Test func `the same layer gives the same bytes`() throws {
        #expect(try Self.bytes(of: Samples.hostile) == Self.bytes(of: Samples.hostile))
    }

    @Test func `every icon that the document names is in the archive, and no other`() throws {
        let bytes = try Self.bytes(of: Samples.hostile)
        try unsafe bytes.withUnsafeBytes { bytes in
            let archive = unsafe try ZipArchive(bytes)
            let memory = MemoryDestination()
            try archive.unpack(archive.entries[0], to: memory, atMost: 1 << 20)
            let text = String(decoding: memory.bytes, as: UTF8.self)
            let named = text.split(separator: "<href>").dropFirst().map {
                String($0.prefix { $0 != "<" })
            }
            #expect(
                named == [
                    "icons/clash.png", "icons/march.png", "icons/decree.png", "icons/other.png",
                ])
            #expect(archive.entries.map(\.name) == ["doc.kml"] + named)
        }
    }

    @Test func `an icon is a disc in its colour on nothing`() throws {
        let png = EventIcon.png(colour: "b31400")
        #expect(Array(png.prefix(8)) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        #expect(png.count < 2000)
        // Width and height stand in the first chunk (PNG, section 11.2.2).
        #expect(Array(png[16..<24]) == [0, 0, 0, 64, 0, 0, 0, 64])
    }

    @Test func `the name of the archive is that of a layer without one`() throws {
        let bytes = try archive([("doc.kml", "<kml><Placemark/></kml>")])
        let reading = try Self.read(bytes)
        #expect(reading.layer.name == "map")
        #expect(reading.layer.features.count == 1)
    }

    @Test func `a document of links gives way to those that have placemarks`() throws {
        let placemark = "<Placemark><name>a</name></Placemark>"
        let one = try archive([
            ("doc.kml", "<kml><Document><NetworkLink/></Document></kml>"),
            ("layers/a.kml", "<kml><Document><name>A</name>\(placemark)</Document></kml>"),
        ])
        #expect(try Self.read(one).layer.name == "A")
        #expect(try Self.read(one).layer.features.map(\.properties) == [["name": .text("a")]])
        let two = try archive([
            ("doc.kml", "<kml><Document><NetworkLink/></Document></kml>"),
            ("layers/a.kml", "<kml><Document><name>A</name>\(placemark)</Document></kml>"),
            (
                "layers/b.KML",
                "<kml><Document><name>B</name><Folder><name>C</name>\(placemark)</Folder></Document></kml>"
            ),
        ])
        let reading = try Self.read(two)
        #expect(reading.layer.name == "map")
        #expect(
            reading.layer.features.map(\.properties["folder"]) == [.text("A"), .text("B/C")])
    }

    @Test func `a fault names the archive, the file in it and the line`() throws {
        let bytes = try archive([("a/doc.kml", "<kml>\n<gpx></kml>")])
        let error = #expect(throws: FormatError.self) { try Self.read(bytes) }
        #expect(error?.description.hasPrefix("map.kmz/a/doc.kml:2:") == true)
    }

    @Test func `an archive without a document is refused`() throws {
        let error = #expect(throws: FormatError.self) {
            try Self.read(try archive([("doc.txt", "x")]))
        }
        #expect(
            error?.description
                == "map.kmz: found no file whose name ends in '.kml', expected a zip archive with a KML document"
        )
    }

    @Test func `a path that leads out of the archive is refused by name`() throws {
        let error = #expect(throws: FormatError.self) {
            try Self.read(try archive([("doc.kml", "<kml/>"), ("../../etc/x.png", "x")]))
        }
        #expect(error?.found == "the path '../../etc/x.png', which leads out of the archive")
    }

    @Test func `a document that unfolds beyond proportion or limit is refused by name`() throws {
        let scratch = try ScratchFile()
        let spaces = [UInt8](repeating: 0x20, count: 1 << 20)
        for _ in 0..<70 { try scratch.write(spaces) }
        let memory = MemoryDestination()
        try ZipFile.write(
            [.init(name: "doc.kml", file: scratch, byteCount: 70 << 20)], to: memory)
        #expect(memory.bytes.count < 100_000)
        var error = #expect(throws: FormatError.self) { try Self.read(memory.bytes) }
        #expect(error?.found == "'doc.kml' has \(70 << 20) bytes, \(64 << 20) at most")
        error = #expect(throws: FormatError.self) {
            try Self.read(memory.bytes, limits: .init(bytes: 1000))
        }
        #expect(error?.found.hasPrefix("'doc.kml' has") == true)
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func `a damaged archive is refused or gives features`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var bytes = try Self.bytes(of: Samples.small)
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            bytes[place] = UInt8.random(in: 0...255, using: &random)
        }
        do { _ = try Self.read(bytes) } catch let error as FormatError {
            #expect(error.description.hasPrefix("map.kmz"), "seed \(seed)")
        }
    }
}
