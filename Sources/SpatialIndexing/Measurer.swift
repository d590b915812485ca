import Geodesy
import SimpleFeatures

/// Measures from one position to the entries of a tree.
///
/// Events pile up by hundreds on one town's position and stand together on the curve, so the last
/// distance is kept.
struct Measurer: Sendable {
    let ruler: Ruler
    /// Whether every distance is GeographicLib's, also where the chord would tell it.
    private let isExact: Bool
    private var last: (position: Coordinate, metres: Double)?

    init(from position: Coordinate, on figure: EarthFigure, isExact: Bool = false) {
        ruler = Ruler(from: position, on: figure)
        self.isExact = isExact
    }

    /// The distance to an entry; none to one that is damaged.
    mutating func metres(toSlot slot: Int, in bytes: TreeBytes) -> Double {
        guard bytes.layout.kind == .positions else {
            return bytes.envelope(slot).map { ruler.metres(to: $0) } ?? .nan
        }
        let position = bytes.position(slot)
        if let last, last.position == position { return last.metres }
        let metres = isExact ? ruler.exactMetres(to: position) : ruler.metres(to: position)
        last = (position, metres)
        return metres
    }

    /// Whether an entry is within a distance, by the exact distance where it matters.
    mutating func isWithin(
        _ radiusMetres: Double, slot: Int, in bytes: TreeBytes
    ) -> Bool {
        let metres = metres(toSlot: slot, in: bytes)
        guard bytes.layout.kind == .positions,
            (metres - radiusMetres).magnitude < Ruler.toleranceMetres
        else { return metres <= radiusMetres }
        return ruler.exactMetres(to: bytes.position(slot)) <= radiusMetres
    }

    /// The nearest of some entries in their order.
    ///
    /// - Parameter forEachSlot: Hands the slots of the entries to a function.
    consuming func neighbours(
        in bytes: TreeBytes, withinMetres radiusMetres: Double, atMost count: Int = .max,
        of forEachSlot: (_ take: (Int) -> Void) -> Void
    ) -> [Neighbour] {
        var found: [(neighbour: Neighbour, slot: Int)] = []
        // Of a position so little beyond the radius the exact distance is asked below.
        let doubt = bytes.layout.kind == .positions ? Ruler.toleranceMetres : 0
        forEachSlot { slot in
            let metres = metres(toSlot: slot, in: bytes)
            guard metres <= radiusMetres + doubt else { return }
            found.append((Neighbour(index: bytes.origin(slot), distanceMetres: metres), slot))
        }
        found.sort { $0.neighbour < $1.neighbour }
        if bytes.layout.kind == .positions {
            settleTies(in: &found, of: bytes, withinMetres: radiusMetres)
        }
        return found.prefix(count).map(\.neighbour)
    }

    /// Measures again what is too close to the next in order, or to the radius, for either to be
    /// certain.
    private func settleTies(
        in found: inout [(neighbour: Neighbour, slot: Int)], of bytes: TreeBytes,
        withinMetres radiusMetres: Double
    ) {
        func metres(_ place: Int) -> Double { found[place].neighbour.distanceMetres }
        func position(_ place: Int) -> Coordinate { bytes.position(found[place].slot) }
        // Groups of entries each of which may come before the next, ties on one position included:
        // those must all change where one does.
        var first = 0
        var hasChanged = false
        while first < found.count {
            var end = first + 1
            var isOpen = radiusMetres - metres(first) < Ruler.toleranceMetres
            while end < found.count, metres(end) - metres(end - 1) < Ruler.toleranceMetres {
                isOpen =
                    isOpen || position(end) != position(first)
                    || radiusMetres - metres(end) < Ruler.toleranceMetres
                end += 1
            }
            if isOpen {
                hasChanged = true
                for place in first..<end {
                    found[place].neighbour = Neighbour(
                        index: found[place].neighbour.index,
                        distanceMetres: ruler.exactMetres(to: position(place)))
                }
            }
            first = end
        }
        guard hasChanged else { return }
        found.removeAll { $0.neighbour.distanceMetres > radiusMetres }
        found.sort { $0.neighbour < $1.neighbour }
    }
}
