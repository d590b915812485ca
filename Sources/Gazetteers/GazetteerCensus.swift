/// How many places a gazetteer has, of what levels and kinds, in which countries, from which
/// sources, and under how many names.
///
/// Places that another shadows are not counted.
public struct GazetteerCensus: Sendable {
    /// A word and how many places it counts.
    public typealias Line = (word: String, places: Int)

    /// How many places there are.
    public let places: Int
    /// By level, the largest things first; levels without places are missing.
    public let byLevel: [Line]
    /// By class and code with the word for the level, "P/PPL (town)", the most places first.
    public let byKind: [Line]
    /// By country code, the most places first, equal ones by code; places in no country are in
    /// none.
    public let byCountry: [Line]
    /// By how well the row was checked, the most places first.
    public let byStatus: [Line]
    /// By the first source that rows name, without what tells its entries apart, the most places
    /// first; `""` counts those that name none.
    public let bySource: [Line]
    /// How many different names there are, case and accents aside.
    public let nameCount: Int
    /// How many names there are, each as often as places bear it.
    public let borneNameCount: Int

    /// Counts.
    ///
    /// - Complexity: O(*n*), *n* the number of places and names; memory for what differs among them.
    public init(of gazetteer: Gazetteer) {
        let links = PlaceLinks(of: gazetteer)
        places = links.count
        var classes = Tally()
        var countries = Tally()
        var sources = Tally()
        for index in links.indices {
            let (layer, number) = gazetteer.stack.home(of: index)
            let field = CompiledLayout.PlaceField.self
            let placeClass: UInt16 = layer.field(field.placeClass, of: number)
            let country: UInt16 = layer.field(field.country, of: number)
            let source: UInt32 = layer.field(field.source, of: number)
            let id: UInt32 = layer.field(field.id, of: number)
            // A row without a source has that of its id, if that is a number of GeoNames.
            let isImplied = source == 0 && id & CompiledLayout.geoNamesID != 0
            let layerStart = index - number
            classes.count(index, as: UInt64(placeClass), in: layerStart)
            if country != 0 { countries.count(index, as: UInt64(country), in: layerStart) }
            sources.count(index, as: UInt64(source) << 1 | (isImplied ? 1 : 0), in: layerStart)
        }
        let all = gazetteer.places
        byLevel = classes.sums { all[$0].kind.level }.sorted { $0.key < $1.key }.map {
            (all[$0.value.first].kind.word, $0.value.count)
        }
        byKind = classes.ranked { "\(all[$0].kind) (\(all[$0].kind.word))" }
        byStatus = classes.ranked { all[$0].status }
        byCountry = countries.ranked { all[$0].country }
        bySource = sources.ranked { GazetteerCensus.sourceName(all[$0].source) }
        var names = (different: 0, borne: 0)
        gazetteer.forEachBorneName { _, bearers in
            names.different += 1
            names.borne += bearers.count
        }
        nameCount = names.different
        borneNameCount = names.borne
    }

    /// "GeoNames 3911925;CLDR" is "GeoNames", "OurAirports SLAP" is "OurAirports": behind the first
    /// word, numbers and words in capitals are ids and years.
    private static func sourceName(_ source: String) -> String {
        let first = source.prefix { $0 != ";" }
        let words = first.split(separator: " ")
        let rest = words.dropFirst().filter { word in
            word.contains(where: \.isLowercase) && !word.contains(where: \.isNumber)
        }
        return (words.prefix(1) + rest).joined(separator: " ")
    }
}

/// Places counted by what their records hold in a field, so that a text that a million places share
/// is read once.
private struct Tally {
    /// A value of a field; of texts it is the offset, which each layer counts for itself.
    private struct Key: Hashable {
        let value: UInt64
        let layerStart: Int
    }

    typealias Entry = (count: Int, first: Int)

    private var entries: [Key: Entry] = [:]

    mutating func count(_ place: Int, as value: UInt64, in layerStart: Int) {
        entries[Key(value: value, layerStart: layerStart), default: (0, place)].count += 1
    }

    /// The counts joined by what one place of each tells.
    func sums<Word: Hashable>(by word: (_ place: Int) -> Word) -> [Word: Entry] {
        var sums: [Word: Entry] = [:]
        for entry in entries.values {
            sums[word(entry.first), default: (0, entry.first)].count += entry.count
        }
        return sums
    }

    /// The most places first, equal ones by word.
    func ranked(by word: (_ place: Int) -> String) -> [GazetteerCensus.Line] {
        sums(by: word).sorted {
            $0.value.count != $1.value.count
                ? $0.value.count > $1.value.count : $0.key < $1.key
        }.map { ($0.key, $0.value.count) }
    }
}
