public import Gazetteers
import Geodesy
import SimpleFeatures
import SpatialIndexing
import Topology

/// What a person should look at in a gazetteer whose tables can be read.
///
/// A gazetteer that was read has positions on the earth, parents that exist and no place that lies
/// in itself; what remains are rows that may be right and may be slips.
public struct GazetteerReview: Sendable {
    /// One row, or two, to look at.
    public enum Remark: Sendable {
        /// Two places of one name and kind close together.
        case twins(Place, Place, metres: Double)
        /// A place outside the polygon of the region that has its admin-1 unit as a member.
        case outside(Place, region: String, metres: Double)

        /// What was found, in a sentence.
        public var sentence: String {
            switch self {
            case .twins(let one, let other, let metres):
                return "\(one.id) and \(other.id) are both '\(one.name)' (\(one.kind)), "
                    + "\(Decimals.text(metres / 1000, places: 1)) km apart"
            case .outside(let place, let region, let metres):
                return "\(place.id) '\(place.name)' lies \(Decimals.text(metres / 1000, places: 1))"
                    + " km outside \(region), which its row names"
            }
        }
    }

    /// How near two places of one name and kind must be to be remarked on.
    public static let twinMetres = 2_000.0
    /// How far outside its unit a place must be; the borders are generalised by kilometres.
    public static let outsideMetres = 10_000.0

    /// Twins first, then places outside, each in the order of the gazetteer.
    public let remarks: [Remark]

    /// Looks through a gazetteer.
    ///
    /// - Parameters:
    ///   - gazetteer: Its places.
    ///   - units: Regions whose members are admin-1 units; places of other units are not looked at.
    /// - Throws: ``RegionError`` when GEOS fails on a region.
    /// - Complexity: O(*n* log *n*), *n* the number of places.
    public init(of gazetteer: Gazetteer, units: RegionSet) throws(RegionError) {
        remarks =
            GazetteerReview.twins(in: gazetteer)
            + (try GazetteerReview.strays(in: gazetteer, units: units))
    }

    private static func twins(in gazetteer: Gazetteer) -> [Remark] {
        struct Label: Hashable {
            let name: String
            let kind: PlaceKind
        }
        var groups: [Label: [Int]] = [:]
        for (index, place) in gazetteer.places.enumerated() {
            groups[Label(name: place.name.lowercased(), kind: place.kind), default: []]
                .append(index)
        }
        var found: [(one: Int, other: Int, metres: Double)] = []
        for members in groups.values where members.count > 1 {
            let tree = PackedRTree(members.map { gazetteer.places[$0].position })
            for (order, index) in members.enumerated() {
                let position = gazetteer.places[index].position
                for neighbour in tree.within(twinMetres, of: position) where neighbour.index > order
                {
                    found.append((index, members[neighbour.index], neighbour.distanceMetres))
                }
            }
        }
        return found.sorted { ($0.one, $0.other) < ($1.one, $1.other) }.map {
            .twins(gazetteer.places[$0.one], gazetteer.places[$0.other], metres: $0.metres)
        }
    }

    private static func strays(
        in gazetteer: Gazetteer, units: RegionSet
    ) throws(RegionError) -> [Remark] {
        var regionOfUnit: [String: Int] = [:]
        for (index, region) in units.regions.enumerated() {
            for id in region.memberIDs { regionOfUnit[id] = index }
        }
        var found: [Remark] = []
        do throws(TopologyError) {
            let areas = try PreparedAreas(units.regions.map(\.geometry))
            for place in gazetteer.places {
                guard let unit = gazetteer.admin1(of: place), let index = regionOfUnit[unit.id],
                    try !areas.covers(place.position, area: index),
                    let border = units.regions[index].geometry
                        .outlinePosition(nearestTo: place.position)
                else { continue }
                let metres = Geodesic.distanceMetres(from: place.position, to: border)
                guard metres > outsideMetres else { continue }
                found.append(.outside(place, region: units.regions[index].title, metres: metres))
            }
        } catch { throw .topology(place: units.name, error) }
        return found
    }
}
