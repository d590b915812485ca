import FileWriting
public import SimpleFeatures

/// KML 2.2, written.
public enum KML {
    /// What a writer may be told.
    public struct Options: Hashable, Sendable {
        /// Decimals of a degree at most; seven are about a centimetre.
        public let precision: Int
        /// The property whose values become folders.
        public let folderProperty: String
        /// The property whose values choose the style.
        public let styleProperty: String

        /// - Parameters:
        ///   - precision: Decimals of a degree at most, in 0...7.
        ///   - folderProperty: The property whose values become folders; features without a value
        ///     go to a folder "No …", and a layer without the property has one folder of its name.
        ///   - styleProperty: The property whose values choose the style.
        public init(
            precision: Int = 7, folderProperty: String = "region",
            styleProperty: String = "event_type"
        ) {
            precondition((0...7).contains(precision), "precision must be in 0...7")
            self.precision = precision
            self.folderProperty = folderProperty
            self.styleProperty = styleProperty
        }
    }

    /// A layer as KML, with what XML could not hold.
    public struct Document: Hashable, Sendable {
        /// The file, in UTF-8.
        public let bytes: [UInt8]
        /// Characters that XML 1.0 does not allow, each written as U+FFFD.
        public let replacedCharacterCount: Int

        /// One sentence a kind of change made to the data; empty when there was none.
        public var notes: [String] {
            guard replacedCharacterCount > 0 else { return [] }
            return [Document.note(ofReplaced: replacedCharacterCount)]
        }

        /// The sentence about replaced characters.
        static func note(ofReplaced count: Int) -> String {
            "replaced \(count) character\(count == 1 ? "" : "s") that XML 1.0 does not allow"
        }
    }
}

extension KML {
    /// A layer as KML: a placemark a feature, in one level of folders, with typed columns.
    ///
    /// Name, description, time and style come from the properties of an exported event where a
    /// feature has them; a feature of another kind has a name and its columns. Times are
    /// `TimeSpan`s of whole days. A feature without a shape stays, as a placemark without one.
    /// Shapes are turned and cut as in GeoJSON (``GeoJSON/bytes(of:options:)``). Nothing in the
    /// file points to the network.
    ///
    /// - Parameters:
    ///   - layer: What to write.
    ///   - options: Precision, and which properties make folders and styles.
    /// - Returns: The bytes, the same for the same layer, and the count of replaced characters.
    /// - Complexity: O(*n*), *n* the number of bytes written.
    /// - SeeAlso: OGC 07-147r2, "KML" 2.2.0.
    public static func document(of layer: Layer, options: Options = Options()) -> Document {
        let file = MemoryDestination()
        var survey = Survey(styleProperty: options.styleProperty)
        do throws(WritingError) {
            try forEachBatch(of: layer) { batch throws(WritingError) in survey.observe(batch) }
            survey.declare(layer.schema)
            let hasFolders = survey.columns.contains { $0.name == options.folderProperty }
            var writer = KMLFeatureWriter(
                to: file, layerName: layer.name, survey: survey, options: options, icons: nil,
                store: hasFolders ? MemoryDestination() : nil)
            try forEachBatch(of: layer) { batch throws(WritingError) in try writer.write(batch) }
            _ = try writer.finish()
            return Document(
                bytes: file.bytes, replacedCharacterCount: writer.replacedCharacterCount)
        } catch {
            preconditionFailure("memory takes everything: \(error)")
        }
    }

    /// Hands over the features of a layer, a window at a time.
    private static func forEachBatch(
        of layer: Layer, body: (borrowing FeatureBatch) throws(WritingError) -> Void
    ) throws(WritingError) {
        var batch = FeatureBatch()
        for field in layer.schema.fields { _ = batch.column(named: field.name) }
        for feature in layer.features {
            do throws(TooManyColumns) {
                try batch.append(feature)
            } catch { preconditionFailure("a layer has too many columns") }
            if batch.isFull {
                try body(batch)
                batch.removeAll()
            }
        }
        try body(batch)
    }

    /// The bytes of ``document(of:options:)``.
    public static func bytes(of layer: Layer, options: Options = Options()) -> [UInt8] {
        document(of: layer, options: options).bytes
    }
}
