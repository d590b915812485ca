import Geodesy
import SimpleFeatures
import Testing

/// One row of GeodTest.dat, as published with GeographicLib: exact to the digits written.
struct PublishedGeodesic: Sendable, CustomTestStringConvertible {
    let latitude1: Double, longitude1: Double, azimuth1: Double
    let latitude2: Double, longitude2: Double, azimuth2: Double
    let metres: Double

    var start: Coordinate {
        Coordinate(wrappingLongitude: longitude1, clampingLatitude: latitude1)
    }
    var end: Coordinate { Coordinate(wrappingLongitude: longitude2, clampingLatitude: latitude2) }
    var testDescription: String { "\(metres) m from \(latitude1), \(longitude1)" }

    init(_ numbers: [Double]) {
        latitude1 = numbers[0]
        longitude1 = numbers[1]
        azimuth1 = numbers[2]
        latitude2 = numbers[3]
        longitude2 = numbers[4]
        azimuth2 = numbers[5]
        metres = numbers[6]
    }
}

/// The first rows of the test set of GeographicLib (geographiclib/test/test_geodesic.py, 2.1):
/// latitude, longitude and azimuth at the start, the same at the end, metres.
private let published: [PublishedGeodesic] = [
    [
        35.60777, -139.44815, 111.098748429560326, -11.17491, -69.95921, 129.289270889708762,
        8935244.5604818305,
    ],
    [
        55.52454, 106.05087, 22.020059880982801, 77.03196, 197.18234, 109.112041110671519,
        4105086.1713924406,
    ],
    [
        -21.97856, 142.59065, -32.44456876433189, 41.84138, 98.56635, -41.84359951440466,
        8394328.894657671,
    ],
    [
        -66.99028, 112.2363, 173.73491240878403, -12.70631, 285.90344, 2.512956620913668,
        11150344.2312080241,
    ],
    [
        -17.42761, 173.34268, -159.033557661192928, -15.84784, 5.93557, -20.787484651536988,
        16076603.1631180673,
    ],
    [
        -68.82867, -74.28391, 93.774347763114881, -50.63005, -8.36685, 34.65564085411343,
        3956936.926063544,
    ],
    [
        -87.85331, 85.66836, -65.120313040242748, 66.48646, 16.09921, -4.888658719272296,
        17286615.3147144645,
    ],
    [
        -19.79938, -174.47484, 71.167275780171533, -11.99349, -154.35109, 65.589099775199228,
        2319004.8601169389,
    ],
].map(PublishedGeodesic.init)

@Suite struct GeodesicTests {
    private func fullCircle(_ azimuth: Double) -> Double { azimuth < 0 ? azimuth + 360 : azimuth }

    @Test(arguments: published)
    func `the inverse problem has the published solution`(row: PublishedGeodesic) {
        let line = Geodesic.inverse(from: row.start, to: row.end)
        // One unit in the last place of a longitude near 180 is 3 nanometres.
        #expect((line.distanceMetres - row.metres).magnitude < 2e-8)
        #expect((line.initialAzimuthDegrees - fullCircle(row.azimuth1)).magnitude < 1e-12)
        #expect((line.finalAzimuthDegrees - fullCircle(row.azimuth2)).magnitude < 1e-12)
        #expect(Geodesic.distanceMetres(from: row.start, to: row.end) == line.distanceMetres)
        #expect(Geodesic.distanceMetres(from: row.end, to: row.start) == line.distanceMetres)
    }

    @Test(arguments: published)
    func `the direct problem has the published solution`(row: PublishedGeodesic) {
        let end = Geodesic.position(
            from: row.start, azimuthDegrees: row.azimuth1, distanceMetres: row.metres)
        #expect((end.longitude - row.end.longitude).magnitude < 1e-12)
        #expect((end.latitude - row.end.latitude).magnitude < 1e-12)
    }

    @Test func `Wellington to Salamanca is as long as GeographicLib's manual says`() throws {
        // GeographicLib for Python, "Examples": 19959679.267 m.
        let wellington = try Coordinate(longitude: 174.81, latitude: -41.32)
        let salamanca = try Coordinate(longitude: -5.50, latitude: 40.96)
        let metres = Geodesic.distanceMetres(from: wellington, to: salamanca)
        #expect((metres - 19_959_679.267).magnitude < 0.0005)
    }

    @Test func `20,000 km south-west of Perth lies where GeographicLib's manual says`() throws {
        // GeographicLib for Python, "Examples": (32.11195529, -63.95925278).
        let perth = try Coordinate(longitude: 115.74, latitude: -32.06)
        let end = Geodesic.position(from: perth, azimuthDegrees: 225, distanceMetres: 20_000_000)
        #expect((end.latitude - 32.111_955_29).magnitude < 5e-9)
        #expect((end.longitude + 63.959_252_78).magnitude < 5e-9)
    }

    @Test func `from pole to pole is a half meridian, whatever the longitudes`() throws {
        let south = try Coordinate(longitude: 17, latitude: -90)
        let north = try Coordinate(longitude: -101, latitude: 90)
        // GeographicLib's test GeodSolve33: 20003931 m, there between antipodes on the equator,
        // whose shortest geodesic runs over a pole.
        let metres = Geodesic.distanceMetres(from: south, to: north)
        #expect((metres - 20_003_931).magnitude < 0.5)
    }

    @Test func `180 degrees east and west are one meridian`() throws {
        let east = try Coordinate(longitude: 180, latitude: -16.5)
        let west = try Coordinate(longitude: -180, latitude: -16.5)
        #expect(Geodesic.distanceMetres(from: east, to: west) == 0)
    }

    @Test func `azimuths run clockwise from north and stay below 360`() throws {
        let start = try Coordinate(longitude: 0, latitude: 0)
        for degrees in stride(from: 0.0, to: 360, by: 15) {
            let end = Geodesic.position(
                from: start, azimuthDegrees: degrees, distanceMetres: 1000)
            let line = Geodesic.inverse(from: start, to: end)
            #expect((line.initialAzimuthDegrees - degrees).magnitude < 1e-6)
            #expect((0..<360).contains(line.initialAzimuthDegrees))
        }
        let itself = Geodesic.inverse(from: start, to: start)
        #expect(itself.distanceMetres == 0)
        #expect(itself.initialAzimuthDegrees == itself.finalAzimuthDegrees)
    }

    @Test func `a line is as long as its sides together`() throws {
        // GeographicLib's test of the planimeter: pole, equator, equator is 20020719 m.
        let positions = [
            try Coordinate(longitude: 0, latitude: 90), try Coordinate(longitude: 0, latitude: 0),
            try Coordinate(longitude: 90, latitude: 0),
        ]
        #expect((Geodesic.lengthMetres(of: positions) - 20_020_719).magnitude < 1)
        #expect(Geodesic.lengthMetres(of: []) == 0)
        #expect(Geodesic.lengthMetres(of: [positions[1]]) == 0)
    }
}
