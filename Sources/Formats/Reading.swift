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
        case height, openRing, emptyPoint, repeatedName, largeInteger, notFinite, missingMember
        case trackTime, model, overlay, unreadElement, wrongType

        func sentence(count: Int, first: String) -> String {
            let plural = count == 1 ? "" : "s"
            let first = count == 1 ? first : "first in \(first)"
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
            case .notFinite:
                return "took \(count) number\(plural) that are infinite or none for null (\(first))"
            case .missingMember:
                return "took a missing geometry or properties for null in \(count)"
                    + " feature\(plural) (\(first))"
            case .trackTime:
                return "dropped the times of \(count) track\(plural) (\(first))"
            case .model:
                return "took \(count) three-dimensional model\(plural) for no geometry (\(first))"
            case .overlay:
                return "left out \(count) overlay\(plural), network links or tours (\(first))"
            case .unreadElement:
                return "left out \(count) element\(plural) that no column can hold (\(first))"
            case .wrongType:
                return "kept \(count) value\(plural) that belie their column's type as texts"
                    + " (\(first))"
            }
        }
    }

    private var counts: [Kind: (count: Int, firstPlace: Int)] = [:]

    /// Counts repairs.
    ///
    /// - Parameters:
    ///   - kind: What was put right.
    ///   - place: Where: the byte of a text, or the number of a feature.
    ///   - times: How often.
    mutating func note(_ kind: Kind, at place: Int, times: Int = 1) {
        counts[kind, default: (0, place)].count += times
    }

    /// The sentences, in the order of the kinds.
    ///
    /// - Parameter name: What people call a place, such as "line 3"; asked once a kind.
    func sentences(naming name: (_ place: Int) -> String) -> [String] {
        Kind.allCases.compactMap { kind in
            counts[kind].map { kind.sentence(count: $0.count, first: name($0.firstPlace)) }
        }
    }
}
