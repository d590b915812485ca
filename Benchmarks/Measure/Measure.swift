import Gazetteers
import Orthography

/// Measures the gazetteer and the index in process, for the programs that run the peers beside them.
///
/// The first three write what the peers are given; the others print JSON lines.
///
///     measure names GAZETTEER [COUNTRY]         every folded name, a tab and the places that bear it
///     measure written GAZETTEER [COUNTRY]       every main name as it is shown, one a line
///     measure fold FILE                         each line of a file, folded
///     measure lookup GAZETTEER QUERIES          exact lookups of a file's lines
///     measure match GAZETTEER TEXTS [SPANS]     names in a file, which is one text
///     measure misspelt GAZETTEER COUNTRY SLIPS  misspelt lookups; each line a slip, a tab and the
///                                               folded name that it was made from
///     measure index FOLDER COUNT [ROUNDS]       the index on as many positions, for
///                                               `Benchmarks/index.py`; APACHETA_PROCESSOR=any
///                                               takes the loops for any processor
///     measure index-file FILE COUNT GAZETTEER   as many positions around the gazetteer's towns and
///                                               anywhere, indexed in a file that is then asked, for
///                                               `Benchmarks/index_file.py`
///     measure pip FOLDER COUNT [ROUNDS [ANSWERS]]
///                                               the areas that hold as many positions, for
///                                               `Benchmarks/regions.py`; ANSWERS is a file to write
///     measure read FILE [ROUNDS]                every feature of a GeoJSON file with all its values
///     measure parse GAZETTEER MODEL TEXTS [ROUNDS]
///                                               texts, a zero byte behind each, from bytes to resolved
///                                               mentions
@main
struct Measure {
    static func main() throws {
        let arguments = Array(CommandLine.arguments.dropFirst())
        switch (arguments.first, arguments.count) {
        case ("names", 2...3):
            let names = FoldedNames(try gazetteer(arguments[1]))
            names.forEach(in: arguments.dropFirst(2).first) { name, places in
                print("\(name)\t\(places.map(String.init).joined(separator: " "))")
            }
        case ("written", 2...3):
            let country = arguments.dropFirst(2).first
            for place in try gazetteer(arguments[1]).places
            where country == nil || isSoughtWhenMisspelt(place, in: country) { print(place.name) }
        case ("fold", 2):
            for line in try TextFile(arguments[1]).lines { print(FoldedNames.folded(line)) }
        case ("lookup", 3): try lookup(in: arguments[1], queries: arguments[2])
        case ("match", 3...4):
            try match(in: arguments[1], texts: arguments[2], spans: arguments.dropFirst(3).first)
        case ("misspelt", 4):
            try misspelt(in: arguments[1], country: arguments[2], slips: arguments[3])
        case ("index", 3...4):
            guard let count = Int(arguments[2]),
                let rounds = Int(arguments.dropFirst(3).first ?? "3")
            else { throw MeasureError("expected two numbers, found: \(arguments)") }
            try IndexMeasurement(folder: arguments[1], count: count).run(rounds: rounds)
        case ("index-file", 4):
            guard let count = Int(arguments[2]), count > 0 else {
                throw MeasureError("expected a number of positions, found: \(arguments[2])")
            }
            let towns = try gazetteer(arguments[3]).places.filter { $0.kind.level == .town }
            try IndexFileMeasurement(
                path: arguments[1], count: count, towns: towns.map(\.position)
            ).run()
        case ("pip", 3...5):
            guard let count = Int(arguments[2]),
                let rounds = Int(arguments.dropFirst(3).first ?? "3")
            else { throw MeasureError("expected two numbers, found: \(arguments)") }
            try AreaMeasurement(folder: arguments[1], count: count).run(
                rounds: rounds, answers: arguments.dropFirst(4).first)
        case ("read", 2...3):
            try ReadingMeasurement(path: arguments[1]).run(
                rounds: Int(arguments.dropFirst(2).first ?? "3") ?? 3)
        case ("parse", 4...5):
            try ParsingMeasurement(
                arguments[3], gazetteer: gazetteer(arguments[1]), model: arguments[2]
            ).run(rounds: Int(arguments.dropFirst(4).first ?? "3") ?? 3)
        default: throw MeasureError("expected a measurement and its files, found: \(arguments)")
        }
    }

