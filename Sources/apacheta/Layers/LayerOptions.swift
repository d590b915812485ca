import ArgumentParser

/// Which layer a command reads.
struct LayerOptions: ParsableArguments {
    @Argument(
        help: """
            The layer: GeoJSON, KML, KMZ, FlatGeobuf, GeoPackage or CSV, packed or not; - is standard \
            input.
            """)
    var layer: String

    @Option(
        name: .customLong("layer"),
        help: ArgumentHelp("The layer of a GeoPackage that has several.", valueName: "name"))
    var layerName: String?

    /// The layer, opened and not yet read.
    ///
    /// - Throws: ``Failure`` 66 when there is no such file, 65 when it cannot be read.
    func input() throws -> LayerInput { try LayerInput(layer, layer: layerName) }
}
