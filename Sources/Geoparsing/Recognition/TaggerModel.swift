/// The weights of a ``Tagger``.
struct TaggerModel: Sendable {
    static let outside: Int8 = 0
    static let begin: Int8 = 1
    static let inside: Int8 = 2

    /// The weights of one feature, in units of ``scale``.
    struct Weights: Sendable {
        var outside: Int8 = 0
        var begin: Int8 = 0
        var inside: Int8 = 0
    }

    /// What a unit of the weights is worth.
    let scale: Float
    /// From label to label, row by row.
    private let transitions: [Float]
    private let factors: [Float]
    /// Features in an open hash table; 0 where a slot is empty.
    private let keys: [UInt32]
    private let weights: [Weights]

    /// - Parameters:
    ///   - scale: What a unit of the weights is worth.
    ///   - transitions: Nine numbers, from label to label, row by row.
    ///   - features: Each feature once, with its weights.
    init(scale: Float, transitions: [Float], features: [(key: UInt32, weights: Weights)]) {
        self.scale = scale
        self.transitions = transitions
        factors = transitions.map(exponential)
        var size = 16
        while size < features.count * 2 { size *= 2 }
        var keys = [UInt32](repeating: 0, count: size)
        var weights = [Weights](repeating: Weights(), count: size)
        for feature in features {
            var slot = TaggerModel.slot(of: feature.key, among: size)
            while keys[slot] != 0 { slot = (slot + 1) & (size - 1) }
            keys[slot] = feature.key
            weights[slot] = feature.weights
        }
        self.keys = keys
        self.weights = weights
    }

    @inline(__always)
    func weights(of feature: UInt32) -> Weights {
        let mask = keys.count - 1
        var slot = TaggerModel.slot(of: feature, among: keys.count)
        while true {
            let key = keys[slot]
            if key == feature { return weights[slot] }
            if key == 0 { return Weights() }
            slot = (slot + 1) & mask
        }
    }

    @inline(__always)
    private static func slot(of feature: UInt32, among count: Int) -> Int {
        Int(truncatingIfNeeded: (UInt64(feature) &* 0x9E37_79B9_7F4A_7C15) >> 32) & (count - 1)
    }

    @inline(__always)
    func transition(_ from: Int, _ to: Int) -> Float { transitions[from * 3 + to] }

    /// The same as a factor of likelihoods.
    @inline(__always)
    func factor(_ from: Int, _ to: Int) -> Float { factors[from * 3 + to] }
}
