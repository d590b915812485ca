import Reports
import SimpleFeatures
import Testing

@testable import Events

/// The sentences beside the words of the files: each shows its first word at work.
@Suite struct LexiconExampleTests {
    /// A line with an example, and its file.
    private struct Example {
        let language: Language
        let line: WordTable.Line
        let sentence: String
    }

    private func table(_ name: String, _ language: Language) throws -> WordTable {
        let path = "lexicon/\(language.rawValue)/\(name)"
        return try WordTable(try Samples.bytes(path), file: path)
    }

    private func examples(_ name: String) throws -> [Example] {
        try Language.allCases.flatMap { language in
            try table(name, language).lines.compactMap { line in
                line.example.map { Example(language: language, line: line, sentence: $0) }
            }
        }
    }

    /// Sets whose words keep a time from dating an event.
    private static let barring: Set<String> = [
        "until", "comparing", "every", "owner", "source", "bearer", "feast none", "passed over",
    ]

    @Test func `every example of a time is dated, and one of a bar is not`() throws {
        let stories: [Language: String] = [
            .english: "The strike began on October 9, 2003.",
            .spanish: "El paro empezó el 9 de octubre de 2003.",
        ]
        let examples = try examples("dates.tsv")
        #expect(examples.count > 200)
        for example in examples {
            var sentence = DatedSentence(
                example.sentence, "", written: "2003-10-14", language: example.language)
            sentence.story = (stories[example.language] ?? "") + " "
            let dates = try sentence.found()
            let isBar = Self.barring.contains(example.line.set)
            #expect(dates.isEmpty == isBar, "line \(example.line.number): \(example.sentence)")
            // The words of a phrase that counts units tell which day must be in the answer.
            let parts = example.line.set.split(separator: " ")
            guard parts.count >= 3, ["report", "story"].contains(parts[0]), parts[1] == "day",
                let offset = Int(parts[2])
            else { continue }
            let anchor = try Samples.day(parts[0] == "story" ? "2003-10-09" : "2003-10-14")
            let day = anchor.advanced(by: offset)
            #expect(dates.first?.interval.start == day, "line \(example.line.number)")
            #expect(
                dates.first?.part?.rawValue == (parts.count > 3 ? String(parts[3]) : nil),
                "line \(example.line.number)")
        }
    }

    @Test func `every example of a toll has one of what its set counts`() throws {
        let examples = try examples("tolls.tsv")
        #expect(examples.count > 60)
        for example in examples {
            let found = try CountedSentence(example.sentence).found(example.language)
            #expect(!found.isEmpty, "line \(example.line.number): \(example.sentence)")
            let counted = example.line.set.split(separator: " ").first
                .flatMap { TollReader.Counted(rawValue: String($0)) }
            if let counted {
                #expect(
                    found.contains { $0.counts == counted }, "line \(example.line.number)")
            }
        }
    }

    @Test(arguments: [
        ("report fortnight -1\tlast fortnight", "report fortnight -1"),
        ("feast 13-01\tnever", "feast 13-01"), ("until\tuntil\nuntill\ttill", "untill"),
        ("weekday 8\tnoday", "weekday 8"), ("report day 1000\tfar", "report day 1000"),
    ])
    func `a set of times that means nothing is refused with its line`(text: String, set: String) {
        let error = #expect(throws: EventsError.self) {
            try DateWords(WordTable(Array(text.utf8), file: "dates.tsv"), language: .english)
        }
        #expect(error?.description.contains("dates.tsv:") == true)
        #expect(error?.description.contains("'\(set)'") == true)
    }

    @Test func `a set of tolls that means nothing is refused with its line`() {
        let error = #expect(throws: EventsError.self) {
            try TollWords(
                WordTable(Array("\ndeaths adverb\tdeadly".utf8), file: "tolls.tsv"),
                language: .english)
        }
        #expect(error?.description.contains("tolls.tsv:2") == true)
    }
}
