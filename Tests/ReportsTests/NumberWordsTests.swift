import Orthography
import Reports
import Testing

@Suite struct NumberWordsTests {
    /// What the words at the head of a text say: the value and how many words say it.
    private func number(_ text: String, _ language: Language) throws -> String {
        let report = try Report(text, language: language)
        let end = report.blocks.first?.tokens.upperBound ?? 0
        guard let found = NumberWords.of(language).number(in: report.text, at: 0, before: end)
        else { return "none" }
        return "\(found.value) of \(found.tokens.count)\(found.isVague ? ", vague" : "")"
    }

    @Test(arguments: [
        ("17 miners", "17 of 1"), ("seventeen miners", "17 of 1"), ("a miner", "1 of 1"),
        ("twenty-five miners", "25 of 3"), ("ninety nine miners", "99 of 2"),
        ("one hundred miners", "100 of 2"), ("a hundred and twenty miners", "120 of 4"),
        ("one hundred a day", "100 of 2"), ("a hundred and a soldier", "100 of 2"),
        ("two hundred and forty-six miners", "246 of 6"), ("three thousand miners", "3000 of 2"),
        ("two thousand five hundred miners", "2500 of 4"),
        ("two hundred thousand miners", "200000 of 3"), ("two million people", "2000000 of 2"),
        ("12,000 miners", "12000 of 1"), ("1,200,000 people", "1200000 of 1"),
        ("15 thousand miners", "15000 of 2"), ("dozens of miners", "12 of 1, vague"),
        ("tens of thousands of miners", "10000 of 3, vague"), ("ten and two", "10 of 1"),
        ("1.5 points", "none"), ("12,34 miners", "none"), ("1234567890 miners", "none"),
        ("20,000 million miners", "20000000000 of 2"), ("99,000,000 million", "none"),
        ("miners", "none"), ("hundred", "none"), ("two dozen miners", "24 of 2"),
        ("half a dozen miners", "6 of 3"), ("several hundred miners", "300 of 2, vague"),
        ("scores of miners", "20 of 1, vague"), ("hundreds of miners", "100 of 1, vague"),
    ])
    func `English numbers are read as far as they go`(text: String, says: String) throws {
        let found = try number(text, .english)
        #expect(found == says)
    }

    @Test(arguments: [
        ("17 mineros", "17 of 1"), ("diecisiete mineros", "17 of 1"), ("un minero", "1 of 1"),
        ("treinta y dos mineros", "32 of 3"), ("veintidós mineros", "22 of 1"),
        ("cien mineros", "100 of 1"), ("ciento veinte mineros", "120 of 2"),
        ("trescientos cuarenta y cinco mineros", "345 of 4"),
        ("cuatrocientos mineros", "400 of 1"), ("seiscientas mujeres", "600 of 1"),
        ("mil mineros", "1000 of 1"), ("mil doscientos mineros", "1200 of 2"),
        ("dos mil quinientos mineros", "2500 of 3"), ("cien mil personas", "100000 of 2"),
        ("dos millones de personas", "2000000 of 2"), ("12.000 mineros", "12000 of 1"),
        ("15 mil mineros", "15000 of 2"), ("1,5 puntos", "none"), ("12.34 puntos", "none"),
        ("decenas de mineros", "10 of 1, vague"), ("decenas de miles", "10000 of 3, vague"),
        ("mineros", "none"), ("una docena de mineros", "12 of 2"), ("media docena", "6 of 2"),
        ("medio centenar", "50 of 2"), ("varios miles", "3000 of 2, vague"),
        ("varias decenas", "30 of 2, vague"),
    ])
    func `Spanish numbers are read as far as they go`(text: String, says: String) throws {
        let found = try number(text, .spanish)
        #expect(found == says)
    }

    @Test func `endless multipliers neither crash nor hang`() throws {
        #expect(
            try number("nine " + String(repeating: "million ", count: 5000), .english) == "none")
        #expect(try number("9" + String(repeating: " mil", count: 5000), .spanish) == "none")
    }
}
