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
    ///
    /// - Parameter forEachSlot: Hands the slots of the entries to a function.
    consuming func neighbours(
        withinMetres radiusMetres: Double, atMost count: Int = .max,
        of forEachSlot: (_ take: (Int) -> Void) -> Void
    ) -> [Neighbour] {
        var found: [Neighbour] = []
        forEachSlot { slot in
            let metres = metres(toSlot: slot)
            guard metres <= radiusMetres + Ruler.toleranceMetres else { return }
            found.append(Neighbour(index: bytes.origin(slot), distanceMetres: metres))
        }
        found.sort()
        if bytes.layout.kind == .positions, hasTies(found, withinMetres: radiusMetres) {
            var slots: [Int: Int] = [:]
            forEachSlot { slots[bytes.origin($0)] = $0 }
            settleTies(in: &found, slots: slots, withinMetres: radiusMetres)
        }
        if found.count > count { found.removeLast(found.count - count) }
        return found
    }

    /// Whether an entry is too close to the next in order, or to the radius, for the order to be
    /// certain.
    private func hasTies(_ found: [Neighbour], withinMetres radiusMetres: Double) -> Bool {
        guard let last = found.last else { return false }
        if radiusMetres - last.distanceMetres < Ruler.toleranceMetres { return true }
        return found.indices.dropFirst().contains { place in
            found[place].distanceMetres - found[place - 1].distanceMetres < Ruler.toleranceMetres
        }
    }

    /// Measures again what is too close to the next in order, or to the radius.
    private func settleTies(
        in found: inout [Neighbour], slots: [Int: Int], withinMetres radiusMetres: Double
    ) {
        func position(_ place: Int) -> Coordinate { bytes.position(slots[found[place].index] ?? 0) }
        // Groups of entries each of which may come before the next, ties on one position included:
        // those must all change where one does.
        var first = 0
        var hasChanged = false
        while first < found.count {
            var end = first + 1
            var isOpen = radiusMetres - found[first].distanceMetres < Ruler.toleranceMetres
            while end < found.count,
                found[end].distanceMetres - found[end - 1].distanceMetres < Ruler.toleranceMetres
            {
                isOpen =
                    isOpen || position(end) != position(first)
                    || radiusMetres - found[end].distanceMetres < Ruler.toleranceMetres
                end += 1
            }
            if isOpen {
                hasChanged = true
                for place in first..<end {
                    found[place] = Neighbour(
                        index: found[place].index,
                        distanceMetres: ruler.exactMetres(to: position(place)))
                }
            }
            first = end
        }
        guard hasChanged else { return }
        found.removeAll { $0.distanceMetres > radiusMetres }
        found.sort()
    }
}
