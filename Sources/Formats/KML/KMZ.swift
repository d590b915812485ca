import Compression
import FileMapping
import FileWriting

/// KMZ: KML in a zip archive, with what it shows.
///
/// - SeeAlso: OGC 07-147r2, "KML" 2.2.0, annex C.
public enum KMZ {
    /// What the first bytes of a file are.
    public static let magic = ZipArchive.magic

    /// How many times as large as its packed bytes a document may be, beyond 64 MiB.
    private static let proportionLimit = 200
    private static let freeSize = 64 << 20

    /// Unpacks the documents of an archive, in the order of its list: those that have placemarks.
    ///
    /// GDAL makes a document of links to others, one a layer; so it is not the first alone that counts.
    ///
    /// - Returns: One or more, each under the names of the archive and of the file in it.
    /// - Throws: ``FormatError`` that names the file in the archive, when there is no document, one is
    ///   encrypted, damaged or too large, or there is no room for it; and when the archive is none or
    ///   has a path that leads out of it.
    static func documents(
        in file: MappedFile, limits: ReadingLimits, scratchFolder: String?
    ) throws(FormatError) -> [MappedFile] {
        do throws(CompressionError) {
            let archive = unsafe try ZipArchive(file.bytes)
            let entries = archive.entries.filter { $0.name.lowercased().hasSuffix(".kml") }
            guard !entries.isEmpty else {
                throw CompressionError(reason: "no file whose name ends in '.kml'")
            }
            var documents: [MappedFile] = []
            // Entries may share their packed bytes, so that each is in proportion and all are not.
            let whole = file.count.multipliedReportingOverflow(by: proportionLimit)
            let likely = whole.overflow ? Int.max : max(freeSize, whole.partialValue)
            var bytesLeft = min(limits.bytes, likely)
            for entry in entries {
                let document = try unpacked(
                    entry, of: archive, in: file, atMost: bytesLeft, scratchFolder)
                let isFirst = documents.isEmpty
                if isFirst || KMLOutline.hasPlacemarks(document) {
                    // A first document of links alone gives way to one of placemarks.
                    if documents.count == 1, !KMLOutline.hasPlacemarks(documents[0]) {
                        documents.removeAll()
                    }
                    documents.append(document)
                }
                bytesLeft -= document.count
            }
            return documents
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
        let proportion = entry.packedByteCount.multipliedReportingOverflow(by: proportionLimit)
        let likely = proportion.overflow ? Int.max : max(freeSize, proportion.partialValue)
        do {
            let scratch = try ScratchFile(in: scratchFolder)
            try archive.unpack(entry, to: scratch, atMost: min(limit, likely))
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
