public import Foundation
public import Gazetteers

/// The gazetteer that the package carries, read once.
public enum PackageGazetteer {
    /// The `gazetteer` folder of the package that this file lies in.
    public static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("gazetteer")

    /// A table of the folder.
    public static func table(_ name: String) throws -> Gazetteer.Table {
        let data = try Data(contentsOf: folder.appendingPathComponent(name))
        return Gazetteer.Table(file: name, bytes: Array(data))
    }

    /// The gazetteer, as the program reads it.
    public static func read() throws -> Gazetteer { try loaded.get() }

    private static let loaded = Result {
        let tables = try [
            "bolivia.tsv", "countries.tsv", "admin1.tsv", "world.tsv", "bolivia-localities.tsv",
        ].map(table)
        let lexicon = try LexiconTables(
            commonWords: table("common-words.tsv"), firstNames: table("first-names.tsv"),
            surnames: table("surnames.tsv"), demonyms: table("demonyms.tsv"))
        return try Gazetteer(tables: tables, lexicon: lexicon)
    }
}
