import Foundation

/// How far a long reading has come, for people who wait at a terminal.
final class Progress {
    /// How much there is to read.
    let byteCount: Int
    private let path: String
    private var shownAt = 0.0
    private var isShown = false

    /// - Parameters:
    ///   - path: What is read.
    ///   - byteCount: How much there is to read.
    /// - Returns: `nil` where nobody looks on: standard error is no terminal, or `--quiet` was said.
    init?(reading path: String, byteCount: Int, quiet: Bool) {
        guard !quiet, byteCount > 0, isatty(STDERR_FILENO) == 1 else { return nil }
        self.byteCount = byteCount
        self.path = path
        shownAt = Progress.now
    }

    deinit { end() }

    /// Shows how much is read, ten times a second at most.
    func show(_ bytesRead: Int) {
        let now = Progress.now
        guard now - shownAt >= 0.1 else { return }
        shownAt = now
        isShown = true
        let share = min(100, bytesRead * 100 / byteCount)
        let read = bytesRead >> 20
        Console.show("\r\(path): \(share) % read, \(read) of \(byteCount >> 20) MiB")
    }

    /// Takes the line away.
    func end() {
        guard isShown else { return }
        isShown = false
        // Back to the start, and erase to the end of the line (ECMA-48, EL).
        Console.show("\r\u{1B}[K")
    }

    private static var now: Double {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
