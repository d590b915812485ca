import Foundation
import Geodesy
import SimpleFeatures
import TestMaterial
import Testing
import Topology

@testable import Regions

@Suite struct SimplifyingTests {
    /// Regions that divide a box: cells of a Voronoi diagram with wavy borders.
    static func coverage(seed: UInt64, isWavy: Bool = true) throws -> RegionSet {
        var random = SeededGenerator(seed: seed)
        let columns = 4
        // Corners of a grid of cells, moved, and each side between two of them drawn as a wave; both
        // neighbours of a side have the same corners.
        var corners: [[Coordinate]] = []
        for row in 0...columns {
            corners.append(
                (0...columns).map { column in
                    let east = Double.random(in: -0.2...0.2, using: &random)
                    let north = Double.random(in: -0.2...0.2, using: &random)
                    return Samples.position(-66 + Double(column) + east, -18 + Double(row) + north)
                })
        }
        func side(_ one: Coordinate, _ other: Coordinate) -> [Coordinate] {
            let steps = 40
            let (east, north) = (other.longitude - one.longitude, other.latitude - one.latitude)
            // One phase a side, whichever neighbour draws it.
            let phase = (one.longitude + other.longitude) * 7 + one.latitude + other.latitude
            return (0..<steps).map { step in
                let share = Double(step) / Double(steps)
                let sign =
                    one.longitude + one.latitude < other.longitude + other.latitude ? 1 : -1.0
                let along = sign > 0 ? share : 1 - share
                let wave =
                    isWavy && step > 0 ? 0.04 * sin(along * 25 + phase) * sin(along * .pi) : 0
                return Samples.position(
                    one.longitude + east * share - north * wave * sign,
                    one.latitude + north * share + east * wave * sign)
            }
        }
        // Written to the grid of files, so that both directions give the same corner.
        func rounded(_ position: Coordinate) -> Coordinate {
            Samples.position(
                (position.longitude * 1e5).rounded() / 1e5,
                (position.latitude * 1e5).rounded() / 1e5)
        }
        var regions: [Region] = []
        for row in 0..<columns {
            for column in 0..<columns {
                let (a, b) = (corners[row][column], corners[row][column + 1])
                let (c, d) = (corners[row + 1][column + 1], corners[row + 1][column])
                let ring = (side(a, b) + side(b, c) + side(c, d) + side(d, a)).map(rounded)
                regions.append(
                    Region(
                        name: "\(row)-\(column)",
                        geometry: .polygon(Polygon(exterior: ring + [ring[0]]))))
            }
        }
        return RegionSet(name: "grid", regions: regions)
    }

    /// The area of what all regions cover together, and the sum of their areas, in square degrees
    /// taken from GEOS' union: without gaps and overlaps the two agree.
    static func areas(_ set: RegionSet) throws -> (union: Double, sum: Double, holes: Int) {
        let union = try Geometry.union(of: set.regions.map(\.geometry))
        let sum = set.regions.reduce(0) { $0 + planarArea($1.geometry) }
        return (planarArea(union), sum, union.polygons.reduce(0) { $0 + $1.interiors.count })
    }

    static func planarArea(_ geometry: Geometry) -> Double {
        func area(_ ring: [Coordinate]) -> Double {
            zip(ring, ring.dropFirst()).reduce(0) {
                $0 + $1.0.longitude * $1.1.latitude - $1.1.longitude * $1.0.latitude
            }.magnitude / 2
        }
        return geometry.polygons.reduce(0) { total, polygon in
            total + area(polygon.exterior) - polygon.interiors.reduce(0) { $0 + area($1) }
        }
    }

    static func cornerCount(_ set: RegionSet) -> Int {
        set.regions.reduce(0) { $0 + $1.geometry.positions.count }
    }

