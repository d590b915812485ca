import Foundation
import Testing

/// Files that a person has read once and that a test compares from then on.
enum Golden {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Golden")

    /// Compares bytes with a file in `Golden`; with `RECORD=1` in the environment writes it.
    static func expect(_ bytes: [UInt8], equalTo name: String) throws {
        let file = folder.appending(path: name)
        if ProcessInfo.processInfo.environment["RECORD"] == "1" {
            try Data(bytes).write(to: file)
        }
        let stored = try #require(
            try? Data(contentsOf: file), "\(name) is missing; RECORD=1 writes it")
        #expect(
            String(decoding: bytes, as: UTF8.self) == String(decoding: stored, as: UTF8.self))
        #expect(bytes == Array(stored))
    }
}
