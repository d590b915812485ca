import Geodesy
import SimpleFeatures
import TestMaterial
import Testing

@testable import Gazetteers

@Suite struct NearestPlacesTests {
    @Test(arguments: [
        (-68.16, -16.5, "bo-mun-020105"), (2.35, 48.86, "gn-2988507"),
        (13.4, 52.52, "gn-2950159"),
    ])
    func `the town at a position is found`(longitude: Double, latitude: Double, id: String) throws {
        let gazetteer = try PackageGazetteer.read()
        let position = try Coordinate(longitude: longitude, latitude: latitude)
        let near = gazetteer.nearest(to: position, count: 1) {
            $0.kind.level == .town && ($0.population ?? 0) > 800_000
        }
        #expect(near.first?.place.id == id, "\(near.first.map { $0.place.name } ?? "none")")
    }

    @Test(arguments: 0..<60)
    func `nothing nearer is left out`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        func number(_ bound: Double) -> Double { Double.random(in: -bound...bound, using: &random) }
        var rows = "id\tname\tlon\tlat\n"
        // Poles and the antimeridian come often, and places at one position.
        for index in 0..<Int.random(in: 0...400, using: &random) {
            let longitude = [number(180), -180, 180, 179.5, 0][
                Int.random(in: 0..<5, using: &random)]
            let latitude = [number(90), 90, -90, 0, 12.5][Int.random(in: 0..<5, using: &random)]
            rows += "p\(index)\tName\t\(longitude)\t\(latitude)\n"
        }
        let gazetteer = try SmallTable.gazetteer(rows)
        let position = Coordinate(
            wrappingLongitude: number(180),
            clampingLatitude: [number(90), 90, -89.9][Int(seed % 3)])
        let count = Int.random(in: 1...12, using: &random)
        let slow = gazetteer.places.map {
            ($0.index, Geodesic.distanceMetres(from: position, to: $0.position))
        }.sorted { ($0.1, $0.0) < ($1.1, $1.0) }.prefix(count)
        let found = gazetteer.nearest(to: position, count: count)
        #expect(found.map(\.place.index) == slow.map(\.0), "seed \(seed)")
        #expect(found.map(\.distanceMetres) == slow.map(\.1), "seed \(seed)")
    }
}
