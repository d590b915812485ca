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
        var window: [Token] = []
        // Whether a name may begin with the token, in the layer that first says so.
        var mayBegin: [Bool] = []
        window.reserveCapacity(Window.size)
        mayBegin.reserveCapacity(Window.size)
        var scanner = TokenScanner(0..<text.count)
        var isAtEnd = false
        let layers = stack.layers
        // Only there so that the reads ahead are not left out.
        var warmth: UInt64 = 0
        repeat {
            while window.count < Window.size {
                guard let token = scanner.next(in: text) else {
                    isAtEnd = true
                    break
                }
                window.append(token)
                var isLikely = false
                if token.kind == .word {
                    for layer in layers where layer.mayBegin(with: token.hash) {
                        isLikely = true
                        // The slots are scattered over megabytes. Read here, where nothing waits
                        // for the answer, they are at hand when the name is looked up.
                        warmth ^= layer.firstSlot(of: NameHash.carried(0, over: token.hash))
                    }
                }
                mayBegin.append(isLikely)
            }
            // A name that begins here ends within the window.
            let last = isAtEnd ? window.count : window.count - Window.longestName
            var at = 0
            while at < last {
                if mayBegin[at], let found = occurrence(layers, window, text, at: at) {
                    body(found.occurrence)
                    at = found.next
                } else {
                    at += 1
                }
            }
            window.removeSubrange(0..<at)
            mayBegin.removeSubrange(0..<at)
        } while !isAtEnd
        withExtendedLifetime(warmth) {}
    }

    /// Every name of the gazetteer in a text; see ``forEachName(in:_:)``.
    public func names(in text: [UInt8]) -> [NameOccurrence] {
        var found: [NameOccurrence] = []
        forEachName(in: text.span) { found.append($0) }
        return found
    }

    private enum Window {
        static let size = 4096
        /// A sign may stand between each two words of a name.
        static let longestName = 2 * NameKey.mostWords
    }

    @inline(__always)
    private func occurrence(
        _ layers: [CompiledGazetteer], _ tokens: [Token], _ text: borrowing Span<UInt8>, at start: Int
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
