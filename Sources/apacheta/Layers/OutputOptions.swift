import ArgumentParser
import Compression
import Formats
import Regions
import SimpleFeatures

/// The files that a command writes a layer to.
struct OutputOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: """
            A file to write, by its ending .geojson, .geojsonl, .geojsons, .kml, .kmz, .fgb, .gpkg, \
            .csv, .sql, .html (a map page) or .svg (a map for print), with .gz or .zst behind to \
            pack it; - is standard output. May be given several times.
            """)
    var output: [String] = []

    @Option(name: .shortAndLong, help: "The format, whatever the file's ending; for one -o only.")
    var format: String?

    @Option(help: ArgumentHelp("Decimals of a degree at most, in 0...7.", valueName: "n"))
    var precision: Int?

    @Flag(help: "Write over files of another kind too.")
    var overwrite = false

    @Flag(name: .customLong("no-quotes"), help: "Leave out the sentences of the reports.")
    var isWithoutQuotes = false

    @Option(
        help: ArgumentHelp(
            "Write the columns and codes of another project: acled or ucdp.", valueName: "name"))
    var profile: EventProfile?

    @OptionGroup var map: MapOptions

    @Flag(help: "Write beside each file how it was made, as FILE.manifest.json.")
    var manifest = false

    @Flag(name: .customLong("no-style"), help: "Write no style for QGIS beside the files.")
    var isWithoutStyle = false

    @Option(
        help: ArgumentHelp(
            "Threads to work with; as many as there are processors, unless said otherwise.",
            valueName: "n"))
    var threads: Int?

    @Flag(name: .shortAndLong, help: "Say nothing but errors.")
    var quiet = false

    /// How many threads convert a layer: there is work for two.
    var conversionThreads: Int { min(2, threads ?? 2) }

    /// Whether standard output is taken by a layer, so that no table may go there.
    var takesStandardOutput: Bool { output.contains("-") }

    /// Each file with its format; none when no file was named.
    ///
    /// Asked for before any work, so that a slip of the pen costs no waiting.
    ///
    /// - Throws: ``Failure`` 64 when a format cannot be told or not be written there, or one file
    ///   stands twice; 74 when a file of
    ///   another kind stands there.
    func targets() throws -> [(path: String, format: LayerFormat)] {
        if format != nil, output.count > 1 {
            throw Failure(.usage, "-f goes with one -o, found \(output.count)")
        }
        for (index, path) in output.enumerated() where output[..<index].contains(path) {
            throw Failure(.usage, "-o \(path) stands twice")
        }
        _ = try ThreadCount.number(threads)
        if let precision, !(0...7).contains(precision) {
            throw Failure(.usage, "--precision is \(precision), expected 0 to 7")
        }
        let targets: [(path: String, format: LayerFormat)] = try output.map { path in
            let format = try format.map(LayerFormat.init(named:)) ?? LayerFormat(ofFile: path)
            if format == .gpkg, PackedFormat(ofFile: path) != nil {
                throw Failure(
                    .usage,
                    "\(path): a GeoPackage is written unpacked, for it is used in place, "
                        + "expected -o FILE.gpkg")
            }
            return (path, format)
        }
        try map.check(
            writingMap: targets.contains(where: \.format.isMap),
            writingImage: targets.contains { $0.format == .svg })
        return targets
    }

    /// The options for the files of `-o` and for others that a command writes besides; options of a
    /// map go to those files that are maps.
    ///
    /// - Parameter others: The paths of the others.
    func divided(with others: [String]) throws -> (own: OutputOptions, others: OutputOptions) {
        var (own, other) = (self, self)
        other.output = others
        let (formats, otherFormats) = (own.formats, other.formats)
        let hasMap = formats.contains(where: \.isMap)
        if hasMap != otherFormats.contains(where: \.isMap) {
            let none = try MapOptions.parse([])
            if hasMap { other.map = none } else { own.map = none }
        }
        let hasImage = formats.contains(.svg)
        if hasImage != otherFormats.contains(.svg) {
            if hasImage { other.map.graticule = false } else { own.map.graticule = false }
        }
        return (own, other)
    }

    /// The formats of the files, those left out that cannot be told.
    private var formats: [LayerFormat] {
        output.compactMap { path in
            try? format.map(LayerFormat.init(named:)) ?? LayerFormat(ofFile: path)
        }
    }

    /// The regions that a map is to show, where there is a map and they were named.
    ///
    /// Asked for before any work, which a fault in the regions would make vain.
    ///
    /// - Parameter other: Further files of the same command.
    /// - Throws: What ``RegionOptions/set(quiet:)`` throws.
    func mapRegions(_ options: RegionOptions, orOf other: OutputOptions? = nil) throws -> RegionSet?
    {
        let targets = try targets() + (other?.targets() ?? [])
        guard !options.regions.isEmpty, targets.contains(where: \.format.isMap) else { return nil }
        return try options.set(quiet: quiet)
    }

    /// Refuses to write over files of other kinds, unless that was said.
    ///
    /// Asked for before any work as well, once it is known that no file is one to read.
    ///
    /// - Throws: ``Failure`` 74 that names the file and what it is.
    func refuseOtherKinds() throws {
        guard !overwrite else { return }
        for (path, format) in try targets() { try ExistingFile.refuse(path, unless: format) }
    }

    /// The files to write, none begun.
    ///
    /// - Parameters:
    ///   - orStandardOutput: Whether the layer goes there when no file was named.
    ///   - regions: The regions that a map shows; `nil` takes those that the layer names.
    /// - Throws: ``Failure`` as ``targets()`` and ``refuseOtherKinds()``.
    func outputs(
        orStandardOutput: Bool = false, regions: RegionSet? = nil
    ) throws -> [LayerOutput] {
        try refuseOtherKinds()
        var targets = try targets()
        if targets.isEmpty, orStandardOutput {
            targets = [("-", try format.map(LayerFormat.init(named:)) ?? .geojson)]
        }
        return targets.map { path, format in
            LayerOutput(
                path, format: format,
                options: LayerOutput.WritingOptions(
                    precision: precision, isStyled: !isWithoutStyle,
                    map: map.plan(regions: regions)))
        }
    }

    /// What is done to features before they are written.
    func transforms() -> [any BatchTransform] {
        var transforms: [any BatchTransform] = []
        if isWithoutQuotes { transforms.append(ColumnRemoval(of: ["quote", "account_records"])) }
        if let profile { transforms.append(ProfileExport(profile)) }
        return transforms
    }

    /// Writes a layer to every file, all whole or none.
    ///
    /// - Parameters:
    ///   - origin: What the layer was made from.
    ///   - orStandardOutput: Whether the layer goes there when no file was named.
    ///   - regions: The regions that a map shows; `nil` takes those that the layer names.
    /// - Throws: `WritingError` when a file cannot be written; what stood there before stands then.
    func write(
        _ layer: Layer, madeFrom origin: RunManifest, orStandardOutput: Bool = false,
        regions: RegionSet? = nil
    ) throws {
        let outputs = try outputs(orStandardOutput: orStandardOutput, regions: regions)
        guard !outputs.isEmpty else { return }
        try Conversion(
            path: layer.name, filter: nil, transforms: transforms,
            outputs: outputs, manifest: manifest ? origin : nil, quiet: quiet,
            threads: conversionThreads
        ).run { LayerReader(layer) }
    }
}
