public import SimpleFeatures

/// A layer as it was read, with what the reader left out or put right.
public struct Reading: Sendable {
    /// The layer.
    public let layer: Layer
    /// One sentence a kind of repair, with its count and the first line; empty for a clean file.
    public let notes: [String]

    public init(layer: Layer, notes: [String]) {
        self.layer = layer
        self.notes = notes
    }
}

/// What a reader put right, counted by kind, so that a million repairs are still one sentence.
struct Repairs {
    /// A repair that does not lose what the file means.
    enum Kind: CaseIterable {
        case height, openRing, emptyPoint, repeatedName, largeInteger, missingMember

        func sentence(count: Int, line: Int) -> String {
            let plural = count == 1 ? "" : "s"
            let first = count == 1 ? "line \(line)" : "first in line \(line)"
            switch self {
            case .height:
                return "dropped what follows longitude and latitude in \(count) position\(plural)"
                    + " (\(first))"
            case .openRing:
                return "closed \(count) open ring\(plural) (\(first))"
            case .emptyPoint:
                return "took \(count) point\(plural) without coordinates for no geometry (\(first))"
            case .repeatedName:
                return "kept the last of values given under one name in \(count) object\(plural)"
                    + " (\(first))"
            case .largeInteger:
                return "kept \(count) whole number\(plural) beyond 64 bits as real numbers"
                    + " (\(first))"
            case .missingMember:
                return "took a missing geometry or properties for null in \(count)"
                    + " feature\(plural) (\(first))"
            }
        }
    }

    private var counts: [Kind: (count: Int, firstOffset: Int)] = [:]

    /// Counts a repair.
    mutating func note(_ kind: Kind, at offset: Int) {
        counts[kind, default: (0, offset)].count += 1
    }

    /// The sentences, in the order of the kinds.
    ///
    /// - Parameter line: The line of an offset; asked once a kind.
    func sentences(line: (Int) -> Int) -> [String] {
        Kind.allCases.compactMap { kind in
            counts[kind].map { kind.sentence(count: $0.count, line: line($0.firstOffset)) }
        }
    }
}
