import Gazetteers
import Geodesy
public import SimpleFeatures
import SpatialIndexing
import Topology

extension GazetteerReview {
    /// An area or a line that rows of a gazetteer may name.
    public struct Area: Sendable {
        /// The file of `areas` that holds it, without its ending: "admin1".
        public let layer: String
        /// Its id in the file.
        public let id: String
        /// The shape, valid or not; `nil` where the file has none.
        public let geometry: Geometry?

        public init(layer: String, id: String, geometry: Geometry?) {
            self.layer = layer
            self.id = id
            self.geometry = geometry
        }

        /// What a row calls it: "admin1#us-ca".
        public var name: String { "\(layer)#\(id)" }
    }
}

/// Looks at areas, and at places that should lie in them.
struct AreaReview {
    private typealias Remark = GazetteerReview.Remark
    private typealias Area = GazetteerReview.Area

    /// What is known of an area.
    private struct Entry {
        let name: String
        let layer: String
        let geometry: Geometry
        /// What is wrong with it; `nil` where nothing is.
        let problem: String?
        /// The place that names it, the largest thing of several.
        var place: Int?
    }

    private let gazetteer: Gazetteer
    private let links: PlaceLinks
    /// Areas that have a shape.
    private var entries: [Entry] = []
    /// Where an area stands in ``entries``.
    private var numbers: [String: Int] = [:]
    /// The area that a place names, for places that name one.
    private var areaOfPlace: [Int: Int] = [:]
    /// Places that name an area that is not there.
    private var placesWithoutTheirs: [Int] = []
    /// Names of areas of which an earlier one has the name.
    private var repeatedNames: [String] = []
    private let regions: [Region]
    /// The region that has a place as a member.
    private var regionOfPlace: [Int: Int] = [:]

    init(
        of gazetteer: Gazetteer, _ links: PlaceLinks, areas: [GazetteerReview.Area],
        units: RegionSet?
    ) throws(RegionError) {
        self.gazetteer = gazetteer
        self.links = links
        regions = units?.regions ?? []
        for area in areas {
            guard let geometry = area.geometry else { continue }
            guard numbers[area.name] == nil else {
                repeatedNames.append(area.name)
                continue
            }
            numbers[area.name] = entries.count
            do throws(TopologyError) {
                entries.append(
                    Entry(
                        name: area.name, layer: area.layer, geometry: geometry,
                        problem: try geometry.validityProblem()?.description))
            } catch { throw .topology(place: area.name, error) }
        }
        for (number, region) in regions.enumerated() {
            for id in region.memberIDs {
                if let place = gazetteer.index(ofID: id) { regionOfPlace[place] = number }
            }
        }
        for index in links.indices {
            let place = gazetteer.places[index]
            guard let name = place.area else { continue }
            guard let number = numbers[name] else {
                placesWithoutTheirs.append(index)
                continue
            }
            areaOfPlace[index] = number
            let known = entries[number].place.map { gazetteer.places[$0].kind.level }
            if known.map({ place.kind.level < $0 }) ?? true { entries[number].place = index }
        }
    }

    // MARK: - Areas and rows

    /// Remarks on areas that are not valid, not there, or not named.
    func reviewNames(expectsAllAreas: Bool, into remarks: inout RemarkCollection) {
        for entry in entries {
            if let problem = entry.problem {
                let place = entry.place.map { gazetteer.places[$0] }
                remarks.add(.invalidArea) {
                    Remark(
                        "\(entry.name)" + (place.map { ", the area of \($0.id)" } ?? "")
                            + ": \(problem)", placeIDs: place.map { [$0.id] } ?? [],
                        areas: [entry.name])
                }
            }
            if expectsAllAreas, entry.place == nil {
                remarks.add(.unusedArea) {
                    Remark("\(entry.name) is named by no row", areas: [entry.name])
                }
            }
        }
        for name in repeatedNames {
            remarks.add(.invalidArea) { Remark("\(name) stands twice", areas: [name]) }
        }
        for index in placesWithoutTheirs {
            remarks.add(.missingArea) {
                let place = gazetteer.places[index]
                let name = place.area ?? ""
                return Remark(
                    "\(place.id) '\(place.name)' names the area '\(name)', which is not there",
                    placeIDs: [place.id], areas: [name])
            }
        }
    }

    // MARK: - Places outside

    /// Remarks on places outside the area of their unit, or of their country where there is no unit
    /// with an area.
    func reviewPlaces(
        _ limits: GazetteerReview.Limits, into remarks: inout RemarkCollection
    ) throws(RegionError) {
        // Area by area, so that one prepared shape at a time is in memory.
        let order = placesByGround()
        var start = 0
        while start < order.count {
            let ground = order[start] >> AreaReview.placeBits
            let end = order[start...].firstIndex { $0 >> AreaReview.placeBits != ground }
            let places = order[start..<(end ?? order.count)].lazy.map {
                Int($0 & (1 << AreaReview.placeBits - 1))
            }
            start = end ?? order.count
            try review(places, inGround: Int(ground), limits, &remarks)
        }
    }

    private static let placeBits: UInt64 = 40

