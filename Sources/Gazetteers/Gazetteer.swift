import SimpleFeatures

/// Places, the names they bear, and how a name in a text is matched to them.
///
/// One compiled gazetteer, or several stacked: of places with one id the uppermost counts.
public struct Gazetteer: Sendable {
    /// The places, layer after layer, in the order of their tables; of stacked gazetteers also those
    /// that another shadows.
    public let places: Places
    /// Words that are names of places and ordinary words or names of persons too.
    public let lexicon: NameLexicon
    let stack: GazetteerStack

    /// One table of places.
    public struct Table: Sendable {
        /// The name that errors give.
        public let file: String
        /// Tab-separated rows under a header line; the columns are those of `gazetteer/README.md`.
        public let bytes: [UInt8]

        public init(file: String, bytes: [UInt8]) {
            self.file = file
            self.bytes = bytes
        }
    }

    /// The places of a gazetteer, each read when it is asked for.
    public struct Places: RandomAccessCollection, Sendable {
        fileprivate let stack: GazetteerStack

        public var startIndex: Int { 0 }
        public var endIndex: Int { stack.count }
        public subscript(index: Int) -> Place { Place(index, of: stack) }
    }

    /// Stacks compiled gazetteers.
    ///
    /// - Parameter layers: The one that counts first, first.
    public init(stacking layers: [CompiledGazetteer]) {
        stack = GazetteerStack(layers)
        places = Places(stack: stack)
        lexicon = NameLexicon(of: stack)
    }

    /// Compiles tables in memory; of two places with one id the first counts.
    ///
    /// - Parameters:
    ///   - tables: Tables of places, the most trusted first.
    ///   - lexicon: What else words can be.
    /// - Throws: ``GazetteerError`` with file and line, also for a larger place that no table has.
    /// - Complexity: O(*n* log *n*), *n* the bytes of all tables.
    public init(
        tables: [Table], lexicon: LexiconTables = LexiconTables()
    ) throws(GazetteerError) {
        let compiler = try GazetteerCompiler(
            sources: try tables.map { (table) throws(GazetteerError) in try DelimitedTable(table) },
            lexicon: lexicon)
        if let reference = compiler.report.openReferences.first { throw reference.failure }
        self.init(stacking: [try CompiledGazetteer(compiler)])
    }

    /// What was found to be wrong with the bytes of a compiled gazetteer read up to now; `nil` while
    /// nothing was. Whoever shows an answer asks first.
    public var fault: GazetteerError? { stack.layers.lazy.compactMap(\.fault).first }

    /// The place of an id, or of a second id.
    public func place(withID id: String) -> Place? { index(ofID: id).map { places[$0] } }

    /// Where the place of an id stands in ``places``.
    public func index(ofID id: String) -> Int? { stack.index(ofID: id) }

    /// The place of an official code ("BO-L", "020105").
    public func place(withCode code: String) -> Place? {
        stack.index(ofCode: code).map { places[$0] }
    }

    /// The official code of a place, its ISO 3166-2 one first; `nil` where its row has none.
    public func code(of place: Place) -> String? { place.codes.first }

    /// Whether a place counts, and is not shadowed by one of a gazetteer above.
    public func counts(_ place: Place) -> Bool { stack.counting(place.index) == place.index }

    /// The places that a place lies in, the next larger first.
    ///
    /// At most sixteen, whatever the parents are: stacked gazetteers may lead in a circle.
    public func ancestors(of place: Place) -> [Place] {
        var found: [Place] = []
        var next = place.parent
        while let index = next, found.count < 16 {
            found.append(places[index])
            next = places[index].parent
        }
        return found
    }

    /// The admin-1 unit of a place; the place itself when it is one.
    public func admin1(of place: Place) -> Place? {
        place.kind.level == .admin1 ? place : place.admin1.map { places[$0] }
    }

    /// The admin-2 unit of a place; the place itself when it is one.
    public func admin2(of place: Place) -> Place? {
        place.kind.level == .admin2 ? place : place.admin2.map { places[$0] }
    }

    /// The country that a place lies in, as a place.
    public func country(of place: Place) -> Place? { country(withCode: place.country) }

    /// The country of an ISO 3166-1 alpha-2 code, in either case.
    public func country(withCode code: String) -> Place? {
        place(withID: code.lowercased()).flatMap { $0.kind.level == .country ? $0 : nil }
    }

    /// The name of a place with what tells it from others: "El Alto, La Paz, Bolivia".
    public func fullName(of place: Place) -> String {
        var parts = [place.name]
        if let admin1 = admin1(of: place), admin1.id != place.id { parts.append(admin1.name) }
        if let country = country(of: place), country.id != place.id { parts.append(country.name) }
        return parts.joined(separator: ", ")
    }
}
