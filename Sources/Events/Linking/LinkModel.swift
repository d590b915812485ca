/// The weights that tie events to the places that their sentences name.
///
/// A logistic model: the sum of the weights of what is true of a place is the logarithm of the odds that
/// the event took place there.
public struct LinkModel: Sendable {
    private let weights: [Double]

    /// Where the file of weights lies in the data folder.
    public static let path = "linking.tsv"

    /// Reads a file of weights: a line a feature, its name, a tab and its weight; lines that begin with
    /// `#` are passed over. A feature that the file lacks weighs nothing.
    ///
    /// - Parameters:
    ///   - bytes: The whole file, UTF-8.
    ///   - file: What errors call it.
    /// - Throws: ``EventsError`` with the line for a feature or a weight that is none.
    /// - Complexity: O(*n*).
    public init(_ bytes: [UInt8], file: String) throws(EventsError) {
        var weights = [Double](repeating: 0, count: LinkFeature.allCases.count)
        let names = Dictionary(
            uniqueKeysWithValues: LinkFeature.allCases.map { ($0.name, $0.rawValue) })
        let rows = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
        for (index, row) in rows.enumerated() where !row.isEmpty && row.first != 0x23 {
            let cells = row.split(separator: 0x09, omittingEmptySubsequences: false)
                .map { String(decoding: $0, as: UTF8.self) }
            guard cells.count == 2, let feature = names[cells[0]], let weight = Double(cells[1]),
                weight.isFinite
            else {
                throw EventsError(
                    file: file, line: index + 1, found: "'\(cells.joined(separator: "→"))'",
                    expected: "a feature of linking, a tab and its weight")
            }
            weights[feature] = weight
        }
        self.weights = weights
    }

    func weight(of feature: LinkFeature) -> Double { weights[feature.rawValue] }

    /// The logarithm of the odds that an event took place where some features say.
    func logOdds(of features: [LinkFeature]) -> Double {
        features.reduce(0) { $0 + weights[$1.rawValue] }
    }
}
