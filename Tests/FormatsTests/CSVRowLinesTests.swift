import FileMapping
import Formats
import SimpleFeatures
import Testing

/// The line of each row, as a person finds it in an editor.
@Suite struct CSVRowLinesTests {
    @Test(arguments: [
        ("a,b\n1,2\n3,4\n", [2, 3]), ("a,b\r\n1,2\r\n\r\n3,4", [2, 4]),
        ("\u{FEFF}a;b\n\"one\ntwo\";2\n3;4\n", [2, 4]), ("sep=;\na;b\n1;2\n", [3]),
        ("a,b\n", []), ("\"a\nb\",c\n1,2\n", [3]), ("a\n1\n\n2\n", [2, 3, 4]),
    ])
    func `a row has the line that it begins on`(text: String, lines: [Int]) throws {
        let file = MappedFile(copying: Array(text.utf8), named: "t.csv")
        let reader = try CSVReader(file)
        let columnCount = reader.columnNames.count
        #expect(try CSVRowLines(file, columnCount: columnCount).lines == lines)
        #expect(try reader.readAll().layer.features.count == lines.count)
    }
}
