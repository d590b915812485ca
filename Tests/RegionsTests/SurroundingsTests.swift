import Geodesy
import SimpleFeatures
import TestMaterial
import Testing
import Topology

@testable import Regions

/// What lies within a distance of a shape, against distances measured one by one.
@Suite struct SurroundingsTests {
    /// A polygon near a pole or the antimeridian in one case of four each.
    static func shape(_ generator: inout SeededGenerator) -> Geometry {
        let longitude =
            Bool.random(using: &generator)
            ? Double.random(in: -180...180, using: &generator)
            : Double.random(in: 177...183, using: &generator)
        let latitude =
            Bool.random(using: &generator)
            ? Double.random(in: -60...60, using: &generator)
            : Double.random(in: 86...89.5, using: &generator)
        func position(_ east: Double, _ north: Double) -> Coordinate {
            Samples.position(longitude + east, latitude + north)
        }
        let east = Double.random(in: 0.2...2, using: &generator)
        let north = Double.random(in: 0.1...0.4, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: return .point(position(0, 0))
        case 1:
            return .lineString([position(0, 0), position(east, north), position(-east, -north)])
        default:
            return Geometry.polygon(
                Polygon(exterior: [
                    position(0, 0), position(east, 0), position(east, north), position(0, 0),
                ])
            ).cutAtAntimeridian
        }
    }

    @Test(arguments: 0..<60)
    func `a position lies in the surroundings where it is near enough, and only there`(
        seed: UInt64
    ) throws {
        var generator = SeededGenerator(seed: seed)
        let shape = Self.shape(&generator)
        let metres = Double.random(in: 2_000...80_000, using: &generator)
        let area = try Surroundings.area(within: metres, of: shape).area
        #expect(try area.isValid(), "seed \(seed)")
        let areas = try PreparedAreas([area])
        let corner = try #require(shape.positions.randomElement(using: &generator))
        for _ in 0..<60 {
            let position = Geodesic.position(
                from: corner, azimuthDegrees: Double.random(in: 0...360, using: &generator),
                distanceMetres: metres * Double.random(in: 0...2.2, using: &generator))
            let distance = Geodesic.distanceMetres(from: position, to: shape)
            // Arcs are within 0.1 % of the radius; sides of 20 km stray by metres, near a pole more.
            let slack = metres * 0.0015 + 150
            guard (distance - metres).magnitude > slack else { continue }
            #expect(
                try areas.covers(position, area: 0) == (distance < metres),
                "seed \(seed): \(position), \(distance) m of \(metres) m from \(shape.kindName)")
        }
    }

    @Test func `what reaches over the antimeridian or a pole is cut, not lost`() throws {
        // A spherical cap: 2πR²(1 - cos(r/R)) with R 6,371.0088 km and 500 km is 784,996 km²; on
        // the ellipsoid it is up to 0.7 % more or less.
        for centre in [(180.0, 0.0), (-179.9, -17), (0, 90), (45, -89), (179, 86)] {
            let area = try Surroundings.area(
                within: 500_000, of: .point(Samples.position(centre.0, centre.1))
            ).area
            let square = Geodesic.areaSquareMetres(of: area) / 1e6
            #expect((square - 784_996).magnitude < 784_996 * 0.01, "\(centre): \(square)")
            #expect(try area.isValid(), "\(centre)")
            for polygon in area.polygons {
                let sides = zip(polygon.exterior, polygon.exterior.dropFirst())
                #expect(
                    sides.allSatisfy {
                        let step = ($0.longitude - $1.longitude).magnitude
                        return step <= 180 || step == 360
                    })
            }
        }
    }

    @Test func `an area keeps its holes as far as they are wide`() throws {
        let hole = Array(Samples.box(0.5, 0.5, 1.5, 1.5).exterior.reversed())
        let ring = Geometry.polygon(
            Polygon(exterior: Samples.box(0, 0, 2, 2).exterior, interiors: [hole]))
        let narrow = try Surroundings.area(within: 10_000, of: ring).area
        #expect(narrow.polygons.map(\.interiors.count) == [1])
        let wide = try Surroundings.area(within: 60_000, of: ring).area
        #expect(wide.polygons.map(\.interiors.count) == [0])
    }

    @Test func `an outline of too many sides is refused`() {
        let zigzag = (0...(2 * Surroundings.mostPieces)).map { index in
            Samples.position(Double(index) / 2000, index % 2 == 0 ? 0 : 0.5)
        }
        #expect(throws: RegionError.self) {
            try Surroundings.area(within: 1, of: .lineString(zigzag))
        }
    }
}
