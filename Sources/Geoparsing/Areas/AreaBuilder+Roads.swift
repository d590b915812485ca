import Gazetteers
import Geodesy
import Orthography
import SimpleFeatures
import Topology

extension AreaBuilder {
    /// How far a road may lie from its line: three in four lines of the gazetteer's highways say
    /// themselves that they are no farther off.
    private static let roadKilometres = 10.0
    /// How far a road may stray from the straight line between its ends, in shares of that line: 27
    /// of the 32 highways of the gazetteer stray less.
    private static let strayShare = 0.2
    private static let strayKilometres = 3.0...60
    /// A road is told from a town no farther than this.
    private static let startKilometres = 300.0

    /// A road as it is known: its line from the end where kilometres count, or its ends alone.
    private struct Way {
        let start: Place
        let end: Place
        /// The road's line, or the two positions.
        let line: [Coordinate]
        let isLine: Bool
        /// Whether the text tells from where the road is told.
        let isStartTold: Bool

        var lengthKilometres: Double { Geodesic.lengthMetres(of: line) / 1000 }
    }

    /// "the road from Oruro to La Paz", "km 12 on the road to Sacaba"
    ///
    /// - Parameters:
    ///   - road: The road.
    ///   - tokens: Where the phrase stands; a start that is not told is looked for around it.
    ///   - kilometre: The kilometre that is told; `nil` for all of the road.
    func corridor(
        along road: AreaPhrase.RoadReference, at tokens: Range<Int>, kilometre: Double? = nil
    ) -> Found? {
        let anchors: [RelativePlace.Anchor?]
        switch road {
        case .named(let place, _, let mention):
            // The mention of the road itself, or none: its ends are not what is meant.
            anchors = [.init(mention: mention, place: gazetteer.places[place])]
        case .between(let one, let other): anchors = [townAnchor(one), townAnchor(other)]
        case .to(let mention): anchors = [townAnchor(mention)]
        }
        return found(.corridor, anchors) { anchors throws(Failure) in
            let way: Way
            switch road {
            case .named(_, let tokens, _):
                let place = anchors[0].place
                guard let line = shapes.line(of: place) else { return try namedRoad(place) }
                let isForth = !endsWhereTold(text.text(text.bytes(ofTokens: tokens)), line)
                way = Way(
                    start: place, end: place, line: isForth ? line : line.reversed(), isLine: true,
                    isStartTold: true)
            case .between: way = self.way(from: anchors[0].place, to: anchors[1].place)
            case .to:
                way = try self.way(to: anchors[0].place, at: tokens)
            }
            if let kilometre { return try stretch(of: way, at: kilometre) }
            return way.isLine
                ? try corridor(along: way.line, kilometres: Self.roadKilometres)
                : try straightCorridor(from: way.start, to: way.end)
        }
    }

    /// The straight way between two places, as wide as roads stray.
    func straightCorridor(
        from start: Place, to end: Place
    ) throws(Failure) -> RelativePlace.Extent {
        let line = Geodesic.inverse(from: start.position, to: end.position)
        let kilometres = line.distanceMetres / 1000
        guard kilometres > 0.5, kilometres <= WrittenDistance.farthestKilometres else {
            throw .reason(.tooFar)
        }
        let middle = Geodesic.position(
            from: start.position, azimuthDegrees: line.initialAzimuthDegrees,
            distanceMetres: line.distanceMetres / 2)
        let ring = GeodesicShapes.capsule(
            from: start.position, to: end.position,
            metres: 1000 * Self.stray(over: kilometres))
        let frame = MapFrame(around: ring, anchor: middle)
        let shape = try polygon(ring, in: frame, anchor: middle)
        let outline = try countries(of: start, end)
        return try extent(shape, in: frame, within: outline, preferring: middle)
    }

    private static func stray(over kilometres: Double) -> Double {
        min(max(kilometres * strayShare, strayKilometres.lowerBound), strayKilometres.upperBound)
    }

    private func countries(of one: Place, _ other: Place) throws(Failure) -> Geometry? {
        guard let outline = country(of: one) else { return nil }
        guard one.country != other.country else { return outline }
        guard let second = country(of: other) else { return nil }
        return try topology { () throws(TopologyError) in
            try Geometry.union(of: [outline, second])
        }
    }

