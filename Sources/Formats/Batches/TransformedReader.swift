public import SimpleFeatures

/// A reader whose features are changed before they are handed on.
public struct TransformedReader: FeatureReader {
    private var reader: any FeatureReader
    private let transform: any BatchTransform & AnyObject
    /// What was read last and before: texts of the batches that were filled point into them, and a
    /// caller may still work on one batch while the next is being filled.
    private var windows = (next: Window(), last: Window())

    private final class Window {
        var batch = FeatureBatch()
    }

    /// - Parameters:
    ///   - reader: In front of the first feature.
    ///   - transform: What is done to its features.
    public init(_ reader: any FeatureReader, _ transform: any BatchTransform & AnyObject) {
        self.reader = reader
        self.transform = transform
    }

    public var layerName: String { reader.layerName }
    public var bytesRead: Int { reader.bytesRead }
    public var notes: [String] { transform.notes + reader.notes }
    public var declaredSchema: Schema? { reader.declaredSchema.map { transform.columns(of: $0) } }

    public mutating func read(into batch: inout FeatureBatch) throws(FormatError) -> Bool {
        windows = (windows.last, windows.next)
        let window = windows.last
        window.batch.removeAll()
        window.batch.adoptColumns(of: windows.next.batch)
        guard try reader.read(into: &window.batch) else { return false }
        var transform: any BatchTransform = transform
        try transform.transform(window.batch, into: &batch)
        return true
    }
}
