import Geodesy
import SimpleFeatures
import SpatialIndexing
import Testing

@Suite struct FeatureIndexTests {
    static func at(_ longitude: Double, _ latitude: Double) -> Coordinate {
        Coordinate(wrappingLongitude: longitude, clampingLatitude: latitude)
    }

    @Test func `a line is as near as the nearest of its positions, and is found once`() throws {
        let route = [Self.at(0, 0), Self.at(1, 0), Self.at(2, 0)]
        let index = FeatureIndex([
            Feature(geometry: .point(Self.at(1.5, 0))), Feature(geometry: .lineString(route)),
        ])
        let matches = index.matches(near: Self.at(1, 0.1))
        #expect(matches.map(\.index) == [1, 0])
        let first = try #require(matches.first)
        #expect(first.position == route[1])
        #expect(first.line == Geodesic.inverse(from: Self.at(1, 0.1), to: route[1]))
    }

    @Test func `a feature without a shape is counted and never found`() {
        let index = FeatureIndex([
            Feature(geometry: nil), Feature(geometry: .point(Self.at(0, 0))),
            Feature(geometry: .multiPoint([])),
        ])
        #expect(index.countWithoutPosition == 2)
        #expect(index.matches(near: Self.at(0, 0)).map(\.index) == [1])
    }

    @Test func `an area is taken at the middle of its box`() {
        let ring = [(0.0, 0.0), (2, 0), (2, 2), (0, 2), (0, 0)].map { Self.at($0.0, $0.1) }
        let index = FeatureIndex([Feature(geometry: .polygon(Polygon(exterior: ring)))])
        #expect(index.matches(near: Self.at(0, 0)).map(\.position) == [Self.at(1, 1)])
    }

    @Test func `no layer is too empty to be asked`() {
        #expect(FeatureIndex([]).matches(near: Self.at(0, 0)).isEmpty)
    }

    @Test(arguments: 0..<30)
    func `what is near is what measuring every position finds`(seed: UInt64) {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
        func number(_ least: Double, _ most: Double) -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return least + (most - least) * Double(state >> 33) / Double(1 << 31)
        }
        let features = (0..<60).map { _ in
            let positions = (0..<(1 + Int(number(0, 3)))).map { _ in
                Self.at(number(178, 182), number(-2, 2))
            }
            return Feature(geometry: .lineString(positions))
        }
        let centre = Self.at(number(178, 182), number(-2, 2))
        let radius = number(0, 300_000)
        var expected: [(index: Int, metres: Double)] = []
        for (index, feature) in features.enumerated() {
            let metres =
                (feature.geometry?.positions ?? []).map {
                    Geodesic.distanceMetres(from: centre, to: $0)
                }.min() ?? .infinity
            if metres <= radius { expected.append((index, metres)) }
        }
        expected.sort { ($0.metres, $0.index) < ($1.metres, $1.index) }
        let index = FeatureIndex(features)
        let all = index.matches(near: centre, withinMetres: radius)
        #expect(all.map(\.index) == expected.map(\.index), "seed \(seed)")
        let few = index.matches(near: centre, withinMetres: radius, limit: 3)
        #expect(few == Array(all.prefix(3)), "seed \(seed)")
    }
}
