import Geodesy
import SimpleFeatures
import SpatialIndexing
import Testing

@Suite struct FeatureIndexRouteTests {
    private static func at(_ longitude: Double, _ latitude: Double) -> Coordinate {
        Coordinate(wrappingLongitude: longitude, clampingLatitude: latitude)
    }

    @Test func `a feature is found from where it is nearest on the route`() throws {
        let index = FeatureIndex([
            Feature(geometry: .point(Self.at(2.5, 0.1))),
            Feature(geometry: .point(Self.at(1, 0.2))),
        ])
        let matches = index.matches(along: [Self.at(0, 0), Self.at(2, 0), Self.at(4, 0)])
        #expect(matches.map(\.index) == [0, 1])
        #expect(matches.map(\.origin) == [Self.at(2.5, 0), Self.at(1, 0)])
        #expect(matches.map(\.position) == [Self.at(2.5, 0.1), Self.at(1, 0.2)])
    }

    @Test func `a route meets what it crosses and what it passes through`() {
        let index = FeatureIndex([
            Feature(geometry: .lineString([Self.at(1, -1), Self.at(1, 1)])),
            Feature(geometry: .polygon(Polygon(exterior: FeatureIndexTests.square(-5, -5, 20)))),
            Feature(
                geometry: .polygon(Polygon(exterior: FeatureIndexTests.square(1.5, -0.1, 0.2)))),
            Feature(geometry: .lineString([Self.at(0, 0.5), Self.at(2, 0.5)])),
        ])
        let matches = index.matches(along: [Self.at(0, 0), Self.at(2, 0)])
        #expect(matches.map(\.index) == [0, 1, 2, 3])
        #expect(matches.prefix(3).allSatisfy { $0.line.distanceMetres == 0 })
        #expect(matches.first?.position == Self.at(1, 0))
    }

    @Test func `a route over the antimeridian and one round a pole are routes like any other`() {
        let index = FeatureIndex([
            Feature(geometry: .point(Self.at(180, -17))),
            Feature(geometry: .point(Self.at(0, -17))),
            Feature(geometry: .point(Self.at(45, 89.5))),
        ])
        let pacific = index.matches(along: [Self.at(179, -17), Self.at(-179, -17)])
        #expect(pacific.map(\.index).first == 0)
        #expect(pacific.first?.line.distanceMetres == 0)
        let polar = index.matches(
            along: [Self.at(0, 89.5), Self.at(90, 89.5), Self.at(180, 89.5), Self.at(-90, 89.5)])
        #expect(polar.first?.index == 2)
        #expect(polar.first?.line.distanceMetres == 0)
    }

    @Test func `what lies in the area that one asks from is at distance zero`() {
        let features = (0..<20).map { Feature(geometry: .point(Self.at(Double($0), 0.5))) }
        let index = FeatureIndex(features)
        let matches = index.matches(
            near: .polygon(Polygon(exterior: FeatureIndexTests.square(4.6, 0, 3))),
            withinMetres: 60_000)
        #expect(matches.map(\.index) == [5, 6, 7, 8, 4])
        #expect(matches.prefix(3).allSatisfy { $0.line.distanceMetres == 0 })
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func `the points near a route are what measuring every one finds`(seed: UInt64) {
        var scene = FeatureScene(seed: seed)
        let features = (0..<scene.count(1...120)).map { _ in
            Feature(geometry: .point(scene.position()))
        }
        let index = FeatureIndex(features)
        for round in 0..<10 {
            let route = scene.line(1...60)
            let expected = features.map { feature in
                feature.geometry?.positions.first.map {
                    Geodesic.distanceMetres(from: $0, to: .lineString(route))
                } ?? .infinity
            }
            let radius = scene.count(0...1) == 0 ? .infinity : scene.number(0, 3_000_000)
            expectInOrder(
                index.matches(along: route, withinMetres: radius), expected, radiusMetres: radius,
                "seed \(seed), round \(round)")
        }
    }

    /// Samples both sides and closes in, where the search halves and bounds.
    private static func leastMetres(_ one: StraightSegment, _ other: StraightSegment) -> Double {
        var best = Double.infinity
        var (from, to) = (0.0...1.0, 0.0...1.0)
        for _ in 0..<14 {
            let steps = 8.0
            var place = (0.0, 0.0)
            for first in 0...8 {
                let share =
                    from.lowerBound + (from.upperBound - from.lowerBound) * Double(first) / steps
                for second in 0...8 {
                    let otherShare =
                        to.lowerBound + (to.upperBound - to.lowerBound) * Double(second) / steps
                    let metres = Geodesic.distanceMetres(
                        from: one.position(at: share), to: other.position(at: otherShare))
                    if metres < best { (best, place) = (metres, (share, otherShare)) }
                }
            }
            let (width, otherWidth) = (
                (from.upperBound - from.lowerBound) / 4, (to.upperBound - to.lowerBound) / 4
            )
            from = max(place.0 - width, 0)...min(place.0 + width, 1)
            to = max(place.1 - otherWidth, 0)...min(place.1 + otherWidth, 1)
        }
        return best
    }

    @Test(arguments: 0..<50 as Range<UInt64>)
    func `nothing on two lines is nearer than their distance`(seed: UInt64) throws {
        var scene = FeatureScene(seed: seed)
        for round in 0..<20 {
            let line = scene.line(2...2)
            let start = line[0]
            let other =
                scene.count(0...3) == 0
                ? scene.line(2...2)
                : (0..<2).map { _ in
                    Self.at(
                        start.longitude + scene.number(-3, 3), start.latitude + scene.number(-3, 3))
                }
            let index = FeatureIndex([Feature(geometry: .lineString(other))])
            let match = try #require(index.matches(along: line).first)
            let found = match.line.distanceMetres
            let least = Self.leastMetres(
                StraightSegment(from: line[0], to: line[1]),
                StraightSegment(from: other[0], to: other[1]))
            #expect(
                found <= least + (least < 17_970_000 ? 2e-3 : 20),
                "seed \(seed), round \(round): \(line) and \(other)")
            let back = try #require(
                FeatureIndex([Feature(geometry: .lineString(line))]).matches(along: other).first)
            #expect(
                (back.line.distanceMetres - found).magnitude <= (found < 17_970_000 ? 2e-3 : 20),
                "seed \(seed), round \(round)")
        }
    }

    @Test(arguments: 0..<30 as Range<UInt64>)
    func `what is near a shape is what comparing the shapes one by one finds`(seed: UInt64) {
        var scene = FeatureScene(seed: seed)
        let features = scene.features(scene.count(1...30))
        let shape = scene.geometry() ?? .lineString(scene.line(2...30))
        let expected = features.map { feature in
            FeatureIndex([feature]).matches(near: shape).first?.line.distanceMetres ?? .infinity
        }
        let matches = FeatureIndex(features).matches(near: shape)
        expectInOrder(
            matches, expected, radiusMetres: .infinity, toleranceMetres: 2e-3, "seed \(seed)")
        for match in matches {
            guard let other = features[match.index].geometry else { continue }
            // No vertex of either is nearer to the other.
            let least =
                (shape.positions.map { Geodesic.distanceMetres(from: $0, to: other) }
                + other.positions.map { Geodesic.distanceMetres(from: $0, to: shape) }).min()
            #expect(
                match.line.distanceMetres
                    <= (least ?? .infinity) + (match.line.distanceMetres < 17_970_000 ? 2e-3 : 20),
                "seed \(seed), feature \(match.index)")
        }
    }
}
