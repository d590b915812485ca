import Gazetteers
import Geoparsing
import Reports

/// Parses reports from their bytes to resolved mentions.
struct ParsingMeasurement {
    let geoparser: Geoparser
    /// The bytes of each report.
    let texts: [[UInt8]]

    /// - Parameters:
    ///   - file: Texts, a zero byte behind each.
    ///   - model: Weights.
    init(_ file: String, gazetteer: Gazetteer, model: String) throws {
        geoparser = Geoparser(
            gazetteer: gazetteer,
            model: try GeoparsingModel(try TextFile(model).bytes, file: model))
        texts = try TextFile(file).bytes.split(separator: 0).map(Array.init)
    }

    /// Rounds after the first find what no report brings with it: names and indexes that were asked
    /// for before.
    func run(rounds: Int) throws {
        let bytes = texts.reduce(0) { $0 + $1.count }
        for round in 0..<rounds {
            var clock = Clock()
            var mentions = 0
            var resolved = 0
            for (number, text) in texts.enumerated() {
                let parsed = geoparser.parse(try Report(id: String(number), bytes: text))
                mentions += parsed.resolutions.count
                resolved += parsed.resolutions.count { $0.place != nil }
            }
            clock.stop()
            MeasuredLine(
                "parse", peer: "apacheta", count: texts.count, clock: clock, operations: bytes,
                unit: "bytes/s"
            ).print([
                "round": round, "mentions": mentions, "resolved": resolved,
                "rss_mb": try ProcessMemory().peak >> 20,
            ])
        }
    }
}
