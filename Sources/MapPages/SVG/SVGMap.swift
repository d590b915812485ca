import Formats
import SimpleFeatures

/// A map on paper: the drawing and what stands around it.
struct SVGMap {
    let events: DrawnEvents
    let base: BaseMap
    /// Who drew the outlines; `nil` where there are none.
    let sourceLine: String?
    let layerName: String
    let options: MapPage.Options
    let hasGraticule: Bool
    let words: SVGWords
    let window: DrawingWindow
    let symbols: SVGSymbols

    /// The paper, in dots; a dot is a 96th of an inch where nothing else is said.
    static let width = 1000.0
    private static let mapCorner = SIMD2(16.0, 54.0)
    private static let mapWidth = 716.0
    /// How many dots of a printer lie across the map, as far as outlines are concerned.
    static let detail = 1000.0
    private static let mapHeights = 228.0...860.0
    /// Where the legend stands.
    static let legend = (left: 752.0, width: 236.0)

    init(
        events: DrawnEvents, base: BaseMap, sourceLine: String?, layerName: String,
        options: MapPage.Options, hasGraticule: Bool
    ) {
        self.events = events
        self.base = base
        self.sourceLine = sourceLine
        self.layerName = layerName
        self.options = options
        self.hasGraticule = hasGraticule
        words = SVGWords(language: options.language)
        let shown =
            events.positions.compactMap { $0 } + events.shapes.flatMap(\.geometry.positions)
        window = DrawingWindow(
            Envelope(shortestAround: shown), kind: options.projection, corner: SVGMap.mapCorner,
            width: SVGMap.mapWidth, heights: SVGMap.mapHeights)
        symbols = SVGSymbols(events: events, window: window)
    }

    /// What a person should know of the drawing, a sentence a kind.
    var notes: [String] {
        var notes: [String] = []
        func counted(_ count: Int, _ one: String, _ many: String) -> String {
            "\(count) \(count == 1 ? one : many)"
        }
        let noun = events.areEvents ? "event" : "feature"
        let unplaced = events.count - symbols.placed.count
        if unplaced > 0 {
            notes.append(
                counted(unplaced, "\(noun) has no place and is", "\(noun)s have no place and are")
                    + " not on the map")
        }
        let limit = window.projection.latitudeLimit
        let beyond = symbols.placed.count { number in
            (events.positions[number]?.latitude.magnitude ?? 0) > limit
        }
        if beyond > 0 {
            notes.append(
                counted(beyond, "\(noun) lies", "\(noun)s lie")
                    + " beyond 85.05° and drawn at the edge, where Web Mercator ends")
        }
        if events.omittedShapes > 0 {
            notes.append(
                "the outlines of "
                    + counted(events.omittedShapes, "shape", "shapes")
                    + " are left out, for there are more corners than a drawing shows; the symbols stand"
            )
        }
        return notes
    }

    /// The image.
    ///
    /// - Complexity: O(*n* log *n*), *n* the number of features and of the corners of shapes.
    func markup() -> [UInt8] {
        var legend = SVGLegend(map: self)
        legend.compose()
        let bottom = max(window.frame.bottom, legend.bottom) + 20
        let lines = footer
        let height = bottom + Double(lines.count) * 15 + 8
        var svg = SVGMarkup()
        svg.add(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(SVGMarkup.number(SVGMap.width))\" "
                + "height=\"\(SVGMarkup.number(height))\" "
                + "viewBox=\"0 0 \(SVGMarkup.number(SVGMap.width)) \(SVGMarkup.number(height))\" "
                + "\(SVGMapWriter.start) "
                + "xml:lang=\"\(options.language.rawValue)\">")
        svg.add("<title id=\"map-title\">\(SVGMarkup.escaped(title))</title>")
        let types = symbols.types.map { (words.type($0.style), $0.count) }
        let description = words.description(
            types: types, placed: symbols.placed.count,
            unplaced: events.count - symbols.placed.count, areEvents: events.areEvents)
        svg.add("<desc id=\"map-description\">\(SVGMarkup.escaped(description))</desc>")
        svg.add("<style>\(SVGStyle.sheet)\(SVGStyle.types(symbols.types.map(\.style)))</style>")
        addDefinitions(to: &svg)
        svg.add("<rect class=\"paper\" width=\"100%\" height=\"100%\"/>")
        svg.add(
            words: TextWidth.fitted(title, size: 22, room: SVGMap.width - 32),
            at: SIMD2(16, 36), kind: "head")
        var labels = LabelPlacing(in: window.frame.grown(by: -3))
        svg.add("<g clip-path=\"url(#frame)\">")
        addBaseMap(to: &svg)
        if hasGraticule { SVGGraticule(window: window).add(to: &svg) }
        addShapes(to: &svg)
        symbols.add(to: &svg, words: words)
        svg.add("</g>")
        symbols.block(&labels)
        let scale = SVGScaleBar(window: window)
        labels.block(scale.box)
        addLabels(to: &svg, placing: &labels)
        if hasGraticule {
            SVGGraticule(window: window).addNumbers(to: &svg, words: words, placing: &labels)
        }
        scale.add(to: &svg, words: words)
        let frame = window.frame
        svg.add("<rect class=\"frame\" \(SVGMap.place(of: frame))/>")
        svg.add(legend.svg.bytes)
        for (place, line) in lines.enumerated() {
            svg.add(
                words: TextWidth.fitted(line, size: 11, room: SVGMap.width - 32),
                at: SIMD2(16, bottom + Double(place) * 15), kind: "foot")
        }
        svg.add("</svg>")
        return svg.bytes
    }

