import Orthography
import Reports
import SimpleFeatures
import TestMaterial
import Testing

@Suite struct FrontMatterTests {
    private let day = CalendarDay(year: 2003, month: 10, day: 14)

    @Test(arguments: ["\n", "\r\n"], ["", "\u{FEFF}"])
    func `front matter gives title, date, place, sources and language`(
        lineEnd: String, mark: String
    ) throws {
        let lines = [
            "---", "title: \"Gas: a country stops # for a day\"", "date: 2003-10-14",
            "place: 'El Alto, Bolivia'", "language: es", "sources:", "  - First Paper, 2003",
            "  - \"Second: Radio\"", "---", "In La Paz marchers met.",
        ]
        let text = mark + lines.joined(separator: lineEnd) + lineEnd
        let report = try Report(id: "r.md", bytes: Array(text.utf8))
        #expect(report.title == "Gas: a country stops # for a day")
        #expect(report.date == day.map { ReportDate(day: $0, evidence: .metadata) })
        #expect(report.placeLine == "El Alto, Bolivia")
        #expect(report.language == .spanish)
        #expect(report.sources == ["First Paper, 2003", "Second: Radio"])
        #expect(report.sentenceTexts == ["In La Paz marchers met."])
        let body = report.text.text(report.body)
        #expect(body == "In La Paz marchers met." + lineEnd)
    }

    @Test(arguments: [
        ("date: 2003-10-14", true), ("date: \"2003-10-14\"", true), ("fecha: '2003-10-14'", true),
        ("Date: 2003-10-14 # written later", true), ("date: 2003-10-14T08:30:00Z", true),
        ("date: 2003-10-14 08:30", true), ("date:", false), ("date: ~", false), ("note: x", false),
    ])
    func `a date may be quoted, have a time behind it, or be left open`(line: String, isGiven: Bool)
        throws
    {
        let report = try Report("---\n\(line)\n---\nIn La Paz marchers met.\n")
        #expect(report.date?.day == (isGiven ? day : nil))
    }

    @Test(arguments: [
        ("source: First Paper", ["First Paper"]), ("sources: [A, 'B, C']", ["A", "B, C"]),
        ("fuentes:\n- A\n- B", ["A", "B"]),
        ("source: http://example.org/a#b", ["http://example.org/a#b"]),
        ("source:", ["r.txt"]), ("sources: []", ["r.txt"]), ("title: x", ["r.txt"]),
    ])
    func `sources are one line or a list, and the report itself where there are none`(
        lines: String, sources: [String]
    ) throws {
        #expect(try Report("---\n\(lines)\n---\ntext\n").sources == sources)
    }

    @Test(arguments: [
        (
            "---\ntitle: x\ndate: 14 October 2003\n---\n",
            "r.txt:3: date is '14 October 2003', expected YYYY-MM-DD"
        ),
        ("---\ndate: 2003-02-30\n---\n", "r.txt:2: date is '2003-02-30', expected YYYY-MM-DD"),
        ("---\ndate: 2003-10-145\n---\n", "r.txt:2: date is '2003-10-145', expected YYYY-MM-DD"),
        ("---\ndate: [2003]\n---\n", "r.txt:2: date is no single value, expected YYYY-MM-DD"),
        (
            "---\n\u{23} note\n\ntitle: x\nlanguage: de\n---\n",
            "r.txt:5: language is 'de', expected en or es"
        ),
        (
            "\u{FEFF}---\r\ntitle: x\r\nlang: fr\r\n---\r\n",
            "r.txt:3: language is 'fr', expected en or es"
        ),
        (
            "---\n- one\n- two\n---\n",
            "r.txt:2: front matter is a list, expected 'name: value' lines"
        ),
        (
            "---\njust words\n---\n",
            "r.txt:2: front matter is one value, expected 'name: value' lines"
        ),
        (
            "---\ntitle: x\ndate: 2003-10-14\nThe story.\n",
            "r.txt:1: front matter never ends, expected a line '---'"
        ),
    ])
    func `front matter that breaks its rules is refused with its line`(
        text: String, sentence: String
    ) {
        let error = #expect(throws: ReportError.self) { try Report(text) }
        #expect(error?.description == sentence)
    }

