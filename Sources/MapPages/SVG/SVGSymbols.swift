import SimpleFeatures

/// The symbols of a drawing: one for each event that stands alone, one with a number for each cluster.
struct SVGSymbols {
    /// A symbol on paper.
    private struct Symbol {
        let spot: SIMD2<Double>
        let radius: Double
        let cluster: SpotClusters.Cluster
        let position: Coordinate
    }

    /// A name to be placed beside a symbol.
    struct Name {
        let text: String
        let spot: SIMD2<Double>
        let radius: Double
    }

    private let events: DrawnEvents
    private let window: DrawingWindow
    private let symbols: [Symbol]
    /// The features that have a place, in order.
    let placed: [Int]
    /// The types that occur on the map, the most violent first, and how often.
    let types: [(style: Int, count: Int)]
    /// By what the root of the deaths is multiplied for the radius.
    let growth: Double
    /// The most deaths that a symbol stands for.
    let mostDeaths: Int

    /// Half the box of a symbol without deaths, or with few.
    static let leastRadius = 6.0
    private static let mostRadius = 22.0
    /// How near spots may be to be told apart.
    private static let tooNear = 13.0
    /// How many symbols there may be before those farther apart are joined too.
    private static let mostSymbols = 250

    init(events: DrawnEvents, window: DrawingWindow) {
        self.events = events
        self.window = window
        let placed = events.positions.indices.filter { events.positions[$0] != nil }
        self.placed = placed
        var counts = [Int](repeating: 0, count: EventSymbol.all.count)
        for feature in placed { counts[Int(events.styles[feature])] += 1 }
        types = counts.enumerated().filter { $0.element > 0 }.map { ($0.offset, $0.element) }
        let spots = placed.map { feature in
            events.positions[feature].map { window.paper($0) } ?? SIMD2()
        }
        var distance = SVGSymbols.tooNear
        var clusters = SpotClusters(spots, within: distance).clusters
        while clusters.count > SVGSymbols.mostSymbols, distance < window.frame.width {
            distance *= 1.3
            clusters = SpotClusters(spots, within: distance).clusters
        }
        let deaths = clusters.map { SVGSymbols.deaths(of: $0, placed: placed, events: events) }
        let most = deaths.max() ?? 0
        mostDeaths = most
        // With one death in all the area is still not that of a massacre.
        let growth = most > 0 ? min(SVGSymbols.mostRadius / Double(most).squareRoot(), 5) : 0
        self.growth = growth
        symbols = zip(clusters, deaths).map { cluster, deaths in
            let grown = growth * Double(deaths).squareRoot()
            let least =
                cluster.members.count > 1
                ? 9 + 1.6 * Double(String(cluster.members.count).utf8.count)
                : SVGSymbols.leastRadius
            return Symbol(
                spot: cluster.spot, radius: max(least, grown), cluster: cluster,
                position: window.position(at: cluster.spot))
        }.sorted { one, other in
            // The smallest are drawn last, so that none lies hidden.
            (other.radius, one.cluster.members[0]) < (one.radius, other.cluster.members[0])
        }
    }

    private static func deaths(
        of cluster: SpotClusters.Cluster, placed: [Int], events: DrawnEvents
    ) -> Int {
        if cluster.members.count == 1 {
            return Int(max(events.deaths[placed[cluster.members[0]]], 0))
        }
        return cluster.members.reduce(0) { sum, member in
            let feature = placed[member]
            return sum + (events.isTotal[feature] ? 0 : Int(max(events.deaths[feature], 0)))
        }
    }

    // MARK: What there is

    /// The types that are drawn hatched.
    var hatchedStyles: [Int] {
        Set(
            symbols.lazy.filter { $0.cluster.members.count == 1 }
                .map { placed[$0.cluster.members[0]] }.filter { events.isVague[$0] }
                .map { Int(events.styles[$0]) }
        ).sorted()
    }

    /// Whether events stand together under a number.
    var hasClusters: Bool { symbols.contains { $0.cluster.members.count > 1 } }

    /// Whether a ring is drawn.
    var hasRings: Bool { symbols.contains { ring(of: $0) != nil } }

