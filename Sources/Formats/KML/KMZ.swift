import Compression
public import FileMapping
import FileWriting

/// KMZ: KML in a zip archive, with what it shows.
///
/// - SeeAlso: OGC 07-147r2, "KML" 2.2.0, annex C.
public enum KMZ {
    /// What the first bytes of a file are.
    public static let magic = ZipArchive.magic

    /// Unpacks the document of an archive: the first file whose name ends in `.kml`.
    ///
    /// - Parameters:
    ///   - file: The archive.
    ///   - limits: How many bytes the document may have. Beyond 64 MiB it may have two hundred times
    ///     as many as it was packed in, which no document of placemarks comes near.
    ///   - scratchFolder: Where the document is unpacked to, in a file without a name; `nil` for the
    ///     usual place.
    /// - Returns: The document, for ``KMLReader``, under the names of the archive and of the file in it.
    /// - Throws: ``FormatError`` that names the file in the archive, when there is no document, it is
    ///   encrypted, damaged or too large, or there is no room for it; and when the archive is none or
    ///   has a path that leads out of it.
    public static func document(
        in file: MappedFile, limits: ReadingLimits = ReadingLimits(), scratchFolder: String? = nil
    ) throws(FormatError) -> MappedFile {
        do throws(CompressionError) {
            let archive = unsafe try ZipArchive(file.bytes)
            guard
                let entry = archive.entries.first(where: {
                    $0.name.lowercased().hasSuffix(".kml")
                })
            else {
                throw CompressionError(reason: "no file whose name ends in '.kml'")
            }
            let proportion = entry.packedByteCount.multipliedReportingOverflow(by: 200)
            let limit = min(
                limits.bytes, proportion.overflow ? Int.max : max(64 << 20, proportion.partialValue)
            )
            return try unpacked(entry, of: archive, in: file, atMost: limit, scratchFolder)
        } catch {
            throw FormatError(
                file: file.path, place: .file, found: error.reason,
                expected: "a zip archive with a KML document")
        }
    }

    private static func unpacked(
        _ entry: ZipArchive.Entry, of archive: borrowing ZipArchive, in file: MappedFile,
        atMost limit: Int, _ scratchFolder: String?
    ) throws(CompressionError) -> MappedFile {
        do {
            let scratch = try ScratchFile(in: scratchFolder)
            try archive.unpack(entry, to: scratch, atMost: limit)
            return try MappedFile(
                descriptor: scratch.descriptor, named: "\(file.path)/\(entry.name)")
        } catch let error as UnpackingError {
            switch error {
            case .packed(let error): throw error
            case .destination(let error):
                throw CompressionError(reason: "no room to unpack '\(entry.name)': \(error)")
            }
        } catch {
            throw CompressionError(reason: "no room to unpack '\(entry.name)': \(error)")
        }
    }
}
