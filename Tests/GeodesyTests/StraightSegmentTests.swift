import Geodesy
import SimpleFeatures
import Testing

@Suite struct StraightSegmentTests {
    private static func metres(_ side: StraightSegment, _ share: Double, _ position: Coordinate)
        -> Double
    {
        Geodesic.distanceMetres(from: position, to: side.position(at: share))
    }

    /// Samples the side and closes in on each of the lowest places by thirds.
    private static func leastMetres(_ side: StraightSegment, _ position: Coordinate) -> Double {
        let count = 600
        let samples = (0...count).map { metres(side, Double($0) / Double(count), position) }
        let valleys = (0...count).filter { place in
            (place == 0 || samples[place] <= samples[place - 1])
                && (place == count || samples[place] <= samples[place + 1])
        }.sorted { samples[$0] < samples[$1] }
        return valleys.prefix(4).map { place in
            var lower = Double(max(place - 1, 0)) / Double(count)
            var upper = Double(min(place + 1, count)) / Double(count)
            for _ in 0..<60 {
                let third = (upper - lower) / 3
                let (one, other) = (lower + third, upper - third)
                if metres(side, one, position) <= metres(side, other, position) {
                    upper = other
                } else {
                    lower = one
                }
            }
            return min(metres(side, (lower + upper) / 2, position), samples[place])
        }.min() ?? .infinity
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `nothing on a side is nearer than its nearest position`(seed: UInt64) {
        var scene = ShapeScene(seed: seed)
        for round in 0..<50 {
            let side = scene.side()
            let near = side.position(at: scene.number(0, 1))
            let position =
                scene.choice(4) == 0 ? scene.position() : scene.position(around: near)
            let found = side.nearest(to: position)
            let least = Self.leastMetres(side, position)
            let tolerance = least < 17_970_000 ? 1.1e-6 : 10
            #expect(
                found.line.distanceMetres <= least + tolerance,
                "seed \(seed), round \(round): \(side) from \(position)")
            #expect(
                found.line == Geodesic.inverse(from: position, to: found.position),
                "seed \(seed), round \(round)")
        }
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `the nearest position lies on the side`(seed: UInt64) {
        var scene = ShapeScene(seed: seed)
        for round in 0..<50 {
            let side = scene.side()
            let found = side.nearest(to: scene.position()).position
            let least = (0...400).map { step in
                Geodesic.distanceMetres(
                    from: found, to: side.position(at: Double(step) / 400))
            }.min()
            let length = abs(side.eastDegrees) + abs(side.northDegrees)
            #expect(
                (least ?? .infinity) <= length * 111_700 / 800 + 1e-6,
                "seed \(seed), round \(round): \(side)")
        }
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `a side stays as close to its chord as it says`(seed: UInt64) {
        var scene = ShapeScene(seed: seed)
        for round in 0..<50 {
            let side = scene.side()
            let ends = [side.start, side.end].map { EarthCentredPosition($0) }
            let bulge = side.bulgeMetres + 1e-6
            for step in 0...40 {
                let share = Double(step) / 40
                let point = EarthCentredPosition(side.position(at: share))
                let off = [
                    ends[0].xMetres + share * (ends[1].xMetres - ends[0].xMetres) - point.xMetres,
                    ends[0].yMetres + share * (ends[1].yMetres - ends[0].yMetres) - point.yMetres,
                    ends[0].zMetres + share * (ends[1].zMetres - ends[0].zMetres) - point.zMetres,
                ]
                let square = off.reduce(0) { $0 + $1 * $1 }
                #expect(
                    square <= bulge * bulge, "seed \(seed), round \(round), share \(share): \(side)"
                )
            }
        }
    }

    @Test func `a border along a parallel stays on it, where a geodesic would bulge`() {
        let way = Geodesic.inverse(
            from: ShapeScene.at(-123.03, 49), to: ShapeScene.at(-95.15, 49))
        let middle = Geodesic.position(
            from: ShapeScene.at(-123.03, 49), azimuthDegrees: way.initialAzimuthDegrees,
            distanceMetres: way.distanceMetres / 2)
        #expect(middle.latitude > 49.8)
        let border = StraightSegment(
            from: ShapeScene.at(-123.03, 49), to: ShapeScene.at(-95.15, 49))
        let found = border.nearest(to: ShapeScene.at(-110, 49.5))
        #expect(found.position == ShapeScene.at(-110, 49))
        #expect(border.nearest(to: ShapeScene.at(-110, 49)).line.distanceMetres == 0)
    }

    @Test func `a side of more than 180 degrees is one across the antimeridian`() {
        let side = StraightSegment(from: ShapeScene.at(179, -17), to: ShapeScene.at(-179, -17))
        #expect(side.eastDegrees == 2)
        #expect(side.nearest(to: ShapeScene.at(180, -17)).line.distanceMetres == 0)
        #expect(side.nearest(to: ShapeScene.at(0, -17)).line.distanceMetres > 10_000_000)
        let around = StraightSegment(from: ShapeScene.at(-180, -17), to: ShapeScene.at(180, -17))
        #expect(around.nearest(to: ShapeScene.at(0, -17)).line.distanceMetres == 0)
    }

    @Test func `an end that is nearest is the end as it was given`() {
        var scene = ShapeScene(seed: 5)
        for _ in 0..<300 {
            let start = ShapeScene.at(scene.number(-180, 180), scene.number(-60, 60))
            let end = ShapeScene.at(
                start.longitude + scene.number(0.1, 1), start.latitude + scene.number(-0.5, 0.5))
            let side = StraightSegment(from: start, to: end)
            let before = ShapeScene.at(
                start.longitude - (end.longitude - start.longitude) * 0.1, start.latitude)
            if end.longitude > start.longitude, before.longitude < start.longitude {
                #expect(side.nearest(to: before).position == start)
            }
        }
    }
}
