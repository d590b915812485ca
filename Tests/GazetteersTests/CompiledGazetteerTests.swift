import SimpleFeatures
import TestMaterial
import Testing

@testable import Compression
@testable import Gazetteers

@Suite struct CompiledGazetteerTests {
    private static func compiled(_ text: String = SmallTable.text) throws -> [UInt8] {
        let compiler = try GazetteerCompiler(
            sources: [
                try DelimitedTable(Gazetteer.Table(file: "t.tsv", bytes: Array(text.utf8)))
            ], about: ["sources: t.tsv"])
        var bytes: [UInt8] = []
        compiler.write { bytes += $0 }
        return bytes
    }

    /// Asks everything that can be asked of a gazetteer.
    private func exercise(_ gazetteer: Gazetteer) {
        for place in gazetteer.places {
            _ = (place.id, place.name, place.kind, place.position, place.country, place.source)
            _ = (place.status, place.population, place.extentKilometres, place.area, place.codes)
            _ = (gazetteer.fullName(of: place), place.secondIDs, gazetteer.counts(place))
            #expect(gazetteer.ancestors(of: place).count <= 16)
        }
        for name in ["La Paz", "bo-l", "BO-L", "St. Louis", "us", "gn-7", "Titicaca", "laa paz"] {
            for hit in gazetteer.hits(for: PlaceQuery(name)) { _ = hit.place.name }
            _ = gazetteer.suggestions(for: PlaceQuery(name)).map(\.place.name)
        }
        _ = gazetteer.names(in: Array("From La Paz to Port-au-Prince and St. Louis, U.S.".utf8))
        _ = MisspellingIndex(country: "BO", of: gazetteer).places(misspelt: "titicaka")
        let middle = Coordinate(wrappingLongitude: -68, clampingLatitude: -16)
        _ = gazetteer.nearest(to: middle, count: 3).map(\.place.id)
        gazetteer.forEachFoldedName { _ in }
        _ = gazetteer.lexicon.commonWords.contains("union")
    }

    @Test func `what was compiled is what was read`() throws {
        let rows = """
            id\tname\tkind\tlongitude\tlatitude\tcountry\tadmin1\tadmin2\tparent\tpopulation\tprecision_km\tnames\tsource\tstatus\tarea
            earth\tEarth\tL/AREA\t0\t0\t\t\t\t\t6814400000\t\t\t\t\t
            gn-5\tÑuñoa\tP/PPL\t-70.5975299\t-33.4566\tCL\tcl-rm\t\t\t163511\t2.8\tNunoa\t\t\tx#1
            cl-rm\tRegión Metropolitana\tA/ADM1\t-70.6\t-33.4\tcl\tcl-rm\t\t\t\t\tcode:CL-RM|id:gn-6\tA;B\tconfirmed\t
            """
        let gazetteer = Gazetteer(stacking: [
            try CompiledGazetteer(bytes: try Self.compiled(rows + "\n"))
        ])
        let town = try #require(gazetteer.place(withID: "gn-5"))
        #expect(town.name == "Ñuñoa" && town.country == "CL" && town.population == 163_511)
        #expect(town.position.longitude == -70.5975299 && town.position.latitude == -33.4566)
        #expect(town.radiusKilometres == 2.8 && town.area == "x#1")
        #expect(town.source == "GeoNames 5" && town.status == "single-source")
        #expect(town.parent.map { gazetteer.places[$0].id } == "cl-rm")
        let unit = try #require(gazetteer.place(withID: "gn-6"))
        #expect(unit.id == "cl-rm" && unit.codes == ["CL-RM"] && unit.secondIDs == ["gn-6"])
        #expect(gazetteer.place(withCode: "CL-RM")?.id == "cl-rm")
        #expect(unit.country == "CL" && unit.source == "A;B" && unit.status == "confirmed")
        #expect(gazetteer.place(withID: "earth")?.population == 6_814_400_000)
        #expect(gazetteer.place(withID: "earth")?.parent == nil)
        #expect(gazetteer.bearers(of: "nunoa").map(\.place) == [1])
        #expect(gazetteer.fault == nil)
    }

