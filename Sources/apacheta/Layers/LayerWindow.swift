import Formats
import SimpleFeatures

/// A window of a layer, and what the reader said when it had filled it.
final class LayerWindow: Sendable {
    // Threads take turns with it: one fills it, then another empties it.
    nonisolated(unsafe) var batch = FeatureBatch()
    nonisolated(unsafe) private(set) var answer: Result<Answer, any Error> = .success(Answer())

    /// What is known when a window is filled.
    struct Answer {
        /// Whether the window has features; the layer is at its end otherwise.
        var goesOn = false
        /// The name of the layer, as far as it is known.
        var layerName = ""
        /// How much of the file is read.
        var bytesRead = 0
        /// What was put right, at the end of the layer.
        var notes: [String] = []
        /// The columns that the file declares, at the end of the layer.
        var declaredSchema: Schema?
    }

    /// Fills the window anew.
    ///
    /// - Parameters:
    ///   - reader: What fills it.
    ///   - last: The window that was filled before this one, where that is another.
    func fill(from reader: inout any FeatureReader, behind last: LayerWindow?) {
        unsafe batch.removeAll()
        if let last { unsafe batch.adoptColumns(of: last.batch) }
        do {
            var answer = Answer()
            answer.goesOn = unsafe try reader.read(into: &batch)
            answer.layerName = reader.layerName
            answer.bytesRead = reader.bytesRead
            if !answer.goesOn {
                answer.notes = reader.notes
                answer.declaredSchema = reader.declaredSchema
            }
            unsafe self.answer = .success(answer)
        } catch { unsafe answer = .failure(error) }
    }
}
