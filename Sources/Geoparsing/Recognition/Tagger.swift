/// Says of each token of a segment whether a place's name begins there, goes on there, or neither: a
/// linear-chain conditional random field.
///
/// - SeeAlso: Lafferty, McCallum, Pereira (2001), "Conditional Random Fields: Probabilistic Models
///   for Segmenting and Labeling Sequence Data", ICML.
final class Tagger {
    let model: TaggerModel
    private var scores: [Float] = []
    private var forward: [Float] = []
    private var backward: [Float] = []
    private var best: [Int8] = []

    init(_ model: TaggerModel) { self.model = model }

    /// A name that the tagger found.
    struct Finding: Equatable {
        let tokens: Range<Int>
        /// How likely none of the tokens is outside of a name, 0...1.
        let likelihood: Double
    }

    /// Finds the names of a segment.
    ///
    /// - Complexity: O(*n*), *n* the tokens of the segment.
    func findings(in segment: Range<Int>, _ features: TokenFeatures) -> [Finding] {
        score(segment, features)
        let labels = labels(segment.count)
        guard labels.contains(where: { $0 != TaggerModel.outside }) else { return [] }
        computeMarginals(segment.count)
        var findings: [Finding] = []
        var start: Int?
        for at in 0...segment.count {
            let label = at < segment.count ? labels[at] : TaggerModel.outside
            if let begun = start, label != TaggerModel.inside {
                findings.append(
                    Finding(
                        tokens: segment.lowerBound + begun..<segment.lowerBound + at,
                        likelihood: likelihood(begun..<at)))
                start = nil
            }
            if label == TaggerModel.begin || (label == TaggerModel.inside && start == nil) {
                start = at
            }
        }
        return findings
    }

    /// The sum of the weights of each token's features, by label.
    private func score(_ segment: Range<Int>, _ features: TokenFeatures) {
        scores.removeAll(keepingCapacity: true)
        for index in segment {
            var outside: Int32 = 0
            var begin: Int32 = 0
            var inside: Int32 = 0
            features.forEach(at: index) { feature in
                let weights = model.weights(of: feature)
                outside &+= Int32(weights.outside)
                begin &+= Int32(weights.begin)
                inside &+= Int32(weights.inside)
            }
            scores.append(Float(outside) * model.scale)
            scores.append(Float(begin) * model.scale)
            scores.append(Float(inside) * model.scale)
        }
    }

    /// The likeliest labels (Viterbi).
    private func labels(_ count: Int) -> [Int8] {
        var last = (scores[0], scores[1], scores[2])
        best.removeAll(keepingCapacity: true)
        best.append(contentsOf: [0, 0, 0])
        for at in 1..<max(count, 1) {
            var next = (Float(0), Float(0), Float(0))
            for label in 0..<3 {
                let from = (
                    last.0 + model.transition(0, label), last.1 + model.transition(1, label),
                    last.2 + model.transition(2, label)
                )
                let choice: Int8 =
                    from.0 >= from.1 ? (from.0 >= from.2 ? 0 : 2) : (from.1 >= from.2 ? 1 : 2)
                let value = max(from.0, max(from.1, from.2)) + scores[at * 3 + label]
                best.append(choice)
                switch label {
                case 0: next.0 = value
                case 1: next.1 = value
                default: next.2 = value
                }
            }
            last = next
        }
        var labels = [Int8](repeating: 0, count: count)
        var label: Int8 = last.0 >= last.1 ? (last.0 >= last.2 ? 0 : 2) : (last.1 >= last.2 ? 1 : 2)
        for at in stride(from: count - 1, through: 0, by: -1) {
            labels[at] = label
            label = best[at * 3 + Int(label)]
        }
        return labels
    }

    /// How likely each label is at each token, over all labellings (forward-backward); the numbers
    /// of each token are scaled so that they stay small.
    private func computeMarginals(_ count: Int) {
        forward = [Float](repeating: 0, count: count * 3)
        backward = [Float](repeating: 1, count: count * 3)
        for at in 0..<count {
            var sum: Float = 0
            for label in 0..<3 {
                var value: Float = at == 0 ? 1 : 0
                if at > 0 {
                    for from in 0..<3 {
                        value += forward[at * 3 - 3 + from] * model.factor(from, label)
                    }
                }
                value *= exponential(scores[at * 3 + label] - scores[at * 3])
                forward[at * 3 + label] = value
                sum += value
            }
            for label in 0..<3 { forward[at * 3 + label] /= sum }
        }
        for at in stride(from: count - 2, through: 0, by: -1) {
            var sum: Float = 0
            for label in 0..<3 {
                var value: Float = 0
                for to in 0..<3 {
                    let next = at * 3 + 3
                    value +=
                        model.factor(label, to) * backward[next + to]
                        * exponential(scores[next + to] - scores[next])
                }
                backward[at * 3 + label] = value
                sum += value
            }
            for label in 0..<3 { backward[at * 3 + label] /= sum }
        }
    }

    private func likelihood(_ tokens: Range<Int>) -> Double {
        var least = 1.0
        for at in tokens {
            let own = (0..<3).map { forward[at * 3 + $0] * backward[at * 3 + $0] }
            least = min(least, Double(1 - own[0] / (own[0] + own[1] + own[2])))
        }
        return least
    }
}

/// e to a power, bounded so that products of a few stay finite.
func exponential(_ power: Float) -> Float {
    let bounded = max(-60, min(60, power))
    // 2^(x / ln 2): the whole part into the exponent, the rest by a series whose error is below a
    // millionth.
    let scaled = bounded * 1.442_695
    let whole = scaled.rounded(.down)
    let rest = scaled - whole
    let series =
        1 + rest
        * (0.693_147_2 + rest
            * (0.240_226_5 + rest * (0.055_504_1 + rest * (0.009_618_1 + rest * 0.001_339_8))))
    return series * Float(bitPattern: UInt32(Int32(whole) + 127) << 23)
}
