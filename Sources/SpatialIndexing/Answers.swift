/// The entries that a search found, by their positions in the input; one is used for many searches,
/// so that they take no memory anew.
///
/// They stand in no order that means anything, but the same tree gives the same order each time.
@safe public struct Answers: ~Copyable {
    @usableFromInline var storage: UnsafeMutablePointer<UInt32>
    private var capacity: Int
    /// How many there are.
    @inlinable public var count: Int { filled }
    @usableFromInline var filled = 0

    /// No answers yet.
    public init() {
        capacity = 64
        unsafe storage = .allocate(capacity: capacity)
    }

    deinit { unsafe storage.deallocate() }

    /// The position in the input of one answer.
    ///
    /// - Parameter place: In 0..<``count``.
    @inlinable
    public subscript(place: Int) -> Int {
        precondition(place >= 0 && place < filled, "there is no such answer")
        return unsafe Int(storage[place])
    }

    /// Hands out one after the other.
    ///
    /// - Complexity: O(*n*).
    @inlinable
    public func forEach(_ body: (_ index: Int) throws -> Void) rethrows {
        for place in 0..<filled { try body(unsafe Int(storage[place])) }
    }

    /// All of them, ascending and each once.
    ///
    /// - Complexity: O(*n* log *n*).
    public var sorted: [Int] {
        var sorted: [Int] = []
        sorted.reserveCapacity(count)
        var numbers = unsafe Array(UnsafeBufferPointer(start: storage, count: count))
        numbers.sort()
        for number in numbers where sorted.last != Int(number) { sorted.append(Int(number)) }
        return sorted
    }

    /// Forgets them.
    public mutating func removeAll() { filled = 0 }

    mutating func append(_ index: Int) {
        unsafe end(withRoomFor: 1).pointee = UInt32(truncatingIfNeeded: index)
        filled += 1
    }

    /// Adds the numbers in some bytes.
    @inline(__always)
    mutating func append(_ numbers: UnsafeRawBufferPointer) {
        guard let start = numbers.baseAddress else { return }
        let added = numbers.count / 4
        unsafe UnsafeMutableRawPointer(end(withRoomFor: added))
            .copyMemory(from: start, byteCount: numbers.count)
        filled += added
    }

    /// Adds what a function writes.
    ///
    /// - Parameters:
    ///   - most: How many numbers it writes at most.
    ///   - write: Gets where to write, answers how many it wrote.
    @inline(__always)
    mutating func append(atMost most: Int, _ write: (UnsafeMutablePointer<UInt32>) -> UInt32) {
        filled += unsafe Int(write(end(withRoomFor: most)))
    }

    @inline(__always)
    private mutating func end(withRoomFor added: Int) -> UnsafeMutablePointer<UInt32> {
        if count + added > capacity { grow(by: added) }
        return unsafe storage + count
    }

    private mutating func grow(by added: Int) {
        capacity = max(count + added, capacity * 2)
        let larger = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity)
        unsafe larger.moveInitialize(from: storage, count: count)
        unsafe storage.deallocate()
        unsafe storage = unsafe larger
    }
}
