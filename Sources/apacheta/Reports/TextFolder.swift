import Foundation
import Orthography

/// The folder into which decoded texts are written, a file for each report.
struct TextFolder: Sendable {
    let path: String

    /// Makes the folder where there is none.
    ///
    /// - Throws: ``Failure`` 74 that names it.
    init(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true)
        } catch {
            throw Failure(.writing, "\(path): cannot be made (is there a file of that name?)")
        }
        self.path = path
    }

    /// Writes the text of a report.
    ///
    /// - Throws: `WritingError` with the system's reason.
    func write(_ bytes: [UInt8], id: String) throws {
        try Files.write(bytes, to: "\(path)/\(TextFolder.name(for: id))")
    }

    private static let longestName = 180

    /// The name of a report's file: its id, where that is a plain name.
    ///
    /// Ids come from strangers: separators, control characters and a leading full stop are written
    /// as `%` and two digits, so that no name leads out of the folder and no two ids share one. A
    /// long id is cut, and its hash stands for the rest.
    static func name(for id: String) -> String {
        var name: [UInt8] = []
        for byte in id.utf8 {
            let isUnsafe = byte < 32 || byte == 0x7F || "/\\:*?\"<>|%".utf8.contains(byte)
            if isUnsafe || (name.isEmpty && (byte == 46 || byte == 45)) {
                let digits = String(byte, radix: 16, uppercase: true)
                name += Array("%\(digits.count == 1 ? "0" : "")\(digits)".utf8)
            } else {
                name.append(byte)
            }
        }
        guard name.count > longestName else {
            return String(decoding: name, as: UTF8.self) + ".txt"
        }
        var end = longestName
        while end > 0, name[end] & 0xC0 == 0x80 { end -= 1 }
        let hash = String(FoldedHash.of(id.utf8), radix: 16)
        return String(decoding: name[..<end], as: UTF8.self) + "~\(hash).txt"
    }
}
