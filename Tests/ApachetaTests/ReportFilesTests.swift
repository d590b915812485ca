import Foundation
import Testing

/// Reports of every kind go in, and what cannot be read is told and ends nothing else.
@Suite struct ReportFilesTests {
    private static let hasPDF =
        (try? BuiltProgram.run(
            shell: "command -v pdftotext", in: FileManager.default.temporaryDirectory))?.exitCode
        == 0

    private func scratch(_ files: [String: Data]) throws -> Scratch {
        let scratch = try Scratch()
        for (name, data) in files {
            try data.write(to: scratch.folder.appendingPathComponent(name))
        }
        return scratch
    }

    private func scratch(_ name: String, _ text: String) throws -> Scratch {
        try scratch([name: Data(text.utf8)])
    }

    private func toponyms(_ arguments: String, in scratch: Scratch) throws -> BuiltProgram.Run {
        try BuiltProgram.run(shell: "apacheta toponyms \(arguments) --quiet", in: scratch.folder)
    }

    /// The words of the mentions in the records of a run.
    private func mentions(_ run: BuiltProgram.Run) -> [String] {
        run.output.split(separator: "\"text\":\"").dropFirst().map {
            String($0.prefix { $0 != "\"" })
        }
    }

    private let html = """
        <html lang=en><body><nav>Sucre</nav><p>The miners marched from Huanuni to Cocha&shy;bamba on
        Monday.</p><script>Tarija</script></body></html>
        """

    @Test(arguments: ["a.html", "a.htm", "a.xhtml"])
    func `a page is read, and its text written for whom the offsets need it`(name: String) throws {
        let scratch = try scratch(name, html)
        let run = try toponyms("\(name) --text-out texts", in: scratch)
        #expect(mentions(run) == ["Huanuni", "Cochabamba"])
        #expect(run.complaints == "apacheta: texts: 1 text written\n")
        let text = try String(
            contentsOf: scratch.folder.appendingPathComponent("texts/\(name).txt"),
            encoding: .utf8)
        #expect(text == "The miners marched from Huanuni to Cochabamba on Monday.\n")
        #expect(run.output.contains("\"start\":24,\"end\":31"))
    }

    @Test func `standard input is known by its first bytes`() throws {
        let scratch = try scratch("a", html)
        #expect(mentions(try toponyms("- < a", in: scratch)) == ["Huanuni", "Cochabamba"])
    }

    @Test func `a table gives a report a row, and no id leads out of the folder`() throws {
        let scratch = try scratch(
            "t.csv",
            """
            id,what
            ../../up,The miners of Huanuni met.
            /etc/x,"They went to
            Cochabamba."
            cut
            """)
        let run = try toponyms("t.csv --text-column what --text-out out/texts", in: scratch)
        #expect(run.exitCode == 65)
        #expect(mentions(run) == ["Huanuni", "Cochabamba"])
        #expect(run.complaints.contains("apacheta: t.csv:5: found 1 cells, expected 2\n"))
        let names = try FileManager.default.contentsOfDirectory(
            atPath: scratch.folder.appendingPathComponent("out/texts").path)
        #expect(names.sorted() == ["%2E.%2F..%2Fup.txt", "%2Fetc%2Fx.txt"])
        #expect(scratch.names == ["out", "t.csv"])
    }

    @Test func `ids that are too long for a name, and differ at their ends, have files apart`()
        throws
    {
        let id = String(repeating: "é", count: 300)
        let scratch = try scratch("t.csv", "id,text\n\(id)1,In Oruro.\n\(id)2,In Sucre.\n")
        let run = try toponyms("t.csv --text-out texts", in: scratch)
        #expect(run.exitCode == 0)
        let names = try FileManager.default.contentsOfDirectory(
            atPath: scratch.folder.appendingPathComponent("texts").path)
        #expect(names.count == 2)
    }

    @Test func `a table is not looked for in folders, pages are`() throws {
        let scratch = try scratch([
            "t.csv": Data("a,b\n".utf8), "p.html": Data(html.utf8), "x.tsv": Data("a\tb\n".utf8),
        ])
        let run = try toponyms(".", in: scratch)
        #expect(run.exitCode == 0)
        #expect(mentions(run) == ["Huanuni", "Cochabamba"])
    }

