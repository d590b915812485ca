import Dispatch
import Formats

/// Reads the next window of a layer on a thread beside the one that works on the last.
final class ReadAhead {
    private let queue: DispatchQueue
    private let source: Source
    private let isRead = DispatchSemaphore(value: 0)
    /// The window to be asked for next, and the other.
    private var windows = (next: LayerWindow(), other: LayerWindow())

    private final class Source: Sendable {
        // Used on the queue alone.
        nonisolated(unsafe) var reader: any FeatureReader

        init(_ reader: any FeatureReader) { unsafe self.reader = reader }
    }

    /// - Parameters:
    ///   - reader: In front of the first feature.
    ///   - queue: A serial queue.
    init(_ reader: any FeatureReader, on queue: DispatchQueue) {
        self.queue = queue
        source = Source(reader)
        fill(windows.next, behind: nil)
    }

    deinit { queue.sync {} }

    private func fill(_ window: LayerWindow, behind last: LayerWindow?) {
        queue.async { [source, isRead] in
            unsafe window.fill(from: &source.reader, behind: last)
            isRead.signal()
        }
    }

    /// The next window, while the one behind it is being read.
    ///
    /// - Returns: The window, to be left alone after the next call.
    /// - Throws: What the reader threw.
    func next() throws -> LayerWindow {
        isRead.wait()
        let window = windows.next
        if unsafe try window.answer.get().goesOn {
            windows = (windows.other, window)
            fill(windows.next, behind: window)
        }
        return window
    }
}
