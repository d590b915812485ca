/// The entries that a search found, by their positions in the input; reused, a search takes no
/// memory anew.
///
/// They stand in no order that means anything, but the same tree gives the same order each time.
public struct Answers: Sendable {
    private var storage: [UInt32] = []
    /// How many there are.
    public private(set) var count = 0

    /// No answers yet.
    public init() {}

    /// The position in the input of one answer.
    ///
    /// - Parameter place: In 0..<``count``.
    public subscript(place: Int) -> Int {
        precondition(place >= 0 && place < count, "there is no such answer")
        return Int(storage[place])
    }

    /// All of them.
    public var indices: ArraySlice<UInt32> { storage[..<count] }

    /// Keeps numbers.
    init(_ indices: [Int]) {
        storage = indices.map { UInt32(truncatingIfNeeded: $0) }
        count = indices.count
    }

    /// Forgets them.
    public mutating func removeAll() { count = 0 }

    /// All of them, ascending and each once.
    func sorted() -> [Int] {
        var numbers = Array(indices)
        // For few answers comparing is quicker than clearing the counters.
        if numbers.count < 256 {
            numbers.sort()
        } else {
            radixSort(&numbers, by: 0..<32)
        }
        var sorted: [Int] = []
        sorted.reserveCapacity(numbers.count)
        for number in numbers where sorted.last != Int(number) { sorted.append(Int(number)) }
        return sorted
    }

    @inline(__always)
    mutating func append(_ index: Int) {
        makeRoom(for: 1)
        storage[count] = UInt32(truncatingIfNeeded: index)
        count += 1
    }

    /// Adds the numbers in some bytes.
    @inline(__always)
    mutating func append(_ numbers: UnsafeRawBufferPointer) {
        let added = numbers.count / 4
        makeRoom(for: added)
        unsafe storage.withUnsafeMutableBytes { target in
            unsafe UnsafeMutableRawBufferPointer(rebasing: target[(count * 4)...])
                .copyMemory(from: numbers)
        }
        count += added
    }

    /// Adds those of sixteen numbers whose bit is set.
    @inline(__always)
    mutating func append(_ numbers: UnsafeRawBufferPointer, lanes: UInt32) {
        guard unsafe !numbers.isEmpty else { return }
        makeRoom(for: TreeLayout.fanOut)
        unsafe storage.withUnsafeMutableBufferPointer { target in
            var rest = lanes
            while rest != 0 {
                unsafe target[count] = unsafe numbers.loadUnaligned(
                    fromByteOffset: rest.trailingZeroBitCount * 4, as: UInt32.self)
                count += 1
                rest &= rest - 1
            }
        }
    }

    @inline(__always)
    private mutating func makeRoom(for added: Int) {
        if count + added > storage.count { grow(by: added) }
    }

    private mutating func grow(by added: Int) {
        let wanted = max(count + added, storage.count * 2, 64)
        storage.append(contentsOf: repeatElement(0, count: wanted - storage.count))
    }
}
