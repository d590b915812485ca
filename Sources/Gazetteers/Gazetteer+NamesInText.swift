import Orthography

/// Where a name of the gazetteer stands in a text.
public struct NameOccurrence: Sendable, Equatable {
    /// The bytes from the first letter of the name to its last.
    public let range: Range<Int>
    /// How many places bear the name, as it is written there.
    public let placeCount: Int
}

extension Gazetteer {
    /// Every name of the gazetteer in a text, in one pass: of names that overlap the one that begins
    /// first, of those that begin together the longest.
    ///
    /// Names stand at the borders of words; the rules are those of ``longestName(in:at:before:)``,
    /// which recognition uses on tokens that it keeps. Here no token is kept beyond a window, so a
    /// text of any length takes the same memory.
    ///
    /// - Parameters:
    ///   - text: UTF-8.
    ///   - body: Takes the names in the order of the text.
    /// - Complexity: O(*n*), *n* the bytes of the text.
    public func forEachName(
        in text: borrowing Span<UInt8>, _ body: (NameOccurrence) -> Void
    ) {
        let layers = stack.layers
        var window: [Token] = []
        window.reserveCapacity(Window.size)
        // The layers in which a name may begin with a token, as bits.
        var beginnings = [UInt32](repeating: 0, count: Window.size)
        var isNameLike = [Bool](repeating: false, count: Window.size + Window.longestStart)
        var scanner = TokenScanner(0..<text.count)
        var isAtEnd = false
        repeat {
            let known = window.count
            while window.count < Window.size {
                guard let token = scanner.next(in: text) else {
                    isAtEnd = true
                    break
                }
                window.append(token)
            }
            // Through a span an array is found to be unshared once, not at each element.
            var marks = beginnings.mutableSpan
            var nameLike = isNameLike.mutableSpan
            for index in window.indices {
                marks[index] = 0
                nameLike[index] = NameMatch.isNameLike(window[index])
            }
            for (number, layer) in layers.prefix(32).enumerated() {
                let bit: UInt32 = 1 << UInt32(number)
                layer.markBeginnings(of: window.span, nameLike.span, in: &marks, bit: bit)
                layer.readAhead(window.span, from: known, marks.span, bit: bit)
            }
            // A name that begins here ends within the window.
            let last = isAtEnd ? window.count : window.count - Window.longestName
            var at = 0
            while at < last {
                if beginnings[at] != 0, let found = occurrence(layers, window, text, at: at) {
                    body(found.occurrence)
                    at = found.next
                } else {
                    at += 1
                }
            }
            window.removeSubrange(0..<at)
        } while !isAtEnd
    }

    /// Every name of the gazetteer in a text; see ``forEachName(in:_:)``.
    public func names(in text: [UInt8]) -> [NameOccurrence] {
        var found: [NameOccurrence] = []
        forEachName(in: text.span) { found.append($0) }
        return found
    }

    private enum Window {
        static let size = 1024
        /// A sign may stand between each two words of a name.
        static let longestName = 2 * NameKey.mostWords
        /// The third word of a name, with a sign before it and before the second.
        static let longestStart = 5
    }

    @inline(__always)
    private func occurrence(
        _ layers: [CompiledGazetteer], _ tokens: [Token], _ text: borrowing Span<UInt8>,
        at start: Int
    ) -> (occurrence: NameOccurrence, next: Int)? {
        var last = -1
        var count = 0
        for layer in layers {
            guard let found = layer.longestName(tokens, text, at: start, before: tokens.count),
                found.lastToken >= last
            else { continue }
            count = (found.lastToken > last ? 0 : count) + found.name.bearerCount
            last = found.lastToken
        }
        guard last >= 0 else { return nil }
        let range = tokens[start].range.lowerBound..<tokens[last].range.upperBound
        return (NameOccurrence(range: range, placeCount: count), last + 1)
    }
}

extension CompiledGazetteer {
    /// Sets a bit for each token that a name may begin with.
    func markBeginnings(
        of tokens: borrowing Span<Token>, _ isNameLike: borrowing Span<Bool>,
        in marks: inout MutableSpan<UInt32>, bit: UInt32
    ) {
        for index in tokens.indices where tokens[index].kind == .word {
            let hash = NameHash.carried(0, over: tokens[index].hash)
            let mayBeName =
                isNameLike[index] || isNameLike[index + 1] || isNameLike[index + 2]
                || isNameLike[index + 3] || isNameLike[index + 4]
                || mayBeginInLowerCase(with: hash)
            if mayBeName, mayBegin(with: hash) { marks[index] |= bit }
        }
    }

    /// Reads what looking up the names of a window will read, where nothing waits for it.
    ///
    /// The slots and records of a million names are scattered over tens of megabytes, and a lookup
    /// that has to wait for each of them does nothing else. Here one does not depend on the other,
    /// so the processor fetches several at a time; the lookups afterwards find them near.
    func readAhead(
        _ tokens: borrowing Span<Token>, from start: Int, _ marks: borrowing Span<UInt32>,
        bit: UInt32
    ) {
        var sum: UInt64 = 0
        let new = start..<max(start, tokens.count)
        for index in new where marks[index] & bit != 0 {
            sum &+= firstSlot(of: NameHash.carried(0, over: tokens[index].hash))
        }
        for index in new where marks[index] & bit != 0 {
            let hash = NameHash.carried(0, over: tokens[index].hash)
            let slot = firstSlot(of: hash)
            if slot & CompiledLayout.NameFlag.isName != 0 {
                sum &+= UInt64(nameRecord(Int(slot >> 32)).firstBearer)
            }
            guard index + 1 < tokens.count,
                slot & CompiledLayout.NameFlag.continues(with: tokens[index + 1].hash) != 0
            else { continue }
            sum &+= firstSlot(of: NameHash.carried(hash, over: tokens[index + 1].hash))
        }
        withExtendedLifetime(sum) {}
    }
}
