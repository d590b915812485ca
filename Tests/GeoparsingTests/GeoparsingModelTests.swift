import Foundation
import TestMaterial
import Testing

@testable import Geoparsing

/// Files of weights that are not what they should be.
@Suite struct GeoparsingModelTests {
    private static func bytes() throws -> [UInt8] {
        let file = PackageGazetteer.folder.appendingPathComponent(GeoparsingModel.fileName)
        return Array(try Data(contentsOf: file))
    }

    @Test func `a file of another kind is refused by name`() {
        #expect(throws: GeoparsingError(description: "x.model: no file of weights for geoparsing"))
        {
            try GeoparsingModel(Array("not weights".utf8), file: "x.model")
        }
        #expect(throws: GeoparsingError.self) { try GeoparsingModel([], file: "x.model") }
    }

    @Test(arguments: [8, 11, 12, 40, 300, 5_000, -5, -1])
    func `a file that is cut short is refused`(length: Int) throws {
        let bytes = try Self.bytes()
        let kept = length < 0 ? bytes.count + length : length
        #expect(throws: GeoparsingError.self) {
            try GeoparsingModel(Array(bytes[..<kept]), file: "x.model")
        }
    }

    @Test(arguments: 0..<40)
    func `a changed byte is found`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var bytes = try Self.bytes()
        let place = Int.random(in: bytes.indices, using: &random)
        bytes[place] ^= UInt8.random(in: 1...255, using: &random)
        #expect(throws: GeoparsingError.self) { try GeoparsingModel(bytes, file: "x.model") }
    }

    @Test func `another version is told`() throws {
        var bytes = try Self.bytes()
        bytes[8] = 99
        let error = #expect(throws: GeoparsingError.self) {
            try GeoparsingModel(bytes, file: "x.model")
        }
        #expect(error?.description == "x.model: byte 12: found version 99, expected 1")
    }
}
