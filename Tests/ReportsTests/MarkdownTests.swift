import Orthography
import Reports
import SimpleFeatures
import TestMaterial
import Testing

/// Of Markdown the words count, the marks do not, and offsets stay those of the file.
@Suite struct MarkdownTests {
    private func report(_ text: String) throws -> Report {
        try Report(
            id: "r.md", text: DecodedText(Array(text.utf8), format: .markdown, name: "r.md"))
    }

    /// The tokens of each block, with spaces between.
    private func blocks(_ text: String) throws -> [String] {
        let report = try report(text)
        return report.blocks.map { block in
            block.tokens.map { report.text.written($0) }.joined(separator: " ")
        }
    }

    @Test(arguments: [
        ("# A City Stops.\n\nThey met.", ["A City Stops .", "They met ."]),
        ("## A City Stops ##\nThey met.", ["A City Stops", "They met ."]),
        ("A City Stops\n===\nThey met.", ["A City Stops", "They met ."]),
        ("A City Stops\n---\nThey met.", ["A City Stops", "They met ."]),
        ("#1 in the world", ["# 1 in the world"]),
        ("They *met* in **El Alto**.", ["They met in El Alto ."]),
        ("They _met_ in ~~Oruro~~ `La Paz`.", ["They met in Oruro La Paz ."]),
        ("5 * 3 and snake_case_name ~40", ["5 * 3 and snake _ case _ name ~ 40"]),
        ("In [El Alto](http://x.org/La_Paz \"Sucre\").", ["In El Alto ."]),
        ("In [El Alto][ref] and [Oruro] (sic).", ["In El Alto and [ Oruro ] ( sic ) ."]),
        ("![The square of Oruro](oruro.png) fell.", ["The square of Oruro fell ."]),
        ("It fell[^1].\n\n[^1]: In Oruro.", ["It fell .", "In Oruro ."]),
        ("[a]: http://x.org/Sucre\n\nThey met.", ["They met ."]),
        ("> They met\n> in Oruro.", ["They met in Oruro ."]),
        ("- Oruro\n- Sucre\n* Potosí\n+ Tarija", ["Oruro", "Sucre", "Potosí", "Tarija"]),
        ("1. Oruro\n2) Sucre\n- [x] Tarija", ["Oruro", "Sucre", "Tarija"]),
        ("> - > Oruro", ["Oruro"]),
        (
            "They came in the year of the gas war, which was\n2003. The army left the city.",
            ["They came in the year of the gas war , which was 2003 . The army left the city ."]
        ),
        ("```sh\nOruro\n\n# Sucre\n```\nPotosí", ["Oruro", "# Sucre", "Potosí"]),
        ("~~~\nOruro", ["Oruro"]),
        ("One.\n\n***\n\nTwo.\n\n- - -\n\nThree.", ["One .", "Two .", "Three ."]),
        (
            "| Town | Dead |\n|:-----|-----:|\n| El Alto | 5 |\n\nEnd.",
            ["Town", "Dead", "El Alto", "5", "End ."]
        ),
        ("Town | Dead\n---|---\nOruro | 2", ["Town", "Dead", "Oruro", "2"]),
        ("a | b is no table", ["a | b is no table"]),
        ("<!-- Sucre\n\nPotosí -->\nThey <b>met</b> in Oruro<br/>.", ["They met in Oruro ."]),
        ("1 < 2 and <https://x.org/Sucre> too", ["1 < 2 and too"]),
        ("\\*Oruro\\* Gas &amp; Oil", ["* Oruro * Gas & Oil"]),
        ("", []), ("***", []), ("[", ["["]), ("[]()", []),
    ])
    func `words are kept and marks are skipped`(text: String, expected: [String]) throws {
        #expect(try blocks(text) == expected)
    }

    @Test func `headings are marked as such, cells and paragraphs are not`() throws {
        let report = try report(
            "# They met.\n\nThey met again in the town.\n\n| a | b |\n|---|---|\n| Oruro | 2 |")
        #expect(report.blocks.map(\.isHeading) == [true, false, false, false, false, false])
        #expect(report.title == "They met.")
    }

    @Test func `a mark behind a day keeps it from being a count`() throws {
        let marked = try report("On **October 12 and 13** police came. It ended in 2003.")
        let plain = try report("On October 12 and 13 police came. It ended in 2003.")
        func lastDays(_ report: Report) -> [Int?] {
            WrittenDate.all(in: report.blocks[0].tokens, of: report.text, language: .english)
                .map(\.lastDay)
        }
        #expect(lastDays(marked).first == 13)
        #expect(lastDays(plain).first == .some(nil))
    }

    @Test func `offsets are those of the file, front matter included`() throws {
        let text = "---\ndate: 2003-10-14\n---\nIn **El Alto** and [Oruro](x) they met.\n"
        let report = try report(text)
        let oruro = try #require(
            report.text.tokens.indices.first { report.text.word($0) == "oruro" })
        let range = report.text.tokens[oruro].range
        #expect(Array(Array(text.utf8)[range]) == Array("Oruro".utf8))
        #expect(report.date?.day.description == "2003-10-14")
    }

    @Test(arguments: 0..<150)
    func `any order of marks is read, each token in one sentence`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let parts = [
            "La Paz", "fell", ".", " ", "\n", "\n\n", "# ", "> ", "- ", "1. ", "```", "~~~", "|",
            "|---|", "*", "**", "_", "[", "]", "(", ")", "![", "](", "<", ">", "<!--", "-->", "\\",
            "`", "===", "---", "&nbsp;", "[^1]", "]:", "\r\n", "í",
        ]
        var text = ""
        for _ in 0..<150 { text += parts.randomElement(using: &random) ?? "" }
        let report: Report
        do throws(ReportError) {
            report = try Report(
                id: "r", text: try DecodedText(Array(text.utf8), format: .markdown, name: "r"))
        } catch {
            // The marks of front matter are among the parts.
            #expect("\(error)".hasPrefix("r:"), "seed \(seed)")
            return
        }
        let tokens = report.blocks.flatMap { $0.sentences.flatMap { Array($0) } }
        #expect(tokens == Array(report.text.tokens.indices), "seed \(seed)")
    }

    @Test(arguments: ["[", "](", "<a ", "<!--\n", "`", "* ", "> ", "|", "![](", "- "])
    func `a mark a hundred thousand times is read at once`(mark: String) throws {
        let text = String(repeating: mark, count: 100_000)
        let time = try ContinuousClock().measure { _ = try report(text) }
        #expect(time < .seconds(10))
    }
}
