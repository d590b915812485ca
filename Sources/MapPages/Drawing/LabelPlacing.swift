/// Places names so that none covers another or a symbol.
///
/// Names come in the order of their weight: each takes the first free position around its spot, and
/// one that finds none is left out.
///
/// - SeeAlso: Imhof (1975), "Positioning names on maps", The American Cartographer 2(2), 128-144,
///   for the order of the positions.
struct LabelPlacing {
    /// A name that found its place.
    struct Label {
        let text: String
        /// Where the text begins, on its base line.
        let origin: SIMD2<Double>
        let box: DrawingWindow.Box
    }

    private let frame: DrawingWindow.Box
    /// What is taken, by cells of the paper.
    private var taken: [SIMD2<Int32>: [DrawingWindow.Box]] = [:]

    private static let cellSide = 40.0
    /// How far letters rise above and fall below their line, in shares of their size.
    private static let rise = 0.78
    private static let fall = 0.24

    /// - Parameter frame: What no name may leave.
    init(in frame: DrawingWindow.Box) { self.frame = frame }

    /// Keeps names off a box.
    mutating func block(_ box: DrawingWindow.Box) {
        for cell in cells(of: box) { taken[cell, default: []].append(box) }
    }

    /// Places a name beside a symbol.
    ///
    /// - Parameters:
    ///   - text: The name, in one line.
    ///   - spot: The middle of the symbol.
    ///   - radius: How far the symbol reaches.
    ///   - size: The size of the letters.
    /// - Returns: `nil` where all eight positions are taken.
    mutating func place(
        _ text: String, beside spot: SIMD2<Double>, radius: Double, size: Double
    ) -> Label? {
        let width = TextWidth.width(of: text, size: size)
        let gap = radius + 3
        let aslant = gap * 0.75
        let (up, down) = (size * LabelPlacing.rise, size * LabelPlacing.fall)
        // The line of a text whose middle is level with the spot.
        let level = (up - down) / 2
        let origins: [SIMD2<Double>] = [
            SIMD2(aslant, -aslant + level - size / 4), SIMD2(gap, level),
            SIMD2(aslant, aslant + level + size / 4),
            SIMD2(-aslant - width, -aslant + level - size / 4),
            SIMD2(-gap - width, level), SIMD2(-aslant - width, aslant + level + size / 4),
            SIMD2(-width / 2, -gap - down), SIMD2(-width / 2, gap + up),
        ]
        for origin in origins {
            if let label = place(text, width: width, at: spot + origin, size: size) { return label }
        }
        return nil
    }

    /// Places a name on its spot.
    ///
    /// - Returns: `nil` where that is taken.
    mutating func place(_ text: String, on spot: SIMD2<Double>, size: Double) -> Label? {
        let width = TextWidth.width(of: text, size: size)
        return place(
            text, width: width, at: spot + SIMD2(-width / 2, size * 0.3), size: size)
    }

    private mutating func place(
        _ text: String, width: Double, at origin: SIMD2<Double>, size: Double
    ) -> Label? {
        let box = DrawingWindow.Box(
            left: origin.x, top: origin.y - size * LabelPlacing.rise, right: origin.x + width,
            bottom: origin.y + size * LabelPlacing.fall)
        guard frame.contains(box) else { return nil }
        for cell in cells(of: box) {
            guard !(taken[cell] ?? []).contains(where: box.overlaps) else { return nil }
        }
        block(box)
        return Label(text: text, origin: origin, box: box)
    }

    /// The cells of the frame that a box reaches.
    private func cells(of box: DrawingWindow.Box) -> [SIMD2<Int32>] {
        let side = LabelPlacing.cellSide
        func number(_ value: Double, _ least: Double, _ most: Double) -> Int32 {
            Int32((min(max(value, least), most) / side).rounded(.down))
        }
        let columns =
            number(box.left, frame.left, frame.right)...number(box.right, frame.left, frame.right)
        let rows =
            number(box.top, frame.top, frame.bottom)...number(box.bottom, frame.top, frame.bottom)
        return rows.flatMap { row in columns.map { SIMD2($0, row) } }
    }
}
