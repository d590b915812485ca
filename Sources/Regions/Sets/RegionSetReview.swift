import Geodesy
public import SimpleFeatures
import SpatialIndexing
import Topology

/// Where the regions of a set overlap, and where they leave gaps between them.
///
/// Neither is wrong by itself: a set may overlap on purpose, and a lake may be nobody's. Of sets
/// that were put together each is looked at for itself.
public struct RegionSetReview: Sendable {
    /// What two regions share.
    public struct Overlap: Hashable, Sendable {
        /// The regions, as they stand in the set.
        public let regions: [Int]
        /// How much they share.
        public let areaSquareKilometres: Double
        /// A position in the largest piece of it.
        public let position: Coordinate
    }

    /// A hole in the union of the regions.
    public struct Gap: Hashable, Sendable {
        /// The regions around it, as they stand in the set.
        public let neighbours: [Int]
        /// How large it is.
        public let areaSquareKilometres: Double
        /// A position in it.
        public let position: Coordinate
    }

    /// What is smaller is left out: borders written with seven decimals differ by centimetres, which
    /// over ten kilometres are 100 m².
    public static let leastSquareKilometres = 1e-4

    /// How many pairs of regions whose boxes meet are looked at; of real sets a region has a handful
    /// of neighbours.
    public static let mostPairs = 200_000

    /// Whether there were more pairs than that, of which nothing is known.
    public let hasPairsLeft: Bool
    /// The overlaps, the largest first.
    public let overlaps: [Overlap]
    /// The gaps, the largest first.
    public let gaps: [Gap]
    private let set: RegionSet
    private let mostPairs: Int

    /// Looks a set over.
    ///
    /// - Parameters:
    ///   - set: Regions with valid polygons, cut at the antimeridian.
    ///   - mostPairs: How many pairs whose boxes meet are looked at.
    /// - Throws: ``RegionError`` when GEOS fails on two regions.
    /// - Complexity: O(*p* *n* log *n*), *p* the pairs of regions whose boxes meet, at most
    ///   `mostPairs`, *n* their positions, and O(*m* log *m*) for the union, *m* the positions of the set.
    public init(
        of set: RegionSet, mostPairs: Int = RegionSetReview.mostPairs
    ) throws(RegionError) {
        self.mostPairs = mostPairs
        self.set = set
        var overlaps: [Overlap] = []
        var gaps: [Gap] = []
        var pairs = 0
        for part in set.parts {
            let search = RegionSearch(set.regions, in: part)
            overlaps += try RegionSetReview.overlaps(
                in: set, search, pairs: &pairs, mostPairs: mostPairs)
            gaps += try RegionSetReview.gaps(in: set, part, search)
        }
        hasPairsLeft = pairs > mostPairs
        self.overlaps = overlaps.sorted { one, other in
            one.areaSquareKilometres != other.areaSquareKilometres
                ? one.areaSquareKilometres > other.areaSquareKilometres
                : one.regions.lexicographicallyPrecedes(other.regions)
        }
        self.gaps = gaps.sorted { $0.areaSquareKilometres > $1.areaSquareKilometres }
    }

    /// The overlaps and gaps, a sentence each, the word of its kind in front.
    ///
    /// - Parameter limit: How many of each kind; 0 for all.
    public func lines(limit: Int) -> [String] {
        func listed(_ lines: [String], _ kind: String) -> [String] {
            let shown = limit > 0 ? Array(lines.prefix(limit)) : lines
            let rest = lines.count - shown.count
            return shown + (rest > 0 ? ["\(kind): \(rest) more (--limit 0 lists all)"] : [])
        }
        let left =
            "overlap: more than \(Decimals.grouped(mostPairs)) pairs of regions have "
            + "boxes that meet, the others were not looked at"
        return listed(overlaps.map(sentence), "overlap") + (hasPairsLeft ? [left] : [])
            + listed(gaps.map(sentence), "gap")
    }

    private func sentence(_ overlap: Overlap) -> String {
        let regions = overlap.regions.map { set.regions[$0] }
        let smaller = regions.min { $0.measuredSquareKilometres < $1.measuredSquareKilometres }
        let share = smaller.map { smaller in
            let percent = 100 * overlap.areaSquareKilometres / smaller.measuredSquareKilometres
            return " (\(Decimals.text(percent, places: 2)) % of '\(smaller.name)')"
        }
        return "overlap: \(listed(overlap.regions)) share \(square(overlap.areaSquareKilometres))"
            + (share ?? "") + place(overlap.position)
    }