    @Test func `a text in another charset is read, which is said`() throws {
        let scratch = try scratch(["a.txt": Data("They left Potos".utf8) + [0xED, 0x2E]])
        let run = try toponyms("a.txt", in: scratch)
        #expect(mentions(run) == ["Potosí"])
        #expect(
            run.complaints
                == "apacheta: a.txt: read as Windows-1252, since byte 0xED at 1:16 is not UTF-8\n")
    }

    @Test func `a file that is no text ends nothing but its own report`() throws {
        let scratch = try scratch([
            "a.txt": Data(repeating: 0, count: 100), "b.txt": Data("They left Huanuni.".utf8),
        ])
        let run = try toponyms("a.txt b.txt", in: scratch)
        #expect(run.exitCode == 65)
        #expect(mentions(run) == ["Huanuni"])
        #expect(run.complaints.hasPrefix("apacheta: a.txt: found 100 control characters in 100"))
    }

    @Test func `a name that a hyphen breaks over lines is found with its own offsets`() throws {
        let scratch = try scratch("a.txt", "On Monday they went to Cocha-\nbamba by bus.\n")
        let run = try toponyms("a.txt", in: scratch)
        #expect(run.output.contains("\"start\":23,\"end\":35,\"text\":\"Cocha-\\nbamba\""))
        #expect(run.output.contains("\"name\":\"Cochabamba\""))
    }

    // MARK: PDF

    /// A PDF of the smallest kind: one page, one font, a line of text each.
    private func pdf(_ lines: [String]) -> Data {
        let text = "BT /F 12 Tf 14 TL 72 720 Td " + lines.map { "(\($0)) Tj T* " }.joined() + "ET"
        let objects = [
            "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[4 0 R]/Count 1>>",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 5 0 R"
                + "/Resources<</Font<</F 3 0 R>>>>>>",
            "<</Length \(text.utf8.count)>>\nstream\n\(text)\nendstream",
        ]
        var file = "%PDF-1.4\n"
        var table = "xref\n0 6\n0000000000 65535 f \n"
        for (index, object) in objects.enumerated() {
            let offset = String(file.utf8.count)
            table += String(repeating: "0", count: 10 - offset.count) + offset + " 00000 n \n"
            file += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let start = file.utf8.count
        file += table + "trailer<</Size 6/Root 1 0 R>>\nstartxref\n\(start)\n%%EOF\n"
        return Data(file.utf8)
    }

    @Test(.enabled(if: hasPDF, "pdftotext is not installed (poppler-utils)"))
    func `a PDF is read, from standard input and with an odd name too`() throws {
        let file = pdf(["The miners marched from", "Huanuni to Cocha-", "bamba."])
        let scratch = try scratch(["a.pdf": file, "-opw x;y.pdf": file])
        for input in ["a.pdf", "- < a.pdf", "-- '-opw x;y.pdf'"] {
            let run = try BuiltProgram.run(
                shell: "apacheta toponyms --quiet \(input)", in: scratch.folder)
            #expect(mentions(run) == ["Huanuni", "Cochabamba"], "\(input)")
            #expect(run.exitCode == 0, "\(input)")
        }
    }

    @Test(.enabled(if: hasPDF, "pdftotext is not installed (poppler-utils)"))
    func `a PDF that is cut or empty is told as such`() throws {
        let whole = pdf(["x"])
        let scratch = try scratch(["cut.pdf": whole.prefix(200), "none.pdf": pdf([])])
        let run = try toponyms("cut.pdf none.pdf", in: scratch)
        #expect(run.exitCode == 65)
        #expect(run.complaints.contains("apacheta: cut.pdf: pdftotext failed with exit code 1"))
        #expect(run.complaints.contains("apacheta: none.pdf: found 1 page of PDF without text"))
    }

    /// Runs with a program of ours in the place of `pdftotext`.
    private func run(program: String, _ arguments: String = "") throws -> BuiltProgram.Run {
        let scratch = try scratch(["a.pdf": pdf(["x"]), "b.txt": Data("In Huanuni.".utf8)])
        let fake = scratch.folder.appendingPathComponent("pdftotext")
        try Data("#!/bin/sh\n\(program)\n".utf8).write(to: fake)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: fake.path)
        return try BuiltProgram.run(
            shell: "PATH=\"$PWD:$PATH\" apacheta toponyms a.pdf b.txt --quiet \(arguments)",
            in: scratch.folder)
    }

    @Test(arguments: [
        ("sleep 100", "took longer than 1 s and was ended (--pdf-timeout)"),
        (
            "trap '' TERM; sleep 100 & sleep 100",
            "took longer than 1 s and was ended (--pdf-timeout)"
        ),
        ("exec >&- 2>&-; sleep 100", "took longer than 1 s and was ended (--pdf-timeout)"),
        ("yes 1234567", "and was ended"),
        ("echo no such font >&2; exit 3", "failed with exit code 3: no such font"),
        ("kill -9 $$", "crashed"),
    ])
    func `a program that hangs, floods or fails ends its own report only`(
        program: String, sentence: String
    ) throws {
        var run: BuiltProgram.Run?
        let time = try ContinuousClock().measure {
            run = try self.run(program: program, "--pdf-timeout 1")
        }
        #expect(run?.exitCode == 65)
        #expect(run.map(mentions) == ["Huanuni"])
        #expect(run?.complaints.contains("apacheta: a.pdf: pdftotext ") == true)
        #expect(run?.complaints.contains(sentence) == true)
        #expect(time < .seconds(30))
    }

    @Test(arguments: [("head -c 3000 /dev/urandom", 65), ("printf 'In Huanuni.\\f'", 0)])
    func `what a program writes is checked as any text is`(program: String, code: Int32) throws {
        #expect(try run(program: program).exitCode == code)
    }

    @Test func `without the program it is told what to install`() throws {
        let scratch = try scratch(["a.pdf": pdf(["x"])])
        let program = BuiltProgram.folder.appendingPathComponent("apacheta").path
        let run = try BuiltProgram.run(
            shell: "PATH=\"$PWD\" '\(program)' toponyms a.pdf", in: scratch.folder)
        #expect(run.exitCode == 69)
        #expect(
            run.complaints
                == "apacheta: a.pdf: PDF is read with pdftotext, which is not on PATH "
                + "(Debian: apt install poppler-utils; macOS: brew install poppler)\n")
    }
}
