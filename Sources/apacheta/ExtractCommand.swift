import ArgumentParser
import Events
import Formats
import Gazetteers
import Geoparsing
import Regions
import Reports
import SimpleFeatures

struct ExtractCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extract",
        abstract: "Reads events out of reports.",
        discussion: """
            apacheta extract reports/ -o events.geojson -o events.kml
            apacheta extract report.txt --date 2003-10-14
            cat stream.jsonl | apacheta extract - -f geojsonl
            """)

    @OptionGroup var input: ReportOptions
    @OptionGroup var gazetteers: GazetteerOptions
    @OptionGroup var models: ModelOptions
    @OptionGroup var filters: FilterOptions
    @OptionGroup var regions: RegionOptions
    @OptionGroup var output: OutputOptions

    @Flag(name: .customLong("no-merge"), help: "One event per account, as each report tells it.")
    var isUnmerged = false

    @Flag(help: "Say on standard error why each event was found and joined.")
    var explain = false

    func run() throws {
        _ = try output.targets()
        let set = try regions.set(quiet: output.quiet)
        let inputs = try input.inputs()
        try inputs.refuse(outputs: output.output)
        try output.refuseOtherKinds()
        let undated = inputs.reports.count { $0.date == nil }
        if undated > 0 {
            Console.say(
                "\(Console.counted(undated, "report")) without a day of its own: what it tells "
                    + "without a date is passed over (--date gives a day)", quiet: output.quiet)
        }
        let gazetteer = try gazetteers.gazetteer()
        let parsed = try models.geoparser(gazetteer).parse(
            collection: inputs.reports, focus: input.focus)
        let extractor = EventExtractor(gazetteer: gazetteer)
        let accounts = parsed.flatMap { extractor.accounts(of: $0) }
        let merger = EventMerger(gazetteer: gazetteer)
        let events = isUnmerged ? merger.unmerged(accounts) : merger.events(of: accounts)
        let filed = try filed(events, under: set, gazetteer)
        let kept = try filters.apply(to: filed, regions: regions, quiet: output.quiet)
        try gazetteer.confirmIntact()
        if explain { events.forEach(explain) }
        try output.write(
            Layer(name: "events", schema: Event.schema, features: kept),
            madeFrom: RunManifest(inputs: inputs.paths, gazetteers: gazetteers.paths),
            orStandardOutput: true)
        Console.say(
            summary(parsed, accounts: accounts.count, events: kept.count), quiet: output.quiet)
        try inputs.finish()
    }

    /// The events as features, each with the titles of the regions that it is filed under.
    private func filed(
        _ events: [Event], under set: RegionSet, _ gazetteer: Gazetteer
    ) throws -> [Feature] {
        let totals = Totals(events, gazetteer: gazetteer)
        var features = zip(events, totals.partIDs).map {
            $0.feature(gazetteer: gazetteer, partIDs: $1)
        }
        let filing = try set.file(features) { id in
            gazetteer.place(withID: id).map { gazetteer.ancestors(of: $0).map(\.id) } ?? []
        }
        for (index, answer) in filing.answers.enumerated() where !answer.regions.isEmpty {
            let titles = answer.regions.map { set.regions[$0].title }
            features[index].properties["region"] = .text(titles.joined(separator: "; "))
        }
        return features
    }

    private func summary(_ parsed: [Geoparser.Parsed], accounts: Int, events: Int) -> String {
        let mentions = parsed.reduce(0) { $0 + $1.resolutions.count }
        let resolved = parsed.reduce(0) { $0 + $1.resolutions.count { $0.place != nil } }
        return [
            Console.counted(parsed.count, "report"), Console.counted(mentions, "mention"),
            "\(resolved) resolved", Console.counted(accounts, "account"),
            Console.counted(events, "event"),
        ].joined(separator: ", ")
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
