/// Which identifiers a file has, so that each stands once.
///
/// Of a whole number a bit is kept, of any other identifier a hash. Where two share a hash, the later
/// one gets a number that it would not need; it is unique all the same, for a hash gives each number
/// once.
struct UsedIdentifiers {
    /// How many different hashes are kept, which takes 64 MiB; later ones are all numbered.
    private let limit: Int
    /// Hashes at places that follow from them; 0 for none.
    private var slots: Slots
    private var used = 0
    private var seen = 0
    /// Which whole numbers are used, a bit each: most identifiers are numbers, and those of a file lie
    /// close together.
    private var wholeNumbers: [UInt64] = []
    /// Other identifiers of a batch.
    private var waiting: [(row: Int, hash: UInt64)] = []
    private var lastLook: UInt64 = 0
    /// How often a hash was met that was met more than once.
    private var counts: [UInt64: Int] = [:]
    /// Makes places differ from run to run, so that nobody can make hashes that crowd.
    private let seed = UInt64.random(in: 0...UInt64.max)

    init(limit: Int = 1 << 22) {
        self.limit = limit
        slots = Slots(count: min(1 << 12, 2 * limit))
    }

    /// The numbers that make the identifiers of a batch unique, row by row; 1 for one that is.
    ///
    /// - Complexity: O(*n*) on average, *n* the bytes of the identifiers.
    mutating func numbers(in batch: borrowing FeatureBatch) -> [Int] {
        var numbers = [Int](repeating: 1, count: batch.count)
        waiting.removeAll(keepingCapacity: true)
        let mask = slots.count - 1
        for row in 0..<batch.count {
            guard let identifier = batch.identifier(of: row) else { continue }
            if let whole = unsafe UsedIdentifiers.wholeNumber(identifier.bytes) {
                if !insert(whole) {
                    unsafe numbers[row] = nextNumber(of: UsedIdentifiers.hash(identifier.bytes))
                }
                continue
            }
            let hash = unsafe UsedIdentifiers.hash(identifier.bytes)
            waiting.append((row, hash))
            // A look that no branch waits for: the waits for memory pass together.
            lastLook ^= slots[place(of: hash, mask)]
        }
        for (row, hash) in waiting { numbers[row] = number(of: hash) }
        return numbers
    }

    /// The number that bytes are in decimal digits, of which eight take no more than 12 MB to note.
    @inline(__always)
    private static func wholeNumber(_ bytes: UnsafeRawBufferPointer) -> Int? {
        guard (1...8).contains(bytes.count),
            unsafe bytes[0] != UInt8(ascii: "0") || bytes.count == 1
        else { return nil }
        var number = 0
        for place in 0..<bytes.count {
            let digit = unsafe bytes[place] &- 48
            guard digit <= 9 else { return nil }
            number = number * 10 + Int(digit)
        }
        return number
    }

    /// Notes a whole number; whether it was new.
    @inline(__always)
    private mutating func insert(_ number: Int) -> Bool {
        let word = number >> 6
        if word >= wholeNumbers.count {
            wholeNumbers += Array(
                repeating: 0, count: max(word + 1, 2 * wholeNumbers.count) - wholeNumbers.count)
        }
        let bit: UInt64 = 1 << UInt64(number & 63)
        if wholeNumbers[word] & bit != 0 { return false }
        wholeNumbers[word] |= bit
        return true
    }

    private mutating func number(of hash: UInt64) -> Int {
        seen += 1
        let mask = slots.count - 1
        var place = place(of: hash, mask)
        while slots[place] != 0 {
            if slots[place] == hash { return nextNumber(of: hash) }
            place = (place + 1) & mask
        }
        // Beyond the limit it may have been there or not; its place in the file is unique.
        guard used < limit else { return seen + 1 }
        slots[place] = hash
        used += 1
        if used * 2 > slots.count, slots.count < 2 * limit { grow() }
        return 1
    }

    @inline(__always)
    private func place(of hash: UInt64, _ mask: Int) -> Int {
        Int(truncatingIfNeeded: UsedIdentifiers.mixed(hash ^ seed)) & mask
    }

    private mutating func nextNumber(of hash: UInt64) -> Int {
        let count = (counts[hash] ?? 1) + 1
        counts[hash] = count
        return count
    }

    private mutating func grow() {
        let larger = Slots(count: slots.count * 2)
        let mask = larger.count - 1
        for old in 0..<slots.count where slots[old] != 0 {
            var place = place(of: slots[old], mask)
            while larger[place] != 0 { place = (place + 1) & mask }
            larger[place] = slots[old]
        }
        slots = larger
    }

    @inline(__always)
    private static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var hash = UInt64(truncatingIfNeeded: bytes.count)
        var place = 0
        while place + 8 <= bytes.count {
            hash = unsafe mixed(hash ^ bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
            place += 8
        }
        var rest: UInt64 = 0
        while place < (bytes.count) {
            rest = unsafe rest << 8 | UInt64(bytes[place])
            place += 1
        }
        return max(mixed(hash ^ rest), 1)
    }

    /// - SeeAlso: Steele, Lea, Flood (2014), "Fast Splittable Pseudorandom Number Generators".
    @inline(__always)
    private static func mixed(_ number: UInt64) -> UInt64 {
        var mixed = number &+ 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Memory for hashes, in large pages where the system has them: looks go everywhere, and much of the
/// wait for one would be for the place of its page.
@safe private final class Slots {
    let count: Int
    private let start: UnsafeMutablePointer<UInt64>

    /// - Parameter count: A power of two.
    init(count: Int) {
        self.count = count
        let block = unsafe LargeBlock.allocate(byteCount: count * MemoryLayout<UInt64>.size)
        guard let start = unsafe block.initializeMemory(as: UInt64.self, repeating: 0).baseAddress
        else { preconditionFailure("a table has places") }
        unsafe self.start = unsafe start
    }

    deinit { unsafe start.deallocate() }

    @inline(__always)
    subscript(place: Int) -> UInt64 {
        get {
            precondition(place >= 0 && place < count, "a place in the table")
            return unsafe start[place]
        }
        set {
            precondition(place >= 0 && place < count, "a place in the table")
            unsafe start[place] = newValue
        }
    }
}
