import ArgumentParser
import Foundation
import Geoparsing

/// Writes each token of each segment: its label, then its features, all separated by tabs; an empty
/// line behind each segment.
struct TaggerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tagger", abstract: "Writes what the tagger sees.")

    @OptionGroup var options: TrainingOptions

    func run() throws {
        let geoparser = try options.geoparser()
        try options.forEachText { text in
            var lines = ""
            for segment in geoparser.taggerSegments(of: try text.report()) {
                for (index, features) in segment.features.enumerated() {
                    // Some annotators take words for people for names of places.
                    lines +=
                        segment.areDemonyms[index]
                        ? "O" : TaggerCommand.label(of: segment.ranges[index], in: text)
                    for feature in features { lines += "\t\(feature)" }
                    lines += "\n"
                }
                lines += "\n"
            }
            FileHandle.standardOutput.write(Data(lines.utf8))
        }
    }

    private static func label(of range: Range<Int>, in text: AnnotatedText) -> String {
        guard let toponym = text.toponyms.first(where: { $0.range.overlaps(range) })
        else { return "O" }
        return toponym.range.lowerBound >= range.lowerBound ? "B" : "I"
    }
}
