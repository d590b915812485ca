package import SimpleFeatures

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A way of drawing the earth flat, on a sphere of radius 1.
///
/// Both projections are cylindrical: meridians are upright lines at equal distances, parallels lie
/// level. A window of the map is then a box of longitudes and latitudes.
///
/// - SeeAlso: Snyder (1987), *Map Projections: A Working Manual*, USGS Professional Paper 1395,
///   sections 7 (Mercator) and 10 (Cylindrical Equal-Area).
package struct MapProjection: Sendable {
    /// A position on the map, y upwards.
    package typealias Point = SIMD2<Double>

    /// What is kept.
    package let kind: MapPage.Projection
    /// The meridian in the middle, in degrees.
    package let centralMeridian: Double
    /// The parallel that is drawn at its true length, in degrees; 0 for Web Mercator.
    package let standardParallel: Double
    private let parallelCosine: Double

    /// Web maps end where they are square.
    package static let mercatorLimit = 85.0511287798066
    /// Beyond it shapes near the equator would be torn too far.
    private static let mostParallel = 60.0

    /// - Parameters:
    ///   - kind: What is kept.
    ///   - envelope: What is to be shown; the standard parallel is its middle, no nearer to a pole than
    ///     60°, and the central meridian runs through its middle.
    package init(_ kind: MapPage.Projection, for envelope: Envelope) {
        self.kind = kind
        let middle = envelope.west + envelope.widthDegrees / 2
        centralMeridian = middle > 180 ? middle - 360 : middle
        let limit = MapProjection.mostParallel
        standardParallel =
            kind == .mercator ? 0 : min(max((envelope.south + envelope.north) / 2, -limit), limit)
        parallelCosine = Earth.cosine(ofDegrees: standardParallel)
    }

    /// The latitude farthest from the equator that is on the map.
    package var latitudeLimit: Double { kind == .mercator ? MapProjection.mercatorLimit : 90 }

    /// Where a position stands on the map; longitudes are taken within 180° of the central meridian,
    /// and latitudes beyond the map's edge as the edge.
    package func point(at position: Coordinate) -> Point {
        var turn = position.longitude - centralMeridian
        if turn > 180 { turn -= 360 }
        if turn < -180 { turn += 360 }
        return Point(x(degreesFromMiddle: turn), y(latitude: position.latitude))
    }

    /// Where a meridian stands, told by its degrees from the central one, of any size.
    package func x(degreesFromMiddle degrees: Double) -> Double {
        degrees * .pi / 180 * parallelCosine
    }

    /// Where a parallel stands.
    package func y(latitude: Double) -> Double {
        let latitude = min(max(latitude, -latitudeLimit), latitudeLimit)
        switch kind {
        case .mercator: return asinh(tan(latitude * .pi / 180))
        case .equalArea: return Earth.sine(ofDegrees: latitude) / parallelCosine
        }
    }

    /// The degrees from the central meridian at which an upright line stands.
    package func degreesFromMiddle(x: Double) -> Double { x / parallelCosine * 180 / .pi }

    /// The latitude of a level line; beyond the map's edge that of the edge.
    package func latitude(y: Double) -> Double {
        switch kind {
        case .mercator: return atan(sinh(y)) * 180 / .pi
        case .equalArea:
            return asin(min(max(y * parallelCosine, -1), 1)) * 180 / .pi
        }
    }

    /// The position of a point of the map.
    package func position(at point: Point) -> Coordinate {
        Coordinate(
            wrappingLongitude: degreesFromMiddle(x: point.x) + centralMeridian,
            clampingLatitude: latitude(y: point.y))
    }

    /// How much longer distances are than on the sphere, eastwards and northwards.
    package func stretch(latitude: Double) -> Point {
        let cosine = max(Earth.cosine(ofDegrees: latitude), 0.001)
        switch kind {
        case .mercator: return Point(1 / cosine, 1 / cosine)
        case .equalArea: return Point(parallelCosine / cosine, cosine / parallelCosine)
        }
    }
}
