import SimpleFeatures
import Testing

@testable import MapPages

@Suite struct ShapeMiddleTests {
    private static func line(_ longitudes: [Double], latitude: Double = 0) throws -> [Coordinate] {
        try longitudes.map { try Coordinate(longitude: $0, latitude: latitude) }
    }

    @Test(
        arguments: [
            ([170, -170], 180), ([-170, 170], -180), ([179, -179, -178], -179.5), ([10, 20], 15),
            ([-180, 180], 0), ([-180, -60, 60, 180], 0), ([180, -179], -179.5),
        ] as [([Double], Double)])
    func `the middle of a line lies on its way over the antimeridian`(
        longitudes: [Double], middle: Double
    ) throws {
        let found = ShapeMiddle.position(of: .lineString(try Self.line(longitudes)))
        #expect(found?.longitude == middle)
    }

    @Test func `parts that were cut at the antimeridian are one shape`() throws {
        let parts = [try Self.line([178, 180]), try Self.line([-180, -179], latitude: 4)]
        let found = try #require(ShapeMiddle.position(of: .multiLineString(parts)))
        #expect(found.longitude == 179.5 && found.latitude == 2)
    }

    @Test func `an empty shape has no middle`() {
        #expect(ShapeMiddle.position(of: .lineString([])) == nil)
        #expect(ShapeMiddle.position(of: .collection([])) == nil)
    }
}
