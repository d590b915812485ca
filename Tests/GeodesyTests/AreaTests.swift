import Geodesy
import SimpleFeatures
import Testing

@Suite struct AreaTests {
    /// A closed ring of latitude and longitude, in the order in which GeographicLib writes them.
    private func ring(_ positions: [(latitude: Double, longitude: Double)]) -> [Coordinate] {
        let open = positions.map {
            Coordinate(wrappingLongitude: $0.longitude, clampingLatitude: $0.latitude)
        }
        return open + open.prefix(1)
    }

    private var octant: [Coordinate] { ring([(90, 0), (0, 0), (0, 90)]) }

    @Test func `Antarctica has the perimeter and area of GeographicLib's manual`() {
        // GeographicLib for Python, "Examples": 16831067.893 m, 13662703680020.1 m².
        let antarctica = ring([
            (-63.1, -58), (-72.9, -74), (-71.9, -102), (-74.9, -102), (-74.3, -131),
            (-77.5, -163), (-77.4, 163), (-71.7, 172), (-65.9, 140), (-65.7, 113), (-66.6, 88),
            (-66.9, 59), (-69.8, 25), (-70.0, -4), (-71.0, -14), (-77.3, -33), (-77.9, -46),
            (-74.7, -61),
        ])
        let area = Geodesic.areaSquareMetres(of: Polygon(exterior: antarctica))
        #expect((area - 13_662_703_680_020.1).magnitude < 0.1)
        #expect((Geodesic.lengthMetres(of: antarctica) - 16_831_067.893).magnitude < 0.0005)
    }

    @Test(arguments: [89.0, -89.0])
    func `a ring around a pole has the cap's area`(latitude: Double) {
        // GeographicLib's test Planimeter0: 24952305678 m².
        let cap = ring([(latitude, 0), (latitude, 90), (latitude, 180), (latitude, -90)])
        let area = Geodesic.areaSquareMetres(of: Polygon(exterior: cap))
        #expect((area - 24_952_305_678).magnitude < 1)
    }

    @Test func `the direction of a ring does not matter`() {
        // GeographicLib's test Planimeter0: an eighth of the ellipsoid is 63758202715511 m².
        let area = Geodesic.areaSquareMetres(of: Polygon(exterior: octant))
        let reversed = Geodesic.areaSquareMetres(of: Polygon(exterior: octant.reversed()))
        #expect((area - 63_758_202_715_511).magnitude < 1)
        #expect(area == reversed)
    }

    @Test func `holes are subtracted, and never below zero`() {
        let hole = ring([(10, 10), (10, 20), (20, 15)])
        let whole = Geodesic.areaSquareMetres(of: Polygon(exterior: octant))
        let alone = Geodesic.areaSquareMetres(of: Polygon(exterior: hole))
        for interior in [hole, hole.reversed()] {
            let holed = Polygon(exterior: octant, interiors: [interior])
            #expect((Geodesic.areaSquareMetres(of: holed) - (whole - alone)).magnitude < 1)
        }
        let inverted = Polygon(exterior: hole, interiors: [octant])
        #expect(Geodesic.areaSquareMetres(of: inverted) == 0)
    }

    @Test func `a shape has the area of its polygons, points and lines have none`() throws {
        let polygon = Polygon(exterior: octant)
        let area = Geodesic.areaSquareMetres(of: polygon)
        let shapes: [(Geometry, Double)] = [
            (.polygon(polygon), area),
            (.multiPolygon([polygon, polygon]), 2 * area),
            (.collection([.polygon(polygon), .lineString(octant)]), area),
            (.lineString(octant), 0),
            (.point(octant[0]), 0),
            (.polygon(Polygon(exterior: [])), 0),
            (.polygon(Polygon(exterior: Array(octant.prefix(2)))), 0),
        ]
        for (shape, expected) in shapes {
            #expect(Geodesic.areaSquareMetres(of: shape) == expected)
        }
    }
}
