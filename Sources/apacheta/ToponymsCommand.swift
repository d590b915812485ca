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
            """)

    @OptionGroup var input: ReportOptions
    @OptionGroup var gazetteers: GazetteerOptions
    @OptionGroup var models: ModelOptions

    @Option(
        name: .shortAndLong,
        help: "A file to write, .jsonl or a layer's ending; - is standard output. May be repeated.")
    var output: [String] = []

    @Option(name: .shortAndLong, help: "jsonl (one report a line) or a layer's format.")
    var format: String?

    @Flag(help: "Tell the evidence for each mention and each candidate (jsonl only).")
    var explain = false

    @Flag(name: .shortAndLong, help: "Say nothing but errors.")
    var quiet = false

    func run() throws {
        let targets = try targets()
        let inputs = try input.inputs()
        try inputs.refuse(outputs: targets.map(\.path))
        let geoparser = try models.geoparser(try gazetteers.gazetteer())
        let parsed = try geoparser.parse(collection: inputs.reports, focus: input.focus)
        try geoparser.gazetteer.confirmIntact()
        for (path, format) in targets {
            guard let format else {
                try Files.write(records(of: parsed), to: path)
                continue
            }
            let layer = ToponymsCommand.layer(of: parsed)
            try Conversion(
                path: path, filter: nil,
                transforms: { [] }, outputs: [LayerOutput(path, format: format, options: .init())],
                manifest: nil, quiet: true, threads: 1
            ).run { LayerReader(layer) }
        }
        let mentions = parsed.reduce(0) { $0 + $1.resolutions.count }
        let resolved = parsed.reduce(0) { $0 + $1.resolutions.count { $0.place != nil } }
        Console.say(
            "\(Console.counted(parsed.count, "report")), \(Console.counted(mentions, "mention")), "
                + "\(resolved) resolved", quiet: quiet)
        try inputs.finish()
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

    private func records(of parsed: [Geoparser.Parsed]) -> [UInt8] {
        var bytes: [UInt8] = []
        for report in parsed {
            JSON.append(report.record(explained: explain), to: &bytes)
            bytes.append(10)
        }
        return bytes
    }

    private static func layer(of parsed: [Geoparser.Parsed]) -> Layer {
        Layer(name: "toponyms", features: parsed.flatMap { $0.features() })
    }
}
