import Geodesy
import SimpleFeatures

/// The part of the earth that a drawing shows, and where its points lie on paper.
struct DrawingWindow: Sendable {
    /// A box on paper, y downwards.
    struct Box: Sendable {
        var left: Double
        var top: Double
        var right: Double
        var bottom: Double

        var width: Double { right - left }
        var height: Double { bottom - top }

        /// Whether two boxes share more than an edge.
        func overlaps(_ other: Box) -> Bool {
            left < other.right && other.left < right && top < other.bottom && other.top < bottom
        }

        func contains(_ other: Box) -> Bool {
            left <= other.left && other.right <= right && top <= other.top && other.bottom <= bottom
        }

        func contains(_ point: SIMD2<Double>) -> Bool {
            point.x >= left && point.x <= right && point.y >= top && point.y <= bottom
        }

        func grown(by rim: Double) -> Box {
            Box(left: left - rim, top: top - rim, right: right + rim, bottom: bottom + rim)
        }
    }

    let projection: MapProjection
    /// Where the map lies on paper.
    let frame: Box
    /// Dots of a unit of the projection.
    let scale: Double
    private let middle: MapProjection.Point

    /// The least that is shown, in degrees: events in one town want to be seen in their country.
    static let leastDegrees = 4.0
    /// The share of the map left free around the events, on each side.
    private static let rim = 0.07

    /// Fits a box of the earth into a frame of a given width.
    ///
    /// - Parameters:
    ///   - envelope: What is to be seen; `nil` shows the earth.
    ///   - corner: The upper left corner of the map on paper.
    ///   - width: The width of the map.
    ///   - heights: How high the map may be.
    init(
        _ envelope: Envelope?, kind: MapPage.Projection, corner: SIMD2<Double>, width: Double,
        heights: ClosedRange<Double>
    ) {
        let whole = Envelope(uncheckedWest: -180, south: -60, east: 180, north: 80)
        let envelope = envelope ?? whole
        projection = MapProjection(kind, for: envelope)
        let least = DrawingWindow.leastDegrees * .pi / 180
        let limit = projection.y(latitude: projection.latitudeLimit)
        let (south, north) = (
            projection.y(latitude: envelope.south), projection.y(latitude: envelope.north)
        )
        let turn = projection.x(degreesFromMiddle: 360)
        let wide = min(
            max(projection.x(degreesFromMiddle: envelope.widthDegrees), least), turn)
        let high = min(max(north - south, least), 2 * limit)
        let room = 1 - 2 * DrawingWindow.rim
        let height = min(max(width * high / wide, heights.lowerBound), heights.upperBound)
        // Beyond once around the earth there is nothing to see.
        scale = max(
            min(width * room / wide, height * room / high), width / turn, height / (2 * limit))
        frame = Box(
            left: corner.x, top: corner.y, right: corner.x + width, bottom: corner.y + height)
        let half = height / 2 / scale
        middle = MapProjection.Point(
            0, min(max((south + north) / 2, -limit + half), limit - half))
    }

    /// Where a point of the projection lies on paper.
    func paper(_ point: MapProjection.Point) -> SIMD2<Double> {
        SIMD2(
            (frame.left + frame.right) / 2 + (point.x - middle.x) * scale,
            (frame.top + frame.bottom) / 2 - (point.y - middle.y) * scale)
    }

    /// Where a position lies on paper.
    func paper(_ position: Coordinate) -> SIMD2<Double> { paper(projection.point(at: position)) }

    /// The position of a spot on paper.
    func position(at spot: SIMD2<Double>) -> Coordinate {
        projection.position(
            at: MapProjection.Point(
                (spot.x - (frame.left + frame.right) / 2) / scale + middle.x,
                ((frame.top + frame.bottom) / 2 - spot.y) / scale + middle.y))
    }

    /// Half the width and the height that a circle around a position has on paper.
    func radii(metres: Double, at position: Coordinate) -> SIMD2<Double> {
        projection.stretch(latitude: position.latitude)
            * (metres / EarthFigure.meanRadiusMetres * scale)
    }

    /// The rings of a shape on paper, cut at a rim around the frame, each as often as the map shows
    /// its part of the earth.
    ///
    /// - Parameter ring: An open ring that does not run over the antimeridian.
    func rings(of ring: [Coordinate]) -> [[SIMD2<Double>]] {
        copies(of: ring).compactMap { points in
            let cut = PaperClipping.ring(points, to: frame.grown(by: 4))
            return cut.count < 3 ? nil : cut
        }
    }

    /// A run of positions on paper, as often as the map may show its part of the earth.
    func copies(of positions: [Coordinate]) -> [[SIMD2<Double>]] {
        let points = positions.map {
            MapProjection.Point(
                projection.x(degreesFromMiddle: $0.longitude - projection.centralMeridian),
                projection.y(latitude: $0.latitude))
        }
        guard let first = points.first else { return [] }
        let west = points.reduce(first.x) { min($0, $1.x) }
        let east = points.reduce(first.x) { max($0, $1.x) }
        let turn = projection.x(degreesFromMiddle: 360)
        return [-turn, 0, turn].compactMap { shift in
            let left = paper(MapProjection.Point(west + shift, 0)).x
            let right = paper(MapProjection.Point(east + shift, 0)).x
            guard right >= frame.left, left <= frame.right else { return nil }
            return points.map { paper($0 + MapProjection.Point(shift, 0)) }
        }
    }
}
