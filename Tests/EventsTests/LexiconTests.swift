import Reports
import Testing

@testable import Events

/// The files of `gazetteer/lexicon`: each line has a sentence in which its first phrase does what the line
/// says.
@Suite struct LexiconTests {
    /// A line that a test reads.
    struct Row: CustomTestStringConvertible, Sendable {
        let language: Language
        let line: WordTable.Line
        let example: String

        var testDescription: String { "\(language.rawValue):\(line.number) \(line.set)" }
    }

    static func rows(_ file: String) -> [Row] {
        Language.allCases.flatMap { language in
            let path = "lexicon/\(language.rawValue)/\(file)"
            guard let bytes = try? Samples.bytes(path),
                let table = try? WordTable(bytes, file: path)
            else { return [Row]() }
            return table.lines.compactMap { line in
                line.example.map { Row(language: language, line: line, example: $0) }
            }
        }
    }

    /// What is found in an example, sentence by sentence.
    private func found(in row: Row) throws -> [TriggerFinder.Found] {
        let report = try Samples.report(row.example, written: nil, language: row.language)
        let finder = TriggerFinder(
            report: report, lexicon: try Samples.model.lexicon(of: row.language))
        return report.blocks.flatMap(\.sentences).flatMap { finder.triggers(in: $0) }
    }

    @Test func `most triggers of both languages have an example`() throws {
        for language in Language.allCases {
            let path = "lexicon/\(language.rawValue)/triggers.tsv"
            let table = try WordTable(try Samples.bytes(path), file: path)
            #expect(table.lines.count > 300)
            #expect(table.lines.allSatisfy { $0.example != nil })
        }
    }

    @Test(arguments: rows("triggers.tsv"))
    func `the first phrase of a line tells an event in its example`(row: Row) throws {
        let phrase = try #require(row.line.phrases.first)
        let here = try found(in: row).filter {
            $0.trigger.words == phrase.words.map { FoldedWord($0) }
        }
        if row.line.set == "none" {
            #expect(here.isEmpty, "\(row.example)")
        } else {
            let told = "\(row.line.set)"
            #expect(
                here.contains {
                    "\($0.trigger.type.rawValue) \($0.trigger.role.rawValue)" == told
                        && $0.status == nil
                }, "'\(phrase.written)' tells no \(told) in: \(row.example)")
        }
    }

    @Test(arguments: rows("status.tsv").filter { $0.line.set != "generality" })
    func `the first phrase of a line bars a trigger in its example`(row: Row) throws {
        let found = try found(in: row)
        #expect(
            found.contains { $0.status.map { "\($0)" } == row.line.set },
            "\(row.line.set): \(row.example) \(found.map { "\($0.trigger.written) \($0.status.map { "\($0)" } ?? "-")" })"
        )
    }

    @Test(arguments: Language.allCases)
    func `no phrase stands twice in a file`(language: Language) throws {
        for file in ["triggers.tsv", "status.tsv"] {
            let path = "lexicon/\(language.rawValue)/\(file)"
            let table = try WordTable(try Samples.bytes(path), file: path)
            var seen: [String: Int] = [:]
            for line in table.lines {
                for phrase in line.phrases {
                    let first = seen.updateValue(line.number, forKey: phrase.written)
                    #expect(
                        first == nil,
                        "\(path):\(line.number): '\(phrase.written)' stands in line \(first ?? 0) too"
                    )
                }
            }
        }
    }
}

/// Tables of words and files of weights that are not what they should be.
@Suite struct EventModelTests {
    @Test(arguments: [
        (
            "clash verb",
            "x.tsv:1: found 'clash verb', expected a set, phrases and perhaps an example, with tabs between them"
        ),
        (
            "a\t\tb",
            "x.tsv:1: found 'a→→b', expected a set, phrases and perhaps an example, with tabs between them"
        ),
        (
            "# c\n\na\tb\tc\td",
            "x.tsv:3: found 'a→b→c→d', expected a set, phrases and perhaps an example, with tabs between them"
        ),
    ])
    func `a line that is no line of words is named`(text: String, says: String) {
        do throws(EventsError) {
            _ = try WordTable(Array(text.utf8), file: "x.tsv")
            Issue.record("'\(text)' was read")
        } catch { #expect(error.description == says) }
    }

    @Test func `lines of one set add up, with their accents kept`() throws {
        let table = try WordTable(
            Array("a\tBloqueó, set fire to\na\tsit-in\nb\tx\tAn example.\n".utf8), file: "x.tsv")
        #expect(table.phrases("a").map(\.written) == ["Bloqueó", "set fire to", "sit-in"])
        #expect(table.folded("a") == [["bloqueo"], ["set", "fire", "to"], ["sit", "-", "in"]])
        #expect(table.words("a") == ["bloqueo"])
        #expect(table.lines.last?.example == "An example.")
        #expect(table.phrases("c").isEmpty)
    }

    @Test(arguments: [
        (
            "lexicon/en/triggers.tsv", "clash werb\tclashed",
            "lexicon/en/triggers.tsv:1: found 'clash werb', expected none, or a type of event and one of verb, vague, participle, noun, plural, figure, idiom"
        ),
        (
            "lexicon/es/status.tsv", "hope\tojalá",
            "lexicon/es/status.tsv:1: found 'hope', expected generality or one of modality, call, threat, plan, negation"
        ),
        (
            "telling.tsv", "verb\tmuch",
            "telling.tsv:1: found 'verb→much', expected the name of a feature, a tab and its weight"
        ),
        (
            "linking.tsv", "# weights\nnearer\t1",
            "linking.tsv:2: found 'nearer→1', expected the name of a feature, a tab and its weight"
        ),
        (
            "linking.tsv", "nearest\tinf",
            "linking.tsv:1: found 'nearest→inf', expected the name of a feature, a tab and its weight"
        ),
    ])
    func `a line of a data file that means nothing is refused by name`(
        path: String, text: String, says: String
    ) throws {
        var files = try Samples.modelFiles()
        files[path] = Array(text.utf8)
        do throws(EventsError) {
            _ = try EventModel(files)
            Issue.record("'\(text)' was read")
        } catch { #expect(error.description == says) }
    }

    @Test func `a missing file is named`() throws {
        var files = try Samples.modelFiles()
        files["lexicon/es/words.tsv"] = nil
        do throws(EventsError) {
            _ = try EventModel(files)
            Issue.record("read without words")
        } catch {
            #expect(error.description == "lexicon/es/words.tsv: found no file, expected one")
        }
    }
}