    @Test func `the same tables give the same bytes`() throws {
        #expect(try Self.compiled() == Self.compiled())
    }

    @Test func `no place at all is a gazetteer too`() throws {
        let gazetteer = Gazetteer(stacking: [
            try CompiledGazetteer(bytes: try Self.compiled("id\tname\tlon\tlat\n"))
        ])
        #expect(gazetteer.places.isEmpty)
        exercise(gazetteer)
        #expect(gazetteer.fault == nil)
    }

    @Test(arguments: [0, 1, 7, 8, 31, 500, 16_383, 16_384, 16_391, 16_500, -400, -5, -1])
    func `a file that is cut off says so`(length: Int) throws {
        let bytes = try Self.compiled()
        let part = length < 0 ? bytes.count + length : length
        let error = #expect(throws: GazetteerError.self) {
            try CompiledGazetteer(bytes: Array(bytes.prefix(part)), file: "cut.gaz")
        }
        #expect(error?.description.hasPrefix("cut.gaz: cut off: \(part) bytes") == true, "\(error)")
    }

    @Test func `bytes behind the end are refused`() throws {
        let bytes = try Self.compiled()
        let error = #expect(throws: GazetteerError.self) {
            try CompiledGazetteer(bytes: bytes + [0], file: "x.gaz")
        }
        #expect(
            error?.reason == "too long: \(bytes.count + 1) bytes, its header says \(bytes.count)")
    }

    @Test func `another version is refused by its number`() throws {
        var bytes = try Self.compiled()
        bytes[8] = 1
        let error = #expect(throws: GazetteerError.self) { try CompiledGazetteer(bytes: bytes) }
        #expect(
            error?.reason == "compiled in version 1 of the format, expected 2: build it again")
    }

    @Test func `a table is no compiled gazetteer`() {
        let error = #expect(throws: GazetteerError.self) {
            try CompiledGazetteer(bytes: Array(SmallTable.text.utf8), file: "t.tsv")
        }
        #expect(
            error?.description
                == "t.tsv: not a compiled gazetteer: the first eight bytes are not those of one")
    }

    @Test(arguments: 0..<300)
    func `no changed bit passes unseen`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var bytes = try Self.compiled()
        let place = Int.random(in: bytes.indices, using: &random)
        bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        do throws(GazetteerError) {
            let compiled = try CompiledGazetteer(bytes: bytes, file: "x.gaz")
            exercise(Gazetteer(stacking: [compiled]))
            // Every byte stands under a checksum, so reading them all finds the bit.
            try compiled.verify()
            Issue.record("seed \(seed): not seen at byte \(place)")
        } catch { #expect(error.file == "x.gaz", "seed \(seed)") }
    }

    @Test(arguments: 0..<600)
    func `bytes that lie under right checksums crash nothing`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var bytes = try Self.compiled()
        let end = Int(bytes[24]) | Int(bytes[25]) << 8 | Int(bytes[26]) << 16
        for _ in 0..<Int.random(in: 1...12, using: &random) {
            // The header is short and full of offsets, so it is meant as often as all the rest.
            let range = Bool.random(using: &random) ? 8..<512 : CompiledLayout.blockSize..<end
            let place = Int.random(in: range, using: &random)
            bytes[place] =
                [0, 1, 0x7F, 0x80, 0xFF, UInt8.random(in: 0...255, using: &random)]
                .randomElement(using: &random) ?? 0
        }
        Self.sign(&bytes)
        do throws(GazetteerError) {
            exercise(Gazetteer(stacking: [try CompiledGazetteer(bytes: bytes)]))
        } catch { #expect(!error.reason.isEmpty) }
    }

    @Test func `an index of other positions than the places have is heard of`() throws {
        var bytes = try Self.compiled()
        let other = try Self.compiled(
            SmallTable.text.replacing("-68.13\t-16.5", with: "-65.26\t-19.05"))
        let index = Self.range(of: .positions, in: bytes)
        #expect(index == Self.range(of: .positions, in: other) && bytes[index] != other[index])
        bytes.replaceSubrange(index, with: other[index])
        Self.sign(&bytes)
        let gazetteer = Gazetteer(stacking: [try CompiledGazetteer(bytes: bytes, file: "x.gaz")])
        try gazetteer.verify()
        let sucre = Coordinate(wrappingLongitude: -65.26, clampingLatitude: -19.05)
        #expect(gazetteer.nearest(to: sucre, count: 1).map(\.place.id) == ["bo-lp"])
        #expect(gazetteer.fault?.reason.hasPrefix("damaged near byte ") == true)
    }

    @Test func `an index of fewer positions than there are places is refused`() throws {
        var bytes = try Self.compiled()
        let range = Self.range(of: .positions, in: bytes)
        let fewer = try Self.compiled(
            SmallTable.text.split(separator: "\n").dropLast().joined(separator: "\n") + "\n")
        let index = fewer[Self.range(of: .positions, in: fewer)]
        bytes.replaceSubrange(range.prefix(index.count), with: index)
        Self.sign(&bytes)
        let error = #expect(throws: GazetteerError.self) { try CompiledGazetteer(bytes: bytes) }
        #expect(
            error?.reason == "damaged: an index of 7 positions in \(range.count) bytes, expected "
                + "8 in \(index.count)")
    }

    @Test func `damage to the index is found by whoever asks it`() throws {
        var bytes = try Self.compiled()
        bytes[Self.range(of: .positions, in: bytes).lowerBound + 64] ^= 1
        // Under right outer checksums, which the index does not ask.
        Self.sign(&bytes)
        let compiled = try CompiledGazetteer(bytes: bytes)
        let gazetteer = Gazetteer(stacking: [compiled])
        #expect(gazetteer.fault == nil)
        let anywhere = Coordinate(wrappingLongitude: 0, clampingLatitude: 0)
        #expect(gazetteer.nearest(to: anywhere, count: 1).isEmpty)
        #expect(gazetteer.fault?.reason.hasPrefix("damaged near byte ") == true)
        #expect(throws: GazetteerError.self) { try compiled.verify() }
    }

    /// Where a section stands.
    private static func range(
        of section: CompiledLayout.Section, in bytes: [UInt8]
    ) -> Range<Int> {
        func number(_ place: Int) -> Int {
            bytes[place..<place + 8].reversed().reduce(0) { $0 << 8 | Int($1) }
        }
        let entries = CompiledLayout.Section.allCases.indices.map {
            CompiledLayout.headerSize + $0 * CompiledLayout.sectionEntrySize
        }
        let entry = entries.first { bytes[$0..<$0 + 4].elementsEqual(section.rawValue.utf8) }
        guard let entry else { return 0..<0 }
        return number(entry + 8)..<number(entry + 8) + number(entry + 16)
    }

    /// Writes the checksums that belong to the bytes.
    private static func sign(_ bytes: inout [UInt8]) {
        let start = bytes[24..<32].reversed().reduce(0) { $0 << 8 | Int($1) }
        guard start >= CompiledLayout.blockSize, start < bytes.count - 8 else { return }
        var list: [UInt8] = []
        func append(_ number: UInt32) {
            for shift in [0, 8, 16, 24] as [UInt32] {
                list.append(UInt8(truncatingIfNeeded: number >> shift))
            }
        }
        for first in stride(from: 0, to: start, by: CompiledLayout.blockSize) {
            append(
                Checksum.crc32(Array(bytes[first..<min(first + CompiledLayout.blockSize, start)])))
        }
        append(Checksum.crc32(list))
        guard start + list.count == bytes.count else { return }
        bytes.replaceSubrange(start..., with: list)
    }
}
