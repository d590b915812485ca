import Geodesy
import SimpleFeatures

/// Measures from one position to the entries of a tree.
///
/// Events pile up by hundreds on one town's position and stand together on the curve, so the last
/// distance is kept.
struct Measurer {
    let ruler: Ruler
    private let bytes: TreeBytes
    private var last: (position: Coordinate, metres: Double)?

    init(from position: Coordinate, on figure: EarthFigure, bytes: TreeBytes) {
        ruler = Ruler(from: position, on: figure)
        self.bytes = bytes
    }

    /// The distance to an entry.
    mutating func metres(toSlot slot: Int) -> Double {
        guard bytes.layout.kind == .positions else {
            return ruler.metres(to: bytes.envelope(slot))
        }
        let position = bytes.position(slot)
        if let last, last.position == position { return last.metres }
        let metres = ruler.metres(to: position)
        last = (position, metres)
        return metres
    }

    /// Whether an entry is within a distance, by the exact distance where it matters.
    mutating func isWithin(_ radiusMetres: Double, slot: Int) -> Bool {
        let metres = metres(toSlot: slot)
        guard bytes.layout.kind == .positions,
            (metres - radiusMetres).magnitude < Ruler.toleranceMetres
        else { return metres <= radiusMetres }
        return ruler.exactMetres(to: bytes.position(slot)) <= radiusMetres
    }

    /// The nearest of some entries in their order.
    consuming func neighbours(
        at slots: some Sequence<Int>, withinMetres radiusMetres: Double, atMost count: Int = .max
    ) -> [Neighbour] {
        var found: [(neighbour: Neighbour, slot: Int)] = []
        for slot in slots {
            let metres = metres(toSlot: slot)
            guard metres <= radiusMetres + Ruler.toleranceMetres else { continue }
            found.append(
                (Neighbour(index: bytes.origin(slot), distanceMetres: metres), slot))
        }
        found.sort { $0.neighbour < $1.neighbour }
        if bytes.layout.kind == .positions { settleTies(&found, withinMetres: radiusMetres) }
        return found.prefix(count).map(\.neighbour)
    }

    /// Measures again what is too close to its neighbour in order, or to the radius.
    private func settleTies(
        _ found: inout [(neighbour: Neighbour, slot: Int)], withinMetres radiusMetres: Double
    ) {
        // Groups of entries each of which may come before the next, ties on one position included:
        // those must all change where one does.
        var first = 0
        var changed = false
        while first < found.count {
            var end = first + 1
            var isOpen =
                radiusMetres - found[first].neighbour.distanceMetres < Ruler.toleranceMetres
            while end < found.count,
                found[end].neighbour.distanceMetres - found[end - 1].neighbour.distanceMetres
                    < Ruler.toleranceMetres
            {
                isOpen =
                    isOpen || bytes.position(found[end].slot) != bytes.position(found[first].slot)
                end += 1
            }
            if isOpen {
                changed = true
                for place in first..<end {
                    found[place].neighbour = Neighbour(
                        index: found[place].neighbour.index,
                        distanceMetres: ruler.exactMetres(to: bytes.position(found[place].slot)))
                }
            }
            first = end
        }
        guard changed else { return }
        found.removeAll { $0.neighbour.distanceMetres > radiusMetres }
        found.sort { $0.neighbour < $1.neighbour }
    }
}
