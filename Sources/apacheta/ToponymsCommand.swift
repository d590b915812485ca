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

    @Option(name: .shortAndLong, help: "The file to write; - is standard output.")
    var output: String = "-"

    @Option(name: .shortAndLong, help: "jsonl (one report a line), geojson or kml.")
    var format: String?

    @Flag(help: "Say why each place was chosen.")
    var explain = false

    func run() throws {
        let kind = try ToponymFormat(named: format, output: output)
        let inputs = try input.inputs()
        let geoparser = Geoparser(gazetteer: try DataFolder().gazetteer())
        let parsed = try geoparser.parse(collection: inputs.reports, focus: input.focus)
        let bytes: [UInt8]
        switch kind {
        case .lines:
            var sink: [UInt8] = []
            for report in parsed {
                JSON.append(report.record(explained: explain), to: &sink)
                sink.append(10)
            }
            bytes = sink
        case .geoJSON:
            bytes = GeoJSON.bytes(of: ToponymsCommand.layer(of: parsed))
        case .kml:
            bytes = KML.bytes(of: ToponymsCommand.layer(of: parsed))
        }
        try Files.write(bytes, to: output)
        let mentions = parsed.reduce(0) { $0 + $1.resolutions.count }
        let resolved = parsed.reduce(0) { $0 + $1.resolutions.count { $0.place != nil } }
        Console.say(
            "\(parsed.count) reports, \(mentions) mentions, \(resolved) resolved",
            quiet: input.quiet)
        try inputs.finish()
    }

    private static func layer(of parsed: [Geoparser.Parsed]) -> Layer {
        Layer(name: "toponyms", features: parsed.flatMap { $0.features() })
    }
}

private enum ToponymFormat {
    case lines, geoJSON, kml

    init(named name: String?, output: String) throws {
        let ending =
            output.split(separator: ".").count > 1
            ? output.split(separator: ".").last.map(String.init) : nil
        switch name ?? ending ?? "jsonl" {
        case "jsonl": self = .lines
        case "geojson", "json": self = .geoJSON
        case "kml": self = .kml
        default:
            throw Failure(
                .usage, "format '\(name ?? ending ?? "")', expected jsonl, geojson or kml")
        }
    }
}
