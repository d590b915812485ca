import ArgumentParser
package import MapPages
import Regions

/// How a layer is drawn as a map.
struct MapOptions: ParsableArguments {
    @Option(help: "The heading of a map; the name of the layer, unless said otherwise.")
    var title: String?

    @Option(
        help: ArgumentHelp(
            "How a map is drawn: equal-area (default) or mercator.", valueName: "name"))
    var projection: MapPage.Projection?

    @Option(help: ArgumentHelp("What a map speaks: en (default) or es.", valueName: "code"))
    var language: MapPage.Language?

    @Flag(help: "Draw meridians and parallels on an SVG map.")
    var graticule = false

    /// The first of the options that was given; `nil` where none was.
    var firstGiven: String? {
        if title != nil { return "--title" }
        if projection != nil { return "--projection" }
        return language == nil ? nil : "--language"
    }

    /// Refuses options of a map where none is written.
    ///
    /// - Parameters:
    ///   - writingMap: Whether a map is written.
    ///   - writingImage: Whether an SVG map is; `nil` for a command that writes none.
    /// - Throws: ``Failure`` 64 that names the option.
    func check(writingMap: Bool, writingImage: Bool?) throws {
        guard !graticule || writingImage ?? false else {
            throw Failure(
                .usage,
                "--graticule goes with an SVG map, "
                    + (writingImage == nil
                        ? "which is not written here" : "expected -o FILE.svg"))
        }
        guard !writingMap, let firstGiven else { return }
        throw Failure(
            .usage,
            "\(firstGiven) goes with a map, expected -o FILE.html"
                + (writingImage == nil ? "" : " or FILE.svg"))
    }

    /// The map that was asked for.
    ///
    /// - Parameter regions: The regions that it shows; `nil` takes those that the layer names.
    func plan(regions: RegionSet? = nil, comparing compared: [Int] = []) -> MapPlan {
        MapPlan(
            title: title, projection: projection ?? .equalArea, language: language ?? .en,
            regions: regions, compared: compared, hasGraticule: graticule)
    }
}

extension MapPage.Projection: ExpressibleByArgument {}
extension MapPage.Language: ExpressibleByArgument {}
