import Compression
import Foundation
import Regions
import SimpleFeatures
import TestMaterial
import Testing

@testable import MapPages

@Suite struct BaseMapTests {
    /// Two areas side by side, the border between them a walk of many small steps.
    private static func neighbours(seed: UInt64) -> [[Polygon]] {
        var random = SeededGenerator(seed: seed)
        let border = (1..<400).map { step in
            Coordinate(
                wrappingLongitude: Double.random(in: -0.4...0.4, using: &random),
                clampingLatitude: Double(step) / 100)
        }
        func at(_ longitude: Double, _ latitude: Double) -> Coordinate {
            Coordinate(wrappingLongitude: longitude, clampingLatitude: latitude)
        }
        let west = [at(0, 0)] + border + [at(0, 4), at(-4, 4), at(-4, 0), at(0, 0)]
        let east = [at(0, 0), at(4, 0), at(4, 4), at(0, 4)] + border.reversed() + [at(0, 0)]
        return [[Polygon(exterior: west)], [Polygon(exterior: east)]]
    }

    @Test(arguments: 0..<10)
    func `areas that share a border still share it on every grid`(seed: UInt64) {
        let grid = OutlineGrid(BaseMapTests.neighbours(seed: seed), withoutRingsBelow: 0)
        for (tolerance, steps) in [(0.01, 500), (0.1, 50), (0.3, 20)] {
            let areas = grid.rings(toleranceDegrees: tolerance, steps: steps)
            let inner = areas.map { area in
                Set(
                    area.joined().joined().filter {
                        $0.y > 0 && $0.y < 4 * steps && $0.x.magnitude < 2 * steps
                    })
            }
            #expect(inner[0] == inner[1], "seed \(seed), tolerance \(tolerance)")
            #expect(inner[0].count < 400)
        }
    }

    @Test func `coarser outlines have fewer points`() {
        let grid = OutlineGrid(BaseMapTests.neighbours(seed: 1), withoutRingsBelow: 0)
        let counts = [0.01, 0.1, 0.5].map { tolerance in
            grid.rings(toleranceDegrees: tolerance, steps: 100).joined().joined().joined().count
        }
        #expect(counts[0] > counts[1] && counts[1] > counts[2] && counts[2] >= 8)
    }

    @Test func `an island too small for the grid keeps a triangle`() throws {
        let corner = try Coordinate(longitude: 180, latitude: -90)
        let ring = [
            corner, try Coordinate(longitude: 179.9999, latitude: -90),
            try Coordinate(longitude: 180, latitude: -89.9999), corner,
        ]
        let area = OutlineGrid([[Polygon(exterior: ring)]], withoutRingsBelow: 1)
            .rings(toleranceDegrees: 1, steps: 10)
        let points = try #require(area.first?.first?.first)
        #expect(Set(points).count == 3)
        #expect(points.allSatisfy { $0.x <= 1800 && $0.y >= -900 })
    }

    @Test func `areas without polygons and no areas at all have nothing to draw`() {
        #expect(OutlineGrid([], withoutRingsBelow: 1).rings(toleranceDegrees: 1, steps: 10).isEmpty)
        let empty = OutlineGrid([[]], withoutRingsBelow: 1).rings(toleranceDegrees: 1, steps: 10)
        #expect(empty.count == 1 && empty[0].isEmpty)
    }

    @Test func `a damaged file leaves a note and a map without it`() {
        let source = BaseMapSource(
            countries: OutlineFile(name: "countries.geojson") { Array("{\"type\":".utf8) },
            admin1: nil)
        let map = source.baseMap(around: [Coordinate(wrappingLongitude: 0, clampingLatitude: 0)])
        #expect(map.sets.isEmpty)
        #expect(map.notes.count == 1)
        #expect(map.notes[0].hasPrefix("countries.geojson:1:"))
    }

    @Test func `a file in one line is read as one with a line a feature`() throws {
        let feature = { (code: String) in
            "{\"type\":\"Feature\",\"id\":\"\(code)-1\",\"properties\":{\"name\":\"N\",\"country\":\"\(code)\"},"
                + "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,0]]]}}"
        }
        let head = "{\"type\":\"FeatureCollection\",\"features\":["
        let all = ["AA", "BB", "AA"].map(feature)
        let lines = "\(head)\n\(all.joined(separator: ",\n"))\n]}\n"
        let line = "\(head)\(all.joined(separator: ","))]}"
        for text in [lines, line] {
            let file = OutlineFile(name: "units.geojson") { Array(text.utf8) }
            #expect(try file.areas(ofCountries: ["AA"]).compactMap(\.id) == ["AA-1", "AA-1"])
            #expect(try file.areas(ofCountries: ["CC"]).isEmpty)
        }
    }

    // MARK: The data folder

    private static let source = Result {
        func file(_ name: String) throws -> OutlineFile {
            let path = PackageGazetteer.folder.appendingPathComponent("areas/\(name)")
            let bytes = try Zstandard.unpacked(
                Array(try Data(contentsOf: path)), atMost: 64 << 20)
            return OutlineFile(name: name) { bytes }
        }
        return BaseMapSource(
            countries: try file("countries.geojson.zst"), admin1: try file("admin1.geojson.zst"))
    }

    @Test func `around a layer lie its countries and units, and the world in few bytes`() throws {
        let positions = [(-68.1, -16.5), (-63.2, -17.8), (-65.3, -19.0), (-66.2, -17.4)].map {
            Coordinate(wrappingLongitude: $0.0, clampingLatitude: $0.1)
        }
        let map = try BaseMapTests.source.get().baseMap(around: positions)
        #expect(map.notes.isEmpty)
        #expect(map.sets.map(\.id) == ["b-world", "b-near", "b-admin1"])
        let codes = map.sets.map { Set($0.shapes.compactMap(\.code)) }
        #expect(codes[1].isSuperset(of: ["BO", "PE", "CL", "PY", "BR"]))
        #expect(codes[0].isDisjoint(with: codes[1]))
        #expect(codes[0].count + codes[1].count == 249)
        #expect(codes[2] == ["BO"])
        #expect(map.sets[2].shapes.count == 9)
        // What a page may take: see docs/map-page.md.
        #expect(map.sets[0].packed().count <= 20 << 10)
        #expect(map.sets[1].packed().count < 48 << 10)
        #expect(map.sets.joined(\.shapes).allSatisfy { !$0.rings.isEmpty && $0.label != nil })
    }

    @Test func `islands on both sides of the antimeridian are brought together`() throws {
        let positions = [(178.4, -18.1), (-179.9, -16.8)].map {
            Coordinate(wrappingLongitude: $0.0, clampingLatitude: $0.1)
        }
        let map = try BaseMapTests.source.get().baseMap(around: positions, withWorld: false)
        #expect(map.sets.map(\.id) == ["b-near", "b-admin1"])
        let near = map.sets[0]
        #expect(near.shapes.contains { $0.code == "FJ" })
        #expect(!near.shapes.contains { $0.code == "FR" || $0.code == "BO" })
        let edge = Int32(180 * near.steps)
        let fiji = try #require(near.shapes.first { $0.code == "FJ" })
        let xs = Set(fiji.rings.joined().map(\.x))
        #expect(xs.contains(edge) && xs.contains(-edge))
    }
}

extension [OutlineSet] {
    fileprivate func joined(_ shapes: (OutlineSet) -> [OutlineShape]) -> [OutlineShape] {
        flatMap(shapes)
    }
}
