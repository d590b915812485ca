import CGeographicLib
public import SimpleFeatures

extension Geodesic {
    /// The area of a polygon on the ellipsoid, its holes subtracted.
    ///
    /// The sides are geodesics, so a side along a parallel bulges towards the pole; a side over
    /// 180° of longitude or more takes the short way round. The direction of the rings does not
    /// matter: each counts with the smaller of the two parts into which it cuts the earth. Validity
    /// is not checked; of a ring that crosses itself the loops partly cancel, and holes larger than
    /// the outer ring leave zero.
    ///
    /// - Parameter polygon: Any polygon; rings of fewer than three positions have no area.
    /// - Returns: Square metres, never negative.
    /// - Complexity: O(*n*), *n* the number of positions.
    /// - SeeAlso: Karney (2013), "Algorithms for geodesics", section 6.
    public static func areaSquareMetres(of polygon: Polygon) -> Double {
        let holes = polygon.interiors.reduce(0) { $0 + ringAreaSquareMetres($1) }
        return max(0, ringAreaSquareMetres(polygon.exterior) - holes)
    }

    /// The area of all polygons of a shape; zero for points and lines.
    ///
    /// What two polygons of one shape share counts twice.
    ///
    /// - Parameter geometry: Any shape.
    /// - Returns: Square metres, never negative.
    /// - Complexity: O(*n*), *n* the number of positions.
    public static func areaSquareMetres(of geometry: Geometry) -> Double {
        geometry.polygons.reduce(0) { $0 + areaSquareMetres(of: $1) }
    }

    private static func ringAreaSquareMetres(_ ring: [Coordinate]) -> Double {
        guard ring.count >= 3 else { return 0 }
        let numbers = ring.flatMap { [$0.longitude, $0.latitude] }
        return unsafe numbers.withUnsafeBufferPointer { buffer in
            // The buffer lives through the call, and holds two numbers a position.
            unsafe apacheta_geodesic_ring_area(buffer.baseAddress, ring.count)
        }.magnitude
    }
}
