import Gazetteers
import Geodesy
import SimpleFeatures
import SpatialIndexing

/// Looks for places that a name does not tell apart.
///
/// The gazetteer's own list of names is walked, so that nothing is kept of names that one place
/// bears.
struct NameReview {
    let gazetteer: Gazetteer
    let limits: GazetteerReview.Limits

    private typealias Remark = GazetteerReview.Remark

    /// A place that bears a name.
    private struct Bearer {
        let place: Place
        let isMainName: Bool
    }

    /// Where places of one name should be told apart by it.
    private struct Scope: Hashable {
        /// The admin-1 unit; `nil` where there is none, and for units themselves.
        let unit: Int?
        /// Empty for countries and what holds them.
        let country: String
        let level: PlaceKind.Level
    }

    func review(into remarks: inout RemarkCollection) {
        gazetteer.forEachBorneName(byAtLeast: 2) { name, found in
            let bearers = found.map {
                Bearer(place: gazetteer.places[$0.place], isMainName: $0.isMainName)
            }
            let twins = reviewTwins(among: bearers.filter(\.isMainName).map(\.place), &remarks)
            var scopes: [Scope: [Bearer]] = [:]
            for bearer in bearers { scopes[scope(of: bearer.place), default: []].append(bearer) }
            for members in NameReview.inOrder(scopes, by: \.place.index) {
                review(members, called: name, except: twins, &remarks)
            }
        }
    }

    /// Groups of two and more by their first members, so that two runs say the same.
    private static func inOrder<Member>(
        _ groups: [some Hashable: [Member]], by index: (Member) -> Int
    ) -> [[Member]] {
        groups.values.filter { $0.count > 1 }.sorted { index($0[0]) < index($1[0]) }
    }

    // MARK: - Twins

    /// Remarks on places of one kind that lie close together.
    ///
    /// - Returns: Where they stand in the gazetteer.
    private func reviewTwins(
        among places: [Place], _ remarks: inout RemarkCollection
    ) -> Set<Int> {
        var found: Set<Int> = []
        guard places.count > 1 else { return found }
        let kinds = Dictionary(grouping: places, by: \.kind)
        for members in NameReview.inOrder(kinds, by: \.index) {
            let positions = members.map(\.position)
            let tree = PackedRTree(positions)
            for (order, one) in members.enumerated() {
                for neighbour in tree.within(limits.twinMetres, of: positions[order])
                where neighbour.index > order {
                    let other = members[neighbour.index]
                    found.formUnion([one.index, other.index])
                    let metres = neighbour.distanceMetres
                    remarks.add(.twins, rank: inhabitants(of: [one, other])) {
                        twins(one, other, metres: metres)
                    }
                }
            }
        }
        return found
    }

    private func twins(_ one: Place, _ other: Place, metres: Double) -> Remark {
        let both =
            one.name == other.name
            ? "\(one.id) and \(other.id) are both '\(one.name)' (\(one.kind))"
            : "\(one.id) '\(one.name)' and \(other.id) '\(other.name)' are both \(one.kind)"
        return Remark(
            "\(both), \(Decimals.text(metres / 1000, places: 1)) km apart",
            placeIDs: [one.id, other.id], metres: metres)
    }

    // MARK: - Names in one unit

    private func scope(of place: Place) -> Scope {
        let level = place.kind.level
        if level <= .country { return Scope(unit: nil, country: "", level: level) }
        let unit = level == .admin1 ? nil : place.admin1
        return Scope(unit: unit, country: unit == nil ? place.country : "", level: level)
    }

    private func review(
        _ members: [Bearer], called name: () -> String, except twins: Set<Int>,
        _ remarks: inout RemarkCollection
    ) {
        let rank = inhabitants(of: members.map(\.place))
        func sorted(_ isMainName: Bool) -> [Place] {
            members.filter { $0.isMainName == isMainName }.map(\.place).sorted {
                let (one, other) = ($0.population ?? 0, $1.population ?? 0)
                return one != other ? one > other : $0.index < $1.index
            }
        }
        let own = sorted(true)
        let others = sorted(false)
        if own.count > 1, !own.allSatisfy({ twins.contains($0.index) }) {
            remarks.add(.sameName, rank: inhabitants(of: own)) {
                Remark(
                    "'\(own[0].name)' is the name of \(own.count) places (\(own[0].kind.word))"
                        + "\(whereabouts(of: own[0])): \(listed(own))",
                    placeIDs: own.prefix(NameReview.mostListed).map(\.id))
            }
        }
        if let first = own.first, let other = others.first {
            remarks.add(.alias, rank: rank) {
                let more = members.count > 2 ? ", of \(members.count) places that bear it" : ""
                return Remark(
                    "'\(first.name)' is the name of \(first.id) and an alias of \(other.id) "
                        + "'\(other.name)' (\(first.kind.word))\(whereabouts(of: first))\(more)",
                    placeIDs: [first.id, other.id])
            }
        }
        if own.isEmpty {
            let alias = name()
            remarks.add(.sharedAlias, rank: rank) {
                Remark(
                    "'\(alias)' is an alias of \(others.count) places (\(others[0].kind.word))"
                        + "\(whereabouts(of: others[0])): \(listed(others))",
                    placeIDs: others.prefix(NameReview.mostListed).map(\.id))
            }
        }
    }

    /// Of how many places a remark gives the ids.
    private static let mostListed = 4

    private func listed(_ places: [Place]) -> String {
        let shown = places.prefix(NameReview.mostListed).map(\.id)
        let rest = places.count - shown.count
        return (shown + (rest > 0 ? ["\(rest) more"] : [])).joined(separator: ", ")
    }

    private func whereabouts(of place: Place) -> String {
        let scope = scope(of: place)
        if let unit = scope.unit.map({ gazetteer.places[$0] }) {
            return " in \(unit.name) (\(unit.id))"
        }
        guard !scope.country.isEmpty else { return "" }
        return " in \(gazetteer.country(of: place)?.name ?? scope.country)"
    }

    /// Those of the second largest place: a name is in doubt only where two places matter.
    private func inhabitants(of places: [Place]) -> Double {
        Double(places.map { $0.population ?? 0 }.sorted(by: >).dropFirst().first ?? 0)
    }
}
