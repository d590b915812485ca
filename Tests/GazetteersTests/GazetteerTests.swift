import Gazetteers
import SimpleFeatures
import TestMaterial
import Testing

@Suite struct GazetteerTests {
    @Test func `a place has what its row says`() throws {
        let gazetteer = try SmallTable.gazetteer()
        let city = try #require(gazetteer.place(withID: "bo-lp"))
        #expect(city.name == "La Paz")
        #expect(city.kind.description == "P/PPLG")
        #expect(city.position == (try Coordinate(longitude: -68.13, latitude: -16.5)))
        #expect(city.country == "BO")
        #expect(city.population == 755_732)
        #expect(city.radiusKilometres == 10)
        #expect(city.status == "confirmed")
        #expect(gazetteer.ancestors(of: city).map(\.id) == ["bo-l", "bo"])
        #expect(gazetteer.admin1(of: city)?.id == "bo-l")
        #expect(gazetteer.admin2(of: city) == nil)
        #expect(gazetteer.country(of: city)?.id == "bo")
        #expect(gazetteer.fullName(of: city) == "La Paz, La Paz, Bolivia")
        #expect(gazetteer.place(withCode: "BO-L")?.id == "bo-l")
        #expect(gazetteer.place(withCode: "BO-X") == nil)
        #expect(gazetteer.place(withID: "gone") == nil)
        #expect(gazetteer.country(withCode: "Bo")?.id == "bo")
        #expect(gazetteer.country(withCode: "bo-l") == nil)
        let town = try #require(gazetteer.place(withID: "us-sl"))
        #expect(town.radiusKilometres == nil)
        #expect(town.extentKilometres == 5)
    }

    @Test(arguments: ["\r\n", "\n"], ["", "\u{FEFF}"])
    func `line ends and a byte order mark change nothing`(lineEnd: String, mark: String) throws {
        let text = mark + SmallTable.text.split(separator: "\n").joined(separator: lineEnd)
        let gazetteer = try SmallTable.gazetteer(text)
        #expect(gazetteer.places.count == 8)
        #expect(gazetteer.places.last?.status == "confirmed")
    }

    @Test func `of two places with one id the first counts`() throws {
        let header = SmallTable.text.prefix { $0 != "\n" }
        let other = header + "\nbo-lp\tOther\tP/PPL\t1\t1\tBO\t\t\t\t\t\t\t\t\n"
        let gazetteer = try Gazetteer(tables: [
            Gazetteer.Table(file: "a.tsv", bytes: Array(SmallTable.text.utf8)),
            Gazetteer.Table(file: "b.tsv", bytes: Array(other.utf8)),
        ])
        #expect(gazetteer.places.count == 8)
        #expect(gazetteer.place(withID: "bo-lp")?.name == "La Paz")
    }

    @Test func `columns are found by their names`() throws {
        let gazetteer = try SmallTable.gazetteer(
            "latitude\tnote\tkind\tid\tname\tlongitude\n-16.5\tx\tP/PPL\ta\tLa Paz\t-68.13\n")
        #expect(gazetteer.places.first?.position.longitude == -68.13)
        #expect(gazetteer.places.first?.position.latitude == -16.5)
        #expect(gazetteer.places.first?.country == "")
    }

    private static let head =
        "id\tname\tkind\tlongitude\tlatitude\tadmin1\tadmin2\tparent\tpopulation\tprecision_km\n"

