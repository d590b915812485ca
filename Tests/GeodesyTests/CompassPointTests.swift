import Geodesy
import Testing

@Suite struct CompassPointTests {
    @Test(arguments: [
        (0.0, "N"), (22.4, "N"), (22.5, "NE"), (45, "NE"), (90, "E"), (135, "SE"), (180, "S"),
        (225, "SW"), (270, "W"), (315, "NW"), (337.4, "NW"), (337.5, "N"), (359.999, "N"),
        (360, "N"), (-90, "W"), (-1e-20, "N"), (810, "E"),
    ])
    func `an azimuth has its nearest point`(degrees: Double, abbreviation: String) {
        #expect(CompassPoint(azimuthDegrees: degrees).abbreviation == abbreviation)
    }

    @Test func `every point has its own letters and word`() {
        #expect(
            CompassPoint.allCases.map(\.abbreviation)
                == ["N", "NE", "E", "SE", "S", "SW", "W", "NW"])
        #expect(CompassPoint.southwest.word == "southwest")
        #expect(Set(CompassPoint.allCases.map(\.word)).count == 8)
    }
}
