package import FileWriting
package import Formats
import SimpleFeatures
import SpatialIndexing

/// Writes a layer as one HTML file that shows it on a map.
///
/// Features are gathered as they come and written at the end, in the order of the leaves of a packed
/// Hilbert R-tree, those without a position behind all others. The same layer gives the same bytes.
///
/// - SeeAlso: `docs/map-page.md` for what stands in the file.
package struct MapPageWriter: FeatureWriter {
    /// Gives what outlines are made from, by the titles of the regions that features have, the most
    /// frequent first.
    package typealias Ground = (_ regionTitles: [String]) -> BaseMapSource
    /// Gives for each feature of a batch the title of the region that it is shown under, or `nil`.
    package typealias Filer = (borrowing FeatureBatch) throws(WritingError) -> [String?]

    private let destination: any ByteDestination
    private let layerName: String
    private let options: MapPage.Options
    private let filer: Filer?
    private let ground: Ground
    private var features: PageFeatures
    private let rows = ProfiledRows()
    /// How many features came, be they kept or not.
    private var count = 0

    /// Begins a file; nothing is written before ``finish()``.
    ///
    /// - Parameters:
    ///   - destination: Where the bytes go.
    ///   - layerName: The name of the layer.
    ///   - options: What a person chose.
    ///   - filer: Files the features of a batch in regions; `nil` takes the column `region`, or where
    ///     there is none `admin1`, or `country`.
    ///   - ground: Asked once, when all features are known.
    package init(
        to destination: any ByteDestination, layerName: String, options: MapPage.Options,
        filer: Filer? = nil, ground: @escaping Ground
    ) {
        self.destination = destination
        self.layerName = layerName
        self.options = options
        self.filer = filer
        self.ground = ground
        features = MapPageWriter.noFeatures(options)
    }

    private static func noFeatures(_ options: MapPage.Options) -> PageFeatures {
        PageFeatures(
            shapeDecimals: min(MapPage.shapeDecimals, options.precision),
            memoryLimit: options.memoryLimit)
    }

    package mutating func write(_ batch: borrowing FeatureBatch) throws(WritingError) {
        count += batch.count
        guard count <= options.featureLimit else {
            // The rest is counted, so that the error can tell how many there are.
            features = MapPageWriter.noFeatures(options)
            return
        }
        let filed: [String?]?
        if let filer { filed = try filer(batch) } else { filed = nil }
        try rows.read(batch) { (rows) throws(WritingError) in
            try features.add(rows, filed: filed)
        }
    }

    package mutating func finish() throws(WritingError) -> [String] {
        guard count <= options.featureLimit else {
            throw WritingError(
                path: layerName,
                reason:
                    "found \(count) features, expected \(options.featureLimit) at most in a map "
                    + "page (filters such as --since, --type and --bbox take fewer)")
        }
        try features.flush()
        var order = CurveOrder()
        order.append(features.positions, numbered: features.positions.indices.map(UInt32.init))
        let places = order.sorted()
        let data = PageData(
            features, along: places, layerName: layerName, options: options,
            isFiled: filer != nil)
        let source = ground(data.regions.words)
        let base = source.baseMap(around: places.map { features.positions[Int($0)] })
        try write(data, over: base, drawnBy: source.sourceLine)
        var notes = base.notes + rows.notes
        let replaced = features.replacedIdentifiers
        if replaced > 0 {
            notes.append(
                "kept \(replaced) identifier\(replaced == 1 ? "" : "s") in the place of other values "
                    + "of the column id")
        }
        return notes
    }

    private func write(
        _ data: PageData, over base: BaseMap, drawnBy sourceLine: String?
    ) throws(WritingError) {
        let files = PageFiles()
        var output = PageOutput(to: destination)
        for part in files.template.parts {
            switch part {
            case .text(let text): try output.write(text)
            case .mark(.policy):
                try output.write(MapPage.policy(script: files.script, style: files.style))
            case .mark(.language): try output.write(options.language.rawValue)
            case .mark(.title):
                try output.write(PageText.markup(of: options.title ?? layerName))
            case .mark(.style): try output.write(files.style)
            case .mark(.script): try output.write(files.script)
            case .mark(.data): try data.write(over: base, drawnBy: sourceLine, to: &output)
            }
        }
        try output.flush()
    }
}
