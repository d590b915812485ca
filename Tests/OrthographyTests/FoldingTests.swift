import Foundation
import Orthography
import TestMaterial
import Testing

@Suite struct FoldingTests {
    @Test(arguments: [
        ("Potosí", "potosi"), ("POTOSÍ", "potosi"), ("Ñuñoa", "nunoa"), ("Güemes", "guemes"),
        ("Łódź", "lodz"), ("Gdańsk", "gdansk"), ("Białystok", "bialystok"),
        ("Köln", "koln"), ("Großenhain", "grossenhain"), ("GROẞENHAIN", "grossenhain"),
        ("Malmö", "malmo"), ("Ærøskøbing", "aeroskobing"), ("Þingvellir", "thingvellir"),
        ("İstanbul", "istanbul"), ("Diyarbakır", "diyarbakir"), ("Muş", "mus"),
        ("Iğdır", "igdir"), ("Đà Nẵng", "da nang"),
        ("Thành phố Hồ Chí Minh", "thanh pho ho chi minh"),
        ("Cần Thơ", "can tho"), ("Bình Dương", "binh duong"), ("Ứng Hòa", "ung hoa"),
        ("București", "bucuresti"), ("Târgu Mureș", "targu mures"), ("Constanța", "constanta"),
        ("Țăndărei", "tandarei"), ("Ǆepal", "dzepal"), ("Plzeň", "plzen"),
        ("Gəncə", "gence"), ("Ɛdwɛ", "edwe"), ("Ŋɔŋ", "non"), ("Ɓamɓara", "bambara"),
    ])
    func `letters with accents fold to their base letters`(written: String, folded: String) {
        #expect(Folding.folded(written) == folded)
    }

    @Test(arguments: [
        "Potosí", "Đà Nẵng", "Cần Thơ", "Bình Dương", "Ứng Hòa", "București", "Târgu Mureș",
        "Ñuñoa", "İstanbul", "Łódź", "Plzeň", "Żywiec", "Ǎ", "Ȟ", "Ǭ", "Ȱ", "Ṩ", "Ỵ",
    ])
    func `letters and marks written apart fold as when written together`(name: String) {
        let apart = name.decomposedStringWithCanonicalMapping
        let together = name.precomposedStringWithCanonicalMapping
        #expect(Array(apart.unicodeScalars) != Array(together.unicodeScalars) || name == "Łódź")
        #expect(Folding.folded(apart) == Folding.folded(together))
    }

    @Test func `every Latin letter folds as Unicode decomposes it`() throws {
        // The canonical decomposition is Foundation's; letters without one are left to the tables.
        for block in [0xC0..<0x250, 0x1E00..<0x1F00] {
            for value in block {
                let letter = String(try #require(Unicode.Scalar(UInt32(value))))
                let bases = letter.lowercased().decomposedStringWithCanonicalMapping.unicodeScalars
                    .filter { !(0x300...0x36F).contains($0.value) }
                guard bases.count == 1, let base = bases.first, (97...122).contains(base.value)
                else { continue }
                #expect(
                    Folding.folded(letter) == String(base),
                    "U+\(String(value, radix: 16)) \(letter)")
            }
        }
    }

    @Test func `both cases of a Latin letter fold to one form`() throws {
        for block in [0xC0..<0x250, 0x1E00..<0x1F00] {
            for value in block {
                let letter = String(try #require(Unicode.Scalar(UInt32(value))))
                #expect(
                    Folding.folded(letter.lowercased()) == Folding.folded(letter),
                    "U+\(String(value, radix: 16)) \(letter)")
            }
        }
    }

    @Test(arguments: ["Київ", "КИЇВ", "Αθήνα", "東京", "القاهرة", "ירושלים", "नई दिल्ली"])
    func `letters of other scripts are kept, in lower case`(name: String) {
        #expect(Folding.folded(name) == name.lowercased())
    }

    @Test(arguments: ["", " ", "10,000", "\u{FEFF}", "🇧🇴", "\r\n\t", "¿¡…—"])
    func `what is no letter is kept`(text: String) {
        #expect(Folding.folded(text) == text)
    }

    @Test(arguments: 0..<50)
    func `folding twice is folding once`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var text = ""
        for _ in 0..<200 { text.unicodeScalars.append(.random(using: &random)) }
        let folded = Folding.folded(text)
        #expect(Folding.folded(folded) == folded, "seed \(seed)")
    }
}
