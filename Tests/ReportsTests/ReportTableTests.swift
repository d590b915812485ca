import Orthography
import Reports
import SimpleFeatures
import TestMaterial
import Testing

/// A table gives one report a row, and a bad row does not end it.
@Suite struct ReportTableTests {
    /// The rows that can be read and the sentences on those that cannot.
    private func rows(
        _ text: String, column: String? = nil
    ) throws -> (rows: [ReportTable.Row], errors: [String]) {
        var table = try ReportTable(Array(text.utf8), name: "t.csv", textColumn: column)
        var rows: [ReportTable.Row] = []
        var errors: [String] = []
        while true {
            do throws(ReportError) {
                guard let row = try table.next() else { return (rows, errors) }
                rows.append(row)
            } catch { errors.append(error.description) }
        }
    }

    private func texts(_ rows: [ReportTable.Row]) -> [String] {
        rows.map { String(decoding: $0.text.bytes, as: UTF8.self) }
    }

    @Test(arguments: [",", ";", "\t"])
    func `cells stand between commas, semicolons or tabs`(delimiter: String) throws {
        let lines = ["ID,Date,Title,Text,Source", "7,2003-10-14,Gas,In Oruro.,El Diario"]
        let text = lines.joined(separator: "\r\n").replacing(",", with: delimiter)
        let rows = try rows(text).rows
        #expect(texts(rows) == ["In Oruro."])
        #expect(rows.first?.id == "7")
        #expect(rows.first?.line == 2)
        let known = try #require(rows.first?.text.metadata)
        #expect(known.date?.description == "2003-10-14")
        #expect(known.title == "Gas")
        #expect(known.sources == ["El Diario"])
        #expect(rows.first?.text.refersToFile == false)
    }

    @Test(
        arguments: [
            ("notes,body", nil, "b"), ("descripción,Texto,content", nil, "c"),
            ("text,what", "WHAT", "b"), ("description,notes", nil, "b"),
        ] as [(String, String?, String)])
    func `the column of the text is named or known`(
        head: String, column: String?, expected: String
    ) throws {
        let cells = ["a", "b", "c"].prefix(head.split(separator: ",").count)
        let text = head + "\n" + cells.joined(separator: ",")
        #expect(texts(try rows(text, column: column).rows) == [expected])
    }

    @Test func `a quoted cell may hold anything, line ends too`() throws {
        let text = "text,id\n\"One, \"\"two\"\"\nthree\",1\n\n\"x\"y,2\n,\n"
        let (rows, errors) = try rows(text)
        #expect(texts(rows) == ["One, \"two\"\nthree", "xy"])
        #expect(rows.map(\.line) == [2, 5])
        #expect(errors.isEmpty)
    }

    @Test func `a row that cannot be read is told, and the next is read`() throws {
        let (rows, errors) = try rows(
            "text,date\nOne,2003-10-14\nTwo\nThree,tomorrow\n ,2003-10-14\nFour,14 October 2003\n"
                + "Five,03/04/2003\nSix,\n")
        #expect(texts(rows) == ["One", "Four", "Six"])
        #expect(
            rows.map { $0.text.metadata.date?.description } == ["2003-10-14", "2003-10-14", nil])
        #expect(
            errors == [
                "t.csv:3: found 1 cells, expected 2",
                "t.csv:4: found the date 'tomorrow', expected YYYY-MM-DD",
                "t.csv:5: found no text in the row, expected a text",
                "t.csv:7: found the date '03/04/2003', expected YYYY-MM-DD",
            ])
    }

    @Test func `marks that are not closed end the table with the line where they open`() throws {
        let (rows, errors) = try rows("text\nOne\n\"Two\nThree")
        #expect(texts(rows) == ["One"])
        #expect(
            errors == [
                "t.csv:3: found quotation marks that are not closed, expected a second one"
            ])
    }

    @Test(arguments: [
        ("", "t.csv:1: found no names of columns, expected a first row of names"),
        (
            "a,b\n1,2",
            "t.csv:1: found the columns a, b, expected one of text, body, content, texto, notes, "
                + "description, or --text-column"
        ),
    ])
    func `a table without texts is refused`(text: String, sentence: String) {
        let error = #expect(throws: ReportError.self) { try rows(text) }
        #expect(error?.description == sentence)
    }

    @Test(arguments: 0..<100)
    func `any text is read as a table or refused`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        var text = "text,id\n"
        for _ in 0..<80 {
            text +=
                ["\"", ",", "\n", "\r\n", "a", " ", "é", "\"\""].randomElement(using: &random) ?? ""
        }
        let (rows, errors) = try rows(text)
        #expect(rows.count + errors.count <= 81, "seed \(seed)")
        #expect(rows.allSatisfy { !$0.text.bytes.isEmpty }, "seed \(seed)")
    }
}
