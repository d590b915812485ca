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

    @Flag(help: "Say on standard error why each event was found, joined and kept apart.")
    var explain = false

    @Option(
        name: .customLong("review"),
        help: ArgumentHelp(
            "A review sheet whose verdicts are followed; may be repeated.", valueName: "sheet"))
    var sheets: [String] = []

    @OptionGroup var review: ReviewOptions

    @Option(
        help: ArgumentHelp(
            "A file for what accounts of one event tell differently; .json for machines.",
            valueName: "file"))
    var conflicts: String?

    func run() throws {
        let targets = try output.targets()
        try ConflictOption.check(conflicts, output, layerToStandardOutput: targets.isEmpty)
        if conflicts != nil, isUnmerged {
            throw Failure(.usage, "--conflicts compares accounts that are joined, found --no-merge")
        }
        let threadCount = try ThreadCount.number(output.threads)
        let set = try regions.set(quiet: output.quiet)
        let inputs = try input.inputs()
        try inputs.refuse(outputs: output.output + [review.sheet].compactMap { $0 })
        try output.refuseOtherKinds()
        let geoparser = try models.geoparser(try gazetteers.gazetteer())
        let origin = RunManifest(inputs: inputs.paths + sheets, gazetteers: gazetteers.paths)
        if isUnmerged {
            guard sheets.isEmpty, review.sheet == nil else {
                throw Failure(
                    .usage,
                    "--no-merge goes without --review and --review-sheet, "
                        + "expected `apacheta review` on the layer that it writes")
            }
            try writeAsTold(inputs, set, geoparser, threadCount, origin)
        } else {
            try writeMerged(inputs, set, geoparser, threadCount, origin)
        }
    }

    // MARK: - Merged

    /// Keeps the accounts of all reports, for any two may tell of one event.
    private func writeMerged(
        _ inputs: ReportInputs, _ set: RegionSet, _ geoparser: Geoparser, _ threadCount: Int,
        _ origin: RunManifest
    ) throws {
        try ReviewOptions.refuse(output.output, besides: sheets)
        let rows = try SheetFile.rows(of: sheets)
        let sheetOutput = try review.output(
            overwrites: output.overwrite, besides: sheets + output.output)
        let gazetteer = geoparser.gazetteer
        let extractor = try DataFolder().eventExtractor(gazetteer)
        let pass = try input.pass(
            through: inputs, by: geoparser, threadCount: threadCount, quiet: output.quiet
        ) { extractor.accounts(of: $0) }
        var accounts: [Account] = []
        while case .element(let told) = try pass.next(waiting: true) { accounts += told.joined() }
        try tellRest(of: pass.census)
        let events = EventMerger(gazetteer: gazetteer).events(of: accounts)
        let partIDs = Totals(events, gazetteer: gazetteer).partIDs
        let shapes = try OutlineCache.shapes(of: gazetteer)
        let reviewed = try review.reviewed(
            zip(events, partIDs).map {
                $0.feature(gazetteer: gazetteer, partIDs: $1, shapes: shapes)
            }, by: rows, gazetteer: gazetteer, strict: input.strict, quiet: output.quiet)
        let filed = try RegionTitles(set).titled(reviewed.features, gazetteer: gazetteer)
        let kept = try filters.apply(to: filed, regions: regions, quiet: output.quiet)
        try gazetteer.confirmIntact()
        if explain { events.flatMap { EventExplanation(event: $0).lines }.forEach(say) }
        if let sheet = reviewed.sheet { try sheetOutput?.write(sheet) }
        try output.write(
            Layer(name: "events", schema: reviewed.schema(Event.schema), features: kept),
            madeFrom: origin, orStandardOutput: true,
            regions: regions.regions.isEmpty ? nil : set)
        try sheetOutput?.commit(quiet: output.quiet)
        if let conflicts {
            let ids = Set(kept.compactMap(\.id))
            try ConflictList(of: events, partIDs: partIDs, gazetteer: gazetteer) {
                ids.contains($0)
            }.write(to: conflicts, quiet: output.quiet)
        }
        try finish(pass.census, accounts: accounts.count, events: kept.count)
        if let failure = ReviewOptions.failure(reviewed.outcome) { throw failure }
    }

    // MARK: - As told

    /// What is kept of a report whose events are not merged with those of others.
    private struct Told: Sendable {
        let features: [Feature]
        let explanation: [String]
    }

    /// Writes the events of one report after those of the other, without keeping either.
    private func writeAsTold(
        _ inputs: ReportInputs, _ set: RegionSet, _ geoparser: Geoparser, _ threadCount: Int,
        _ origin: RunManifest
    ) throws {
        let gazetteer = geoparser.gazetteer
        let extractor = try DataFolder().eventExtractor(gazetteer)
        let shapes = try OutlineCache.shapes(of: gazetteer)
        let merger = EventMerger(gazetteer: gazetteer)
        let filter = try filters.batchFilter(
            knowing: { [] }, regions: regions, quiet: output.quiet)
        let outputs = try output.outputs(
            orStandardOutput: true, regions: regions.regions.isEmpty ? nil : set)
        let pass = try input.pass(
            through: inputs, by: geoparser, threadCount: threadCount, quiet: output.quiet
        ) { [explain] parsed in
            let events = merger.unmerged(extractor.accounts(of: parsed))
            return Told(
                features: zip(events, Totals(events, gazetteer: gazetteer).partIDs).map {
                    $0.feature(gazetteer: gazetteer, partIDs: $1, shapes: shapes)
                },
                explanation: explain ? events.flatMap { EventExplanation(event: $0).lines } : [])
        }
        let tally = Tally()
        let titles = RegionTitles(set)
        let features = ReportFeatures(
            pass, layerNamed: "events", schema: Event.schema,
            finish: {
                try tellRest(of: pass.census)
                try gazetteer.confirmIntact()
            },
            features: { told in
                for report in told { report.explanation.forEach(say) }
                let features = told.flatMap(\.features)
                tally.accountCount += features.count
                return try titles.titled(features, gazetteer: gazetteer)
            })
        try features.write(to: outputs, isHeldBack: input.strict) {
            Conversion(
                path: "events", filter: filter, transforms: output.transforms, outputs: outputs,
                manifest: output.manifest ? origin : nil, quiet: output.quiet,
                // The reports keep the other threads busy.
                threads: 1)
        }
        try finish(
            pass.census, accounts: tally.accountCount, events: outputs.first?.featureCount ?? 0)
    }

    /// Counted while features flow.
    private final class Tally {
        var accountCount = 0
    }

    // MARK: - Both

    /// Says what is to be known before anything is in its place.
    private func tellRest(of census: ReportCensus) throws {
        if census.undatedCount > 0 {
            Console.say(
                "\(Console.counted(census.undatedCount, "report")) without a day of its own: "
                    + "what it tells without a date is passed over (--date gives a day)",
                quiet: output.quiet)
        }
        try census.tellRest(strict: input.strict)
    }

    private func finish(_ census: ReportCensus, accounts: Int, events: Int) throws {
        Console.say(
            [
                census.summary, Console.counted(accounts, "account"),
                Console.counted(events, "event"),
            ].joined(separator: ", "), quiet: output.quiet)
        try census.finish()
    }

    private func say(_ line: String) { Console.say(line, quiet: false) }
}
