import Compression
import FileWriting
import Formats
import Foundation
import Regions
import SimpleFeatures
import Testing

@testable import MapPages

/// A page taken apart again, as its script does it.
struct DecodedPage {
    let html: String
    /// The content of each data element by its name, with its type.
    let elements: [String: (type: String, text: String)]
    let head: Properties

    /// Takes a page apart.
    init(_ bytes: [UInt8]) throws {
        html = String(decoding: bytes, as: UTF8.self)
        var elements: [String: (String, String)] = [:]
        for piece in html.components(separatedBy: "<script type=\"").dropFirst() {
            let names = piece.components(separatedBy: "\"")
            let start = try #require(piece.range(of: ">")).upperBound
            let end = try #require(piece.range(of: "</script>")).lowerBound
            #expect(elements[names[2]] == nil, "\(names[2]) stands twice")
            elements[names[2]] = (names[0], String(piece[start..<end]))
        }
        self.elements = elements
        guard case .object(let head) = try DecodedPage.json(elements["layer"]?.1 ?? "") else {
            throw FormatError(file: "page", place: .file, found: "no head", expected: "one")
        }
        self.head = head
    }

    /// Writes a layer as a page and takes it apart.
    init(
        of layer: Layer, options: MapPage.Options = MapPage.Options(),
        filer: MapPageWriter.Filer? = nil, regions: RegionSet? = nil
    ) throws {
        try self.init(
            DecodedPage.bytes(of: layer, options: options, filer: filer, regions: regions).page)
    }

    /// A layer as a page, and what its writer says.
    static func bytes(
        of layer: Layer, options: MapPage.Options = MapPage.Options(),
        filer: MapPageWriter.Filer? = nil, regions: RegionSet? = nil
    ) throws -> (page: [UInt8], notes: [String]) {
        let memory = MemoryDestination()
        var writer = MapPageWriter(
            to: memory, layerName: layer.name, options: options, filer: filer
        ) { _ in
            BaseMapSource(countries: nil, admin1: nil, regions: regions)
        }
        var reader = LayerReader(layer)
        var batch = FeatureBatch()
        while try reader.read(into: &batch) {
            try writer.write(batch)
            batch.removeAll()
        }
        let notes = try writer.finish()
        return (memory.bytes, notes)
    }

    static func json(_ text: String) throws -> Value {
        try JSON.value(of: Array(text.utf8), file: "page")
    }

    /// The numbers of a column.
    func column(_ name: String) throws -> [Int] {
        let element = try #require(elements["c-\(name)"], "no column \(name)")
        #expect(element.type == "text/plain")
        let bytes = Array(try #require(Data(base64Encoded: element.text)))
        #expect(bytes.count % 4 == 0)
        return stride(from: 0, to: bytes.count, by: 4).map { place in
            let number = (0..<4).reduce(UInt32(0)) {
                $0 | UInt32(bytes[place + $1]) << UInt32(8 * $1)
            }
            return Int(Int32(bitPattern: number))
        }
    }

    /// The words of a list of the head.
    func words(_ name: String) -> [String] { head[name].texts }

    /// The words that a column points at.
    func words(_ column: String, of list: String) throws -> [String?] {
        let words = words(list)
        return try self.column(column).map { $0 < 0 ? nil : words[$0] }
    }

    /// The shapes as they are written.
    func shapes() throws -> [Value] {
        guard case .list(let shapes) = try DecodedPage.json(elements["shapes"]?.text ?? "") else {
            return []
        }
        return shapes
    }

    /// The properties of each feature, in the order of the page.
    func properties() throws -> [Properties] {
        var all: [Properties] = []
        for number in 0... {
            guard let element = elements["t-\(number)"] else { break }
            var json = Array(element.text.utf8)
            if head["isPacked"] == .boolean(true) {
                #expect(element.type == "text/plain")
                json = try DecodedPage.unpacked(
                    Array(try #require(Data(base64Encoded: element.text))))
            }
            let value = try JSON.value(of: json, file: "page")
            guard case .list(let block) = value else { break }
            for case .object(let properties) in block { all.append(properties) }
        }
        return all
    }

    /// Unpacks bare deflate, by what unpacks gzip.
    private static func unpacked(_ packed: [UInt8]) throws -> [UInt8] {
        let memory = MemoryDestination()
        let member: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255] + packed
        // The foot, which bare deflate has not, is missed behind the last byte.
        #expect(throws: UnpackingError.self) {
            try unsafe member.withUnsafeBytes {
                try unsafe PackedFormat.gzip.unpack($0, to: memory, atMost: 1 << 28)
            }
        }
        return memory.bytes
    }
}
