/// Joins spots of a drawing that lie too close together to be told apart.
///
/// Each cluster is the spot with the most events and what lies near it; then the next spot with the
/// most events of those that are left. So every event is in one cluster, which says how many it has.
struct SpotClusters {
    /// Spots that are drawn as one.
    struct Cluster {
        /// Where it is drawn: the mean of the members.
        let spot: SIMD2<Double>
        /// The members by their places in the input, in order.
        let members: [Int]
        /// Whether all members are at one spot, as far as a drawing tells.
        let isOneSpot: Bool
    }

    /// The clusters, those with the most members first, then by their first member.
    let clusters: [Cluster]

    /// Spots nearer than this are one.
    private static let sameSpot = 0.5

    /// - Parameters:
    ///   - spots: Where the events lie on paper.
    ///   - distance: How near is too near, greater than ``sameSpot``.
    /// - Complexity: O(*n* log *n*).
    init(_ spots: [SIMD2<Double>], within distance: Double) {
        var heaps = SpotClusters.cells(
            of: spots.indices.map { [$0] }, at: { spots[$0[0]] }, side: SpotClusters.sameSpot
        ).map { cell in cell.value.flatMap { $0 } }
        for place in heaps.indices { heaps[place].sort() }
        heaps.sort { ($1.count, $0[0]) < ($0.count, $1[0]) }

        let centres = heaps.map { spots[$0[0]] }
        let cells = SpotClusters.cells(
            of: Array(heaps.indices), at: { centres[$0] }, side: distance)
        var isTaken = [Bool](repeating: false, count: heaps.count)
        var found: [Cluster] = []
        for seed in heaps.indices where !isTaken[seed] {
            var members: [Int] = []
            var heapCount = 0
            let home = SpotClusters.cell(of: centres[seed], side: distance)
            for row in -1...1 {
                for column in -1...1 {
                    let cell = home &+ SIMD2(Int32(column), Int32(row))
                    for heap in cells[cell] ?? [] where !isTaken[heap] {
                        let gap = centres[heap] - centres[seed]
                        guard (gap * gap).sum() <= distance * distance else { continue }
                        isTaken[heap] = true
                        members += heaps[heap]
                        heapCount += 1
                    }
                }
            }
            members.sort()
            let sum = members.reduce(SIMD2<Double>()) { $0 + spots[$1] }
            found.append(
                Cluster(
                    spot: heapCount == 1 ? centres[seed] : sum / Double(members.count),
                    members: members, isOneSpot: heapCount == 1))
        }
        clusters = found.sorted {
            ($1.members.count, $0.members[0]) < ($0.members.count, $1.members[0])
        }
    }

    private static func cell(of spot: SIMD2<Double>, side: Double) -> SIMD2<Int32> {
        SIMD2(Int32((spot.x / side).rounded(.down)), Int32((spot.y / side).rounded(.down)))
    }

    private static func cells<Item>(
        of items: [Item], at spot: (Item) -> SIMD2<Double>, side: Double
    ) -> [SIMD2<Int32>: [Item]] {
        Dictionary(grouping: items) { cell(of: spot($0), side: side) }
    }
}
