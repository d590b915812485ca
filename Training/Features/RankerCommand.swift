import ArgumentParser
import Foundation
import Geoparsing
import SimpleFeatures

/// Writes each mention that an annotated toponym overlaps and several places compete for: a line a
/// place, its distance from the annotated one in kilometres, then its features, separated by tabs; an
/// empty line behind each mention. Mentions of one name in a text stand once, with their number in
/// front of the first line. The first two lines name the features and give the weights set by hand.
struct RankerCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ranker", abstract: "Writes what the ranker sees.")

    @OptionGroup var options: TrainingOptions

    func run() throws {
        let geoparser = try options.geoparser()
        print(ResolutionFeature.allCases.map { "\($0)" }.joined(separator: "\t"))
        print(geoparser.rankingWeights.map { "\($0)" }.joined(separator: "\t"))
        try options.forEachText { text in
            for name in geoparser.rankedNames(of: try text.report()) {
                let toponyms = name.mentions.compactMap { mention in
                    text.toponyms.first { $0.range.overlaps(mention) && $0.latitude != nil }
                }
                guard let toponym = toponyms.first, let latitude = toponym.latitude,
                    let longitude = toponym.longitude
                else { continue }
                print(toponyms.count)
                for (position, features) in zip(name.positions, name.features) {
                    let distance = kilometres(
                        latitude, longitude, position.latitude, position.longitude)
                    let counted = distance <= toponym.toleranceKilometres ? 0 : distance
                    print(
                        ([String(Int(counted))] + features.map { "\($0)" })
                            .joined(separator: "\t"))
                }
                print()
            }
        }
    }

    /// On the sphere, as the scorers measure.
    private func kilometres(_ a: Double, _ b: Double, _ c: Double, _ d: Double) -> Double {
        let radians = Double.pi / 180
        let square =
            pow(sin((c - a) * radians / 2), 2)
            + cos(a * radians) * cos(c * radians) * pow(sin((d - b) * radians / 2), 2)
        return 12742.0176 * asin(min(1, square).squareRoot())
    }
}
