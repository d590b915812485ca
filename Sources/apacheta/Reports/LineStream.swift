import Foundation

/// Reads the lines of a file or a pipe, as many at a time as there are.
///
/// Memory is bounded by the longest line that is allowed, whatever the length of the file.
final class LineStream {
    /// The most bytes that one report may have, be it a line or a file.
    static let byteLimit = 256 << 20
    private static let chunkSize = 256 << 10

    /// The path, as it was given; `-` is standard input.
    let path: String
    private let descriptor: Int32
    private let byteLimit: Int
    /// What was read last.
    private var chunk = [UInt8](repeating: 0, count: chunkSize)
    private var buffer: [UInt8] = []
    /// Where the next line starts in the buffer.
    private var start = 0
    /// How much of the buffer is known to hold no line's end.
    private var searched = 0
    private var lineCount = 0
    /// How many bytes of a line beyond the limit were passed over.
    private var skippedBytes = 0
    private var isAtEnd = false

    /// What stands in one line.
    enum Line: Equatable {
        /// The bytes without the line's end, which the last line may lack.
        case bytes([UInt8], number: Int)
        /// A line beyond the limit, passed over.
        case tooLong(byteCount: Int, number: Int)
    }

    /// Opens a file; nothing is read yet.
    ///
    /// - Parameters:
    ///   - path: `-` is standard input.
    ///   - byteLimit: The most bytes that a line may have.
    /// - Throws: ``Failure`` 65 with the system's reason.
    init(_ path: String, byteLimit: Int = LineStream.byteLimit) throws(Failure) {
        self.path = path
        self.byteLimit = byteLimit
        descriptor = path == "-" ? STDIN_FILENO : unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw LineStream.failure(path) }
    }

    deinit { if descriptor > STDIN_FILENO { close(descriptor) } }

    /// The next line.
    ///
    /// - Parameter waiting: Whether to wait for a writer at the other end of a pipe.
    /// - Returns: `.notYet` only where it was not to wait.
    /// - Throws: ``Failure`` 65 when the file cannot be read.
    /// - Complexity: O(*n*), *n* the bytes of the line.
    func next(waiting: Bool) throws(Failure) -> Next<Line> {
        while true {
            if let line = lineInBuffer() { return .element(line) }
            if isAtEnd { return .end }
            guard waiting || isReady else { return .notYet }
            try fill()
        }
    }

    /// The first byte that is no white space and no part of a byte order mark; `nil` when there is
    /// none.
    ///
    /// Nothing is consumed.
    ///
    /// - Throws: ``Failure`` 65 when the file cannot be read.
    func firstByte() throws(Failure) -> UInt8? {
        let passedOver: [UInt8] = [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF]
        while true {
            if let byte = buffer[start...].first(where: { !passedOver.contains($0) }) {
                return byte
            }
            guard !isAtEnd, buffer.count - start <= byteLimit else { return nil }
            try fill()
        }
    }

    /// Everything that was not read yet.
    ///
    /// - Throws: ``Failure`` 65 when it is more than a report may have, or cannot be read.
    func rest() throws(Failure) -> [UInt8] {
        while !isAtEnd {
            guard buffer.count - start <= byteLimit else {
                throw Failure(
                    .badData, LineStream.tooLong(path, "more than \(byteLimit)", byteLimit))
            }
            try fill()
        }
        let rest = Array(buffer[start...])
        buffer = []
        (start, searched) = (0, 0)
        return rest
    }

    /// The sentence on what has more bytes than a report may have.
    static func tooLong(
        _ place: String, _ count: String, _ limit: Int = LineStream.byteLimit
    ) -> String {
        "\(place): found \(count) bytes, expected \(limit) at most"
    }

    // MARK: The buffer

    private func lineInBuffer() -> Line? {
        guard let end = lineFeed(from: searched) else {
            searched = buffer.count
            let isLast = isAtEnd && (start < buffer.count || skippedBytes > 0)
            if isLast { return line(upTo: buffer.count, next: buffer.count) }
            if buffer.count - start > byteLimit { skip(buffer.count) }
            return nil
        }
        return line(upTo: end, next: end + 1)
    }

    /// The first line feed of the buffer from some place on.
    private func lineFeed(from start: Int) -> Int? {
        unsafe buffer.withUnsafeBytes { bytes in
            guard start < bytes.count, let first = bytes.baseAddress,
                let found = unsafe memchr(first + start, 0x0A, bytes.count - start)
            else { return nil }
            return unsafe UnsafeRawPointer(found) - first
        }
    }

    private func line(upTo end: Int, next: Int) -> Line {
        lineCount += 1
        defer {
            start = next
            searched = next
            skippedBytes = 0
        }
        let byteCount = skippedBytes + end - start
        guard byteCount <= byteLimit else {
            return .tooLong(byteCount: byteCount, number: lineCount)
        }
        return .bytes(Array(buffer[start..<end]), number: lineCount)
    }

    /// Passes over the head of a line that is too long already.
    private func skip(_ end: Int) {
        skippedBytes += end - start
        // A line that was refused must not hold its memory.
        buffer = []
        (start, searched) = (0, 0)
    }

    // MARK: The file

    /// Whether a read would not wait: something is there, or the end.
    private var isReady: Bool {
        var question = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&question, 1, 0) != 0
    }

    /// Appends what there is to the buffer; waits for it where there is nothing yet.
    private func fill() throws(Failure) {
        if start > 0 {
            buffer.removeSubrange(..<start)
            searched -= start
            start = 0
        }
        var count = 0
        repeat {
            count = unsafe chunk.withUnsafeMutableBytes { bytes in
                unsafe read(descriptor, bytes.baseAddress, bytes.count)
            }
        } while count < 0 && errno == EINTR
        guard count >= 0 else { throw LineStream.failure(path) }
        buffer.append(contentsOf: chunk[..<count])
        isAtEnd = count == 0
    }

    private static func failure(_ path: String) -> Failure {
        let reason = unsafe String(cString: strerror(errno)).lowercased()
        return Failure(.badData, "\(path): cannot be read: \(reason)")
    }
}

/// What a source has to give.
enum Next<Element> {
    case element(Element)
    /// There may be more later.
    case notYet
    case end
}
