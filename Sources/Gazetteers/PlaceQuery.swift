import Orthography
public import SimpleFeatures

/// A place as a person types it on its own: "San Pedro, Pando", "La Paz department", "BO-L".
public struct PlaceQuery: Sendable {
    /// What was typed, without blanks around it.
    public let text: String
    /// The name before the first comma.
    public let name: String
    /// The larger places that follow the name after commas, as in "San Pedro, Pando, Bolivia".
    public let containers: [String]
    /// The country that the place must lie in, ISO 3166-1 alpha-2, upper case.
    public var country: String?
    /// The levels that the place may have; `nil` allows all.
    public var levels: Set<PlaceKind.Level>?
    /// Countries whose places stand before others, such as those of a layer; upper case.
    public var preferredCountries: Set<String>
    /// Where the place is thought to be: what lies near it stands before what lies far; `nil` for no
    /// idea.
    public var nearPosition: Coordinate?

    /// How many larger places are looked at; what follows is left aside.
    static let mostContainers = 4

    /// Takes a typed name apart.
    ///
    /// - Parameters:
    ///   - text: The name, perhaps with larger places after commas.
    ///   - country: The country that the place must lie in, in either case.
    ///   - levels: The levels that it may have.
    ///   - preferredCountries: Countries whose places stand first.
    ///   - nearPosition: Where the place is thought to be.
    public init(
        _ text: String, country: String? = nil, levels: Set<PlaceKind.Level>? = nil,
        preferredCountries: Set<String> = [], nearPosition: Coordinate? = nil
    ) {
        func trimmed(_ part: Substring) -> String {
            var part = part
            while part.first?.isWhitespace == true { part.removeFirst() }
            while part.last?.isWhitespace == true { part.removeLast() }
            return String(part)
        }
        let parts = text.split(separator: ",", omittingEmptySubsequences: false).map(trimmed)
        self.text = trimmed(text[...])
        name = parts.first ?? ""
        containers = Array(
            parts.dropFirst().filter { !$0.isEmpty }.prefix(PlaceQuery.mostContainers))
        self.country = country?.uppercased()
        self.levels = levels
        self.preferredCountries = preferredCountries
        self.nearPosition = nearPosition
    }
}

extension PlaceQuery {
    /// A name without the word that says what kind of place it is.
    ///
    /// "La Paz department", "departamento de La Paz" and "department of La Paz" are the name
    /// "la paz" at the level of admin-1.
    ///
    /// - Parameter name: A name as typed.
    /// - Returns: The rest of the name, folded, and the levels of the word; `nil` when no word of
    ///   the kind stands first or last.
    static func withoutKindWord(
        _ name: String
    ) -> (name: String, levels: Set<PlaceKind.Level>)? {
        var words = Folding.folded(name).split { $0 == " " }.map(String.init)
        guard words.count > 1, let last = words.last else { return nil }
        if let levels = PlaceKind.levels(ofWord: last) {
            return (words.dropLast().joined(separator: " "), levels)
        }
        guard let levels = PlaceKind.levels(ofWord: words.removeFirst()) else { return nil }
        if let first = words.first, ["of", "de", "del"].contains(first) { words.removeFirst() }
        guard !words.isEmpty else { return nil }
        return (words.joined(separator: " "), levels)
    }
}

extension PlaceKind {
    /// The words for levels of places, English and Spanish, folded.
    private static let words: [(word: String, levels: Set<Level>)] = [
        ("continent", [.continent]), ("continente", [.continent]),
        ("country", [.country]), ("pais", [.country]),
        ("region", [.region]),
        ("admin-1", [.admin1]), ("department", [.admin1]), ("departamento", [.admin1]),
        ("state", [.admin1]), ("estado", [.admin1]),
        ("admin-2", [.admin2]), ("province", [.admin1, .admin2]),
        ("provincia", [.admin1, .admin2]), ("county", [.admin2]),
        ("admin-3", [.admin3]),
        ("town", [.town]), ("city", [.town]), ("village", [.town]), ("ciudad", [.town]),
        ("pueblo", [.town]), ("municipality", [.town, .admin3]), ("municipio", [.town, .admin3]),
        ("neighbourhood", [.neighbourhood]), ("neighborhood", [.neighbourhood]),
        ("quarter", [.neighbourhood]), ("barrio", [.neighbourhood]), ("zona", [.neighbourhood]),
        ("site", [.site]),
    ]

    /// The words that ``levels(ofWord:)`` knows.
    public static var levelWords: [String] { words.map(\.word) }

    /// The levels that a word such as "town" or "department" means; `nil` for other words.
    ///
    /// - Parameter word: One word, in English or Spanish, in any case.
    public static func levels(ofWord word: String) -> Set<Level>? {
        let folded = Folding.folded(word)
        return words.first { $0.word == folded }?.levels
    }
}
