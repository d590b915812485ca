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
            let rings = geometry.polygons.flatMap(\.rings).flatMap {
                window.rings(of: $0.dropLast())
            }
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
        let longest = runs.max { SVGMap.length(of: $0) < SVGMap.length(of: $1) }
        if let arrow = longest.flatMap(SVGMap.arrow) {
            svg.add("<path class=\"a\(style)\" d=\"\(arrow)\"/>")
        }
    }

    private static func length(of run: [SIMD2<Double>]) -> Double {
        zip(run, run.dropFirst()).reduce(0) { sum, side in
            let way = side.1 - side.0
            return sum + (way * way).sum().squareRoot()
        }
    }

    /// The head of an arrow in the middle of a run, for at its end there is a symbol; `nil` for a run
    /// too short for one.
    private static func arrow(along run: [SIMD2<Double>]) -> String? {
        var rest = length(of: run) / 2
        guard rest > 10 else { return nil }
        for (start, end) in zip(run, run.dropFirst()) {
            let way = end - start
            let length = (way * way).sum().squareRoot()
            guard rest > length || length == 0 else {
                let ahead = way / length
                let aside = SIMD2(-ahead.y, ahead.x)
                let tip = start + ahead * (rest + 6)
                let foot = tip - ahead * 12
                return SVGMarkup.path([tip, foot + aside * 6, foot - aside * 6], isClosed: true)
            }
            rest -= length
        }
        return nil
    }
}
