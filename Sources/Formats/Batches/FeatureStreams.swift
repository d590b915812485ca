public import FileWriting
public import SimpleFeatures

/// A layer that is read a window at a time.
public protocol FeatureReader {
    /// The name of the layer, as far as it is known: some files tell it behind their features.
    var layerName: String { get }
    /// How much of the file is read, in bytes, for showing progress.
    var bytesRead: Int { get }
    /// What was put right so far: one sentence a kind.
    var notes: [String] { get }
    /// The columns that the file declares, as far as it is read, be they in a feature or not; `nil` for
    /// a format that declares none.
    var declaredSchema: Schema? { get }

    /// Adds the next features to a batch, until it is full or there are no more.
    ///
    /// - Parameter batch: The same for all calls; the caller empties it between them.
    /// - Returns: `false` when there was nothing left to add.
    /// - Throws: ``FormatError`` with the place of the first fault.
    mutating func read(into batch: inout FeatureBatch) throws(FormatError) -> Bool
}

extension FeatureReader {
    public var declaredSchema: Schema? { nil }
}

/// A layer that is written a window at a time.
///
/// After ``finish()`` the file is whole; what is not finished is no file of its format.
public protocol FeatureWriter {
    /// Writes the features of a batch behind those before.
    ///
    /// - Parameter batch: The columns of a later batch begin with those of an earlier one.
    /// - Throws: `WritingError` when the destination does not take them.
    mutating func write(_ batch: borrowing FeatureBatch) throws(WritingError)

    /// Writes what stands behind the features.
    ///
    /// - Returns: What a person should know of the writing: one sentence a kind of loss.
    /// - Throws: `WritingError` when the destination does not take it.
    mutating func finish() throws(WritingError) -> [String]
}
