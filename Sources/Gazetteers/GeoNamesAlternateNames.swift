/// The names in `alternateNamesV2.txt` of GeoNames, each with its language.
///
/// Links, Wikidata identifiers, postal codes, phonetics and the names of the French Revolution are
/// left out. Codes of airports, UN/LOCODE, NUTS and LAU become official codes (`code:LPB`);
/// abbreviations are names. Names of every standing are kept: preferred, short, colloquial,
/// historic.
///
/// - SeeAlso: GeoNames, gazetteer readme.txt, "The table 'alternate names'"; the pseudo languages
///   are listed beside the names of each place on geonames.org.
public struct GeoNamesAlternateNames: PlaceSource {
    private enum Treatment {
        case name, code, leftOut
    }

    private enum Column {
        static let place = 1
        static let language = 2
        static let name = 3
    }

    private var rows: FixedColumns
    private let languages: Set<String>?
    private var treatments: [ArraySlice<UInt8>: Treatment] = [:]
    private var unnamedCount = 0

    /// Reads names.
    ///
    /// - Parameters:
    ///   - lines: The lines of the file: 10 columns, no header; the 8 of the older
    ///     `alternateNames.txt` are read too.
    ///   - languages: The languages whose names are kept, as ISO 639 codes, in either case; "zh" is
    ///     "zh-CN" too. `nil` for all. Names without a language, codes and abbreviations are
    ///     always kept.
    public init(_ lines: LineReader, languages: Set<String>? = nil) {
        rows = FixedColumns(lines, expecting: 8...10)
        self.languages = languages.map { Set($0.map { $0.lowercased() }) }
    }

    public var file: String { rows.file }

    /// What was left out so far, one sentence each.
    public var notes: [String] { AlternateNames.notes(leavingOut: unnamedCount) }

    public mutating func next() throws(GazetteerError) -> PlaceRecord? {
        while try rows.advance() {
            let treatment = treatment(of: rows.field(Column.language))
            if treatment == .leftOut { continue }
            let id = try rows.placeID(Column.place)
            let name = rows.field(Column.name).trimmed
            if name.isEmpty || AlternateNames.isReserved(name) {
                unnamedCount += 1
                continue
            }
            return .name(treatment == .code ? "code:" + name.string : name.string, ofID: id)
        }
        return nil
    }

    private mutating func treatment(of language: FieldText) -> Treatment {
        if let known = treatments[language.bytes] { return known }
        let treatment = treatment(ofLanguage: language.string.lowercased())
        // A hostile file may name a language a row; the real one names some hundreds.
        if treatments.count < 4096 { treatments[ArraySlice(Array(language.bytes))] = treatment }
        return treatment
    }

    private func treatment(ofLanguage language: String) -> Treatment {
        switch language {
        case "", "abbr": return .name
        case "iata", "icao", "faac", "tcid", "unlc", "nuts", "lauc": return .code
        case "link", "wkdt", "post", "phon", "fr_1793": return .leftOut
        default:
            guard let languages else { return .name }
            let main = language.prefix { $0 != "-" }
            return languages.contains(language) || languages.contains(String(main))
                ? .name : .leftOut
        }
    }
}
