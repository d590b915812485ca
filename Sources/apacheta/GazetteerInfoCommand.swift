import ArgumentParser
import Formats
import Gazetteers
import Regions
import SimpleFeatures

struct GazetteerInfoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "info",
        abstract: "Counts the places of the gazetteer.",
        discussion: "apacheta gazetteer info")

    @OptionGroup var gazetteers: GazetteerOptions

    @Flag(help: "JSON for machines.")
    var json = false

    func run() throws {
        let gazetteer = try gazetteers.gazetteer()
        let census = GazetteerCensus(of: gazetteer)
        let countries = census.byCountry.prefix(10).map { line in
            (gazetteer.country(withCode: line.word)?.name ?? line.word, line.places)
        }
        try gazetteer.confirmIntact()
        let parts: [(title: String, lines: [GazetteerCensus.Line])] = [
            ("level", census.byLevel), ("country", countries), ("source", census.bySource),
            ("status", census.byStatus),
        ]
        if json {
            let groups = parts.map { part in
                Properties.Property(name: part.title, value: .object(counts(part.lines)))
            }
            let total = Properties.Property(name: "places", value: .integer(census.places))
            return try Console.show(.object(Properties([total] + groups)))
        }
        let rows = parts.flatMap { part in
            part.lines.enumerated().map { number, line in
                [number == 0 ? part.title : "", line.word, "\(line.places)"]
            }
        }
        try Console.show(
            Table(
                header: ["by", "", "places"], rows: [["all", "", "\(census.places)"]] + rows,
                alignments: [.left, .left, .right]))
    }

    private func counts(_ lines: [GazetteerCensus.Line]) -> Properties {
        Properties(lines.map { Properties.Property(name: $0.word, value: .integer($0.places)) })
    }
}