    static func gazetteer(_ file: String) throws -> Gazetteer {
        Gazetteer(stacking: [try CompiledGazetteer(mapping: file)])
    }

    /// Whether a place is one of those that ``MisspellingIndex`` collects for a country.
    static func isSoughtWhenMisspelt(_ place: Place, in country: String?) -> Bool {
        place.country == country && place.kind.level <= .town && place.kind.level >= .region
            && place.status != "locality"
    }

    private static func lookup(in file: String, queries: String) throws {
        let queries = try TextFile(queries).lines
        var stopwatch = Stopwatch()
        let gazetteer = try gazetteer(file)
        stopwatch.endLoad()
        var found = 0
        var places = 0
        stopwatch.measure(passes: 5) {
            found = 0
            places = 0
            for query in queries {
                let count = gazetteer.bearers(of: query).count
                found += count == 0 ? 0 : 1
                places += count
            }
        }
        stopwatch.print(operations: queries.count, ["found": found, "places": places])
    }

    private static func match(in file: String, texts: String, spans: String?) throws {
        let text = try TextFile(texts).bytes
        var stopwatch = Stopwatch()
        let gazetteer = try gazetteer(file)
        stopwatch.endLoad()
        var count = 0
        stopwatch.measure(passes: 5) {
            count = 0
            gazetteer.forEachName(in: text.span) { _ in count += 1 }
        }
        stopwatch.print(operations: text.count, ["found": count])
        guard let spans else { return }
        let lines = gazetteer.names(in: text).map {
            "\($0.range.lowerBound) \($0.range.upperBound)\n"
        }
        try TextFile.write(lines.joined(), to: spans)
    }

    private static func misspelt(in file: String, country: String, slips: String) throws {
        let slips = try TextFile(slips).lines.map {
            $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        }
        guard slips.allSatisfy({ $0.count == 2 }) else {
            throw MeasureError("expected a slip, a tab and a name in each line")
        }
        var stopwatch = Stopwatch()
        let gazetteer = try gazetteer(file)
        let index = MisspellingIndex(country: country, of: gazetteer)
        stopwatch.endLoad()
        var answers: [[Int]] = []
        stopwatch.measure(passes: 5) {
            answers = slips.map { index.places(misspelt: $0[0])?.places ?? [] }
        }
        let right = zip(slips, answers).count { slip, places in
            gazetteer.bearers(of: slip[1]).contains { places.contains($0.place) }
        }
        stopwatch.print(
            operations: slips.count,
            ["found": answers.count { !$0.isEmpty }, "right": right])
    }
}

/// The folded names of a gazetteer.
private struct FoldedNames {
    private let gazetteer: Gazetteer

    init(_ gazetteer: Gazetteer) { self.gazetteer = gazetteer }

    /// Hands on every name, or those that places of a country bear that are found when misspelt.
    func forEach(in country: String?, _ body: (_ name: String, _ places: [Int]) -> Void) {
        gazetteer.forEachFoldedName { name in
            let places = gazetteer.bearers(of: name).map(\.place).filter {
                country == nil
                    || Measure.isSoughtWhenMisspelt(gazetteer.places[$0], in: country)
            }
            if !places.isEmpty { body(name, places) }
        }
    }

    /// A name as the gazetteer keeps it: folded words with single spaces between, without signs.
    static func folded(_ name: String) -> String {
        let text = TokenizedText(name)
        return text.tokens.indices.filter { text.tokens[$0].kind != .sign }
            .map { text.word($0) }.joined(separator: " ")
    }
}

/// What cannot be measured.
struct MeasureError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
