/// How many places a gazetteer has, of what levels, in which countries, from which tables.
public struct GazetteerCensus: Sendable {
    /// A word and how many places it counts.
    public typealias Line = (word: String, places: Int)

    /// How many places there are.
    public let places: Int
    /// By level, the largest things first; levels without places are missing.
    public let byLevel: [Line]
    /// By country code, the most places first, equal ones by code; places in no country are in
    /// none.
    public let byCountry: [Line]
    /// By how well the row was checked, the most places first.
    public let byStatus: [Line]
    /// By the first source that rows name, numbers taken off, the most places first.
    public let bySource: [Line]

    /// Counts.
    ///
    /// - Complexity: O(*n*), *n* the number of places.
    public init(of gazetteer: Gazetteer) {
        places = gazetteer.places.count
        let levels = Dictionary(grouping: gazetteer.places, by: \.kind.level)
        byLevel = levels.sorted { $0.key < $1.key }.compactMap { level, places in
            places.first.map { ($0.kind.word, places.count) }
        }
        byCountry = GazetteerCensus.ranked(
            gazetteer.places.lazy.map(\.country).filter { !$0.isEmpty })
        byStatus = GazetteerCensus.ranked(gazetteer.places.lazy.map(\.status))
        bySource = GazetteerCensus.ranked(
            gazetteer.places.lazy.map { GazetteerCensus.sourceName($0.source) })
    }

    /// "GeoNames 3911925;CLDR" is "GeoNames".
    private static func sourceName(_ source: String) -> String {
        let first = source.prefix { $0 != ";" }
        let words = first.split(separator: " ").filter { word in
            !word.allSatisfy { $0.isASCII && $0.isNumber }
        }
        return words.isEmpty ? String(first) : words.joined(separator: " ")
    }

    private static func ranked(_ words: some Sequence<String>) -> [Line] {
        var counts: [String: Int] = [:]
        for word in words { counts[word, default: 0] += 1 }
        return counts.sorted {
            $0.value != $1.value ? $0.value > $1.value : $0.key < $1.key
        }.map { ($0.key, $0.value) }
    }
}
