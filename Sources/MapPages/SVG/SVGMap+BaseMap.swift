import SimpleFeatures

extension SVGMap {
    /// Draws the sea and the areas, the coarsest first.
    func addBaseMap(to svg: inout SVGMarkup) {
        svg.add("<rect class=\"sea\" \(SVGMap.place(of: window.frame))/>")
        for set in base.sets where set.kind != .region { add(set, to: &svg) }
        for set in base.sets where set.kind == .region { add(set, to: &svg) }
    }

    private func add(_ set: OutlineSet, to svg: inout SVGMarkup) {
        for (place, shape) in set.shapes.enumerated() {
            var rings = ""
            var borders = ""
            var hasSeam = false
            for ring in shape.rings {
                let positions = ring.map { OutlineSet.position(of: $0, steps: set.steps) }
                rings += window.rings(of: positions)
                    .map { SVGMarkup.path($0, isClosed: true) }.joined()
                guard positions.contains(where: { $0.longitude.magnitude == 180 }) else { continue }
                hasSeam = true
                borders += SVGMap.runsOffSeam(positions).flatMap(window.copies)
                    .map { SVGMarkup.path($0, isClosed: false) }.joined()
            }
            guard !rings.isEmpty else { continue }
            switch set.kind {
            case .country:
                // Where a country is cut in two at the antimeridian there is no border.
                svg.add("<path class=\"\(hasSeam ? "fill" : "land")\" d=\"\(rings)\"/>")
                if hasSeam { svg.add("<path class=\"rim\" d=\"\(borders)\"/>") }
            case .admin1: svg.add("<path class=\"unit\" d=\"\(rings)\"/>")
            case .region:
                let tint = SVGStyle.tints[place % SVGStyle.tints.count]
                svg.add(
                    "<path fill=\"#\(tint)\" fill-opacity=\".75\" fill-rule=\"evenodd\" "
                        + "d=\"\(rings)\"/>")
                svg.add("<path class=\"border\" d=\"\(rings)\"/>")
            }
        }
    }

    /// The parts of a ring that do not run along the antimeridian.
    private static func runsOffSeam(_ ring: [Coordinate]) -> [[Coordinate]] {
        func isSeam(_ one: Coordinate, _ other: Coordinate) -> Bool {
            one.longitude.magnitude == 180 && one.longitude == other.longitude
        }
        // Begun behind a side on the seam, so that no run is in two parts.
        let start =
            ring.indices.first { isSeam(ring[($0 + ring.count - 1) % ring.count], ring[$0]) } ?? 0
        var runs: [[Coordinate]] = []
        var run = [ring[start]]
        for step in 1...ring.count {
            let position = ring[(start + step) % ring.count]
            if isSeam(run[run.count - 1], position) {
                if run.count > 1 { runs.append(run) }
                run = [position]
            } else {
                run.append(position)
            }
        }
        if run.count > 1 { runs.append(run) }
        return runs
    }

    /// Draws the shapes of events: areas with a pale filling, lines with an arrow at their end.
    func addShapes(to svg: inout SVGMarkup) {
        for (feature, geometry) in events.shapes {
            add(geometry, style: Int(events.styles[feature]), to: &svg)
        }
    }

    private func add(_ geometry: Geometry, style: Int, to svg: inout SVGMarkup) {
        switch geometry {
        case .point, .multiPoint: break
        case .lineString(let line): add(lines: [line], style: style, to: &svg)
        case .multiLineString(let lines): add(lines: lines, style: style, to: &svg)
        case .polygon, .multiPolygon:
            let rings = geometry.polygons.flatMap(\.rings).flatMap { window.rings(of: $0.dropLast()) }
            let path = rings.map { SVGMarkup.path($0, isClosed: true) }.joined()
            guard !path.isEmpty else { return }
            svg.add("<path class=\"zone z\(style)\" fill-rule=\"evenodd\" d=\"\(path)\"/>")
        case .collection(let members):
            for member in members { add(member, style: style, to: &svg) }
        }
    }

    private func add(lines: [[Coordinate]], style: Int, to svg: inout SVGMarkup) {
        let runs = lines.flatMap(window.copies)
        let path = runs.map { SVGMarkup.path($0, isClosed: false) }.joined()
        guard !path.isEmpty else { return }
        svg.add("<path class=\"case\" d=\"\(path)\"/><path class=\"way l\(style)\" d=\"\(path)\"/>")
        guard let last = lines.last else { return }
        for run in window.copies(of: last) {
            if let arrow = SVGMap.arrow(atEndOf: run) {
                svg.add("<path class=\"a\(style)\" d=\"\(arrow)\"/>")
            }
        }
    }

    /// The head of an arrow a little before the end of a run, where a symbol stands.
    private static func arrow(atEndOf run: [SIMD2<Double>]) -> String? {
        guard let end = run.last,
            let before = run.last(where: { (($0 - end) * ($0 - end)).sum() > 100 })
        else { return nil }
        let way = end - before
        let ahead = way / (way * way).sum().squareRoot()
        let aside = SIMD2(-ahead.y, ahead.x)
        let tip = end - ahead * 7
        let foot = tip - ahead * 11
        return SVGMarkup.path([tip, foot + aside * 5.5, foot - aside * 5.5], isClosed: true)
    }
}
