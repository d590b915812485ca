import SimpleFeatures
import TestMaterial
import Testing

@testable import MapPages

@Suite struct MapProjectionTests {
    /// Printed by gdaltransform of GDAL 3.6.2: `+proj=cea +lat_ts=… +lon_0=… +R=6371008.8`, in metres.
    @Test(arguments: [
        (-17.0, -65.0, -68.13, -16.5, -332_832.882129769, -1_892_141.86080412),
        (-17.0, -65.0, -57.5, -9.6, 797_522.880502642, -1_111_031.96577047),
        (60.0, 178.0, -179.5, 71.0, 138_993.850291916, 12_047_814.3314134),
        (0.0, 0.0, 120.0, -45.0, 13_343_409.6280239, -4_504_983.52547917),
    ])
    func `the equal-area projection is that of PROJ`(
        parallel: Double, meridian: Double, longitude: Double, latitude: Double, x: Double,
        y: Double
    ) throws {
        let around = try Envelope(
            west: meridian - 1, south: parallel - 1, east: meridian + 1, north: parallel + 1)
        let projection = MapProjection(.equalArea, for: around)
        let point = projection.point(
            at: try Coordinate(longitude: longitude, latitude: latitude))
        #expect((point.x * 6_371_008.8 - x).magnitude < 0.01)
        #expect((point.y * 6_371_008.8 - y).magnitude < 0.01)
    }

    /// Printed by gdaltransform of GDAL 3.6.2 from EPSG:4326 to EPSG:3857, in metres.
    @Test(arguments: [
        (-68.13, -16.5, -7_584_196.90774573, -1_862_698.87215069),
        (120.0, 70.0, 13_358_338.8951928, 11_068_715.6593795),
        (-179.0, -80.0, -19_926_188.851996, -15_538_711.0963092),
    ])
    func `Web Mercator is that of PROJ`(
        longitude: Double, latitude: Double, x: Double, y: Double
    ) throws {
        let projection = MapProjection(
            .mercator, for: try Envelope(west: -1, south: 30, east: 1, north: 40))
        let point = projection.point(
            at: try Coordinate(longitude: longitude, latitude: latitude))
        #expect((point.x * 6_378_137 - x).magnitude < 0.01)
        #expect((point.y * 6_378_137 - y).magnitude < 0.01)
    }

    @Test func `poles stand at the edge of the map`() {
        let pole = Coordinate(wrappingLongitude: 0, clampingLatitude: 90)
        let mercator = MapProjection(.mercator, for: Envelope(pole))
        // The map of the web is square.
        #expect((mercator.point(at: pole).y - .pi).magnitude < 1e-9)
        let equal = MapProjection(.equalArea, for: Envelope(pole))
        #expect(equal.standardParallel == 60)
        #expect((equal.point(at: pole).y - 2).magnitude < 1e-12)
    }

    @Test(arguments: MapPage.Projection.allCases, 0..<50)
    func `what is projected comes back`(kind: MapPage.Projection, seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let west = Double.random(in: -180...180, using: &random)
        let east = Double.random(in: -180...180, using: &random)
        let south = Double.random(in: -80...80, using: &random)
        let projection = MapProjection(
            kind, for: try Envelope(west: west, south: south, east: east, north: south + 5))
        let position = try Coordinate(
            longitude: Double.random(in: -179.9...179.9, using: &random),
            latitude: Double.random(in: -84...84, using: &random))
        let back = projection.position(at: projection.point(at: position))
        #expect((back.longitude - position.longitude).magnitude < 1e-9, "seed \(seed)")
        #expect((back.latitude - position.latitude).magnitude < 1e-9, "seed \(seed)")
    }

    @Test func `the shortest box leaves out the widest gap`() throws {
        func box(_ longitudes: [Double]) -> (west: Double, east: Double)? {
            Envelope(
                shortestAround: longitudes.map {
                    Coordinate(wrappingLongitude: $0, clampingLatitude: 1)
                }
            ).map { ($0.west, $0.east) }
        }
        #expect(box([]) == nil)
        #expect(try #require(box([5])) == (5, 5))
        #expect(try #require(box([-68, -63, -66])) == (-68, -63))
        #expect(try #require(box([178, -179, 177])) == (177, -179))
        let seam = try #require(box([180, -180]))
        #expect(seam.0 == seam.1 || seam == (180, -180), "\(seam)")
    }

    @Test func `a layer across the antimeridian is one piece of the map`() throws {
        let positions = [(177.4, -17.8), (-178.8, -18.2)].map {
            Coordinate(wrappingLongitude: $0.0, clampingLatitude: $0.1)
        }
        let window = DrawingWindow(
            Envelope(shortestAround: positions), kind: .equalArea, corner: SIMD2(0, 0), width: 700,
            heights: 200...800)
        let spots = positions.map { window.paper($0) }
        #expect(spots[0].x < spots[1].x)
        #expect(spots.allSatisfy(window.frame.contains))
        #expect(
            window.projection.centralMeridian == 179.3
                || (window.projection.centralMeridian - 179.3).magnitude < 1e-9)
    }
}