    @Test(arguments: [
        ("", "t.tsv: the file is empty, expected a header line"),
        (
            "id\tname\tkind\tlung\tlatitude\n",
            "t.tsv:1: no column for the longitude, found: 'id', 'name', 'kind', 'lung', 'latitude', expected one of: longitude, lon, lng, long, x"
        ),
        (head + "a\tA\tP/PPL\t1\n", "t.tsv:2: 4 fields between tabs, expected 10 as in the header"),
        (
            head + "a\tA\tP/PPL\t1\t1\t\t\t\t\t\t\n",
            "t.tsv:2: 11 fields between tabs, expected 10 as in the header"
        ),
        (head + "\n\n\tA\tP/PPL\t1\t1\t\t\t\t\t\n", "t.tsv:4: place 'A' has no id"),
        (
            head + "a\tA\ttown\t1\t1\t\t\t\t\t\n",
            "t.tsv:2: kind is 'town', expected a GeoNames class and code, as P/PPL"
        ),
        (head + "a\tA\tP/PPL\t\t1\t\t\t\t\t\n", "t.tsv:2: place 'A' has no longitude"),
        (head + "a\tA\tP/PPL\tsur\t1\t\t\t\t\t\n", "t.tsv:2: longitude is not a number: 'sur'"),
        (head + "a\tA\tP/PPL\tnan\t1\t\t\t\t\t\n", "t.tsv:2: longitude is not a number: 'nan'"),
        (head + "a\tA\tP/PPL\t1\t1e999\t\t\t\t\t\n", "t.tsv:2: latitude is not a number: '1e999'"),
        (head + "a\tA\tP/PPL\t1\t1\t\t\t\tmany\t\n", "t.tsv:2: population is not a number: 'many'"),
        (head + "a\tA\tP/PPL\t1\t1\t\t\t\t-5\t\n", "t.tsv:2: population is negative: '-5'"),
        (head + "a\tA\tP/PPL\t1\t1\t\t\t\t\t-2\n", "t.tsv:2: precision_km is negative: '-2'"),
        (head + "a\tA\tP/PPL\t1\t1\t\t\tgone\t\t\n", "t.tsv:2: parent 'gone' is no place's id"),
        (head + "a\tA\tP/PPL\t1\t1\tgone\t\t\t\t\n", "t.tsv:2: admin1 'gone' is no place's id"),
        (head + "a\tA\tP/PPL\t1\t1\t\tgone\t\t\t\n", "t.tsv:2: admin2 'gone' is no place's id"),
        (
            head + "a\tA\tP/PPL\t1\t1\t\t\ta\t\t\n",
            "t.tsv:2: place 'a' lies in itself, through its parents"
        ),
        (
            head
                + "x\tX\tP/PPL\t1\t1\t\t\ta\t\t\na\tA\tP/PPL\t1\t1\t\t\tb\t\t\nb\tB\tP/PPL\t1\t1\t\t\tc\t\t\nc\tC\tP/PPL\t1\t1\t\t\ta\t\t\n",
            "t.tsv:3: place 'a' lies in itself, through its parents"
        ),
    ])
    func `a table that breaks its rules is refused with file and line`(
        text: String, sentence: String
    ) {
        let error = #expect(throws: GazetteerError.self) { try SmallTable.gazetteer(text) }
        #expect(error?.description == sentence)
    }

    @Test func `swapped longitude and latitude are suspected`() {
        let error = #expect(throws: GazetteerError.self) {
            try SmallTable.gazetteer(Self.head + "a\tA\tP/PPL\t16.5\t-168.1\t\t\t\t\t\n")
        }
        #expect(
            error?.description.hasPrefix("t.tsv:2: place 'A': latitude -168.1 is outside -90...90")
                == true)
    }

    @Test(arguments: 0..<400)
    func `changed bytes never crash the reader`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var bytes = Array(SmallTable.text.utf8)
        for _ in 0..<Int.random(in: 1...5, using: &random) {
            let place = Int.random(in: bytes.indices, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
            case 1: bytes.remove(at: place)
            case 2:
                bytes.insert(
                    [9, 10, 13, 0, 0xC3, 45].randomElement(using: &random) ?? 9, at: place)
            default: bytes.removeSubrange(max(place, 1)...)
            }
        }
        do throws(GazetteerError) {
            let gazetteer = try Gazetteer(tables: [Gazetteer.Table(file: "t.tsv", bytes: bytes)])
            #expect(gazetteer.places.count <= 10, "seed \(seed)")
            for place in gazetteer.places { #expect(gazetteer.ancestors(of: place).count < 16) }
        } catch {
            // An empty file has no line to blame.
            #expect(
                error.file == "t.tsv" && ((error.line ?? 0) >= 1 || bytes.isEmpty),
                "seed \(seed): \(error)")
            #expect(!error.reason.isEmpty, "seed \(seed)")
        }
    }

    @Test func `the package's tables are read whole`() throws {
        let gazetteer = try PackageGazetteer.read()
        let plain = PackageTables.places.filter { $0.hasSuffix(".tsv") }
        let rows = try plain.map { try PackageGazetteer.table($0).bytes.count { $0 == 10 } - 1 }
            .reduce(0, +)
        #expect(gazetteer.places.count >= rows)
        #expect(gazetteer.place(withCode: "BO-P")?.name == "Potosí")
    }
}