    @Test(arguments: 0..<12 as Range<UInt64>, [300.0, 3_000, 30_000, 1_000_000])
    func `neighbours stay valid and without gap or overlap`(seed: UInt64, metres: Double) throws {
        let set = try Self.coverage(seed: seed)
        let before = try Self.areas(set)
        #expect((before.union - before.sum).magnitude < 1e-9, "the grid itself, seed \(seed)")
        let simple = try set.simplified(toleranceMetres: metres)
        #expect(simple.notes.isEmpty, "seed \(seed): \(simple.notes)")
        for region in simple.regions { #expect(try region.geometry.isValid()) }
        let after = try Self.areas(simple)
        #expect((after.union - after.sum).magnitude < 1e-9, "seed \(seed), \(metres) m")
        #expect(after.holes == 0)
        #expect(Self.cornerCount(simple) < Self.cornerCount(set))
    }

    @Test(arguments: ["bolivia", "departments", "medialuna"])
    func `the built-in sets keep their borders at ten kilometres and at fifty`(name: String) throws
    {
        let set = try BuiltInSet.read(name)
        let noded = try CoverageOutlines(
            of: set.regions.map(\.geometry.polygons), toleranceMetres: 1_000)
        for (area, region) in zip(noded.simplified(toleranceMetres: 0).areas, set.regions) {
            let fault = try Geometry.multiPolygon(area).validityProblem()
            #expect(fault == nil, "\(region.name)")
        }
        let before = try Self.areas(set)
        for metres in [10_000.0, 50_000] {
            let simple = try set.simplified(toleranceMetres: metres)
            #expect(simple.notes == set.notes)
            for region in simple.regions { #expect(try region.geometry.isValid()) }
            let after = try Self.areas(simple)
            // Gaps and overlaps that were there may be anywhere in the new drawing, no more of them.
            #expect(
                (after.union - after.sum).magnitude <= (before.union - before.sum).magnitude + 1e-6)
            #expect(Self.cornerCount(simple) < Self.cornerCount(set))
            #expect(after.holes <= before.holes)
            for (old, new) in zip(set.regions, simple.regions) {
                #expect(new.areaSquareKilometres == old.areaSquareKilometres)
            }
        }
    }

    @Test func `islands keep three corners, and so do lakes`() throws {
        func round(_ longitude: Double, _ latitude: Double, _ radius: Double) -> [Coordinate] {
            let rim = stride(from: 0.0, to: 360, by: 10).map { degrees in
                Samples.position(
                    longitude + radius * cos(degrees * .pi / 180),
                    latitude + radius * sin(degrees * .pi / 180))
            }
            return rim + [rim[0]]
        }
        let lake = round(-65, -17, 0.01)
        let set = RegionSet(
            name: "islands",
            regions: [
                Region(
                    name: "land",
                    geometry: .multiPolygon([
                        Polygon(exterior: round(-65, -17, 1), interiors: [lake]),
                        Polygon(exterior: round(-63, -17, 0.01)),
                    ])),
                Region(name: "lake", geometry: .polygon(Polygon(exterior: lake))),
            ])
        let simple = try set.simplified(toleranceMetres: 50_000)
        let land = simple.regions[0].geometry.polygons
        #expect(land[1].exterior.count == 4)
        #expect(land[0].interiors[0].count == 4)
        #expect(Set(land[0].interiors[0]) == Set(simple.regions[1].geometry.positions))
        #expect(land[0].exterior.count > 4)
    }

    @Test func `a corner that only one neighbour has becomes a corner of both`() throws {
        // The eastern side of the first has no corner where the other two meet.
        let set = RegionSet(
            name: "T",
            regions: [
                Region(name: "west", geometry: Samples.area(-67, -18, -66, -16)),
                Region(name: "south", geometry: Samples.area(-66, -18, -65, -17)),
                Region(name: "north", geometry: Samples.area(-66, -17, -65, -16)),
            ])
        let simple = try set.simplified(toleranceMetres: 1_000)
        #expect(simple.regions[0].geometry.positions.contains(Samples.position(-66, -17)))
        #expect(try Self.areas(simple).union == 4)
    }

    @Test func `corners that rounding has parted are one again`() throws {
        var random = SeededGenerator(seed: 11)
        let set = try Self.coverage(seed: 3)
        let shaken = RegionSet(
            name: "shaken",
            regions: set.regions.map { region in
                let ring = region.geometry.positions.dropLast().map { corner in
                    let east = Double.random(in: -1e-9...1e-9, using: &random)
                    let north = Double.random(in: -1e-9...1e-9, using: &random)
                    return Samples.position(corner.longitude + east, corner.latitude + north)
                }
                return Region(
                    name: region.name,
                    geometry: .polygon(Polygon(exterior: ring + [ring[0]])))
            })
        let simple = try shaken.simplified(toleranceMetres: 10_000)
        let areas = try Self.areas(simple)
        #expect((areas.union - areas.sum).magnitude < 1e-12)
        #expect(areas.holes == 0)
        #expect(Self.cornerCount(simple) < Self.cornerCount(set) / 4)
    }

    @Test func `a neck of half a metre is neither closed nor in the way`() throws {
        let corners = [
            (-66.0, -18.0), (-65, -18), (-65, -17.000_002), (-64, -17.5), (-64, -16.5),
            (-65, -16.999_998), (-65, -16), (-65.5, -16.001), (-66, -16),
        ].map { Samples.position($0.0, $0.1) }
        let set = RegionSet(
            name: "neck",
            regions: [
                Region(
                    name: "neck",
                    geometry: .polygon(Polygon(exterior: corners + [corners[0]])))
            ])
        let simple = try set.simplified(toleranceMetres: 20_000)
        #expect(simple.notes.isEmpty)
        #expect(try simple.regions[0].geometry.isValid())
        #expect(Self.cornerCount(simple) < Self.cornerCount(set))
    }

    @Test func `what is cut at the antimeridian stays on it`() throws {
        func wave(_ longitude: Double) -> [Coordinate] {
            stride(from: -20.0, through: -10, by: 0.1).map {
                Samples.position(longitude + 0.01 * sin($0 * 20), $0)
            }
        }
        let edge = [-10.0, -12, -12.5, -20].map { Samples.position(180, $0) }
        let other = [-20.0, -13, -12.5, -10].map { Samples.position(-180, $0) }
        let west = wave(178) + edge
        let east = other + wave(-178).reversed()
        let set = RegionSet(
            name: "strait",
            regions: [
                Region(
                    name: "both",
                    geometry: .multiPolygon([
                        Polygon(exterior: west + [west[0]]), Polygon(exterior: east + [east[0]]),
                    ]))
            ])
        let simple = try set.simplified(toleranceMetres: 20_000)
        let boxes = simple.regions[0].geometry.polygons.map { Envelope($0.exterior) }
        #expect(boxes[0]?.east == 180)
        #expect(boxes[1]?.west == -180)
        #expect(Self.cornerCount(simple) < Self.cornerCount(set) / 4)
        let onEdge = simple.regions[0].geometry.positions.filter { $0.longitude.magnitude == 180 }
        #expect(Set(onEdge.map(\.latitude)) == [-20, -10])
    }

    @Test func `no tolerance changes nothing`() throws {
        let set = try Self.coverage(seed: 1)
        for metres in [0, -5, Double.nan, .infinity] {
            let same = try set.simplified(toleranceMetres: metres)
            #expect(same.regions == set.regions)
        }
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `regions that overlap or nearly touch come out valid`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        // Stars with long thin rays, laid over each other.
        let regions = (0..<5).map { number in
            let east = -65 + Double.random(in: -0.5...0.5, using: &random)
            let north = -17 + Double.random(in: -0.5...0.5, using: &random)
            let rim = (0..<60).map { step in
                let angle = Double(step) * 6 * .pi / 180
                let radius = Double.random(in: 0.01...1, using: &random)
                return Samples.position(east + radius * cos(angle), north + radius * sin(angle))
            }
            return Region(
                name: "\(number)", geometry: .polygon(Polygon(exterior: rim + [rim[0]])))
        }
        let set = RegionSet(name: "stars", regions: regions)
        for metres in [100.0, 5_000, 500_000] {
            let simple = try set.simplified(toleranceMetres: metres)
            for region in simple.regions {
                #expect(try region.geometry.isValid(), "seed \(seed), \(metres) m")
            }
        }
    }
}

/// The region sets that the package carries.
enum BuiltInSet {
    static func read(_ name: String) throws -> RegionSet {
        let file = PackageGazetteer.folder.appendingPathComponent("regions/\(name).geojson")
        let object = try JSONSerialization.jsonObject(with: Data(contentsOf: file))
        let features = try #require((object as? [String: Any])?["features"] as? [[String: Any]])
        return RegionSet(
            name: name,
            regions: try features.map { feature in
                let geometry = try #require(feature["geometry"] as? [String: Any])
                let coordinates = geometry["coordinates"]
                let polygons =
                    geometry["type"] as? String == "Polygon"
                    ? [coordinates as? [[[Double]]] ?? []] : coordinates as? [[[[Double]]]] ?? []
                let shapes = polygons.map { rings in
                    let rings = rings.map { $0.map { Samples.position($0[0], $0[1]) } }
                    return Polygon(exterior: rings[0], interiors: Array(rings.dropFirst()))
                }
                return Region(
                    name: try #require(feature["id"] as? String), geometry: .multiPolygon(shapes))
            })
    }
}
