#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The weights of a logistic model over features with names: the sum of the weights of what is true is
/// the logarithm of the odds.
struct Weights<Feature: CaseIterable & RawRepresentable & Sendable>: Sendable
where Feature.RawValue == Int {
    /// One a feature, in the order of their numbers, which count from 0.
    private let values: [Double]

    /// Reads a file of weights: a line a feature, its name, a tab and its weight; lines that begin with
    /// `#` are passed over. A feature that the file lacks weighs nothing.
    ///
    /// - Parameters:
    ///   - bytes: The whole file, UTF-8.
    ///   - file: What errors call it.
    /// - Throws: ``EventsError`` with the line for a feature or a weight that is none.
    /// - Complexity: O(*n*).
    init(_ bytes: [UInt8], file: String) throws(EventsError) {
        let features = Dictionary(
            uniqueKeysWithValues: Feature.allCases.map { ("\($0)", $0) })
        var values = [Double](repeating: 0, count: Feature.allCases.count)
        let rows = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        for (index, row) in rows.enumerated() where !row.isEmpty && row.first != 0x23 {
            let cells = row.split(separator: 0x09, omittingEmptySubsequences: false)
                .map { String(decoding: $0, as: UTF8.self) }
            guard cells.count == 2, let feature = features[cells[0]],
                let weight = Double(cells[1]), weight.isFinite
            else {
                throw EventsError(
                    file: file, line: index + 1, found: "'\(cells.joined(separator: "→"))'",
                    expected: "the name of a feature, a tab and its weight")
            }
            values[feature.rawValue] = weight
        }
        self.values = values
    }

    subscript(feature: Feature) -> Double { values[feature.rawValue] }

    /// The logarithm of the odds that some features give together.
    func logOdds(of features: [Feature]) -> Double { features.reduce(0) { $0 + self[$1] } }
}

/// The chance, 0...1, that goes with a logarithm of odds.
func chance(ofLogOdds logOdds: Double) -> Double { 1 / (1 + exp(-logOdds)) }
