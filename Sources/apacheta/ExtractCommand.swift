import ArgumentParser
import Events
import Formats
import Gazetteers
import Geoparsing
import Reports
import SimpleFeatures

struct ExtractCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extract",
        abstract: "Reads events out of reports.",
        discussion: """
            apacheta extract reports/ -o events.geojson -o events.kml
            apacheta extract report.txt --date 2003-10-14
            cat stream.jsonl | apacheta extract - -o events.geojson
            """)

    @OptionGroup var input: ReportOptions

    @OptionGroup var output: LayerOutput

    @Flag(name: .customLong("no-merge"), help: "One event per account, as each report tells it.")
    var isUnmerged = false

    @Flag(help: "Say on standard error why each event was found and joined.")
    var explain = false

    func run() throws {
        let targets = try output.targets()
        let inputs = try input.inputs()
        let gazetteer = try DataFolder().gazetteer()
        let parsed = try Geoparser(gazetteer: gazetteer).parse(
            collection: inputs.reports, focus: input.focus)
        let extractor = EventExtractor(gazetteer: gazetteer)
        let accounts = parsed.flatMap { extractor.accounts(of: $0) }
        let merger = EventMerger(gazetteer: gazetteer)
        let events = isUnmerged ? merger.unmerged(accounts) : merger.events(of: accounts)
        let layer = Layer(
            name: "events",
            features: events.map { $0.feature(gazetteer: gazetteer, region: nil) })
        if explain { events.forEach(explain) }
        let mentions = parsed.reduce(0) { $0 + $1.resolutions.count }
        let resolved = parsed.reduce(0) { $0 + $1.resolutions.count { $0.place != nil } }
        Console.say(
            "\(parsed.count) reports, \(mentions) mentions, \(resolved) resolved, "
                + "\(accounts.count) accounts, \(events.count) events",
            quiet: input.quiet)
        try output.write(layer, to: targets, quiet: input.quiet)
        try inputs.finish()
    }

    private func explain(_ event: Event) {
        let lead = event.leading
        var line = "\(event.id) \(lead.type.rawValue): "
        line += lead.evidence.map { "\($0.sentence) (\($0.weight))" }.joined(separator: "; ")
        if let place = lead.place { line += "; place: \(place.place.name), \(place.link.rawValue)" }
        Console.say(line, quiet: false)
        for reason in event.reasons { Console.say("  joined: \(reason)", quiet: false) }
    }
}