    /// What lies no farther from lines.
    ///
    /// - Parameters:
    ///   - lines: The lines, of two positions or more each.
    ///   - middle: A position of them, which stands for the area.
    ///   - kilometres: How far.
    func corridor(
        along lines: [[Coordinate]], around middle: Coordinate, kilometres: Double
    ) throws(Failure) -> RelativePlace.Extent {
        let frame = MapFrame(around: lines.flatMap(\.self), anchor: middle)
        return try topology { () throws(TopologyError) in
            var parts: [Geometry] = []
            for line in lines {
                let simple = try Self.simplified(line)
                for (start, end) in zip(simple, simple.dropFirst()) where start != end {
                    let ring = GeodesicShapes.capsule(
                        from: start, to: end, metres: kilometres * 1000)
                    let pole = middle.latitude < 0 ? -90.0 : 90
                    if let part = frame.polygon(ring, pole: pole) { parts.append(part) }
                }
            }
            guard !parts.isEmpty else { return nil }
            // 0.003 degrees are 300 m of 10 km.
            let shape = try Geometry.union(of: parts).simplified(toleranceDegrees: 0.003)
            return RelativePlace.Extent(try frame.read(shape).areas, representative: middle)
        }
    }

    private func corridor(
        along line: [Coordinate], kilometres: Double
    ) throws(Failure) -> RelativePlace.Extent {
        try corridor(
            along: [line], around: Self.slice(of: line, from: 0.5, to: 0.5)[0],
            kilometres: kilometres)
    }

    /// The line with its bends of a kilometre and more; one over the antimeridian as it is.
    private static func simplified(_ line: [Coordinate]) throws(TopologyError) -> [Coordinate] {
        let jumps = zip(line, line.dropFirst()).contains {
            ($0.longitude - $1.longitude).magnitude > 180
        }
        guard !jumps else { return line }
        return try Geometry.lineString(line).simplified(toleranceDegrees: 0.01).positions
    }

    // MARK: - Kilometres

    /// The stretch of a road around a kilometre.
    ///
    /// Kilometres of a known line count along it, off by a tenth and by two kilometres at least;
    /// where the text does not tell from where, by half. Of a road whose line is not known, so many
    /// kilometres may be straight or as winding as the road from Oruro to Cochabamba, 1.4 times as
    /// long.
    private func stretch(
        of way: Way, at kilometre: Double
    ) throws(Failure) -> RelativePlace.Extent {
        let length = way.lengthKilometres
        let share = way.isStartTold ? 0.1 : 0.5
        let error = max(share * kilometre, 2)
        let winding = way.isLine ? 1 : Self.mostWinding
        let first = max(0, kilometre - error) / winding
        let last = min(kilometre + error, length)
        guard length > 0.5, length <= WrittenDistance.farthestKilometres, first < length else {
            throw .reason(.offRoad)
        }
        let line = Self.slice(
            of: way.isLine ? way.line : Self.straight(way.line), from: first / length,
            to: last / length)
        let width = way.isLine ? Self.roadKilometres : Self.stray(over: kilometre)
        return try corridor(along: line, kilometres: way.isStartTold ? width : width * 1.5)
    }

    private static let mostWinding = 1.4

    /// The geodesic between the ends of a line, a position each 20 km.
    private static func straight(_ ends: [Coordinate]) -> [Coordinate] {
        guard let start = ends.first, let end = ends.last else { return ends }
        let line = Geodesic.inverse(from: start, to: end)
        let steps = max(2, Int((line.distanceMetres / 20_000).rounded(.up)))
        return (0...steps).map { step in
            Geodesic.position(
                from: start, azimuthDegrees: line.initialAzimuthDegrees,
                distanceMetres: line.distanceMetres * Double(step) / Double(steps))
        }
    }

    /// The part of a line between two shares of its length, both ends included.
    private static func slice(
        of line: [Coordinate], from first: Double, to last: Double
    ) -> [Coordinate] {
        let sides = zip(line, line.dropFirst()).map { Geodesic.distanceMetres(from: $0, to: $1) }
        let length = sides.reduce(0, +)
        var slice: [Coordinate] = []
        var passed = 0.0
        for (index, side) in sides.enumerated() {
            defer { passed += side }
            func position(_ metres: Double) -> Coordinate {
                let share = side > 0 ? min(max((metres - passed) / side, 0), 1) : 0
                return StraightSegment(from: line[index], to: line[index + 1]).position(at: share)
            }
            guard passed + side >= first * length || index == sides.count - 1 else { continue }
            if slice.isEmpty { slice.append(position(first * length)) }
            if passed + side >= last * length || index == sides.count - 1 {
                slice.append(position(last * length))
                return slice
            }
            slice.append(line[index + 1])
        }
        return slice.isEmpty ? Array(line.prefix(1)) : slice
    }

    // MARK: - Roads

    /// A road of the gazetteer without a line is as long as its row says.
    private func namedRoad(_ road: Place) throws(Failure) -> RelativePlace.Extent {
        guard road.extentKilometres <= Self.startKilometres else { throw .reason(.noOutline) }
        return try disk(
            around: road.position, kilometres: road.extentKilometres, within: country(of: road))
    }

