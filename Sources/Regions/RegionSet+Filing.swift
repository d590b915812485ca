import Geodesy
public import SimpleFeatures
import SpatialIndexing
import Topology

extension RegionSet {
    /// How far from a polygon a position may lie and still be filed in it, unless said otherwise.
    ///
    /// Generalised borders are off by kilometres: of the 3,731 polling localities of Bolivia (2025)
    /// 27 lie outside Natural Earth's departments, the furthest by 2.4 km.
    public static let toleranceMetres = 10_000.0

    /// Files each feature under the regions it belongs to.
    ///
    /// The rules, in order: (1) the feature's `gazetteer_id` is a member of a region; (2) one of
    /// the places that hold it is, the nearest first; then, unless `geo_prec` is "country" or
    /// "unknown", (3) a polygon has the representative position in its inside; (4) it lies on a
    /// border, of which the first region in the set's order has it; (5) the nearest polygon is at
    /// most the tolerance away, the first of equally near ones. Where regions overlap, rules 1 to
    /// 3 file a feature in each of them. A feature without a shape that no member claims is "no
    /// place", whatever its precision. The point of an area (`geo_prec` "admin1" or "area") is filed
    /// by its position only where the circle of `uncertainty_km` around it stays in the region;
    /// otherwise it is too vague. Where several sets are together, all of this holds for each of
    /// them by itself.
    ///
    /// - Parameters:
    ///   - features: Any features; the columns `gazetteer_id` and `geo_prec` may be missing.
    ///   - parents: For a gazetteer's id, the ids of the places that hold it, nearest first.
    ///   - toleranceMetres: Along the geodesic to the nearest border; 0 switches rule 5 off.
    /// - Returns: One answer a feature, in their order.
    /// - Throws: ``RegionError`` when GEOS fails on a region.
    /// - Complexity: O(*r* log *n*) a position, *r* the regions whose box holds it, *n* their
    ///   positions; O(*n*) for one that none covers. A position met again costs nothing.
    public func file(
        _ features: [Feature], parents: (String) -> [String],
        toleranceMetres: Double = RegionSet.toleranceMetres
    ) throws(RegionError) -> Filing {
        guard parts.count < 2 else {
            return try fileInEachPart(features, parents: parents, toleranceMetres: toleranceMetres)
        }
        let members = regionsByMember()
        let areas = try RegionAreas(self, toleranceMetres: toleranceMetres)
        var known: [Coordinate: Filing.Answer] = [:]
        var answers: [Filing.Answer] = []
        answers.reserveCapacity(features.count)
        for feature in features {
            if let answer = memberAnswer(feature, members, parents) {
                answers.append(answer)
                continue
            }
            guard let position = feature.representativePosition else {
                answers.append(.unfiled(.noPlace))
                continue
            }
            if ["country", "unknown"].contains(feature.properties["geo_prec"].text) {
                answers.append(.unfiled(.tooVague))
                continue
            }
            // Real events share their town's one position by hundreds.
            if let answer = known[position], !isArea(feature) {
                answers.append(answer)
                continue
            }
            let answer = try areas.answer(for: position)
            if try reachesOut(feature, at: position, of: answer, areas) {
                answers.append(.unfiled(.tooVague))
                continue
            }
            known[position] = answer
            answers.append(answer)
        }
        return Filing(answers: answers)
    }

    /// Whether the shape is only the point that stands for an area.
    private func isArea(_ feature: Feature) -> Bool {
        ["admin1", "area"].contains(feature.properties["geo_prec"].text)
    }

    /// Whether an area reaches beyond the region that its point lies in.
    ///
    /// Asked at eight points of the circle that `uncertainty_km` draws around it.
    private func reachesOut(
        _ feature: Feature, at position: Coordinate, of answer: Filing.Answer,
        _ areas: borrowing RegionAreas
    ) throws(RegionError) -> Bool {
        guard isArea(feature), let kilometres = feature.properties["uncertainty_km"].number
        else { return false }
        for azimuth in stride(from: 0.0, to: 360, by: 45) {
            let rim = Geodesic.position(
                from: position, azimuthDegrees: azimuth, distanceMetres: kilometres * 1000)
            guard try areas.answer(for: rim).regions == answer.regions else { return true }
        }
        return false
    }

    private func regionsByMember() -> [String: [Int]] {
        var members: [String: [Int]] = [:]
        for (index, region) in regions.enumerated() {
            for id in region.memberIDs { members[id, default: []].append(index) }
        }
        return members
    }

    private func memberAnswer(
        _ feature: Feature, _ members: [String: [Int]], _ parents: (String) -> [String]
    ) -> Filing.Answer? {
        guard !members.isEmpty, let id = feature.properties["gazetteer_id"].text else { return nil }
        if let regions = members[id] { return .filed(regions, by: .member(id: id)) }
        for parent in parents(id) {
            if let regions = members[parent] { return .filed(regions, by: .parent(id: parent)) }
        }
        return nil
    }
}

/// The polygons of a set, ready to be asked about positions.
private struct RegionAreas: ~Copyable {
    private let set: RegionSet
    private let areas: PreparedAreas
    /// The boxes of the regions, and which region each of them is; an empty region has none.
    private let boxes: PackedRTree
    private let owners: [Int]
    private let toleranceMetres: Double

    init(_ set: RegionSet, toleranceMetres: Double) throws(RegionError) {
        do throws(TopologyError) {
            areas = try PreparedAreas(set.regions.map(\.geometry))
        } catch { throw .topology(place: set.name, error) }
        let envelopes = set.regions.map(\.geometry.envelope)
        owners = envelopes.indices.filter { envelopes[$0] != nil }
        boxes = PackedRTree(envelopes.compactMap { $0 })
        self.set = set
        self.toleranceMetres = toleranceMetres
    }

    func answer(for position: Coordinate) throws(RegionError) -> Filing.Answer {
        var inside: [Int] = []
        var border: Int?
        for box in boxes.search(Envelope(position)) {
            let index = owners[box]
            do throws(TopologyError) {
                switch try areas.placement(of: position, inArea: index) {
                case .inside: inside.append(index)
                case .border: border = border ?? index
                case .outside: break
                }
            } catch {
                throw .topology(place: "\(set.name), region '\(set.regions[index].name)'", error)
            }
        }
        if !inside.isEmpty { return .filed(inside, by: .polygon) }
        if let border { return .filed([border], by: .border) }
        if let nearest = nearest(to: position) {
            return .filed([nearest.region], by: .nearest(metres: nearest.metres))
        }
        return .unfiled(.outside)
    }

    /// The region whose outline is nearest along a geodesic, if it is within the tolerance.
    private func nearest(to position: Coordinate) -> (region: Int, metres: Double)? {
        guard toleranceMetres > 0 else { return nil }
        var best: (region: Int, metres: Double)?
        for box in boxes.within(toleranceMetres, of: position) {
            // Boxes come nearest first, and no outline is nearer than its box.
            if let best, box.distanceMetres > best.metres { break }
            let index = owners[box.index]
            guard let foot = set.regions[index].geometry.outlinePosition(nearestTo: position)
            else { continue }
            let metres = Geodesic.distanceMetres(from: position, to: foot)
            if metres > toleranceMetres { continue }
            if let best, (best.metres, best.region) <= (metres, index) { continue }
            best = (index, metres)
        }
        return best
    }
}
