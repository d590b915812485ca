import Compression

/// The tables of the package's own gazetteer, in the folder `gazetteer`.
public enum PackageTables {
    /// What the compiled gazetteer of the folder is called.
    public static let compiledName = "apacheta.gaz"

    /// Tables of places, the most trusted first: Bolivia's checked rows, then the world's.
    public static let places = [
        "bolivia.tsv", "countries.tsv", "admin1.tsv", "admin2.tsv.zst", "world.tsv.zst",
        "bolivia-localities.tsv",
    ]

    /// Lists of words: common words, first names, surnames, demonyms.
    public static let words = [
        "common-words.tsv", "first-names.tsv", "surnames.tsv", "demonyms.tsv",
    ]

    /// The most bytes that a packed table may unpack to.
    static let mostBytes = 512 << 20

    /// Reads the tables.
    ///
    /// - Parameter bytes: Reads a file of the folder by its name.
    /// - Throws: What `bytes` throws as ``GazetteerError``, and what is wrong with a table.
    public static func compiler(
        reading bytes: (_ name: String) throws(GazetteerError) -> [UInt8]
    ) throws(GazetteerError) -> GazetteerCompiler {
        func table(_ name: String) throws(GazetteerError) -> Gazetteer.Table {
            let read = try bytes(name)
            guard name.hasSuffix(".zst") else { return Gazetteer.Table(file: name, bytes: read) }
            do throws(CompressionError) {
                return Gazetteer.Table(
                    file: name, bytes: try Zstandard.unpacked(read, atMost: mostBytes))
            } catch { throw GazetteerError(file: name, reason: error.description) }
        }
        let compiler = try GazetteerCompiler(
            sources: try places.map { (name) throws(GazetteerError) in
                try DelimitedTable(try table(name))
            },
            lexicon: try LexiconTables(
                commonWords: table(words[0]), firstNames: table(words[1]),
                surnames: table(words[2]), demonyms: table(words[3])),
            about: [
                "sources: \((places + words).joined(separator: ", "))",
                "licence: CC BY 4.0 (GeoNames) and others, see gazetteer/README.md",
            ])
        if let reference = compiler.report.openReferences.first { throw reference.failure }
        return compiler
    }
}

extension CompiledGazetteer {
    /// A gazetteer in memory.
    ///
    /// - Parameter compiler: What was read.
    public convenience init(_ compiler: GazetteerCompiler) throws(GazetteerError) {
        var bytes: [UInt8] = []
        compiler.write { bytes.append(contentsOf: $0) }
        try self.init(bytes: bytes)
    }
}
