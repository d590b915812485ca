import Foundation
import Geoparsing
import Reports
import SimpleFeatures
import TestMaterial
import Testing

@Suite struct RecordTests {
    @Test(arguments: [
        "", "\u{FEFF}", "---\ntitle: Año\n---\n", "¡Ñandú! 😀 — ",
        "\u{FEFF}---\nplace: Potosí\n---\nÍ\n",
        "\r\n\r\n", "e\u{301}e\u{301} ",
    ])
    func `offsets count bytes inside and code points outside`(before: String) throws {
        let text = before + "Los mineros de Potosí llegaron a La Paz, Bolivia."
        let parsed = try ReadText.parsed(text)
        let scalars = Array(text.unicodeScalars)
        #expect(parsed.resolutions.map(\.mention.text) == ["Potosí", "La Paz", "Bolivia"])
        let features = parsed.features()
        for (resolution, feature) in zip(parsed.resolutions, features) {
            let bytes = Array(text.utf8)[resolution.mention.range]
            #expect(String(decoding: bytes, as: UTF8.self) == resolution.mention.text)
            guard case .integer(let start) = feature.properties["start"],
                case .integer(let end) = feature.properties["end"]
            else {
                Issue.record("no offsets")
                continue
            }
            var words = String.UnicodeScalarView()
            words.append(contentsOf: scalars[start..<end])
            #expect(String(words) == resolution.mention.text)
            #expect(feature.id == "r.txt#\(start)")
        }
    }

    @Test func `a record has the members that a scorer reads`() throws {
        guard case .object(let record) = try ReadText.parsed("In La\nPaz, Bolivia.").record(),
            case .list(let toponyms) = record["toponyms"], case .object(let first) = toponyms.first
        else {
            Issue.record("no record")
            return
        }
        #expect(record["id"] == .text("r.txt"))
        #expect(record["focus"] == .text("BO"))
        #expect(first["start"] == .integer(3))
        #expect(first["end"] == .integer(9))
        #expect(first["text"] == .text("La\nPaz"))
        #expect(first["geo_prec"] == .text("town"))
        #expect(first["matched_by"] == .text("name"))
        #expect(first["gazetteer_id"] == .text("bo-mun-020101"))
        guard case .list(let candidates) = first["candidates"] else { return }
        #expect((1...3).contains(candidates.count))
    }

    @Test func `an unresolved mention has nulls and its reason`() throws {
        let feature = try #require(
            ReadText.parsed("They met at the Puente Zzyzx.").features().first)
        #expect(feature.geometry == nil)
        #expect(feature.properties["name"] == .null)
        #expect(feature.properties["reason"] == .text("no place of the gazetteer bears the name"))
        #expect(feature.properties["geo_prec"] == .text("unknown"))
    }

    @Test(arguments: 0..<40)
    func `mentions are in order and apart on random words`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let words = [
            "La", "Paz", "Potosí", "in", "the", "department", "of", "Bolivia", ",", ".", "\n",
            "\n\n",
            "Plaza", "Murillo", "Lake", "Titicaca", "Huanani", "US", "us", "St.", "Louis", "Carlos",
            "Mesa", "Georgia", "(", ")", "😀", "Santa", "Cruz", "province", "River", "CITY", "-",
        ]
        var text = ""
        for _ in 0..<80 { text += (words.randomElement(using: &random) ?? "") + " " }
        let parsed = try ReadText.parsed(text)
        var last = 0
        for resolution in parsed.resolutions {
            let mention = resolution.mention
            #expect(mention.range.lowerBound >= last, "seed \(seed): \(mention.text)")
            #expect(!mention.range.isEmpty, "seed \(seed)")
            last = mention.range.upperBound
        }
        #expect(last <= text.utf8.count)
        // The same text gives the same answer.
        #expect(try ReadText.parsed(text).features() == parsed.features(), "seed \(seed)")
    }
}
