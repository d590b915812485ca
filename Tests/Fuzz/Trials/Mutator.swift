/// Makes new inputs out of seeds: damage as it comes about by chance, and as someone would do it who
/// knows the format a little.
public struct Mutator {
    /// How many bytes an input has at most.
    public static let byteLimit = 64 << 10

    private let seeds: [[UInt8]]
    private let words: [[UInt8]]

    /// - Parameters:
    ///   - seeds: Whole files of the format, one at least.
    ///   - words: What means something in it.
    public init(seeds: [[UInt8]], words: [String]) {
        precondition(!seeds.isEmpty, "there is a file to begin with")
        self.seeds = seeds
        self.words = words.filter { !$0.isEmpty }.map { Array($0.utf8) }
    }

    /// An input, the same for the same state of the generator.
    public func input(using random: inout some RandomNumberGenerator) -> [UInt8] {
        var bytes = seeds[Int.random(in: seeds.indices, using: &random)]
        // Mostly little, so that what stands behind the first check is reached.
        let strength = min(
            Int.random(in: 0...4, using: &random), Int.random(in: 0...4, using: &random))
        for _ in 0..<(1 << strength) {
            mutate(&bytes, using: &random)
            if bytes.count > Mutator.byteLimit {
                bytes.removeLast(bytes.count - Mutator.byteLimit)
            }
        }
        return bytes
    }

    // MARK: One change

    private func mutate(_ bytes: inout [UInt8], using random: inout some RandomNumberGenerator) {
        guard !bytes.isEmpty else {
            bytes = seeds[Int.random(in: seeds.indices, using: &random)]
            return
        }
        // Heads stand in front: they are changed as often as all the rest.
        let reach = Bool.random(using: &random) ? min(bytes.count, 1024) : bytes.count
        let place = Int.random(in: 0..<reach, using: &random)
        switch Int.random(in: 0..<16, using: &random) {
        case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 1: bytes[place] = .random(in: 0...255, using: &random)
        case 2: bytes.removeSubrange(place..<end(from: place, of: bytes, using: &random))
        case 3: bytes.removeSubrange(place...)
        case 4: insert(words.randomElement(using: &random) ?? [0], at: place, of: &bytes)
        case 5: overwrite(with: words.randomElement(using: &random) ?? [0], at: place, of: &bytes)
        case 6, 7: changeNumber(at: place, of: &bytes, using: &random)
        case 8, 9: changeDigits(near: place, of: &bytes, using: &random)
        case 10:
            let block = Array(bytes[place..<end(from: place, of: bytes, using: &random)])
            insert(block, at: Int.random(in: 0...bytes.count, using: &random), of: &bytes)
        case 11:
            let block = Array(bytes[place..<end(from: place, of: bytes, using: &random)])
            let target = Int.random(in: bytes.indices, using: &random)
            overwrite(with: block, at: target, of: &bytes)
        case 12: splice(&bytes, at: place, using: &random)
        case 13: repeatBlock(at: place, of: &bytes, using: &random)
        case 14:
            let count = Int.random(in: 1...16, using: &random)
            insert(
                (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }, at: place,
                of: &bytes)
        default: exchange(of: &bytes, at: place, using: &random)
        }
    }

    /// Where a block ends that begins somewhere: mostly soon.
    private func end(
        from place: Int, of bytes: [UInt8], using random: inout some RandomNumberGenerator
    ) -> Int {
        let most = 1 << Int.random(in: 0...10, using: &random)
        return min(bytes.count, place + Int.random(in: 1...most, using: &random))
    }

    private func insert(_ block: [UInt8], at place: Int, of bytes: inout [UInt8]) {
        bytes.insert(contentsOf: block, at: place)
    }

    private func overwrite(with block: [UInt8], at place: Int, of bytes: inout [UInt8]) {
        let end = min(bytes.count, place + block.count)
        bytes.replaceSubrange(place..<end, with: block.prefix(end - place))
    }

    // MARK: Numbers

