public import Dispatch
import Synchronization

/// Hands bytes to another destination on a thread beside the caller's.
///
/// The bytes arrive in the order in which they were written. What goes wrong there is thrown by a later
/// ``write(_:)`` or by ``finish()``.
@safe public final class BackgroundDestination: ByteDestination {
    private static let blockCount = 4
    private static let blockSize = 512 << 10

    private let queue: DispatchQueue
    private let work: Work
    /// One for each block that nobody uses.
    private let free = DispatchSemaphore(value: BackgroundDestination.blockCount)

    /// What both threads see.
    private final class Work: Sendable {
        /// Used on the queue alone.
        nonisolated(unsafe) let destination: any ByteDestination
        let failure = Mutex<WritingError?>(nil)
        /// The addresses of the blocks that nobody uses.
        let blocks: Mutex<[UInt]>

        init(_ destination: any ByteDestination) {
            unsafe self.destination = destination
            blocks = Mutex(
                (0..<BackgroundDestination.blockCount).map { _ in
                    UInt(
                        bitPattern: UnsafeMutableRawPointer.allocate(
                            byteCount: BackgroundDestination.blockSize, alignment: 4096))
                })
        }

        deinit {
            for block in blocks.withLock({ $0 }) {
                unsafe UnsafeMutableRawPointer(bitPattern: block)?.deallocate()
            }
        }

        func handOver(_ block: UInt, _ count: Int) {
            defer { blocks.withLock { $0.append(block) } }
            guard failure.withLock({ $0 == nil }) else { return }
            do throws(WritingError) {
                unsafe try destination.write(
                    UnsafeRawBufferPointer(
                        start: UnsafeRawPointer(bitPattern: block), count: count))
            } catch { failure.withLock { $0 = error } }
        }
    }

    /// - Parameters:
    ///   - destination: Where the bytes go; used on the queue alone until ``finish()`` has returned.
    ///   - queue: A serial queue.
    public init(to destination: any ByteDestination, on queue: DispatchQueue) {
        self.queue = queue
        work = Work(destination)
    }

    deinit { queue.sync {} }

    public func write(_ bytes: UnsafeRawBufferPointer) throws(WritingError) {
        var rest = unsafe bytes[...]
        while unsafe !rest.isEmpty {
            if let failure = work.failure.withLock({ $0 }) { throw failure }
            free.wait()
            guard let block = work.blocks.withLock({ $0.popLast() }) else {
                preconditionFailure("there are as many blocks as the semaphore counts")
            }
            let count = unsafe min(rest.count, BackgroundDestination.blockSize)
            unsafe UnsafeMutableRawBufferPointer(
                start: UnsafeMutableRawPointer(bitPattern: block), count: count
            ).copyMemory(from: UnsafeRawBufferPointer(rebasing: rest.prefix(count)))
            unsafe rest = rest.dropFirst(count)
            queue.async { [work, free] in
                work.handOver(block, count)
                free.signal()
            }
        }
    }

    /// Waits until everything is handed over.
    ///
    /// - Throws: ``WritingError`` when the destination did not take it.
    public func finish() throws(WritingError) {
        queue.sync {}
        if let failure = work.failure.withLock({ $0 }) { throw failure }
    }
}
