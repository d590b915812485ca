import Gazetteers
import Testing

@Suite struct NameLexiconTests {
    private func table(_ file: String, _ text: String) -> Gazetteer.Table {
        Gazetteer.Table(file: file, bytes: Array(text.utf8))
    }

    @Test func `words are folded`() throws {
        let lexicon = try LexiconTables(
            commonWords: table("c.tsv", "word\tlanguage\nUnión\tes\n"),
            firstNames: table("f.tsv", "name\nJosé\n"), surnames: table("s.tsv", "name\nPérez\n"),
            demonyms: table("d.tsv", "demonym\tlanguage\tplace\nPotosino\tes\tbo-p\n"))
        #expect(lexicon.commonWords == ["union"])
        #expect(lexicon.firstNames == ["jose"])
        #expect(lexicon.surnames == ["perez"])
        #expect(lexicon.demonyms == ["potosino": "bo-p"])
    }

    @Test func `a table without its column is refused`() {
        let good = table("c.tsv", "word\nx\n")
        let names = table("f.tsv", "name\nx\n")
        let error = #expect(throws: GazetteerError.self) {
            try LexiconTables(
                commonWords: good, firstNames: names, surnames: good,
                demonyms: table("d.tsv", "demonym\tplace\n"))
        }
        #expect(error?.description == "c.tsv:1: no column 'name', found: word")
    }
}