    /// Numbers at which counting goes wrong.
    private static let extremes: [UInt64] = [
        0, 1, 2, 3, 4, 7, 8, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000,
        0xFFFF_FFF8, 0xFFFF_FFFF, 1 << 62, 1 << 63 - 1, 1 << 63, .max - 7, .max,
        // Not a number, infinite, 180, 180 and a bit as doubles.
        0x7FF8_0000_0000_0000, 0x7FF0_0000_0000_0000, 0x4066_8000_0000_0000, 0x4066_8000_0000_0001,
    ]

    /// Changes a binary number of 1, 2, 4 or 8 bytes, in either order of bytes.
    private func changeNumber(
        at place: Int, of bytes: inout [UInt8], using random: inout some RandomNumberGenerator
    ) {
        let width = 1 << Int.random(in: 0...3, using: &random)
        guard place + width <= bytes.count else { return }
        let isBigEndian = Bool.random(using: &random)
        let range = place..<(place + width)
        let old = Array(bytes[range])
        var number = (isBigEndian ? old : old.reversed()).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        if Bool.random(using: &random) {
            number = Mutator.extremes[Int.random(in: Mutator.extremes.indices, using: &random)]
        } else {
            number &+= UInt64(bitPattern: Int64.random(in: -16...16, using: &random))
        }
        let little = (0..<width).map { UInt8(truncatingIfNeeded: number >> UInt64($0 * 8)) }
        bytes.replaceSubrange(range, with: isBigEndian ? little.reversed() : little)
    }

    private static let decimals = [
        "0", "-1", "1", "64", "65", "255", "65536", "2147483647", "2147483648", "4294967295",
        "9223372036854775807", "9223372036854775808", "-9223372036854775808", "1e308", "1e999",
        "-0.0", "180", "180.0000001", "-90", "90.1", "0.00000005", "1234567890.123456789012345678",
    ]

    /// Changes a number that is written in digits.
    private func changeDigits(
        near place: Int, of bytes: inout [UInt8], using random: inout some RandomNumberGenerator
    ) {
        func isDigit(_ byte: UInt8) -> Bool { byte &- 48 <= 9 || byte == 45 || byte == 46 }
        guard let start = bytes[place...].prefix(512).firstIndex(where: isDigit) else { return }
        let end =
            bytes[start...].prefix(32).firstIndex { !isDigit($0) } ?? min(start + 1, bytes.count)
        let new = Mutator.decimals[Int.random(in: Mutator.decimals.indices, using: &random)]
        bytes.replaceSubrange(start..<end, with: Array(new.utf8))
    }

    // MARK: Blocks

    /// Puts the rest of another seed behind the beginning of this one.
    private func splice(
        _ bytes: inout [UInt8], at place: Int, using random: inout some RandomNumberGenerator
    ) {
        let other = seeds[Int.random(in: seeds.indices, using: &random)]
        let start = Int.random(in: 0...other.count, using: &random)
        // At the same place where formats have pages and offsets, anywhere where they are text.
        let isAligned = Bool.random(using: &random) && place <= other.count
        bytes.replaceSubrange(place..., with: other[(isAligned ? place : start)...])
    }

    /// Repeats a block, which makes things deep and many.
    private func repeatBlock(
        at place: Int, of bytes: inout [UInt8], using random: inout some RandomNumberGenerator
    ) {
        var block = Array(bytes[place..<end(from: place, of: bytes, using: &random)])
        if Bool.random(using: &random), let word = words.randomElement(using: &random) {
            block = word
        }
        let room = max(0, Mutator.byteLimit - bytes.count) / block.count
        let times = min(room, 1 << Int.random(in: 1...12, using: &random))
        insert(Array(repeatElement(block, count: times).joined()), at: place, of: &bytes)
    }

    /// Exchanges two blocks of one length.
    private func exchange(
        of bytes: inout [UInt8], at place: Int, using random: inout some RandomNumberGenerator
    ) {
        let other = Int.random(in: bytes.indices, using: &random)
        let room = min(bytes.count - max(place, other), abs(place - other))
        guard room > 0 else { return }
        let count = Int.random(in: 1...min(room, 256), using: &random)
        for offset in 0..<count { bytes.swapAt(place + offset, other + offset) }
    }
}
