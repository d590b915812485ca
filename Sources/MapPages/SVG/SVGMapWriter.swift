package import FileWriting
package import Formats
import SimpleFeatures

/// Writes a layer as one SVG image: a map for print, without script and without anything to fetch.
///
/// The events are drawn as they lie on paper: those too close to tell apart are one symbol with their
/// number. So the image of a million events is as small as that of a thousand. The same layer gives
/// the same bytes.
///
/// - SeeAlso: `docs/svg-map.md` for what is drawn.
package struct SVGMapWriter: FeatureWriter {
    /// What stands at the beginning of every such image, and hardly of another.
    package static let start = "role=\"img\" aria-labelledby=\"map-title map-description\""

    private let destination: any ByteDestination
    private let layerName: String
    private let options: MapPage.Options
    private let hasGraticule: Bool
    private let ground: MapPageWriter.Ground
    private var events = DrawnEvents()
    private let rows = ProfiledRows()

    /// Begins an image; nothing is written before ``finish()``.
    ///
    /// - Parameters:
    ///   - destination: Where the bytes go.
    ///   - layerName: The name of the layer.
    ///   - options: What a person chose.
    ///   - hasGraticule: Whether meridians and parallels are drawn.
    ///   - ground: Asked once, when all features are known.
    package init(
        to destination: any ByteDestination, layerName: String, options: MapPage.Options,
        hasGraticule: Bool = false, ground: @escaping MapPageWriter.Ground
    ) {
        self.destination = destination
        self.layerName = layerName
        self.options = options
        self.hasGraticule = hasGraticule
        self.ground = ground
    }

    package mutating func write(_ batch: borrowing FeatureBatch) throws(WritingError) {
        try rows.read(batch) { rows in events.add(rows) }
    }

    package mutating func finish() throws(WritingError) -> [String] {
        let positions = events.positions.compactMap { $0 }
        let source = ground(events.regions.chosen()?.words.ranked().words ?? [])
        let base = source.baseMap(around: positions, dots: SVGMap.detail, withWorld: false)
        let map = SVGMap(
            events: events, base: base, sourceLine: source.sourceLine, layerName: layerName,
            options: options, hasGraticule: hasGraticule)
        try destination.write(map.markup())
        return base.notes + rows.notes + map.notes
    }
}