    private func sentence(_ gap: Gap) -> String {
        "gap: \(square(gap.areaSquareKilometres)) between \(listed(gap.neighbours))"
            + place(gap.position)
    }

    private func listed(_ regions: [Int]) -> String {
        let limit = 6
        var names = regions.prefix(limit).map { "'\(set.regions[$0].name)'" }
        if regions.count > limit { names.append("\(regions.count - limit) more") }
        guard names.count > 1, let last = names.popLast() else { return names.first ?? "nothing" }
        return names.joined(separator: ", ") + " and " + last
    }

    private func square(_ area: Double) -> String {
        area < 0.1
            ? "\(Decimals.text(area * 1e6, places: 0)) m²" : "\(Decimals.text(area, places: 1)) km²"
    }

    private func place(_ position: Coordinate) -> String {
        func degrees(_ number: Double) -> String { "\((number * 1e5).rounded() / 1e5)" }
        return ", at longitude \(degrees(position.longitude)), "
            + "latitude \(degrees(position.latitude))"
    }
}

extension RegionSetReview {
    private static func overlaps(
        in set: RegionSet, _ search: RegionSearch, pairs: inout Int, mostPairs: Int
    ) throws(RegionError) -> [Overlap] {
        var overlaps: [Overlap] = []
        for one in search.indices {
            let region = set.regions[one]
            for other in search.regions(meeting: region.geometry) where other > one {
                pairs += 1
                guard pairs <= mostPairs else { return overlaps }
                let names = "regions '\(region.name)' and '\(set.regions[other].name)'"
                do throws(TopologyError) {
                    let common = try region.geometry.intersection(
                        with: set.regions[other].geometry)
                    let area = Geodesic.areaSquareMetres(of: common) / 1e6
                    guard area >= leastSquareKilometres,
                        let position = try Geometry.multiPolygon(common.polygons).interiorPosition()
                    else { continue }
                    overlaps.append(
                        Overlap(
                            regions: [one, other], areaSquareKilometres: area, position: position))
                } catch { throw .topology(place: "\(set.name), \(names)", error) }
            }
        }
        return overlaps
    }

    private static func gaps(
        in set: RegionSet, _ part: Range<Int>, _ search: RegionSearch
    ) throws(RegionError) -> [Gap] {
        var gaps: [Gap] = []
        do throws(TopologyError) {
            let whole = try Geometry.union(of: set.regions[part].map(\.geometry)).polygons
            let boxes = whole.map { Envelope($0.exterior) }
            for (owner, polygon) in whole.enumerated() {
                for hole in polygon.interiors {
                    var shape = Geometry.polygon(Polygon(exterior: hole))
                    guard let box = Envelope(hole) else { continue }
                    // What lies in the hole is another piece of the union.
                    let islands = whole.indices.filter { index in
                        index != owner && boxes[index].map(box.intersects) ?? false
                    }
                    if !islands.isEmpty {
                        shape = try shape.difference(
                            from: .multiPolygon(islands.map { whole[$0] }))
                    }
                    let area = Geodesic.areaSquareMetres(of: shape) / 1e6
                    guard area >= leastSquareKilometres,
                        let position = try shape.interiorPosition()
                    else { continue }
                    var neighbours: [Int] = []
                    for index in search.regions(meeting: shape) {
                        let touch = try shape.intersection(with: set.regions[index].geometry)
                        if touch.envelope != nil { neighbours.append(index) }
                    }
                    gaps.append(
                        Gap(neighbours: neighbours, areaSquareKilometres: area, position: position))
                }
            }
        } catch { throw .topology(place: set.name, error) }
        return gaps
    }
}

/// Finds the regions of a part of a set by their boxes.
private struct RegionSearch {
    /// The regions that have a box, in order.
    let indices: [Int]
    private let tree: PackedRTree

    init(_ regions: [Region], in part: Range<Int>) {
        let boxes = part.map { ($0, regions[$0].geometry.envelope) }
        indices = boxes.filter { $0.1 != nil }.map(\.0)
        tree = PackedRTree(boxes.compactMap(\.1))
    }

    /// The regions whose boxes meet that of a shape, in order.
    func regions(meeting shape: Geometry) -> [Int] {
        shape.envelope.map { tree.search($0).map { indices[$0] }.sorted() } ?? []
    }
}

extension Region {
    /// The area of the polygons, whatever is stated.
    fileprivate var measuredSquareKilometres: Double {
        areaBasis == .measured
            ? areaSquareKilometres : Geodesic.areaSquareMetres(of: geometry) / 1e6
    }
}
