import Orthography

/// What words can be besides names of places: ordinary words, first names, demonyms.
public struct NameLexicon: Sendable {
    /// Folded words that are ordinary words of a language ("union", "victoria").
    public let commonWords: Set<String>
    /// Folded first names of persons ("carlos", "santiago").
    public let firstNames: Set<String>
    /// Folded surnames of persons.
    public let surnames: Set<String>
    /// Folded demonyms with the ids of the places whose people they name.
    public let demonyms: [String: String]

    /// A lexicon that knows no word.
    public init() {
        commonWords = []
        firstNames = []
        surnames = []
        demonyms = [:]
    }

    /// Reads the tables `common-words.tsv`, `first-names.tsv`, `surnames.tsv` and
    /// `demonyms.tsv`.
    ///
    /// - Parameters:
    ///   - commonWords: A table with the column `word`.
    ///   - firstNames: A table with the column `name`.
    ///   - surnames: A table with the column `name`.
    ///   - demonyms: A table with the columns `demonym` and `place`.
    /// - Throws: ``GazetteerError`` with file and line.
    public init(
        commonWords: Gazetteer.Table, firstNames: Gazetteer.Table, surnames: Gazetteer.Table,
        demonyms: Gazetteer.Table
    ) throws(GazetteerError) {
        self.commonWords = Set(try NameLexicon.column("word", of: commonWords))
        self.firstNames = Set(try NameLexicon.column("name", of: firstNames))
        self.surnames = Set(try NameLexicon.column("name", of: surnames))
        var places: [String: String] = [:]
        let reader = try TableReader(
            demonyms.bytes, file: demonyms.file, needing: ["demonym", "place"])
        let demonym = reader.place(of: "demonym")
        let place = reader.place(of: "place")
        try reader.forEachRow { row throws(GazetteerError) in
            places[Folding.folded(row.text(demonym))] = row.text(place)
        }
        self.demonyms = places
    }

    private static func column(
        _ name: String, of table: Gazetteer.Table
    ) throws(GazetteerError) -> [String] {
        let reader = try TableReader(table.bytes, file: table.file, needing: [name])
        let place = reader.place(of: name)
        var words: [String] = []
        try reader.forEachRow { row throws(GazetteerError) in
            words.append(Folding.folded(row.text(place)))
        }
        return words
    }
}
