import Foundation
import Gazetteers

/// Measures the gazetteer in process, for `Benchmarks/gazetteers.py`, which runs the peers beside it.
///
///     measure names GAZETTEER                 every folded name, one a line
///     measure lookup GAZETTEER QUERIES        exact lookups of a file's lines
///     measure match GAZETTEER TEXTS           names in a file, each line a text
///     measure misspelt GAZETTEER COUNTRY WORDS
@main
struct Measure {
    static func main() throws {
        let arguments = CommandLine.arguments
        guard arguments.count >= 3 else { fatalError("expected a measurement and a gazetteer") }
        let gazetteer = Gazetteer(stacking: [try CompiledGazetteer(mapping: arguments[2])])
        switch arguments[1] {
        case "names": gazetteer.forEachFoldedName { print($0) }
        case "lookup": try lookup(gazetteer, file: arguments[3])
        case "match": try match(gazetteer, file: arguments[3])
        case "misspelt":
            try misspelt(gazetteer, country: arguments[3], file: arguments[4])
        default: fatalError("no measurement '\(arguments[1])'")
        }
    }

    private static func lines(of file: String) throws -> [String] {
        let data = try Data(contentsOf: URL(fileURLWithPath: file))
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    private static func lookup(_ gazetteer: Gazetteer, file: String) throws {
        let queries = try lines(of: file)
        var found = 0
        for _ in 0..<2 {
            found = 0
            report("exact lookup", operations: queries.count, unit: "lookups/s") {
                for query in queries where gazetteer.isName(query) { found += 1 }
                return found
            }
        }
    }

    private static func match(_ gazetteer: Gazetteer, file: String) throws {
        let text = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
        for _ in 0..<2 {
            report("names in text", operations: text.count, unit: "bytes/s") {
                var count = 0
                gazetteer.forEachName(in: text.span) { _ in count += 1 }
                return count
            }
        }
    }

    private static func misspelt(_ gazetteer: Gazetteer, country: String, file: String) throws {
        let words = try lines(of: file)
        let index = MisspellingIndex(country: country, of: gazetteer)
        for _ in 0..<2 {
            report("misspelt lookup", operations: words.count, unit: "lookups/s") {
                words.count { index.places(misspelt: $0) != nil }
            }
        }
    }

    /// Prints a JSON line with the CPU time of some work.
    private static func report(
        _ name: String, operations: Int, unit: String, _ work: () -> Int
    ) {
        let start = clock()
        let count = work()
        let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
        print(
            "{\"name\":\"\(name)\",\"peer\":\"apacheta\",\"n\":\(operations),\"cpu_s\":\(seconds),"
                + "\"rate\":\(Double(operations) / seconds),\"unit\":\"\(unit)\",\"count\":\(count)}"
        )
    }
}
