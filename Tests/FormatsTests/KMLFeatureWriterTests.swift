import FileWriting
import SimpleFeatures
import TestMaterial
import Testing

@testable import Formats

/// KML that is written a window at a time.
@Suite struct KMLFeatureWriterTests {
    /// Writes a layer in windows of so many features, by way of a scratch file where it has folders.
    static func streamed(
        _ layer: Layer, window: Int, options: KML.Options = .init()
    ) throws -> (bytes: [UInt8], notes: [String]) {
        var survey = Survey(styleProperty: options.styleProperty)
        try forEachWindow(of: layer, window) { batch in survey.observe(batch) }
        survey.declare(layer.schema)
        let memory = MemoryDestination()
        var writer = try KMLFeatureWriter(
            to: memory, layerName: layer.name, survey: survey, options: options)
        try forEachWindow(of: layer, window) { batch in try writer.write(batch) }
        let notes = try writer.finish()
        return (memory.bytes, notes)
    }

    static func properties(_ names: [String], value: (String) -> Value) -> Properties {
        Properties(names.map { Properties.Property(name: $0, value: value($0)) })
    }

    static func forEachWindow(
        of layer: Layer, _ window: Int, body: (borrowing FeatureBatch) throws -> Void
    ) throws {
        var batch = FeatureBatch()
        for feature in layer.features {
            try batch.append(feature)
            guard batch.count == window else { continue }
            try body(batch)
            batch.removeAll()
        }
        try body(batch)
    }

    /// Features in mixed order of regions, most with ids, some with the same.
    static func mixed(_ count: Int) -> Layer {
        var random = SeededGenerator(seed: 9)
        let regions = ["highlands", "valleys", "", "<&>", "chapare"]
        return Layer(
            name: "mixed",
            features: (0..<count).map { index in
                Feature(
                    id: index % 7 == 0 ? nil : "é\(index % 50)",
                    geometry: .point(
                        Coordinate(
                            wrappingLongitude: Double.random(in: -180...180, using: &random),
                            clampingLatitude: Double.random(in: -90...90, using: &random))),
                    properties: [
                        "region": Value(regions[Int.random(in: 0..<5, using: &random)]),
                        "name": .text("Event \(index)"), "deaths_best": .integer(index % 4),
                    ])
            })
    }

    @Test(arguments: [1, 3, 64, 4096])
    func `windows of any size give the same file`(window: Int) throws {
        for layer in [Samples.small, Samples.hostile, Self.mixed(500)] {
            let (bytes, _) = try Self.streamed(layer, window: window)
            let whole = KML.bytes(of: layer)
            if layer.features.count < 100 || window >= 500 {
                #expect(bytes == whole, "\(layer.name)")
            } else {
                // Folders are in one order whatever the windows; ids that are shared need not be.
                #expect(bytes.count == whole.count, "\(layer.name)")
            }
        }
    }

    @Test func `notes count replaced characters in folders and outside`() throws {
        let layer = Layer(
            name: "a\u{1}",
            features: [Feature(geometry: nil, properties: ["region": .text("b\u{2}")])])
        let notes = try Self.streamed(layer, window: 1).notes
        // The name in two places, the region as a folder and as a column.
        #expect(notes == ["replaced 4 characters that XML 1.0 does not allow"])
    }

    @Test func `an empty layer is a document without placemarks`() throws {
        let layer = Layer(name: "none", features: [])
        let text = String(decoding: try Self.streamed(layer, window: 1).bytes, as: UTF8.self)
        #expect(text == String(decoding: KML.bytes(of: layer), as: UTF8.self))
        #expect(!text.contains("<Style") && text.contains("<Folder>\n<name>none</name>\n</Folder>"))
    }

    @Test func `a full disk is an error`() throws {
        struct Full {
            static let error = WritingError(path: "full", reason: "no space left")
        }
        final class FullDisk: ByteDestination {
            func write(_ bytes: UnsafeRawBufferPointer) throws(WritingError) { throw Full.error }
        }
        var writer = try KMLFeatureWriter(
            to: FullDisk(), layerName: "a", survey: Survey(), options: .init())
        #expect(throws: Full.error) { _ = try writer.finish() }
    }

    @Test(arguments: [
        (["id", "name", "x"], false), (["name", "x"], false), (["id", "x", "name"], true),
        (["x", "name"], true), (["x"], false), (["name"], false),
    ])
    func `the order of columns is written where it does not go without saying`(
        names: [String], isWritten: Bool
    ) throws {
        let layer = Layer(
            name: "a",
            features: [
                Feature(geometry: nil, properties: Self.properties(names) { _ in Value("v") })
            ])
        let text = String(decoding: KML.bytes(of: layer), as: UTF8.self)
        #expect(text.contains("<Data name=\"columns\">") == isWritten)
    }

    // MARK: Parts

