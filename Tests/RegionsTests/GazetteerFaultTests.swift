import Gazetteers
import SimpleFeatures
import Testing

@testable import Regions

/// What is wrong whatever was meant: parents that lead nowhere or in a circle, positions off the
/// earth.
@Suite struct GazetteerFaultTests {
    static let below = """
        id\tname\tkind\tlongitude\tlatitude\tcountry\tadmin1\tadmin2\tparent
        bo\tBolivia\tA/PCLI\t-64\t-17\tBO\t\t\t
        dep\tDep\tA/ADM1\t-67\t-19\tBO\tdep\t\tbo
        prov\tProv\tA/ADM2\t-67\t-19\tBO\tdep\tprov\tdep
        town\tTown\tP/PPL\t-67\t-19\tBO\tdep\tprov\tprov
        """

    @Test func `a larger place that no gazetteer of the stack has is a fault, once`() throws {
        let above = """
            id\tname\tkind\tlongitude\tlatitude\tcountry\tadmin1\tadmin2\tparent
            m1\tM One\tP/PPL\t-67\t-19\tBO\tdep\tprof\tprof
            m2\tM Two\tP/PPL\t-66\t-19\tBO\tdep\t\ttown
            m3\tM Three\tP/PPL\t-65\t-19\tBO\tdap\t\tnowhere
            """
        let stacked = try GazetteerReview(of: try Stacked.gazetteer([above, Self.below]))
        #expect(
            stacked.lines == [
                "open-parent: m1 'M One': admin2 'prof' is no place's id (named 2 times)",
                "open-parent: m3 'M Three': admin1 'dap' is no place's id",
                "open-parent: m3 'M Three': parent 'nowhere' is no place's id",
            ])
        #expect(stacked.faultCount == 3)
        let alone = try GazetteerReview(of: try Stacked.gazetteer([above]))
        #expect(
            alone.groups[0].remarks.map(\.sentence).filter { $0.contains("'dep'") } == [
                "m1 'M One': admin1 'dep' is no place's id (named 2 times)"
            ])
    }

    @Test func `a shadowed place names no one, and a country that is not there is no fault`() throws
    {
        let table = """
            id\tname\tkind\tlongitude\tlatitude\tcountry\tparent
            m1\tM One\tP/PPL\t-67\t-19\tBO\t
            """
        let shadowed = """
            id\tname\tkind\tlongitude\tlatitude\tcountry\tparent
            m1\tM One\tP/PPL\t-67\t-19\tBO\tnowhere
            """
        #expect(try GazetteerReview(of: try Stacked.gazetteer([table, shadowed])).lines == [])
        #expect(try GazetteerReview(of: try Stacked.gazetteer([shadowed, table])).faultCount == 1)
    }

    @Test func `places that lie in themselves across two gazetteers are a fault`() throws {
        // Above, the province lies in the town; below, the town in the province.
        let above = """
            id\tname\tkind\tlongitude\tlatitude\tcountry\tparent
            mine\tMine\tP/PPL\t-67\t-19\tBO\tprov
            prov\tProv\tA/ADM2\t-67.5\t-19\tBO\ttown
            """
        let review = try GazetteerReview(of: try Stacked.gazetteer([above, Self.below]))
        #expect(review.lines == ["circle: prov lies in itself: prov > town > prov"])
        #expect(
            try GazetteerReview(of: try Stacked.gazetteer([Self.below, above])).faultCount == 0)
    }

    @Test func `a circle as long as a gazetteer is cut short`() throws {
        let header = "id\tname\tkind\tlongitude\tlatitude\tparent\n"
        let chain = (0..<100).map { number in
            "c\(number)\tChain \(number)\tP/PPL\t\(number)\t0\t"
                + (number == 99 ? "" : "c\(number + 1)")
        }
        let review = try GazetteerReview(
            of: try Stacked.gazetteer([
                header + "c99\tChain 99\tP/PPL\t99\t0\tc0", header + chain.joined(separator: "\n"),
            ]))
        #expect(review.groups.map(\.kind) == [.circle])
        #expect(review.groups[0].remarks[0].sentence.hasSuffix("> c12 > c13 > c14 > 84 more"))
    }

    @Test func `a position off the earth, as another program may write it, is a fault`() throws {
        var bytes = try Stacked.bytes(of: Self.below)
        let record = CompiledBytes.start(of: "PLAC", in: bytes) + 3 * 48
        CompiledBytes.set(1_812_345_678, at: record, in: &bytes)
        CompiledBytes.seal(&bytes)
        let gazetteer = Gazetteer(stacking: [try CompiledGazetteer(bytes: bytes)])
        try gazetteer.verify()
        let review = try GazetteerReview(of: gazetteer)
        #expect(
            review.lines == [
                "position: town 'Town' has longitude 181.2345678, latitude -19.0, "
                    + "expected -180...180 and -90...90"
            ])
    }

    @Test func `a damaged block of any layer is found, also one that nothing reads`() throws {
        var bytes = try Stacked.bytes(of: Self.below)
        let sound = try CompiledGazetteer(bytes: bytes)
        bytes[CompiledBytes.start(of: "POSI", in: bytes) + 64] ^= 1
        let damaged = try CompiledGazetteer(bytes: bytes, file: "mine.gaz")
        try Gazetteer(stacking: [sound, sound]).verify()
        let error = #expect(throws: GazetteerError.self) {
            try Gazetteer(stacking: [sound, damaged]).verify()
        }
        #expect(error?.file == "mine.gaz")
        #expect(error?.reason.hasPrefix("damaged near byte ") == true)
    }
}

/// A compiled gazetteer as another program might write it.
///
/// - SeeAlso: `docs/formats.md`, "Compiled gazetteers".
private enum CompiledBytes {
    private static let blockSize = 16_384

    static func start(of section: String, in bytes: [UInt8]) -> Int {
        let count = number(at: 12, in: bytes)
        let entries = (0..<count).map { 32 + $0 * 24 }
        let entry = entries.first { Array(bytes[$0..<$0 + 4]) == Array(section.utf8) }
        return entry.map { number(at: $0 + 8, in: bytes) } ?? 0
    }

    static func set(_ number: UInt32, at offset: Int, in bytes: inout [UInt8]) {
        for byte in 0..<4 {
            bytes[offset + byte] = UInt8(truncatingIfNeeded: number >> UInt32(8 * byte))
        }
    }

    /// Writes the checksums again.
    static func seal(_ bytes: inout [UInt8]) {
        let start = number(at: 24, in: bytes)
        for (block, first) in stride(from: 0, to: start, by: blockSize).enumerated() {
            set(
                crc32(bytes[first..<min(first + blockSize, start)]), at: start + block * 4,
                in: &bytes)
        }
        set(crc32(bytes[start..<bytes.count - 4]), at: bytes.count - 4, in: &bytes)
    }

    private static func number(at offset: Int, in bytes: [UInt8]) -> Int {
        bytes[offset..<offset + 4].reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    /// - SeeAlso: RFC 1952, section 8.
    private static func crc32(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        var crc = UInt32.max
        for byte in bytes {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 0 ? crc >> 1 : crc >> 1 ^ 0xEDB8_8320 }
        }
        return ~crc
    }
}
