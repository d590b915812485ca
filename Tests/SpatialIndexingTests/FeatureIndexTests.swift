import Geodesy
import SimpleFeatures
import SpatialIndexing
import Testing

@Suite struct FeatureIndexTests {
    static func at(_ longitude: Double, _ latitude: Double) -> Coordinate {
        Coordinate(wrappingLongitude: longitude, clampingLatitude: latitude)
    }

    static func square(_ west: Double, _ south: Double, _ size: Double) -> [Coordinate] {
        [
            at(west, south), at(west + size, south), at(west + size, south + size),
            at(west, south + size), at(west, south),
        ]
    }

    @Test func `a line is as near as the nearest point of its sides, and is found once`() throws {
        let route = [Self.at(0, 0), Self.at(1, 0), Self.at(3, 0)]
        let index = FeatureIndex([
            Feature(geometry: .point(Self.at(1.5, 0.2))), Feature(geometry: .lineString(route)),
        ])
        let matches = index.matches(near: Self.at(2, 0.1))
        #expect(matches.map(\.index) == [1, 0])
        let first = try #require(matches.first)
        #expect(first.position == Self.at(2, 0))
        #expect(first.origin == Self.at(2, 0.1))
        #expect(first.line == Geodesic.inverse(from: Self.at(2, 0.1), to: Self.at(2, 0)))
    }

    @Test func `a feature without a shape is counted and never found`() {
        let index = FeatureIndex([
            Feature(geometry: nil), Feature(geometry: .point(Self.at(0, 0))),
            Feature(geometry: .multiPoint([])), Feature(geometry: .polygon(Polygon(exterior: []))),
        ])
        #expect(index.countWithoutPosition == 3)
        #expect(index.matches(near: Self.at(0, 0)).map(\.index) == [1])
    }

    @Test func `what lies in an area is at distance zero, in its hole it is not`() throws {
        let index = FeatureIndex([
            Feature(
                geometry: .polygon(
                    Polygon(
                        exterior: Self.square(0, 0, 10), interiors: [Self.square(4, 4, 2)]))),
            Feature(geometry: .point(Self.at(1, 1))),
        ])
        let inside = try #require(index.matches(near: Self.at(2, 2)).first)
        #expect(inside.index == 0)
        #expect(inside.position == Self.at(2, 2))
        #expect(inside.line.distanceMetres == 0)
        let inHole = try #require(index.matches(near: Self.at(5, 5)).first)
        #expect(inHole.index == 0)
        #expect(inHole.line.distanceMetres > 100_000)
    }

    @Test func `no layer is too empty to be asked`() {
        let index = FeatureIndex([])
        #expect(index.matches(near: Self.at(0, 0)).isEmpty)
        #expect(index.matches(along: [Self.at(0, 0), Self.at(1, 1)]).isEmpty)
        let one = FeatureIndex([Feature(geometry: .point(Self.at(0, 0)))])
        #expect(one.matches(along: []).isEmpty)
        #expect(one.matches(near: .multiPoint([])).isEmpty)
        #expect(one.matches(near: Self.at(0, 0), withinMetres: -1).isEmpty)
        #expect(one.matches(near: Self.at(0, 0), withinMetres: .nan).isEmpty)
        #expect(one.matches(near: Self.at(0, 0), limit: 0).isEmpty)
        #expect(one.matches(near: Self.at(0, 0), withinMetres: 0).map(\.index) == [0])
    }

    @Test func `a feature is asked about at most once, and a refused one is passed over`() {
        let features = (0..<50).map { place in
            Feature(
                geometry: .lineString((0..<40).map { Self.at(Double(place), Double($0) / 10) }))
        }
        var asked: [Int] = []
        let matches = FeatureIndex(features).matches(near: Self.at(3, 2), limit: 4) { index in
            asked.append(index)
            return index % 2 == 0
        }
        #expect(matches.map(\.index) == [2, 4, 0, 6])
        #expect(Set(asked).count == asked.count)
    }

    @Test func `thousands of features on one position come in the order of the input`() {
        let features = (0..<3000).map { _ in Feature(geometry: .point(Self.at(-68.15, -16.5))) }
        let index = FeatureIndex(features)
        #expect(index.matches(near: Self.at(-68, -16)).map(\.index) == Array(0..<3000))
        #expect(index.matches(near: Self.at(-68, -16), limit: 7).map(\.index) == Array(0..<7))
    }

    @Test(arguments: 0..<100 as Range<UInt64>)
    func `what is near a position is what measuring every feature finds`(seed: UInt64) {
        var scene = FeatureScene(seed: seed)
        let features = scene.features(scene.count(1...80))
        let index = FeatureIndex(features)
        for round in 0..<10 {
            let centre = scene.position()
            let expected = features.map { feature in
                feature.geometry.map { Geodesic.distanceMetres(from: centre, to: $0) } ?? .infinity
            }
            let note = "seed \(seed), round \(round)"
            expectInOrder(
                index.matches(near: centre), expected, radiusMetres: .infinity, note)
            let radius = scene.number(0, 3_000_000)
            let within = index.matches(near: centre, withinMetres: radius)
            expectInOrder(within, expected, radiusMetres: radius, note)
            #expect(
                index.matches(near: centre, withinMetres: radius, limit: 3)
                    == Array(within.prefix(3)), "\(note)")
            #expect(
                Array(index.matches(inOrderFrom: .point(centre)).prefix(5))
                    == index.matches(near: centre, limit: 5), "\(note)")
        }
    }
}

/// Compares answers with the distances of all features; those closer to each other than either is
/// exact may change places.
func expectInOrder(
    _ matches: [FeatureIndex.Match], _ metres: [Double], radiusMetres: Double,
    toleranceMetres: Double = 2.1e-6, _ note: String,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    func tolerance(_ metres: Double) -> Double { metres < 17_970_000 ? toleranceMetres : 20 }
    #expect(
        Set(matches.map(\.index)).count == matches.count, "\(note)", sourceLocation: sourceLocation)
    for match in matches {
        let found = match.line.distanceMetres
        #expect(
            (found - metres[match.index]).magnitude <= tolerance(found),
            "\(note), feature \(match.index)", sourceLocation: sourceLocation)
        #expect(found <= radiusMetres, "\(note)", sourceLocation: sourceLocation)
        #expect(
            match.line == Geodesic.inverse(from: match.origin, to: match.position), "\(note)",
            sourceLocation: sourceLocation)
    }
    for (one, other) in zip(matches, matches.dropFirst()) {
        #expect(
            (one.line.distanceMetres, one.index) < (other.line.distanceMetres, other.index),
            "\(note)", sourceLocation: sourceLocation)
    }
    let found = Set(matches.map(\.index))
    for index in metres.indices where metres[index].isFinite && !found.contains(index) {
        #expect(
            metres[index] > radiusMetres - tolerance(metres[index]), "\(note), feature \(index)",
            sourceLocation: sourceLocation)
    }
}
