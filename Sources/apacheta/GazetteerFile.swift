import Foundation
import Gazetteers

/// A file that holds places: compiled already, or a source to compile.
struct GazetteerFile {
    let path: String

    init(_ path: String) { self.path = path }

    /// The gazetteer of the file.
    ///
    /// - Throws: ``Failure`` 66 when it is not there, 65 when it cannot be used.
    func compiled() throws -> CompiledGazetteer {
        var isFolder: ObjCBool = false
        guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw Failure(.noInput, "\(path): no such file")
        }
        guard !isFolder.boolValue else {
            throw Failure(.noInput, "\(path): is a folder, expected a file")
        }
        do throws(GazetteerError) {
            return try CompiledGazetteer(mapping: path)
        } catch { throw Failure(.badData, error.description) }
    }
}
