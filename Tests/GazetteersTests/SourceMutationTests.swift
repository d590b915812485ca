import Gazetteers
import SimpleFeatures
import TestMaterial
import Testing

/// Valid files with a few bytes changed, put in or taken out: whatever comes of it, nothing crashes
/// and each error has a line.
@Suite struct SourceMutationTests {
    static let names = String(repeating: GeoNamesNamesTests.names + "\n", count: 3)
    static let dump = [
        GeoNamesDumpTests.line(others: "Chuquiago,ラパス", admin2: "0401"),
        GeoNamesDumpTests.line(name: "Potosí", letter: "A", code: "ADM1", admin1: "05"),
        GeoNamesDumpTests.line(letter: "A", code: "PCLI", admin1: "00"),
        GeoNamesDumpTests.line(latitude: "1.0E-4", letter: "", code: "", country: ""),
    ].joined(separator: "\n")
    static let units = "BO.05\tPotosí\tPotosi\t105\nBO.04\tLa Paz\tLa Paz\t104\n"
    static let countries = "# comment\n\(PlaceSourceKindTests.countryRow)\n"
    static let table = #"""
        name,lon,lat,kind,country,pop,names
        "Ánimas, Las",-66,-20,P/PPL,BO,12,"A|B ""C"""
        "Siglo
        XX",-66.6,-18.4,,bo,,code:1

        """#

    static func mutated(_ text: String, seed: UInt64) -> [UInt8] {
        var generator = SeededGenerator(seed: seed)
        let telling: [UInt8] = [0, 9, 10, 13, 32, 34, 44, 45, 46, 47, 48, 59, 101, 124, 0xC3, 0xFF]
        var bytes = Array(text.utf8)
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            let at = Int.random(in: 0..<bytes.count, using: &generator)
            let byte =
                Bool.random(using: &generator)
                ? telling.randomElement(using: &generator) ?? 0
                : UInt8.random(in: 0...255, using: &generator)
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: bytes[at] = byte
            case 1: bytes.insert(byte, at: at)
            case 2: bytes.remove(at: at)
            default: bytes.removeSubrange(at..<min(at + 40, bytes.count))
            }
            if bytes.isEmpty { bytes = [10] }
        }
        return bytes
    }

    /// Reads to the end or to an error, which must name a line that the file has.
    static func check(
        _ bytes: [UInt8], _ seed: UInt64,
        _ read: (LineReader) throws(GazetteerError) -> Void
    ) {
        do throws(GazetteerError) {
            try read(LineReader(file: "a", bytes: bytes))
        } catch {
            let lines = bytes.count { $0 == 10 } + 1
            let isEmpty = error.reason == "the file is empty, expected a header line"
            #expect(
                isEmpty || (1...lines).contains(error.line ?? 0), "seed \(seed): \(error)")
            #expect(!error.description.contains("\n"), "seed \(seed)")
        }
    }

    @Test func `every valid file is read to its end`() throws {
        var dump = GeoNamesDump(LineReader(file: "a", text: Self.dump))
        #expect(try dump.rows().count == 4)
        var names = GeoNamesAlternateNames(LineReader(file: "a", text: Self.names))
        #expect(try names.names().count == 21)
        var units = GeoNamesAdminCodes(LineReader(file: "a", text: Self.units), level: .admin1)
        #expect(try units.names().count == 5)
        var countries = GeoNamesCountryInfo(LineReader(file: "a", text: Self.countries))
        #expect(try countries.names().count == 4)
        var table = try DelimitedTable(LineReader(file: "a", text: Self.table))
        #expect(try table.rows().count == 2)
    }

    @Test(arguments: 0..<400 as Range<UInt64>)
    func `a file that was tampered with gives an error with a line or its places`(seed: UInt64) {
        Self.check(Self.mutated(Self.dump, seed: seed), seed) { lines throws(GazetteerError) in
            var source = GeoNamesDump(lines, scripts: .latin)
            for row in try source.rows() { #expect(row.position.latitude.isFinite) }
        }
        Self.check(Self.mutated(Self.names, seed: seed), seed) { lines throws(GazetteerError) in
            var source = GeoNamesAlternateNames(lines, languages: ["es"])
            _ = try source.records()
        }
        Self.check(Self.mutated(Self.units, seed: seed), seed) { lines throws(GazetteerError) in
            var source = GeoNamesAdminCodes(lines, level: .admin1)
            _ = try source.records()
        }
        Self.check(Self.mutated(Self.countries, seed: seed), seed) { lines throws(GazetteerError) in
            var source = GeoNamesCountryInfo(lines)
            _ = try source.records()
        }
        Self.check(Self.mutated(Self.table, seed: seed), seed) { lines throws(GazetteerError) in
            var source = try DelimitedTable(lines)
            for row in try source.rows() { #expect(!row.id.isEmpty && !row.name.isEmpty) }
        }
        let bytes = Self.mutated(Self.table, seed: seed)
        _ = PlaceSourceKind.of(fileName: "a.txt", firstLine: bytes)
    }
}
