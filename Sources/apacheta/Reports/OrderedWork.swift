import Foundation
import Synchronization

/// Works on items on several threads and gives the answers in the order of the items.
///
/// A few items a thread are under way at a time, and a bounded number of their bytes; so memory depends
/// on the threads and not on the number of items. The threads begin with the items and end with this
/// object.
final class OrderedWork<Item: Sendable, Answer: Sendable> {
    /// How many items may be under way for each thread: enough that the threads have work while the
    /// oldest item is a long one.
    private static var windowPerThread: Int { 4 }
    /// How many bytes may be under way, unless a single item has more.
    private static var byteLimit: Int { 32 << 20 }

    private let threadCount: Int
    private let source: (_ waiting: Bool) -> Next<(item: Item, byteCount: Int)>
    private let queue: Queue
    private var startedThreads = 0
    private var pending: [(slot: Slot, byteCount: Int)] = []
    private var pendingBytes = 0
    private var isAtEnd = false

    /// An item, and then its answer.
    private final class Slot: Sendable {
        // One thread at a time: who makes the slot, who works on it, and behind the semaphore who
        // made it.
        nonisolated(unsafe) var item: Item?
        nonisolated(unsafe) var answer: Answer?
        let isDone = DispatchSemaphore(value: 0)

        init(_ item: Item) { unsafe self.item = item }
    }

    /// What the threads take their work from.
    private final class Queue: Sendable {
        private let slots = Mutex<[Slot]>([])
        private let changes = DispatchSemaphore(value: 0)

        /// - Parameter slot: `nil` sends one thread home.
        func add(_ slot: Slot?) {
            if let slot { slots.withLock { $0.append(slot) } }
            changes.signal()
        }

        /// The oldest slot; `nil` when there is no work left.
        func next() -> Slot? {
            changes.wait()
            return slots.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        }

        func removeAll() { slots.withLock { $0 = [] } }
    }

    private let work: @Sendable (Item) -> Answer

    /// - Parameters:
    ///   - threadCount: How many threads work, 1 or more.
    ///   - source: The next item with its size; is not to wait for others to provide it where it is
    ///     told so. Called on the thread that asks for answers.
    ///   - work: Makes the answer of an item; called on many threads.
    init(
        threadCount: Int, source: @escaping (_ waiting: Bool) -> Next<(item: Item, byteCount: Int)>,
        work: @escaping @Sendable (Item) -> Answer
    ) {
        precondition(threadCount > 0, "work needs a thread")
        self.threadCount = threadCount
        self.source = source
        self.work = work
        queue = Queue()
    }

    deinit {
        queue.removeAll()
        for _ in 0..<startedThreads { queue.add(nil) }
    }

    /// The answer of the next item.
    ///
    /// - Parameter waiting: Whether to wait for an item where none is under way.
    /// - Returns: `.notYet` only where it was not to wait.
    func next(waiting: Bool) -> Next<Answer> {
        fill(waiting: waiting)
        guard !pending.isEmpty else { return isAtEnd ? .end : .notYet }
        let (slot, byteCount) = pending.removeFirst()
        slot.isDone.wait()
        pendingBytes -= byteCount
        guard let answer = unsafe slot.answer else {
            preconditionFailure("a slot that is done has an answer")
        }
        return .element(answer)
    }

    private func fill(waiting: Bool) {
        while !isAtEnd, pending.count < threadCount * OrderedWork.windowPerThread,
            pending.isEmpty || pendingBytes < OrderedWork.byteLimit
        {
            // While answers are on their way, nobody is kept waiting for them by a slow pipe.
            switch source(waiting && pending.isEmpty) {
            case .element(let (item, byteCount)):
                let slot = Slot(item)
                pending.append((slot, byteCount))
                pendingBytes += byteCount
                startThread()
                queue.add(slot)
            case .notYet: return
            case .end: isAtEnd = true
            }
        }
    }

    private func startThread() {
        guard startedThreads < threadCount else { return }
        startedThreads += 1
        let thread = Thread { [queue, work] in
            while let slot = queue.next() {
                if let item = unsafe slot.item {
                    unsafe slot.item = nil
                    unsafe slot.answer = work(item)
                }
                slot.isDone.signal()
            }
        }
        // As deep as the main thread's: readers of JSON and YAML go down with their input.
        thread.stackSize = 8 << 20
        thread.start()
    }
}