    private var title: String { options.title ?? layerName }

    /// What stands below the map.
    private var footer: [String] {
        let placed = symbols.placed.count
        var counts = words.events(placed, areEvents: events.areEvents)
        let unplaced = events.count - placed
        if unplaced > 0 {
            counts += "; " + words.offMap(unplaced, areEvents: events.areEvents)
        }
        var sources = [words.projection(window.projection)]
        if !base.sets.isEmpty, let sourceLine { sources.append(words.outlines(sourceLine)) }
        sources.append(words.madeBy(options.maker))
        return [
            counts + ". " + words.layer(layerName) + ".", sources.joined(separator: ". ") + ".",
        ]
    }

    static func place(of box: DrawingWindow.Box) -> String {
        "x=\"\(SVGMarkup.number(box.left))\" y=\"\(SVGMarkup.number(box.top))\" "
            + "width=\"\(SVGMarkup.number(box.width))\" height=\"\(SVGMarkup.number(box.height))\""
    }

    private func addDefinitions(to svg: inout SVGMarkup) {
        svg.add("<defs>")
        svg.add("<clipPath id=\"frame\"><rect \(SVGMap.place(of: window.frame))/></clipPath>")
        for style in symbols.hatchedStyles {
            // In the box of the symbol, which is two units wide and scaled.
            svg.add(
                "<pattern id=\"p\(style)\" width=\".5\" height=\".5\" "
                    + "patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
                    + "<rect width=\".5\" height=\".5\" fill=\"#fff\"/>"
                    + "<rect width=\".27\" height=\".5\" fill=\"#\(EventStyle.all[style].colour)\"/>"
                    + "</pattern>")
        }
        svg.add("</defs>")
    }

    /// The names, those of places with most events first, then those of areas.
    private func addLabels(to svg: inout SVGMarkup, placing labels: inout LabelPlacing) {
        var named: Set<String> = []
        var found: [(label: LabelPlacing.Label, kind: String)] = []
        for name in symbols.names where !named.contains(name.text) {
            guard found.count < SVGMap.mostNames else { break }
            let text = TextWidth.fitted(name.text, size: 11, room: 160)
            if let label = labels.place(text, beside: name.spot, radius: name.radius, size: 11) {
                named.insert(name.text)
                found.append((label, "place"))
            }
        }
        for set in base.sets.reversed() {
            let (kind, size) = SVGStyle.areaNames(of: set.kind)
            for shape in set.shapes.sorted(by: { $0.rank < $1.rank }) {
                guard found.count < 2 * SVGMap.mostNames, let spot = middle(of: shape, in: set),
                    let label = labels.place(
                        set.kind == .country ? shape.name.uppercased() : shape.name,
                        on: spot, size: size)
                else { continue }
                found.append((label, kind))
            }
        }
        for (label, kind) in found {
            svg.add(words: label.text, at: label.origin, kind: kind)
        }
    }

    /// Where the name of an area stands: on its place for that, or where the frame cuts the area in
    /// what is seen of it.
    private func middle(of shape: OutlineShape, in set: OutlineSet) -> SIMD2<Double>? {
        let rings = shape.rings.flatMap { ring in
            window.rings(of: ring.map { OutlineSet.position(of: $0, steps: set.steps) })
        }
        let frame = window.frame
        let isCut = rings.contains { $0.contains { !frame.contains($0) } }
        return isCut || rings.isEmpty
            ? VisibleMiddle.spot(in: rings) : shape.label.map { window.paper($0) }
    }

    /// How many names of places there may be.
    private static let mostNames = 60
}
