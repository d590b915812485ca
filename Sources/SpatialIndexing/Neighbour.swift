/// One answer of a search by distance.
public struct Neighbour: Hashable, Sendable {
    /// The position of the entry in the input of the tree.
    public let index: Int
    /// The geodesic distance to the entry, in metres; zero inside an entry that is a box.
    public let distanceMetres: Double

    /// Keeps an answer.
    public init(index: Int, distanceMetres: Double) {
        self.index = index
        self.distanceMetres = distanceMetres
    }
}

extension Neighbour: Comparable {
    /// Nearer comes first, and of two at one distance the one that stood first in the input.
    public static func < (one: Neighbour, other: Neighbour) -> Bool {
        one.distanceMetres != other.distanceMetres
            ? one.distanceMetres < other.distanceMetres : one.index < other.index
    }
}
