import Orthography
import Reports
import TestMaterial
import Testing

@Suite struct BlockTests {
    @Test(arguments: [
        ("One went. Two stayed.", ["One went.", "Two stayed."]),
        (
            "Mr. Flores met Gen. Rojas and Dr. Paz. They left.",
            ["Mr. Flores met Gen. Rojas and Dr. Paz.", "They left."]
        ),
        (
            "It came from St. Louis by rail. It stopped.",
            ["It came from St. Louis by rail.", "It stopped."]
        ),
        (
            "George W. Bush called. No one answered.",
            ["George W. Bush called.", "No one answered."]
        ),
        ("He flew to the U.S. The army stayed.", ["He flew to the U.S.", "The army stayed."]),
        ("The U.S. Embassy closed. It rained.", ["The U.S. Embassy closed.", "It rained."]),
        (
            "“We stay,” he said. “All of us.” Then they sat.",
            ["“We stay,” he said.", "“All of us.”", "Then they sat."]
        ),
        ("They shouted \"Out!\" and left.", ["They shouted \"Out!\" and left."]),
        ("Who fired? Nobody knows! They ran.", ["Who fired?", "Nobody knows!", "They ran."]),
        ("They waited... Then shots. Silence…", ["They waited...", "Then shots.", "Silence…"]),
        ("They waited... and left.", ["They waited... and left."]),
        (
            "Some 4.5 million live in 10.000 towns. All voted.",
            ["Some 4.5 million live in 10.000 towns.", "All voted."]
        ),
        ("It was Oct. 12. Shots fell.", ["It was Oct. 12.", "Shots fell."]),
        (
            "¿Quién disparó? ¡Nadie lo sabe! Huyeron.",
            ["¿Quién disparó?", "¡Nadie lo sabe!", "Huyeron."]
        ),
        (
            "El Gral. Rojas y la Sra. Paz llegaron. Hubo 3 heridos.",
            ["El Gral. Rojas y la Sra. Paz llegaron.", "Hubo 3 heridos."]
        ),
        ("Viajó a EE.UU. en marzo. Volvió.", ["Viajó a EE.UU. en marzo.", "Volvió."]),
        ("(They came at dawn.) Nobody slept.", ["(They came at dawn.)", "Nobody slept."]),
        ("They left at 5 p.m. The road was open.", ["They left at 5 p.m.", "The road was open."]),
        ("No. Nothing was signed.", ["No.", "Nothing was signed."]),
        (
            "Bolivia perdió el mar. Nadie lo olvida.",
            ["Bolivia perdió el mar.", "Nadie lo olvida."]
        ),
        ("El Art. 4 cambió. La pág. 12 no.", ["El Art. 4 cambió.", "La pág. 12 no."]),
        ("No. 4 mine closed. All left.", ["No. 4 mine closed.", "All left."]),
    ])
    func `sentences end where a reader would end them`(text: String, sentences: [String]) throws {
        #expect(try Report(text).sentenceTexts == sentences)
    }

    @Test func `a title, a byline and paragraphs are blocks of their own`() throws {
        let text = """
            A CITY STOPS
            By a reporter

            The marchers came down from El Alto in the morning, and by noon they had
            filled the square. Nobody spoke.
            A second paragraph follows without a blank line, as letters often have it, and
            ends here.
            """
        let report = try Report(text)
        #expect(
            report.blockTexts == [
                "A CITY STOPS", "By a reporter",
                "The marchers came down from El Alto in the morning, and by noon they had filled the "
                    + "square. Nobody spoke.",
                "A second paragraph follows without a blank line, as letters often have it, and "
                    + "ends here.",
            ])
        #expect(report.blocks.map(\.isHeading) == [true, true, false, false])
        #expect(report.title == "A CITY STOPS")
    }

    @Test func `narrow columns are one paragraph`() throws {
        let text = """
            Marchers from Oruro
            and from Potosí met
            on Monday at the old
            bridge. Nobody was
            hurt.
            """
        #expect(
            try Report(text).sentenceTexts == [
                "Marchers from Oruro and from Potosí met on Monday at the old bridge.",
                "Nobody was hurt.",
            ])
    }

    @Test func `a name that breaks over lines stays in one sentence`() throws {
        let text = """
            The column walked for eleven days, and on the twelfth it came to Santa
            Cruz de la Sierra, where the others were waiting in the rain for it.
            """
        let report = try Report(text)
        #expect(report.blocks.count == 1)
        #expect(report.sentenceTexts.count == 1)
    }

    @Test(arguments: ["\n", "\r\n"])
    func `blank lines end a block, whatever ends a line`(lineEnd: String) throws {
        let report = try Report(
            "One.\(lineEnd) \t\(lineEnd)Two.\(lineEnd)\(lineEnd)\(lineEnd)Three.")
        #expect(report.blockTexts == ["One.", "Two.", "Three."])
    }

    @Test(arguments: [
        ("A City Stops", true), ("The road is shut.", false), ("Sources:", false),
        ("Who fired?", false),
        ("By the U.S.", false), ("— Section two —", true),
    ])
    func `a line without the end of a sentence is a heading`(line: String, isHeading: Bool) throws {
        #expect(try Report(line).blocks.map(\.isHeading) == [isHeading])
    }

    @Test(arguments: [
        ("BLOQUEO EN EL ALTO", true), ("OCTUBRE 2003: 5 MUERTOS Y 20 HERIDOS", true),
        ("LA PAZ, 14 de octubre", false), ("Bloqueo en El Alto", false), ("A", false),
        ("2003", false), ("ÑUFLO DE CHÁVEZ", true),
    ])
    func `a line in capitals is known as such`(line: String, isAllCapitals: Bool) throws {
        #expect(try Report(line).blocks.map(\.isAllCapitals) == [isAllCapitals])
    }

    @Test(arguments: 0..<100)
    func `each token stands in one sentence, in order`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let parts = [
            "La Paz", "fell", ".", ". ", "\n", "\n\n", " ", " ", "Mr.", "U.S. ", "“", "”", "(", ")",
            "? ", "…", "12", "¿", "\r\n", "which ran on for a good while until it was a long line",
        ]
        var text = ""
        for _ in 0..<120 { text += parts.randomElement(using: &random) ?? "" }
        let report = try Report(text)
        let tokens = report.blocks.flatMap { $0.sentences.flatMap { Array($0) } }
        #expect(tokens == Array(report.text.tokens.indices), "seed \(seed)")
        for block in report.blocks {
            #expect(block.sentences.allSatisfy { !$0.isEmpty }, "seed \(seed)")
            #expect(block.sentences.flatMap { Array($0) } == Array(block.tokens), "seed \(seed)")
        }
    }
}
