package import Orthography

/// Where a name stands among the tokens of a text, before anybody asks who bears it.
package struct NameSpan: Sendable {
    /// The tokens of the name.
    package let tokens: Range<Int>
    /// What tells the name, and the way in which it is written, from others: names of equal identity
    /// have the same bearers.
    package let identity: UInt64
}

extension Gazetteer {
    /// Every name of the gazetteer in a text that is cut into tokens: of names that overlap the one
    /// that begins first, of those that begin together the longest.
    ///
    /// - Complexity: O(*n*).
    package func nameSpans(in text: TokenizedText) -> [NameSpan] {
        let layers = stack.layers
        let tokens = text.tokens
        let size = 1024
        // The third word of a name, with a sign before it and before the second.
        let longestStart = 5
        var spans: [NameSpan] = []
        var beginnings = [UInt32](repeating: 0, count: size)
        var isNameLike = [Bool](repeating: false, count: size + longestStart)
        var at = 0
        for start in stride(from: 0, to: tokens.count, by: size) {
            let end = min(start + size, tokens.count)
            let window = tokens.span.extracting(start..<end)
            for offset in 0..<size { beginnings[offset] = 0 }
            for offset in 0..<(size + longestStart) {
                isNameLike[offset] =
                    start + offset < tokens.count && NameMatch.isNameLike(tokens[start + offset])
            }
            for (number, layer) in layers.prefix(32).enumerated() {
                var marks = beginnings.mutableSpan
                layer.markBeginnings(
                    of: window, isNameLike.span, in: &marks, bit: 1 << UInt32(number))
                layer.readAhead(window, from: 0, marks.span, bit: 1 << UInt32(number))
            }
            at = max(at, start)
            while at < end {
                if beginnings[at - start] != 0, let span = nameSpan(in: text, at: at) {
                    spans.append(span)
                    at = span.tokens.upperBound
                } else {
                    at += 1
                }
            }
        }
        return spans
    }

    private func nameSpan(in text: TokenizedText, at start: Int) -> NameSpan? {
        var last = -1
        var identity: UInt64 = 0
        var isNameLike = false
        for layer in stack.layers.indices {
            guard
                let found = stack.layers[layer].longestName(
                    text.tokens, text.bytes.span, at: start, before: text.tokens.count),
                found.lastToken >= last
            else {
                continue
            }
            if found.lastToken > last { identity = 0 }
            last = found.lastToken
            isNameLike = found.isNameLike
            // A name and a longer one that it opens begin at one byte of the file.
            identity =
                identity &* 0x9E37_79B9_7F4A_7C15
                &+ UInt64(found.name.key.lowerBound) << 24
                &+ UInt64(found.name.key.count) << 8 &+ UInt64(layer)
        }
        guard last >= 0 else { return nil }
        let isCapitals = text.tokens[start].casing == .upper
        return NameSpan(
            tokens: start..<last + 1,
            identity: identity << 2 | (isNameLike ? 1 : 0) | (isCapitals ? 2 : 0))
    }
}
