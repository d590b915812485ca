import Orthography
import Reports
import SimpleFeatures
import Testing

/// Pages become one text again.
@Suite struct PagesTests {
    private func text(_ pages: String) throws(ReportError) -> String {
        String(
            decoding: try DecodedText(pages: Array(pages.utf8), name: "p.pdf").bytes, as: UTF8.self)
    }

    @Test(arguments: [
        ("One.\n\u{C}Two.\n\u{C}", "One.\n\nTwo.\n"),
        ("They marched\n\u{C}to Oruro.\n\u{C}", "They marched\nto Oruro.\n"),
        ("They went to Cocha-\n\u{C}bamba.\n\u{C}", "They went to Cocha-\nbamba.\n"),
        ("They marched\n\n12\n\u{C}\nto Oruro.\n\u{C}", "They marched\nto Oruro.\n"),
        ("3\n\nOne.\n\u{C}", "One.\n"), ("One.\nPage 3 of 10\n\u{C}", "One.\n"),
        ("Página 3\nUno.\n- 3 -\n\u{C}", "Uno.\n"),
        ("In 2003\n\u{C}Oruro fell.\n\u{C}", "In 2003\n\nOruro fell.\n"),
        ("Oruro\n25000\n\u{C}", "Oruro\n25000\n"),
        ("One.", "One.\n"),
    ])
    func `pages are joined and their numbers left out`(pages: String, expected: String) throws {
        #expect(try text(pages) == expected)
    }

    @Test func `numbers that were left out are told`() throws {
        let read = try DecodedText(pages: Array("A b.\n1\n\u{C}C d.\n2\n\u{C}".utf8), name: "p.pdf")
        #expect(read.notes == ["p.pdf: 2 page numbers left out"])
        #expect(!read.refersToFile)
    }

    @Test func `a word that is broken over two pages is one`() throws {
        let read = try DecodedText(pages: Array("In Cocha-\n\u{C}bamba.\n\u{C}".utf8), name: "p")
        let report = try Report(id: "p", text: read)
        #expect(
            report.text.tokens.indices.map { report.text.word($0) } == ["in", "cochabamba", "."])
    }

    @Test(arguments: [("", 0), ("\u{C}\u{C}", 2), ("1\n\u{C}", 1)])
    func `pages without text are refused`(pages: String, count: Int) {
        let error = #expect(throws: ReportError.self) { try text(pages) }
        #expect(
            error?.description
                == "p.pdf: found \(count) page\(count == 1 ? "" : "s") of PDF without "
                + "text, expected text (a scan has to go through text recognition first)")
    }
}