    private func way(from start: Place, to end: Place, isTold: Bool = true) -> Way {
        let line = shapes.way(from: start, to: end)
        return Way(
            start: start, end: end, line: line ?? [start.position, end.position],
            isLine: line != nil, isStartTold: isTold)
    }

    /// The way to a place: by the road that the gazetteer calls by it, else from the town that the
    /// report is likely to mean.
    private func way(to end: Place, at tokens: Range<Int>) throws(Failure) -> Way {
        if let line = lineOfRoad(to: end) {
            return Way(start: end, end: end, line: line, isLine: true, isStartTold: true)
        }
        guard let start = start(ofRoadTo: end, at: tokens) else { throw .reason(.noStart) }
        return way(from: start, to: end, isTold: false)
    }

    /// The line of a road that is called by where it goes, "carretera a Copacabana", up to there.
    private func lineOfRoad(to end: Place) -> [Coordinate]? {
        for form in ["carretera a ", "camino a ", "road to ", "highway to "] {
            for bearer in gazetteer.bearers(of: form + end.name) {
                let road = gazetteer.places[bearer.place]
                guard road.country == end.country, let line = shapes.line(of: road) else {
                    continue
                }
                let ruler = Ruler(from: end.position)
                return ruler.metres(to: line[0]) < ruler.metres(to: line[line.count - 1])
                    ? line.reversed() : line
            }
        }
        return nil
    }

    /// The town named last in front of the phrase, else the next one behind it, else the nearest one
    /// that has twice as many inhabitants.
    private func start(ofRoadTo end: Place, at tokens: Range<Int>) -> Place? {
        func isStart(_ place: Place) -> Bool {
            let metres = Geodesic.distanceMetres(from: place.position, to: end.position)
            return place.kind.level == .town && place.country == end.country
                && (5000...Self.startKilometres * 1000).contains(metres)
        }
        let here = resolutions.firstIndex(after: tokens.lowerBound)
        func town(_ index: Int) -> Place? {
            let resolution = resolutions[index]
            guard case .place = resolution.outcome, !tokens.overlaps(resolution.mention.tokens),
                let town = townAnchor(index)?.place, isStart(town)
            else { return nil }
            return town
        }
        // Far off in a long report other towns are told of.
        let before = (max(0, here - Self.mentionsBefore)..<here).reversed()
        let behind = here..<min(here + Self.mentionsBehind, resolutions.count)
        if let told = before.lazy.compactMap(town).first ?? behind.lazy.compactMap(town).first {
            return told
        }
        let least = max(50_000, 2 * (end.population ?? 0))
        return gazetteer.nearest(to: end.position, count: Self.neighbours).lazy.map(\.place)
            .first { ($0.population ?? 0) >= least && isStart($0) }
    }

    private static let mentionsBefore = 40
    private static let mentionsBehind = 10
    private static let neighbours = 500

    /// Whether a line ends where the words of its road begin: "carretera Oruro-La Paz" of a line that
    /// runs from La Paz, "carretera a Copacabana" of one that begins there.
    private func endsWhereTold(_ text: String, _ line: [Coordinate]) -> Bool {
        let names = Folding.folded(text).split { $0 == "-" || $0 == "\u{2013}" }
        guard let first = names.first, let start = line.first, let end = line.last else {
            return false
        }
        var parts = first.split(separator: " ").map(String.init)
        while let word = parts.first,
            words.roads.contains(word) || words.roadAdjectives.contains(word)
                || ["a", "al", "to", "the", "los", "las"].contains(word)
        {
            parts.removeFirst()
        }
        let name = parts.joined(separator: " ")
        var best: (metres: Double, isEnd: Bool)?
        for bearer in gazetteer.bearers(of: name) {
            let position = gazetteer.places[bearer.place].position
            for (metres, isEnd) in [
                (Geodesic.distanceMetres(from: position, to: start), false),
                (Geodesic.distanceMetres(from: position, to: end), true),
            ] where metres < best?.metres ?? 50_000 {
                best = (metres, isEnd)
            }
        }
        guard let best else { return false }
        // One name alone is where the road goes, not where it begins.
        return names.count > 1 ? best.isEnd : !best.isEnd
    }
}

extension [Resolution] {
    /// The first mention that begins at a token or behind it.
    ///
    /// - Complexity: O(log *n*).
    fileprivate func firstIndex(after token: Int) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle].mention.tokens.lowerBound < token {
                low = middle + 1
            } else {
                high = middle
            }
        }
        return low
    }
}
