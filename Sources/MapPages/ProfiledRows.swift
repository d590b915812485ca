import FileWriting
import Formats

/// The features of a layer as a map shows them: a table of another project is read as events of ours.
final class ProfiledRows {
    private var importer: ProfileImport?
    private var ours = FeatureBatch()
    private var isFirst = true

    /// What could not be read as ours, a sentence each.
    var notes: [String] { importer?.notes ?? [] }

    /// Hands over the features of a batch, as they are or as events.
    ///
    /// - Parameters:
    ///   - batch: The columns of the first one tell whose table it is.
    ///   - body: Called once.
    /// - Throws: `WritingError` for a value that means nothing, and what `body` throws.
    func read(
        _ batch: borrowing FeatureBatch,
        _ body: (borrowing FeatureBatch) throws(WritingError) -> Void
    ) throws(WritingError) {
        if isFirst {
            importer = EventProfile(columnNames: batch.columnNames).map(ProfileImport.init)
        }
        isFirst = false
        guard let importer else { return try body(batch) }
        ours.removeAll()
        do throws(FormatError) {
            try importer.transform(batch, into: &ours)
        } catch { throw WritingError(path: error.file, reason: error.description) }
        try body(ours)
    }
}
