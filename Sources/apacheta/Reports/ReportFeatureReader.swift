import Formats
import SimpleFeatures

/// The features that are made of reports, as a layer that is read a window at a time.
///
/// A window ends where the next report is not there yet, so that a program at the other end of a pipe
/// gets its answer.
struct ReportFeatureReader: FeatureReader {
    let layerName: String
    private let window: () throws -> Layer?
    private var reader: LayerReader?
    private let failure: Stash

    /// What a reader of features has no words for.
    final class Stash {
        fileprivate(set) var error: (any Error)?
    }

    /// - Parameters:
    ///   - name: The name of the layer.
    ///   - stash: Where an error of `window` is put, to be thrown in the place of the one that the
    ///     reader ends with.
    ///   - window: The next features; `nil` behind the last.
    init(layerNamed name: String, stash: Stash, window: @escaping () throws -> Layer?) {
        layerName = name
        failure = stash
        self.window = window
    }

    var bytesRead: Int { 0 }
    var notes: [String] { [] }

    mutating func read(into batch: inout FeatureBatch) throws(FormatError) -> Bool {
        while true {
            if try reader?.read(into: &batch) == true { return true }
            do {
                guard let layer = try window() else { return false }
                reader = LayerReader(layer)
            } catch {
                failure.error = error
                throw FormatError(
                    file: layerName, place: .file, found: "\(error)", expected: "reports")
            }
        }
    }
}