    /// Each place behind the number of the area it should lie in, areas before regions, sorted.
    private func placesByGround() -> [UInt64] {
        var order: [UInt64] = []
        var grounds: [Int: Int?] = [:]
        var countries: [String: Int?] = [:]
        /// The area of a unit; remembered, for thousands of places ask for it.
        func ground(of unit: Int) -> Int? {
            if let known = grounds[unit] { return known }
            let found = regionOfPlace[unit].map { entries.count + $0 } ?? areaOfPlace[unit]
            grounds[unit] = .some(found)
            return found
        }
        func ground(ofCountry code: String) -> Int? {
            if let known = countries[code] { return known }
            let found = gazetteer.country(withCode: code).flatMap { ground(of: $0.index) }
            countries[code] = .some(found)
            return found
        }
        for index in links.indices {
            let place = gazetteer.places[index]
            let found =
                areaOfPlace[index].map { regionOfPlace[index].map { entries.count + $0 } ?? $0 }
                ?? place.admin1.flatMap(ground(of:)) ?? ground(ofCountry: place.country)
            guard let found else { continue }
            order.append(UInt64(found) << AreaReview.placeBits | UInt64(index))
        }
        order.sort()
        return order
    }

    private func review(
        _ places: some Sequence<Int>, inGround ground: Int, _ limits: GazetteerReview.Limits,
        _ remarks: inout RemarkCollection
    ) throws(RegionError) {
        let isRegion = ground >= entries.count
        if !isRegion, entries[ground].problem != nil { return }
        let geometry =
            isRegion ? regions[ground - entries.count].geometry : entries[ground].geometry
        let tolerance = isRegion ? limits.outsideRegionMetres : limits.outsideMetres
        let name = isRegion ? regions[ground - entries.count].title : name(ofArea: ground)
        do throws(TopologyError) {
            let area = try PreparedAreas([geometry])
            for index in places {
                let position = gazetteer.places[index].position
                guard try !area.covers(position, area: 0),
                    let border = geometry.outlinePosition(nearestTo: position)
                else { continue }
                let metres = Geodesic.distanceMetres(from: position, to: border)
                guard metres > tolerance else { continue }
                remarks.add(.outside, rank: metres) {
                    let place = gazetteer.places[index]
                    return Remark(
                        "\(place.id) '\(place.name)' lies "
                            + "\(Decimals.text(metres / 1000, places: 1)) km outside \(name), "
                            + "which its row names", placeIDs: [place.id],
                        areas: isRegion ? [] : [entries[ground].name], metres: metres)
                }
            }
        } catch { throw .topology(place: name, error) }
    }

    private func name(ofArea number: Int) -> String {
        guard let place = entries[number].place else { return entries[number].name }
        return "\(gazetteer.places[place].name) (\(entries[number].name))"
    }

    // MARK: - Overlaps

    /// A polygon of an area; one that an ocean parts from the rest has a small box of its own.
    private struct Part {
        let area: Int
        let polygon: Polygon
        let envelope: Envelope
    }

    /// Two areas, the one that comes first first.
    private struct Pair: Hashable {
        let one: Int
        let other: Int
    }

    /// Remarks on areas of one layer and level that have ground in common.
    func reviewOverlaps(
        _ limits: GazetteerReview.Limits, into remarks: inout RemarkCollection
    ) throws(RegionError) {
        var parts: [Part] = []
        for (number, entry) in entries.enumerated() {
            guard entry.problem == nil, entry.place != nil else { continue }
            for polygon in entry.geometry.polygons {
                guard let envelope = Envelope(polygon.exterior) else { continue }
                parts.append(Part(area: number, polygon: polygon, envelope: envelope))
            }
        }
        let tree = PackedRTree(parts.map(\.envelope))
        let areas = entries.map { Geodesic.areaSquareMetres(of: $0.geometry) }
        var common: [Pair: Double] = [:]
        for part in parts {
            for found in tree.search(part.envelope) {
                let other = parts[found]
                guard other.area > part.area, isOfOneSort(part.area, other.area) else { continue }
                do throws(TopologyError) {
                    let shared = try Geometry.polygon(part.polygon)
                        .intersection(with: .polygon(other.polygon))
                    common[Pair(one: part.area, other: other.area), default: 0] +=
                        Geodesic.areaSquareMetres(of: shared)
                } catch {
                    throw .topology(
                        place: "\(entries[part.area].name) and \(entries[other.area].name)", error)
                }
            }
        }
        for (pair, squareMetres) in common.sorted(by: {
            ($0.key.one, $0.key.other) < ($1.key.one, $1.key.other)
        }) {
            let smaller = min(areas[pair.one], areas[pair.other])
            guard squareMetres > limits.overlapShare * smaller else { continue }
            let (one, other) = (entries[pair.one].name, entries[pair.other].name)
            remarks.add(.overlap, rank: squareMetres) {
                Remark(
                    "\(one) and \(other) have "
                        + "\(Decimals.text(squareMetres / 1e6, places: 1)) km² in common, "
                        + "\(Decimals.text(100 * squareMetres / smaller, places: 1)) % of the "
                        + "smaller one", areas: [one, other])
            }
        }
    }

    private func isOfOneSort(_ one: Int, _ other: Int) -> Bool {
        guard let first = entries[one].place, let second = entries[other].place else {
            return false
        }
        return entries[one].layer == entries[other].layer
            && gazetteer.places[first].kind.level == gazetteer.places[second].kind.level
    }
}
