import SimpleFeatures
import Topology

extension RegionSet {
    /// The set with fewer corners, borders that regions share still shared.
    ///
    /// Every border is simplified once, whoever has it: where there was no gap and no overlap there is
    /// none afterwards. A corner goes while the triangle it makes with its neighbours is smaller than a
    /// square with the tolerance as side, unless the border would come to touch or cross another one.
    /// Points where three borders meet stay, islands and lakes keep three corners at least, and
    /// what lies on the antimeridian or at a pole stays there.
    ///
    /// Areas and populations are kept as they were: they are facts about the regions, not about
    /// the drawing.
    ///
    /// - Parameter toleranceMetres: Roughly how far a border may move; 0 and less change nothing.
    /// - Returns: Regions with valid outlines. A note tells where a smaller tolerance had to be
    ///   taken, or corners that could have gone were left.
    /// - Throws: ``RegionError`` when GEOS fails on a region.
    /// - Complexity: O(*n* log *n*) for outlines as they are drawn, *n* the number of corners.
    /// - SeeAlso: JTS, `CoverageSimplifier`, which reads a tolerance in the same way.
    public func simplified(toleranceMetres: Double) throws(RegionError) -> RegionSet {
        guard toleranceMetres > 0, toleranceMetres.isFinite else { return self }
        let outlines: CoverageOutlines
        do throws(TopologyError) {
            outlines = try CoverageOutlines(
                of: regions.map(\.geometry.polygons), toleranceMetres: toleranceMetres)
        } catch { throw .topology(place: name, error) }
        var notes = notes
        if outlines.isPartlyNoded {
            notes.append("too many corners near sides: some borders may not be shared any more")
        }
        var tolerance = toleranceMetres
        for turn in 0..<RegionSet.toleranceTurns {
            let (areas, isWhole) = outlines.simplified(toleranceMetres: tolerance)
            guard try firstFault(of: areas) == nil else {
                tolerance /= 2
                continue
            }
            if turn > 0 {
                notes.append(
                    "outlines simplified to \(Decimals.text(tolerance, places: 0)) m, "
                        + "for at \(Decimals.text(toleranceMetres, places: 0)) m one was not valid")
            }
            if !isWhole { notes.append("crowded outlines: some corners were left that could go") }
            return replacingGeometries(by: areas, notes: notes)
        }
        notes.append(
            "outlines left as they are, for even at "
                + "\(Decimals.text(tolerance * 2, places: 0)) m one was not valid")
        return replacingGeometries(by: nil, notes: notes)
    }

    /// How many tolerances are tried, each half of the one before.
    private static let toleranceTurns = 5

    /// The first region whose new outline is not valid.
    private func firstFault(of areas: [[Polygon]]) throws(RegionError) -> Int? {
        for (index, polygons) in areas.enumerated() {
            do throws(TopologyError) {
                if try !RegionSet.geometry(of: polygons).isValid() { return index }
            } catch {
                throw .topology(place: "\(name), region '\(regions[index].name)'", error)
            }
        }
        return nil
    }

    private static func geometry(of polygons: [Polygon]) -> Geometry {
        polygons.count == 1 ? .polygon(polygons[0]) : .multiPolygon(polygons)
    }

    private func replacingGeometries(by areas: [[Polygon]]?, notes: [String]) -> RegionSet {
        let simple = regions.enumerated().map { index, region in
            Region(
                name: region.name, title: region.title, aliases: region.aliases,
                geometry: areas.map { RegionSet.geometry(of: $0[index]) } ?? region.geometry,
                population: region.population, populationYear: region.populationYear,
                areaSquareKilometres: region.areaSquareKilometres, memberIDs: region.memberIDs)
        }
        return RegionSet(name: name, title: title, regions: simple, notes: notes)
    }
}

/// The outlines of areas as arcs, ready to be simplified.
struct CoverageOutlines {
    private let arcs: CoverageArcs
    /// Whether corners on sides of others were looked for no further than may be.
    let isPartlyNoded: Bool

    /// - Parameters:
    ///   - areas: The polygons of each area.
    ///   - metres: The greatest tolerance that will be asked for.
    /// - Throws: `TopologyError` when GEOS fails on a polygon.
    /// - Complexity: O(*n* log *n*), *n* the number of corners.
    init(of areas: [[Polygon]], toleranceMetres metres: Double) throws(TopologyError) {
        var noding = try CoverageNoding(of: areas, toleranceMetres: metres)
        arcs = CoverageArcs(noding.noded())
        isPartlyNoded = noding.isExhausted
    }

    /// The areas with fewer corners.
    ///
    /// - Parameter toleranceMetres: The side of the square that a corner's triangle must reach.
    /// - Returns: The areas, and whether every corner that could go is gone.
    func simplified(toleranceMetres: Double) -> (areas: [[Polygon]], isWhole: Bool) {
        var isNode = [Bool](repeating: false, count: arcs.corners.count)
        for arc in arcs.arcs where !arcs.isFree(arc) {
            isNode[Int(arc[0])] = true
            isNode[Int(arc[arc.count - 1])] = true
        }
        var simplifying = ArcSimplifying(
            corners: arcs.corners, arcs: arcs.arcs, isNode: { isNode[Int($0)] })
        simplifying.takeOut(below: toleranceMetres)
        let isGone = simplifying.isGone
        let simple = arcs.arcs.map { arc in
            var left = arc.filter { !isGone[Int($0)] }
            // A closed arc may have lost the corner that it began and ended with.
            if arc.first == arc.last, isGone[Int(arc[0])], let first = left.first {
                left.append(first)
            }
            return left
        }
        return (arcs.polygons(of: simple), !simplifying.isExhausted)
    }
}