    @Test func `identifiers beyond the limit stay unique, and shared ones are counted below it`() {
        for prefix in ["x", "00", "", "9"] {
            var batch = FeatureBatch()
            for index in 0..<300 {
                let id = "\(prefix)\(index % 100)"
                batch.endFeature(identifier: batch.texts.copy(id), shape: .none)
            }
            for limit in [1, 8, 64, 128, 1 << 12] {
                var used = UsedIdentifiers(limit: limit)
                let numbers = used.numbers(in: batch)
                let written = zip(0..<300, numbers).map { "\($0 % 100)..\($1)" }
                #expect(Set(written).count == 300, "'\(prefix)', limit \(limit)")
                // Whole numbers have no limit.
                if limit >= 128 || prefix == "" || prefix == "9" {
                    #expect(numbers == (0..<300).map { $0 / 100 + 1 }, "'\(prefix)'")
                }
            }
        }
    }

    @Test func `names of XML stand for one text each`() {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<500 {
            let text = String(
                String.UnicodeScalarView(
                    (0..<Int.random(in: 0...12, using: &random)).map { _ in
                        Unicode.Scalar(UInt32.random(in: 1...0x2FF, using: &random)) ?? "x"
                    }))
            let name = XMLName.name(of: text, prefix: "")
            #expect(name.utf8.allSatisfy { XMLName.isPlain($0) || $0 == UInt8(ascii: ".") })
            #expect(!name.contains(".."))
            #expect(XMLName.text(of: Array(name.utf8)) == Array(text.utf8))
            #expect(XMLName.text(of: Array("\(name)..17".utf8)) == Array(text.utf8))
        }
        for broken in [".", ".g0", ".2", "..x", "a b"] {
            #expect(XMLName.text(of: Array(broken.utf8)) == nil)
        }
    }

    @Test(arguments: 0..<400 as Range<UInt64>)
    func `texts are escaped as byte by byte`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let alphabet = Array("abcdefgh <>&\"'é\u{FFFE}\u{FFFF}\u{FFFD}\u{0}\u{1F}\u{7F}\r\n\t]💥")
        let isPlain = seed % 3 == 0
        let length = seed % 10 == 1 ? 3000 : Int.random(in: 0...40, using: &random)
        let text = String(
            (0..<length).map { _ in
                isPlain ? "a" : alphabet.randomElement(using: &random) ?? "a"
            })
        for position in [XMLOutput.Position.content, .attribute, .html] {
            let memory = MemoryDestination()
            var output = XMLOutput(to: memory)
            output.write(text, as: position)
            try output.buffer.flush()
            let (expected, count) = Self.escaped(text, as: position)
            #expect(String(decoding: memory.bytes, as: UTF8.self) == expected, "seed \(seed)")
            #expect(output.replacedCharacterCount == count, "seed \(seed)")
        }
    }

    /// XML 1.0, sections 2.2, 2.4, 2.11 and 3.3.3, character by character.
    private static func escaped(
        _ text: String, as position: XMLOutput.Position
    ) -> (text: String, replaced: Int) {
        var escaped = ""
        var count = 0
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'" where position == .html: escaped += "&#39;"
            case "\r" where position != .html: escaped += "&#13;"
            case "\n" where position == .attribute: escaped += "&#10;"
            case "\t" where position == .attribute: escaped += "&#9;"
            case "\t", "\n", "\r": escaped.unicodeScalars.append(scalar)
            case "\u{0}"..."\u{1F}", "\u{FFFE}"..."\u{FFFF}":
                escaped += "\u{FFFD}"
                count += 1
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return (escaped, count)
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func `short real numbers are written as the standard library does`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for round in 0..<200 {
            let digits = Double(Int.random(in: -1_800_000_000...1_800_000_000, using: &random))
            let number: Double
            switch round % 5 {
            case 0: number = digits / 1e7
            case 1: number = digits / 1e3
            case 2: number = digits.remainder(dividingBy: 1000)
            case 3: number = Double.random(in: -1e9...1e9, using: &random)
            default: number = Double(bitPattern: random.next() & 0xBFFF_FFFF_FFFF_FFFF)
            }
            guard number.isFinite else { continue }
            let memory = MemoryDestination()
            var buffer = OutputBuffer(to: memory)
            buffer.write(number)
            try buffer.flush()
            #expect(String(decoding: memory.bytes, as: UTF8.self) == number.description)
        }
        for number in [0, -0.0, 1e-4, 9.9e-5, 1e8, 99_999_999.5, 0.1, -0.1, .leastNonzeroMagnitude]
        {
            let memory = MemoryDestination()
            var buffer = OutputBuffer(to: memory)
            buffer.write(number)
            try buffer.flush()
            #expect(String(decoding: memory.bytes, as: UTF8.self) == number.description)
        }
    }
}
