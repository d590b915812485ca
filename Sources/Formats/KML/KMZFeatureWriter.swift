import Compression
public import FileWriting

/// Writes a layer as KMZ: the document of ``KMLFeatureWriter``, packed, with an icon for each style.
///
/// The icons stand in the archive, so that they are shown without a network. The document waits in a
/// scratch file until it is whole.
public struct KMZFeatureWriter: FeatureWriter {
    private static let iconFolder = "icons"

    private var writer: KMLFeatureWriter
    private let document: ScratchFile
    private let destination: any ByteDestination
    private let styles: EventStyleSet
    private let scratchFolder: String?

    /// Begins a file.
    ///
    /// - Parameters:
    ///   - destination: Where the bytes go, all of them when the layer is finished.
    ///   - layerName: The name that clients show.
    ///   - survey: What is known of all features that will be written. It must have been made with the
    ///     style property of the options.
    ///   - options: Precision, and which properties make folders and styles.
    ///   - scratchFolder: Where scratch files are made; `nil` for the usual place.
    /// - Throws: `WritingError` when a scratch file cannot be made.
    public init(
        to destination: any ByteDestination, layerName: String, survey: Survey,
        options: KML.Options = KML.Options(), scratchFolder: String? = nil
    ) throws(WritingError) {
        let hasFolders = survey.columns.contains { $0.name == options.folderProperty }
        document = try ScratchFile(in: scratchFolder)
        writer = KMLFeatureWriter(
            to: document, layerName: layerName, survey: survey, options: options,
            icons: KMZFeatureWriter.iconFolder,
            store: hasFolders ? try ScratchFile(in: scratchFolder) : nil)
        self.destination = destination
        styles = survey.styles
        self.scratchFolder = scratchFolder
    }

    public mutating func write(_ batch: borrowing FeatureBatch) throws(WritingError) {
        try writer.write(batch)
    }

    public mutating func finish() throws(WritingError) -> [String] {
        let notes = try writer.finish()
        var entries = [
            ZipFile.Entry(name: "doc.kml", file: document, byteCount: writer.byteCount)
        ]
        for (place, style) in EventStyle.all.enumerated() where styles.contains(place) {
            entries.append(
                ZipFile.Entry(
                    name: style.iconPath(in: KMZFeatureWriter.iconFolder),
                    bytes: EventIcon.png(colour: style.colour)))
        }
        try ZipFile.write(entries, to: destination, scratchFolder: scratchFolder)
        return notes
    }
}
