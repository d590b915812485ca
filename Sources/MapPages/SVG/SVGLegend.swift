import Formats
import SimpleFeatures

/// What the symbols of a map mean: types with their numbers, tolls, and the other signs that occur.
struct SVGLegend {
    private let map: SVGMap
    private(set) var svg = SVGMarkup()
    /// Where the legend ends so far.
    private(set) var bottom = SVGLegend.top

    private static let top = 54.0
    /// Where the symbols have their middle, and where the words begin.
    private static let middle = SVGMap.legend.left + 22
    private static let text = SVGMap.legend.left + 48
    private static let lineHeight = 19.0
    /// How many regions are listed.
    private static let mostRegions = 14

    init(map: SVGMap) { self.map = map }

    /// Writes the legend.
    mutating func compose() {
        if map.events.areEvents { addTypes() }
        addTolls()
        addSigns()
        addRegions()
    }

    private mutating func add(head: String) {
        bottom += bottom > SVGLegend.top ? 20 : 12
        svg.add(words: head, at: SIMD2(SVGMap.legend.left, bottom), kind: "sub")
        bottom += 5
    }

    private mutating func add(
        item: String, height: Double = SVGLegend.lineHeight,
        sign: (inout SVGMarkup, SIMD2<Double>) -> Void
    ) {
        let spot = SIMD2(SVGLegend.middle, bottom + height / 2)
        sign(&svg, spot)
        let room = SVGMap.legend.left + SVGMap.legend.width - SVGLegend.text
        svg.add(
            words: TextWidth.fitted(item, size: 12, room: room),
            at: SIMD2(SVGLegend.text, spot.y + 4), kind: "item")
        bottom += height
    }

    private mutating func addTypes() {
        guard !map.symbols.types.isEmpty else { return }
        add(head: map.words.types)
        for (style, count) in map.symbols.types {
            add(item: "\(map.words.type(style)) (\(map.words.number(count)))") { svg, spot in
                svg.add(symbol: style, at: spot, radius: 7)
            }
        }
    }

    private mutating func addTolls() {
        let symbols = map.symbols
        guard symbols.mostDeaths > 0 else { return }
        add(head: map.words.deaths)
        add(item: map.words.noToll) { svg, spot in
            SVGLegend.add(disc: SVGSymbols.leastRadius, at: spot, to: &svg)
        }
        for deaths in SVGLegend.roundTolls(upTo: symbols.mostDeaths) {
            let radius = symbols.growth * Double(deaths).squareRoot()
            guard radius > SVGSymbols.leastRadius + 1 else { continue }
            add(item: map.words.toll(deaths), height: max(SVGLegend.lineHeight, 2 * radius + 3)) {
                svg, spot in SVGLegend.add(disc: radius, at: spot, to: &svg)
            }
        }
    }

    private static func add(disc radius: Double, at spot: SIMD2<Double>, to svg: inout SVGMarkup) {
        svg.add(
            "<circle class=\"disc\" cx=\"\(SVGMarkup.number(spot.x))\" "
                + "cy=\"\(SVGMarkup.number(spot.y))\" "
                // As wide as the disc of a symbol in its box.
                + "r=\"\(SVGMarkup.number(radius * 0.85))\"/>")
    }

    /// Three round numbers, the largest not beyond the most.
    static func roundTolls(upTo most: Int) -> [Int] {
        var rounds: [Int] = []
        var power = 1
        while power <= most {
            rounds += [1, 2, 5].map { $0 * power }.filter { $0 <= most }
            guard power <= Int.max / 100 else { break }
            power *= 10
        }
        // Every second one, so that the discs differ.
        return rounds.reversed().enumerated().filter { $0.offset.isMultiple(of: 2) }
            .prefix(3).map(\.element).reversed()
    }

    private mutating func addSigns() {
        let symbols = map.symbols
        let kinds = map.events.shapes.map(\.geometry)
        let hasLines = kinds.contains { $0.isLine }
        let hasAreas = map.events.areEvents && kinds.contains { !$0.polygons.isEmpty }
        let hatched = symbols.hatchedStyles.first
        guard
            symbols.hasClusters || symbols.hasRings || hatched != nil || hasLines || hasAreas
        else { return }
        add(head: map.words.signs)
        let words = map.words
        if symbols.hasClusters {
            add(item: words.cluster, height: 25) { svg, spot in
                SVGLegend.add(clusterAt: spot, to: &svg)
            }
        }
        if symbols.hasRings {
            add(item: words.ring, height: 23) { svg, spot in
                svg.add(
                    "<circle class=\"ring\" cx=\"\(SVGMarkup.number(spot.x))\" "
                        + "cy=\"\(SVGMarkup.number(spot.y))\" r=\"9.5\"/>")
            }
        }
        if let hatched {
            add(item: words.hatched, height: 21) { svg, spot in
                svg.add(symbol: hatched, at: spot, radius: 8, isHatched: true)
            }
        }
        if hasLines {
            add(item: words.route) { svg, spot in
                let (start, end) = (spot - SIMD2(16, 0), spot + SIMD2(6, 0))
                svg.add(
                    "<path class=\"way\" stroke=\"#555\" "
                        + "d=\"\(SVGMarkup.path([start, end], isClosed: false))\"/>")
                let head = [
                    end + SIMD2(10, 0), end + SIMD2(0, 5), end + SIMD2(0, -5),
                ]
                svg.add("<path fill=\"#555\" d=\"\(SVGMarkup.path(head, isClosed: true))\"/>")
            }
        }
        if hasAreas {
            add(item: words.area) { svg, spot in
                svg.add(
                    "<rect class=\"zone\" fill=\"#555\" stroke=\"#555\" "
                        + "x=\"\(SVGMarkup.number(spot.x - 12))\" "
                        + "y=\"\(SVGMarkup.number(spot.y - 6))\" width=\"24\" height=\"12\"/>")
            }
        }
    }

    private static func add(clusterAt spot: SIMD2<Double>, to svg: inout SVGMarkup) {
        let centre = "cx=\"\(SVGMarkup.number(spot.x))\" cy=\"\(SVGMarkup.number(spot.y))\""
        svg.add("<circle class=\"disc\" \(centre) r=\"11\"/>")
        svg.add("<circle \(centre) r=\"9\" fill=\"none\" stroke=\"#bbb\" stroke-width=\"4\"/>")
        svg.add(words: "n", at: spot + SIMD2(0, 3.6), kind: "count", anchor: "middle")
    }

    private mutating func addRegions() {
        guard let set = map.base.sets.first(where: { $0.kind == .region }) else { return }
        add(head: map.words.regions)
        for (place, shape) in set.shapes.prefix(SVGLegend.mostRegions).enumerated() {
            add(item: shape.name) { svg, spot in
                let tint = SVGStyle.tints[place % SVGStyle.tints.count]
                svg.add(
                    "<rect fill=\"#\(tint)\" stroke=\"#77726a\" "
                        + "x=\"\(SVGMarkup.number(spot.x - 10))\" "
                        + "y=\"\(SVGMarkup.number(spot.y - 6))\" width=\"20\" height=\"12\"/>")
            }
        }
        let more = set.shapes.count - SVGLegend.mostRegions
        if more > 0 { add(item: "… + \(map.words.number(more))") { _, _ in } }
    }
}

extension Geometry {
    /// Whether the shape has a line.
    fileprivate var isLine: Bool {
        switch self {
        case .lineString, .multiLineString: return true
        case .collection(let members): return members.contains(where: \.isLine)
        case .point, .multiPoint, .polygon, .multiPolygon: return false
        }
    }
}
