import Gazetteers
import Testing

@Suite struct ListTableTests {
    static func table(_ text: String) -> Gazetteer.Table {
        Gazetteer.Table(file: "sets.tsv", bytes: Array(text.utf8))
    }

    @Test func `rows are read by the names of their columns, with their lines`() throws {
        let list = try ListTable(
            Self.table("id\tother\taliases\r\na\tx\tone|two\r\n\nb\ty\t\n"),
            columns: ["id", "aliases"])
        #expect(list.rows.map(\.line) == [2, 4])
        #expect(list.rows.map { $0["id"] } == ["a", "b"])
        #expect(list.rows.map { $0["other"] } == ["", ""])
        #expect(list.rows.map { $0.items(of: "aliases") } == [["one", "two"], []])
    }

    @Test func `a missing column and a short row are told with their lines`() {
        #expect(
            throws: GazetteerError(
                file: "sets.tsv", line: 1, reason: "no column 'name', found: id, other")
        ) { try ListTable(Self.table("id\tother\n"), columns: ["name"]) }
        #expect(
            throws: GazetteerError(file: "sets.tsv", line: 2, reason: "1 fields, expected 2")
        ) { try ListTable(Self.table("id\tother\na\n"), columns: ["id"]) }
    }
}
