import Compression
import FileMapping
import Foundation

/// What stands where a file is to be written.
enum ExistingFile {
    /// Refuses to put a layer in the place of a file of another kind: it is likelier a slip of the pen
    /// than what was meant.
    ///
    /// An empty file may be replaced, and one of the same format, by its first bytes or, where they tell
    /// nothing, by its name.
    ///
    /// - Parameters:
    ///   - path: The file to be; `-` is standard output.
    ///   - format: What it is to be.
    /// - Throws: ``Failure`` 74 that names the file and what it is.
    static func refuse(_ path: String, unless format: LayerFormat) throws {
        var status = stat()
        guard path != "-", unsafe stat(path, &status) == 0 else { return }
        let kind = status.st_mode & S_IFMT
        guard kind != S_IFDIR else {
            throw Failure(.writing, "\(path): is a folder, expected a file")
        }
        guard kind == S_IFREG, status.st_size > 0, let file = try? MappedFile(path) else { return }
        let packing = unsafe PackedFormat(of: file.bytes)
        let found: String
        if packing != PackedFormat(ofFile: path) {
            found = packing.map { "packed with \($0.words)" } ?? "not packed"
        } else if packing != nil {
            // What is inside is not looked at.
            return
        } else {
            guard let other = LayerFormat(of: file) else {
                throw refusal(path, "of no format that layers have", format)
            }
            let isOther =
                other == .html && !LayerFormat.isMapPage(file)
                || other == .svg && !LayerFormat.isMapImage(file)
            if other.family == format.family, !isOther { return }
            let noun = other == .svg ? "an image" : "a page"
            found = isOther ? "\(noun) of another kind" : other.words
        }
        throw refusal(path, found, format)
    }

    private static func refusal(_ path: String, _ found: String, _ format: LayerFormat) -> Failure {
        Failure(
            .writing,
            "\(path): the file there is \(found), expected \(format.words) to write over, or --overwrite"
        )
    }
}