    /// The names beside symbols: of each the place of most of its events, those of most events first.
    var names: [Name] {
        let counted = symbols.compactMap { symbol -> (name: Name, count: Int)? in
            var counts: [Int32: Int] = [:]
            for member in symbol.cluster.members {
                let place = events.places.values[placed[member]]
                if place >= 0 { counts[place, default: 0] += 1 }
            }
            guard let most = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) else {
                return nil
            }
            let name = Name(
                text: events.places.words[Int(most.key)], spot: symbol.spot,
                radius: symbol.radius)
            return (name, symbol.cluster.members.count)
        }
        return counted.enumerated()
            .sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }
            .map(\.element.name)
    }

    /// Keeps names off the symbols.
    func block(_ labels: inout LabelPlacing) {
        for symbol in symbols {
            let reach = symbol.radius * 0.9
            labels.block(
                DrawingWindow.Box(
                    left: symbol.spot.x - reach, top: symbol.spot.y - reach,
                    right: symbol.spot.x + reach, bottom: symbol.spot.y + reach))
        }
    }

    /// How uncertain the place of a symbol is, as the half axes of its ring; `nil` for none, or one that
    /// the symbol hides or the frame does not hold.
    private func ring(of symbol: Symbol) -> SIMD2<Double>? {
        guard symbol.cluster.isOneSpot else { return nil }
        let features = symbol.cluster.members.map { placed[$0] }
        let known = features.filter { !events.isVague[$0] }
        let metres = (known.isEmpty ? features : known).map { events.uncertainties[$0] }.max() ?? -1
        guard metres > 0 else { return nil }
        let radii = window.radii(metres: metres, at: symbol.position)
        let room = min(window.frame.width, window.frame.height) / 2
        guard radii.max() > symbol.radius + 2, radii.max() < room else { return nil }
        return radii
    }

    // MARK: Drawing

    /// Draws the rings, then the symbols, the largest first.
    func add(to svg: inout SVGMarkup, words: SVGWords) {
        for symbol in symbols {
            guard let radii = ring(of: symbol) else { continue }
            svg.add(
                "<ellipse class=\"ring\" cx=\"\(SVGMarkup.number(symbol.spot.x))\" "
                    + "cy=\"\(SVGMarkup.number(symbol.spot.y))\" "
                    + "rx=\"\(SVGMarkup.number(radii.x))\" ry=\"\(SVGMarkup.number(radii.y))\"/>")
        }
        for symbol in symbols {
            let members = symbol.cluster.members.map { placed[$0] }
            if members.count == 1 {
                svg.add(
                    symbol: Int(events.styles[members[0]]), at: symbol.spot,
                    radius: symbol.radius, isHatched: events.isVague[members[0]],
                    words: description(of: members[0], words: words))
            } else {
                SVGSymbols.add(
                    cluster: tally(of: members), at: symbol.spot, radius: symbol.radius,
                    words: words, to: &svg)
            }
        }
    }

    private func description(of feature: Int, words: SVGWords) -> String {
        var parts = [words.type(Int(events.styles[feature]))]
        let place = events.places.values[feature]
        if place >= 0 { parts.append(String(events.places.words[Int(place)].prefix(120))) }
        if events.deaths[feature] >= 0 { parts.append(words.toll(Int(events.deaths[feature]))) }
        return parts.joined(separator: ", ")
    }

    /// How many events of each type there are, the most violent types first.
    private func tally(of features: [Int]) -> [(style: Int, count: Int)] {
        var counts = [Int](repeating: 0, count: EventSymbol.all.count)
        for feature in features { counts[Int(events.styles[feature])] += 1 }
        return counts.enumerated().filter { $0.element > 0 }.map { ($0.offset, $0.element) }
    }

    /// Draws a disc with a number, in a ring of the types' colours by their shares.
    static func add(
        cluster types: [(style: Int, count: Int)], at spot: SIMD2<Double>, radius: Double,
        words: SVGWords, to svg: inout SVGMarkup
    ) {
        let total = types.reduce(0) { $0 + $1.count }
        let text = types.map { "\(words.type($0.style)) \(words.number($0.count))" }
        svg.add(
            "<g class=\"many\"><title>\(SVGMarkup.escaped(text.joined(separator: ", ")))</title>")
        let centre = "cx=\"\(SVGMarkup.number(spot.x))\" cy=\"\(SVGMarkup.number(spot.y))\""
        svg.add("<circle class=\"disc\" \(centre) r=\"\(SVGMarkup.number(radius))\"/>")
        var done = 0
        for (style, count) in types {
            svg.add(
                sector(
                    from: Double(done) / Double(total), to: Double(done + count) / Double(total),
                    style: style, spot: spot, radius: radius))
            done += count
        }
        svg.add("<circle class=\"disc\" \(centre) r=\"\(SVGMarkup.number(radius - 4))\"/>")
        svg.add(
            words: words.number(total), at: spot + SIMD2(0, 3.6), kind: "count", anchor: "middle")
        svg.add("</g>")
    }

    private static func sector(
        from start: Double, to end: Double, style: Int, spot: SIMD2<Double>, radius: Double
    ) -> String {
        let number = { (value: Double) in SVGMarkup.number(value) }
        if end - start > 0.999 {
            return "<circle class=\"s\(style)\" cx=\"\(number(spot.x))\" cy=\"\(number(spot.y))\" "
                + "r=\"\(number(radius))\"/>"
        }
        func point(_ share: Double) -> String {
            let x = spot.x + radius * Earth.sine(ofDegrees: share * 360)
            let y = spot.y - radius * Earth.cosine(ofDegrees: share * 360)
            return "\(number(x)) \(number(y))"
        }
        return "<path class=\"s\(style)\" d=\"M\(number(spot.x)) \(number(spot.y))L\(point(start))"
            + "A\(number(radius)) \(number(radius)) 0 \(end - start > 0.5 ? 1 : 0) 1 \(point(end))Z\"/>"
    }
}
