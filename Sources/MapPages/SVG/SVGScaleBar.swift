import Geodesy
import SimpleFeatures

/// A bar of a round length, true on the ellipsoid for a level line in the middle of the map.
struct SVGScaleBar {
    private let window: DrawingWindow
    /// What the bar stands for.
    let kilometres: Double
    /// How long it is on paper.
    let length: Double

    private static let mostLength = 160.0
    private static let words = 180.0

    init(window: DrawingWindow) {
        self.window = window
        var kilometres = 0.0
        var length = 0.0
        // 1, 2, 5, 10 and so on: the longest that has room. Half around the earth there is no more.
        for power in -2...4 {
            for digit in [1.0, 2, 5] {
                var round = digit
                for _ in 0..<power.magnitude { round *= power < 0 ? 0.1 : 10 }
                guard let found = SVGScaleBar.length(ofMetres: round * 1000, window: window),
                    found <= SVGScaleBar.mostLength
                else { continue }
                (kilometres, length) = (round, found)
            }
        }
        self.kilometres = kilometres
        self.length = length
    }

    /// How long a geodesic is on paper whose ends lie level around the middle of the map.
    ///
    /// - Returns: `nil` where the map is not as wide.
    static func length(ofMetres metres: Double, window: DrawingWindow) -> Double? {
        func distance(_ length: Double) -> Double {
            let centre = SIMD2(
                (window.frame.left + window.frame.right) / 2,
                (window.frame.top + window.frame.bottom) / 2)
            return Geodesic.distanceMetres(
                from: window.position(at: centre - SIMD2(length / 2, 0)),
                to: window.position(at: centre + SIMD2(length / 2, 0)))
        }
        var (short, long) = (0.0, mostLength + 1)
        // Where the map shows more than half of a parallel, longer bars would measure less.
        guard distance(long) >= metres else { return nil }
        for _ in 0..<50 {
            let middle = (short + long) / 2
            if distance(middle) < metres { short = middle } else { long = middle }
        }
        return long
    }

    /// What the bar and its words take up.
    var box: DrawingWindow.Box {
        DrawingWindow.Box(
            left: window.frame.left + 8, top: window.frame.bottom - 34,
            right: window.frame.left + 16 + max(length, SVGScaleBar.words),
            bottom: window.frame.bottom - 6)
    }

    func add(to svg: inout SVGMarkup, words: SVGWords) {
        guard kilometres > 0 else { return }
        let left = SVGMarkup.number(window.frame.left + 14)
        let right = SVGMarkup.number(window.frame.left + 14 + length)
        let (top, bottom) = (window.frame.bottom - 30, window.frame.bottom - 24)
        svg.add(
            "<rect fill=\"#fff\" fill-opacity=\".8\" \(SVGMap.place(of: box))/>"
                + "<path class=\"bar\" d=\"M\(left) \(SVGMarkup.number(top))V\(SVGMarkup.number(bottom))"
                + "H\(right)V\(SVGMarkup.number(top))\"/>")
        let text =
            kilometres >= 1
            ? words.number(Int(kilometres)) : SVGMarkup.number(kilometres, decimals: 2)
        svg.add(
            words: words.scale(text), at: SIMD2(window.frame.left + 14, window.frame.bottom - 11),
            kind: "degree")
    }
}
