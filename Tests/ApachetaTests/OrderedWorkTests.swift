import Foundation
import Synchronization
import TestMaterial
import Testing

@testable import apacheta

@Suite struct OrderedWorkTests {
    /// Numbers from 0, each with its size.
    private final class Numbers {
        private var next = 0
        let end: Int
        let byteCount: Int
        /// How many were given.
        var given: Int { next }

        init(_ end: Int, byteCount: Int = 1) {
            self.end = end
            self.byteCount = byteCount
        }

        func take() -> Next<(item: Int, byteCount: Int)> {
            guard next < end else { return .end }
            defer { next += 1 }
            return .element((next, byteCount))
        }
    }

    private func all<Answer>(of work: OrderedWork<Int, Answer>) -> [Answer] {
        var answers: [Answer] = []
        while case .element(let answer) = work.next(waiting: true) { answers.append(answer) }
        return answers
    }

    @Test(arguments: [1, 2, 3, 8])
    func `answers come in the order of the items, however long each takes`(threads: Int) {
        let numbers = Numbers(200)
        let work = OrderedWork(threadCount: threads) { _ in
            numbers.take()
        } work: { (number: Int) -> Int in
            if number % 7 == 0 { Thread.sleep(forTimeInterval: 0.002) }
            return number * number
        }
        #expect(all(of: work) == (0..<200).map { $0 * $0 })
    }

    @Test(arguments: [1, 3])
    func `no more than a few items a thread are under way`(threads: Int) {
        let numbers = Numbers(100)
        let work = OrderedWork(threadCount: threads) { _ in
            numbers.take()
        } work: {
            $0
        }
        var taken = 0
        while case .element = work.next(waiting: true) {
            taken += 1
            #expect(numbers.given - taken < threads * 4)
        }
        #expect(taken == 100)
    }

    @Test func `items of many bytes are taken up fewer at a time`() {
        let numbers = Numbers(20, byteCount: 20 << 20)
        let work = OrderedWork(threadCount: 4) { _ in
            numbers.take()
        } work: {
            $0
        }
        var taken = 0
        while case .element = work.next(waiting: true) {
            taken += 1
            #expect(numbers.given - taken <= 1)
        }
        #expect(taken == 20)
    }

    @Test func `what is done is given while the source has nothing new`() {
        let waits = Mutex<[Bool]>([])
        let numbers = Numbers(2)
        let work = OrderedWork(threadCount: 2) { waiting in
            waits.withLock { $0.append(waiting) }
            return numbers.given == 2 ? .notYet : numbers.take()
        } work: { (number: Int) -> Int in
            number
        }
        guard case .element(0) = work.next(waiting: true),
            case .element(1) = work.next(waiting: true), case .notYet = work.next(waiting: false)
        else {
            Issue.record("0, 1 and nothing yet were expected")
            return
        }
        // Only where nothing is under way may the source wait.
        #expect(waits.withLock { $0 } == [true, false, false, false, false])
    }

    @Test func `work that is given up ends its threads`() {
        let done = Mutex(0)
        do {
            let numbers = Numbers(1000)
            let work = OrderedWork(threadCount: 2) { _ in
                numbers.take()
            } work: { (number: Int) -> Int in
                done.withLock { $0 += 1 }
                return number
            }
            _ = work.next(waiting: true)
        }
        Thread.sleep(forTimeInterval: 0.1)
        #expect(done.withLock { $0 } <= 9)
    }
}
