public import SimpleFeatures

/// Reads a layer that is in memory, so that it can be written like one that is read from a file.
public struct LayerReader: FeatureReader {
    private let layer: Layer
    private var next = 0

    /// Starts in front of the first feature.
    public init(_ layer: Layer) { self.layer = layer }

    public var layerName: String { layer.name }
    public var bytesRead: Int { 0 }
    public var notes: [String] { [] }
    public var declaredSchema: Schema? { layer.schema }

    public mutating func read(into batch: inout FeatureBatch) throws(FormatError) -> Bool {
        guard next < layer.features.count else { return false }
        // The columns keep the order of the schema, whichever a feature has first.
        if next == 0 { for field in layer.schema.fields { _ = batch.column(named: field.name) } }
        while next < layer.features.count, !batch.isFull {
            do throws(TooManyColumns) {
                try batch.append(layer.features[next])
            } catch {
                throw FormatError(
                    file: layer.name, place: .file, feature: next + 1,
                    found: "more than \(FeatureBatch.columnLimit) names of properties",
                    expected: "\(FeatureBatch.columnLimit) at most")
            }
            next += 1
        }
        return true
    }
}

extension FeatureReader {
    /// The whole layer, with the notes.
    ///
    /// - Throws: ``FormatError`` with the place of the first fault.
    /// - Complexity: O(*n*), *n* the number of bytes.
    public consuming func readAll() throws(FormatError) -> Reading {
        var reader = self
        var batch = FeatureBatch()
        var features: [Feature] = []
        var survey = Survey()
        while try reader.read(into: &batch) {
            survey.observe(batch)
            for row in 0..<batch.count { features.append(batch.feature(at: row)) }
            batch.removeAll()
        }
        if let schema = reader.declaredSchema { survey.declare(schema) }
        return Reading(
            layer: Layer(name: reader.layerName, schema: survey.schema, features: features),
            notes: reader.notes)
    }
}
