import ArgumentParser
import Formats
import Geoparsing
import Reports
import SimpleFeatures

struct ToponymsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "toponyms",
        abstract: "Lists the places that reports mention, resolved.",
        discussion: """
            apacheta toponyms report.txt
            apacheta toponyms reports/ -f jsonl -o toponyms.jsonl
            apacheta toponyms reports/ -o toponyms.geojson
            cat stream.jsonl | apacheta toponyms - --focus BO
            """)

    @OptionGroup var input: ReportOptions
    @OptionGroup var gazetteers: GazetteerOptions
    @OptionGroup var models: ModelOptions

    @Option(
        name: .shortAndLong,
        help: "A file to write, .jsonl or a layer's ending; - is standard output. May be repeated.")
    var output: [String] = []

    @Option(
        help: """
            A layer for areas that words tell ("20 km south of Oruro", "northern La Paz"); records \
            list them too.
            """)
    var areas: String?

    @Option(name: .shortAndLong, help: "jsonl (one report a line) or a layer's format.")
    var format: String?

    @Flag(help: "Tell the evidence for each mention and each candidate (jsonl only).")
    var explain = false

    @Option(
        help: ArgumentHelp(
            "Threads to work with; as many as there are processors, unless said otherwise.",
            valueName: "n"))
    var threads: Int?

    @Flag(name: .shortAndLong, help: "Say nothing but errors.")
    var quiet = false

    /// What is kept of a report.
    private struct Product: Sendable {
        /// The record as one line.
        var line: [UInt8] = []
        var features: [Feature] = []
        var areas: [Feature] = []
    }

    func run() throws {
        let targets = try targets()
        let threadCount = try ThreadCount.number(threads)
        let inputs = try input.inputs()
        try inputs.refuse(outputs: targets.map(\.path) + (areas.map { [$0] } ?? []))
        let areaFormat = try areas.map { try LayerFormat(ofFile: $0) }
        let geoparser = try models.geoparser(try gazetteers.gazetteer())
        let records = try targets.filter { $0.format == nil }.map {
            try RecordOutput($0.path, isHeldBack: input.strict)
        }
        let layers = targets.compactMap { path, format in
            format.map { LayerOutput(path, format: $0, options: .init()) }
        }
        let (needsLines, needsFeatures) = (!records.isEmpty, !layers.isEmpty)
        let pass = try input.pass(
            through: inputs, by: geoparser, threadCount: threadCount, quiet: quiet,
            shapes: try areas.map { _ in try OutlineCache.shapes(of: geoparser.gazetteer) }
        ) { [explain] parsed in
            Product(
                line: needsLines ? ToponymsCommand.line(of: parsed, explained: explain) : [],
                features: needsFeatures ? parsed.features() : [], areas: parsed.areaFeatures())
        }
        // Areas are few, and are written when all reports are read.
        var areaFeatures: [Feature] = []
        let features = ReportFeatures(
            pass, layerNamed: "toponyms",
            finish: {
                try pass.census.tellRest(strict: input.strict)
                try geoparser.gazetteer.confirmIntact()
                for record in records { try record.finish() }
            },
            features: { products in
                for product in products where needsLines {
                    for record in records { try record.write(product.line) }
                }
                areaFeatures += products.flatMap(\.areas)
                return products.flatMap(\.features)
            })
        try features.write(
            to: layers, isHeldBack: input.strict,
            conversion: {
                Conversion(
                    path: "toponyms", filter: nil, transforms: { [] }, outputs: layers,
                    manifest: nil, quiet: true, threads: 1)
            })
        if let areas, let areaFormat {
            let layer = Layer(name: "areas", features: areaFeatures)
            try Conversion(
                path: areas, filter: nil, transforms: { [] },
                outputs: [LayerOutput(areas, format: areaFormat, options: .init())], manifest: nil,
                quiet: true, threads: 1
            ).run { LayerReader(layer) }
        }
        for record in records { try record.commit() }
        Console.say(pass.census.summary, quiet: quiet)
        try pass.census.finish()
    }

    /// Each file with its format; `nil` stands for records, one a line.
    private func targets() throws -> [(path: String, format: LayerFormat?)] {
        if format != nil, output.count > 1 {
            throw Failure(.usage, "-f goes with one -o, found \(output.count)")
        }
        return try (output.isEmpty ? ["-"] : output).map { path in
            if let format {
                return (path, format == "jsonl" ? nil : try LayerFormat(named: format))
            }
            if path == "-" || path.hasSuffix(".jsonl") { return (path, nil) }
            return (path, try LayerFormat(ofFile: path))
        }
    }

    private static func line(of parsed: Geoparser.Parsed, explained: Bool) -> [UInt8] {
        var line: [UInt8] = []
        JSON.append(parsed.record(explained: explained), to: &line)
        line.append(UInt8(ascii: "\n"))
        return line
    }
}
