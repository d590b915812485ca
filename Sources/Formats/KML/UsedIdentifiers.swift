/// Which identifiers a file has, so that each stands once.
///
/// Of an identifier only a hash is kept. Where two share a hash, the later one gets a number that it
/// would not need; it is unique all the same, for a hash gives each number once.
struct UsedIdentifiers {
    /// How many different identifiers are kept, which takes 64 MiB; later ones are all numbered.
    private let limit: Int
    /// Hashes at places that follow from them; 0 for none.
    private var slots: [UInt64]
    private var used = 0
    private var seen = 0
    /// Hashes of the identifiers of a batch.
    private var hashes: [UInt64] = []
    private var lastLook: UInt64 = 0
    /// How often a hash was met that was met more than once.
    private var counts: [UInt64: Int] = [:]
    /// Makes places differ from run to run, so that nobody can make hashes that crowd.
    private let seed = UInt64.random(in: 0...UInt64.max)

    init(limit: Int = 1 << 22) {
        self.limit = limit
        slots = Array(repeating: 0, count: min(1 << 12, 2 * limit))
    }

    /// The numbers that make the identifiers of a batch unique, row by row; 1 for one that is.
    ///
    /// - Complexity: O(*n*) on average, *n* the bytes of the identifiers.
    mutating func numbers(in batch: borrowing FeatureBatch) -> [Int] {
        hashes.removeAll(keepingCapacity: true)
        let mask = slots.count - 1
        for row in 0..<batch.count {
            let hash = batch.identifier(of: row).map { unsafe UsedIdentifiers.hash($0.bytes) } ?? 0
            hashes.append(hash)
            // A look that no branch waits for: the waits for memory pass together.
            lastLook ^= slots[place(of: hash, mask)]
        }
        return hashes.map { $0 == 0 ? 1 : number(of: $0) }
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
        var larger = [UInt64](repeating: 0, count: slots.count * 2)
        let mask = larger.count - 1
        for hash in slots where hash != 0 {
            var place = place(of: hash, mask)
            while larger[place] != 0 { place = (place + 1) & mask }
            larger[place] = hash
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
