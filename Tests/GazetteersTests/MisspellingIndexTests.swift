import Gazetteers
import Orthography
import TestMaterial
import Testing

@Suite struct MisspellingIndexTests {
    private static let index = Result {
        MisspellingIndex(country: "BO", of: try PackageGazetteer.read())
    }

    /// The names of the places that a word misspells, and how.
    private func found(_ word: String) throws -> (ids: [String], method: MatchMethod)? {
        let gazetteer = try PackageGazetteer.read()
        return try Self.index.get().places(misspelt: Folding.folded(word)).map {
            ($0.places.map { gazetteer.places[$0].id }, $0.method)
        }
    }

    @Test(arguments: [
        ("Huanani", "Huanuni"), ("Achachi", "Achacachi"), ("Guanuni", "Huanuni"),
        ("Cochabanba", "Cochabamba"), ("Cochabmaba", "Cochabamba"), ("Potossi", "Potosí"),
        ("Orruro", "Oruro"), ("Caracoyo", "Caracollo"), ("Patakamaya", "Patacamaya"),
        ("Quillacoyo", "Quillacollo"), ("Tarixa", "Tarija"), ("Wanuni", "Huanuni"),
        ("Warisata", "Warisata"), ("Viyazon", "Villazón"), ("Trinidat", "Trinidad"),
    ])
    func `a misspelt name is found`(word: String, name: String) throws {
        let gazetteer = try PackageGazetteer.read()
        let ids = try #require(try found(word)).ids
        let bearers = gazetteer.bearers(of: name).map { gazetteer.places[$0.place].id }
        #expect(ids.allSatisfy { bearers.contains($0) }, "\(ids)")
    }

    @Test(arguments: [
        "Nairobi", "Lisbon", "Nakuru", "Kharkiv", "Mariupol", "Guadalajara", "Davao", "Oxaca",
        "abc",
        "", "Xxxxxxx", "Washington", "Ñ", "Jakarta",
    ])
    func `another country's name is none`(word: String) throws {
        #expect(try found(word) == nil)
    }

    @Test func `what is near to two places means none`() throws {
        let head = "id\tname\tkind\tlongitude\tlatitude\tcountry\n"
        let two = head + "a\tBarrano\tP/PPL\t1\t1\tXX\nb\tBarrino\tP/PPL\t2\t2\tXX\n"
        let index = MisspellingIndex(country: "XX", of: try SmallTable.gazetteer(two))
        #expect(index.places(misspelt: "barruno") == nil)
        #expect(index.places(misspelt: "barranno")?.places == [0])
    }

    @Test func `city and department of one name are one answer`() throws {
        let head = "id\tname\tkind\tlongitude\tlatitude\tcountry\n"
        let pair =
            head
            + "a\tBarrano\tP/PPL\t1\t1\tXX\nb\tBarrano\tA/ADM1\t1\t1\tXX\nc\tBarrano\tA/ADM2\t1\t1\tXX\n"
        let index = MisspellingIndex(country: "XX", of: try SmallTable.gazetteer(pair))
        #expect(index.places(misspelt: "barrono")?.places == [0, 1, 2])
        #expect(index.places(misspelt: "varano")?.method == .skeleton)
    }

    @Test func `of two names equally near by sound the nearer as written counts`() throws {
        let head = "id\tname\tkind\tlongitude\tlatitude\tcountry\n"
        let two = head + "a\tHuanuni\tP/PPL\t1\t1\tXX\nb\tHuayllani\tP/PPL\t2\t2\tXX\n"
        let index = MisspellingIndex(country: "XX", of: try SmallTable.gazetteer(two))
        #expect(index.places(misspelt: "huanani")?.places == [0])
    }

    @Test func `localities are found where they are asked for, behind towns as near`() throws {
        let head = "id\tname\tkind\tlongitude\tlatitude\tcountry\tstatus\n"
        let three =
            head + "a\tBarranota\tP/PPL\t1\t1\tXX\tconfirmed\n"
            + "b\tBarrinota\tP/PPL\t2\t2\tXX\tlocality\n"
            + "c\tQuimsacruz\tP/PPL\t3\t3\tXX\tlocality\n"
        let gazetteer = try SmallTable.gazetteer(three)
        let towns = MisspellingIndex(country: "XX", of: gazetteer)
        let all = MisspellingIndex(country: "XX", of: gazetteer, includingLocalities: true)
        #expect(towns.places(misspelt: "quimsacurz") == nil)
        #expect(all.places(misspelt: "quimsacurz")?.places == [2])
        #expect(all.places(misspelt: "barrunota")?.places == [0])
    }

    @Test(arguments: [
        ("Villa Tunri", "Villa Tunari"), ("Villatunari", "Villa Tunari"),
        ("Entre Rois", "Entre Ríos"),
        ("San Ignasio de Moxos", "San Ignacio de Moxos"),
    ])
    func `names of several words are found, and with a blank too few`(
        word: String, name: String
    ) throws {
        let gazetteer = try PackageGazetteer.read()
        let ids = try #require(try found(word)).ids
        let bearers = gazetteer.bearers(of: name).map { gazetteer.places[$0.place].id }
        #expect(ids.allSatisfy { bearers.contains($0) }, "\(ids)")
    }

    @Test func `letters of other scripts count as letters`() throws {
        let head = "id\tname\tkind\tlongitude\tlatitude\tcountry\n"
        let one = head + "a\tКраматорськ\tP/PPL\t37.5\t48.7\tUA\n"
        let index = MisspellingIndex(country: "UA", of: try SmallTable.gazetteer(one))
        let match = try #require(index.places(misspelt: Folding.folded("Краматрськ")))
        #expect(match.method == .misspelling(edits: 1))
    }

    @Test(arguments: 0..<300)
    func `no word makes a lookup fail`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let count = Int.random(in: 0..<200, using: &random)
        let scalars = (0..<count).compactMap { _ in
            Unicode.Scalar(UInt32.random(in: 0..<(seed % 2 == 0 ? 128 : 0x3000), using: &random))
        }
        let word = String(String.UnicodeScalarView(scalars))
        #expect(try Self.index.get().places(misspelt: word) == nil)
    }
}
