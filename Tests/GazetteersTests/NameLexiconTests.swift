import Gazetteers
import Testing

@Suite struct NameLexiconTests {
    private func table(_ file: String, _ text: String) -> Gazetteer.Table {
        Gazetteer.Table(file: file, bytes: Array(text.utf8))
    }

    @Test func `words are folded`() throws {
        let words = try LexiconTables(
            commonWords: table("c.tsv", "word\tlanguage\nUnión\tes\n"),
            firstNames: table("f.tsv", "name\nJosé\nUnion\n"),
            surnames: table("s.tsv", "name\nPérez\n"),
            demonyms: table("d.tsv", "demonym\tlanguage\tplace\nPotosino\tes\tbo-p\n"))
        let lexicon = try Gazetteer(tables: [], lexicon: words).lexicon
        #expect(lexicon.commonWords.contains("union"))
        #expect(lexicon.firstNames.contains("union"))
        #expect(!lexicon.surnames.contains("union"))
        #expect(lexicon.firstNames.contains("jose"))
        #expect(lexicon.surnames.contains("perez"))
        #expect(lexicon.demonyms["potosino"] == "bo-p")
        #expect(lexicon.demonyms["perez"] == nil)
        #expect(!lexicon.commonWords.contains("Unión"))
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
