public import FileMapping
public import SimpleFeatures

/// Reads the placemarks of a KMZ file as the features of one layer.
///
/// Its documents are unpacked to scratch files and read one after the other by ``KMLReader``. Where
/// several have placemarks, the column `folder` begins with the name of the document.
public struct KMZReader: FeatureReader {
    private let file: MappedFile
    private let byteCount: Int
    private var readers: [KMLReader] = []
    private var current = 0

    /// Starts in front of the first feature.
    ///
    /// - Parameters:
    ///   - file: The archive.
    ///   - limits: Depth and size to refuse. Beyond 64 MiB a document may have two hundred times as
    ///     many bytes as it was packed in, which no document of placemarks comes near.
    ///   - scratchFolder: Where documents are unpacked to, in files without names; `nil` for the usual
    ///     place.
    /// - Throws: ``FormatError`` that names the file in the archive, when there is no document, one is
    ///   encrypted, damaged or too large, or there is no room for it; and when the archive is none or
    ///   has a path that leads out of it.
    public init(
        _ file: MappedFile, limits: ReadingLimits = ReadingLimits(), scratchFolder: String? = nil
    ) throws(FormatError) {
        self.file = file
        let documents = try KMZ.documents(in: file, limits: limits, scratchFolder: scratchFolder)
        byteCount = documents.reduce(0) { $0 + $1.count }
        for document in documents {
            readers.append(
                try KMLReader(document, limits: limits, isOneOfMany: documents.count > 1))
        }
    }

    public var layerName: String {
        guard readers.count > 1 else { return readers.first?.layerName ?? "" }
        return KMLReader.stem(of: file.path)
    }

    public var bytesRead: Int {
        guard byteCount > 0 else { return 0 }
        let share = Double(readers.reduce(0) { $0 + $1.bytesRead }) / Double(byteCount)
        return Int(Double(file.count) * share)
    }

    public var notes: [String] {
        readers.flatMap { reader in
            readers.count > 1
                ? reader.notes.map { "\(reader.layerName): \($0)" } : reader.notes
        }
    }

    /// The columns that the schemas of the documents declare, as far as they are read.
    public var declaredSchema: Schema? {
        Schema(fields: readers.flatMap { $0.declaredSchema?.fields ?? [] })
    }

    public mutating func read(into batch: inout FeatureBatch) throws(FormatError) -> Bool {
        let before = batch.count
        while current < readers.count, !batch.isFull {
            if try !readers[current].read(into: &batch) { current += 1 }
        }
        return batch.count > before
    }
}
