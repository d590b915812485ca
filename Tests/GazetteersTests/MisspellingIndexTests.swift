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

    // MARK: - Measured

    /// One slip of a pen: a letter changed, added, dropped, or swapped with the next; not the first.
    private func slip(_ word: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
        var word = word
        let place = Int.random(in: 1..<word.count - 1, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: word[place] = UInt8.random(in: 97...122, using: &random)
        case 1: word.insert(UInt8.random(in: 97...122, using: &random), at: place)
        case 2: word.remove(at: place)
        default: word.swapAt(place, place + 1)
        }
        return word
    }

    /// The share of slipped names whose place is found, and the share for which another is.
    private func recall(slips: Int, from shortest: Int) throws -> (right: Double, wrong: Double) {
        let gazetteer = try PackageGazetteer.read()
        let index = try Self.index.get()
        var random = SeededGenerator(seed: UInt64(slips))
        var right = 0, wrong = 0, all = 0
        var seen: Set<String> = []
        for place in gazetteer.places
        where place.country == "BO" && place.status != "locality" && place.kind.isPopulated {
            let name = Folding.folded(place.name)
            guard name.utf8.count >= shortest, name.utf8.allSatisfy({ $0 >= 97 && $0 <= 122 }),
                seen.insert(name).inserted
            else { continue }
            let bearers = Set(gazetteer.bearers(of: name).map(\.place))
            for _ in 0..<3 {
                var word = Array(name.utf8)
                for _ in 0..<slips { word = slip(word, &random) }
                let text = String(decoding: word, as: UTF8.self)
                // A form that is itself a name is never looked up.
                guard word.count >= shortest, gazetteer.bearers(of: text).isEmpty else { continue }
                all += 1
                guard let match = index.places(misspelt: text) else { continue }
                if bearers.isDisjoint(with: match.places) { wrong += 1 } else { right += 1 }
            }
        }
        try #require(all > 400)
        print("measured: \(slips) slips, \(all) forms, right \(right), wrong \(wrong)")
        return (Double(right) / Double(all), Double(wrong) / Double(all))
    }

    @Test func `nine of ten names with one slip are found, one in a hundred is another`() throws {
        let (right, wrong) = try recall(slips: 1, from: 5)
        #expect(right >= 0.93)
        #expect(wrong <= 0.01)
    }

    @Test func `seven of eight names with two slips are found, one in a hundred is another`() throws
    {
        let (right, wrong) = try recall(slips: 2, from: 7)
        #expect(right >= 0.88)
        #expect(wrong <= 0.01)
    }

    @Test func `fewer than two in a hundred foreign names pass for Bolivian ones`() throws {
        let gazetteer = try PackageGazetteer.read()
        let index = try Self.index.get()
        var random = SeededGenerator(seed: 1)
        var names: Set<String> = []
        let bolivian = Set(
            gazetteer.places.lazy.filter { $0.country == "BO" }.map { Folding.folded($0.name) })
        for place in gazetteer.places where place.country != "BO" && place.id.hasPrefix("gn-") {
            let name = Folding.folded(place.name)
            guard name.utf8.count >= 5, name.utf8.allSatisfy({ $0 >= 97 && $0 <= 122 }),
                !bolivian.contains(name)
            else { continue }
            names.insert(name)
        }
        let sample = names.sorted().shuffled(using: &random).prefix(5000)
        try #require(sample.count == 5000)
        let alarms = sample.count { index.places(misspelt: $0) != nil }
        print("measured: \(sample.count) foreign names, \(alarms) false alarms")
        #expect(alarms < 100)
    }
}
