import Foundation

/// How many threads work.
enum ThreadCount {
    private static let limit = 1024

    /// The number that was asked for, or as many as the program has processors.
    ///
    /// - Throws: ``Failure`` 64 for a number that means nothing.
    static func number(_ asked: Int?) throws -> Int {
        guard let asked else { return ProcessInfo.processInfo.activeProcessorCount }
        guard (1...limit).contains(asked) else {
            throw Failure(.usage, "--threads is \(asked), expected 1 to \(limit)")
        }
        return asked
    }
}