    @Test(arguments: [
        ("---\ntitle: a: b\n---\n", 2), ("---\na: 1\ntitle: \"open\n---\n", 3),
        ("---\na: 1\n  b: 2\n---\n", 3), ("---\na: [1, 2\n---\n", 2), ("---\na: *gone\n---\n", 2),
        ("---\na: 1\nb: 2\na: 3\n---\n", 2), ("---\na: \u{1}\n---\n", 2), ("---\n\ta: 1\n---\n", 2),
    ])
    func `what is no YAML is refused with its line`(text: String, line: Int) throws {
        let error = #expect(throws: ReportError.self) { try Report(text) }
        guard case .frontMatter("r.txt", let found, let reason) = try #require(error) else {
            Issue.record("another error: \(String(describing: error))")
            return
        }
        // The parser notices an open quote or bracket at the end of what it can read.
        #expect(found >= line && found <= 5, "\(found): \(reason)")
        #expect(reason.hasPrefix("front matter"))
    }

    @Test(arguments: [
        "---\n\nThe story begins after a rule.\n",
        "---\n\nThe story stands between rules.\n\n---\n\nAnd goes on.\n",
        "---\r\n\r\nThe story begins after a rule.\r\n", "---\nThe story begins after a rule.\n",
        "--- \n", "---", "----\ntitle: x\n----\nThe story.\n", "The story.\n---\ntitle: x\n---\n",
        "- - -\nThe story.\n", "", "\u{FEFF}",
    ])
    func `a rule of hyphens is no front matter`(text: String) throws {
        let report = try Report(text)
        let mark = text.hasPrefix("\u{FEFF}") ? 3 : 0
        #expect(report.body == mark..<text.utf8.count)
        #expect(report.date == nil)
    }

    @Test(arguments: [("[", "]"), ("{a: ", "}"), ("- ", "x"), ("? ", "x"), ("&a [", "]")])
    func `nesting without end is refused`(opener: String, closer: String) {
        let depth = 60_000 / (opener.utf8.count + closer.utf8.count)
        let deep = String(repeating: opener, count: depth)
        for end in ["", String(repeating: closer, count: depth)] {
            #expect(throws: ReportError.self) { try Report("---\na:\n  \(deep)\(end)\n---\n") }
        }
    }

    @Test func `what the parser lets pass at its deepest is read without a crash`() throws {
        let deep = String(repeating: "[", count: 900) + String(repeating: "]", count: 900)
        let report = try Report("---\ntitle: x\nnote: \(deep)\n---\nEl Alto.\n")
        #expect(report.title == "x")
    }

    @Test func `what is known from outside wins over front matter`() throws {
        let given = Report.Metadata(
            title: "Given", date: CalendarDay(year: 2005, month: 6, day: 6), sources: ["Given"],
            language: .english)
        let text =
            "---\ntitle: Own\ndate: 2003-10-14\nsource: Own\nlanguage: es\nplace: Oruro\n---\n"
        let report = try Report(id: "r", bytes: Array(text.utf8), metadata: given)
        #expect(report.title == "Given")
        #expect(report.date?.day.description == "2005-06-06")
        #expect(report.sources == ["Given"])
        #expect(report.language == .english)
        #expect(report.placeLine == "Oruro")
    }

    @Test(arguments: 0..<300)
    func `a few changed bytes never crash the reader`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var bytes = Array(
            "---\ntitle: \"Gas: x\"\ndate: 2003-10-14\nsources:\n  - A\n  - [B, {c: d}]\n---\nEl Alto.\n"
                .utf8)
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let place = Int.random(in: bytes.indices, using: &random)
            switch Int.random(in: 0..<3, using: &random) {
            case 0: bytes[place] = UInt8.random(in: 0...127, using: &random)
            case 1: bytes.remove(at: place)
            default:
                bytes.insert(
                    Array("-:[]{}\"'#&*!|>\n\t ".utf8).randomElement(using: &random) ?? 32,
                    at: place)
            }
        }
        do throws(ReportError) {
            let report = try Report(id: "r.txt", bytes: bytes)
            #expect(report.body.upperBound == bytes.count, "seed \(seed)")
        } catch {
            #expect(error.description.hasPrefix("r.txt:"), "seed \(seed): \(error)")
            let line = error.description.dropFirst(6).prefix { $0.isNumber }
            #expect((1...12).contains(Int(line) ?? 0), "seed \(seed): \(error)")
        }
    }
}
