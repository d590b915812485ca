import SimpleFeatures

/// Meridians and parallels at round degrees.
struct SVGGraticule {
    private let window: DrawingWindow
    /// Degrees between lines.
    let step: Double

    private static let steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30]
    /// How many meridians there are about.
    private static let count = 6.0

    init(window: DrawingWindow) {
        self.window = window
        let degrees = window.projection.degreesFromMiddle(x: window.frame.width / window.scale)
        step = SVGGraticule.steps.first { degrees / $0 <= SVGGraticule.count + 2 } ?? 30
    }

    /// Where meridians stand on paper, with their longitudes.
    private var meridians: [(x: Double, longitude: Double)] {
        let half = window.projection.degreesFromMiddle(x: window.frame.width / window.scale) / 2
        let middle = window.projection.centralMeridian
        let first = ((middle - half) / step).rounded(.up)
        let last = ((middle + half) / step).rounded(.down)
        guard first <= last else { return [] }
        return (Int(first)...Int(last)).map { number in
            let degrees = Double(number) * step
            let point = MapProjection.Point(
                window.projection.x(degreesFromMiddle: degrees - middle), 0)
            let turned = degrees > 180 ? degrees - 360 : degrees < -180 ? degrees + 360 : degrees
            return (window.paper(point).x, turned)
        }
    }

    /// Where parallels stand on paper, with their latitudes.
    private var parallels: [(y: Double, latitude: Double)] {
        let south = window.position(at: SIMD2(window.frame.left, window.frame.bottom)).latitude
        let north = window.position(at: SIMD2(window.frame.left, window.frame.top)).latitude
        let first = (south / step).rounded(.up)
        let last = (north / step).rounded(.down)
        guard first <= last else { return [] }
        return (Int(first)...Int(last)).map { number in
            let degrees = Double(number) * step
            let point = MapProjection.Point(0, window.projection.y(latitude: degrees))
            return (window.paper(point).y, degrees)
        }
    }

    /// Draws the lines.
    func add(to svg: inout SVGMarkup) {
        let frame = window.frame
        let (left, right) = (SVGMarkup.number(frame.left), SVGMarkup.number(frame.right))
        let (top, bottom) = (SVGMarkup.number(frame.top), SVGMarkup.number(frame.bottom))
        var path = ""
        for meridian in meridians {
            path += "M\(SVGMarkup.number(meridian.x)) \(top)V\(bottom)"
        }
        for parallel in parallels {
            path += "M\(left) \(SVGMarkup.number(parallel.y))H\(right)"
        }
        svg.add("<path class=\"grid\" d=\"\(path)\"/>")
    }

    /// Writes the degrees inside of the upper and the right edge, where there is room.
    func addNumbers(
        to svg: inout SVGMarkup, words: SVGWords, placing labels: inout LabelPlacing
    ) {
        let frame = window.frame
        for meridian in meridians {
            add(
                words.longitude(meridian.longitude),
                at: SIMD2(meridian.x, frame.top + 9), to: &svg, placing: &labels)
        }
        for parallel in parallels {
            add(
                words.latitude(parallel.latitude),
                at: SIMD2(frame.right - 20, parallel.y), to: &svg, placing: &labels)
        }
    }

    private func add(
        _ text: String, at spot: SIMD2<Double>, to svg: inout SVGMarkup,
        placing labels: inout LabelPlacing
    ) {
        guard let label = labels.place(text, on: spot, size: 9) else { return }
        svg.add(words: label.text, at: label.origin, kind: "degree")
    }
}
