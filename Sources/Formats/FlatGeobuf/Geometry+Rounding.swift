import SimpleFeatures

extension Geometry {
    /// The shape with fewer decimals; none of its positions is left out.
    ///
    /// - Parameter decimals: In 0...7.
    func rounded(toDecimals decimals: Int) -> Geometry {
        func rounded(_ positions: [Coordinate]) -> [Coordinate] {
            positions.map { $0.rounded(toDecimals: decimals) }
        }
        func rounded(_ polygon: Polygon) -> Polygon {
            Polygon(
                exterior: rounded(polygon.exterior), interiors: polygon.interiors.map(rounded))
        }
        switch self {
        case .point(let position): return .point(position.rounded(toDecimals: decimals))
        case .lineString(let positions): return .lineString(rounded(positions))
        case .polygon(let polygon): return .polygon(rounded(polygon))
        case .multiPoint(let positions): return .multiPoint(rounded(positions))
        case .multiLineString(let lines): return .multiLineString(lines.map(rounded))
        case .multiPolygon(let polygons): return .multiPolygon(polygons.map(rounded))
        case .collection(let members):
            return .collection(members.map { $0.rounded(toDecimals: decimals) })
        }
    }
}

extension Coordinate {
    /// The position with fewer decimals: the numbers that the text of as many decimals reads as.
    ///
    /// - Parameter decimals: In 0...7.
    func rounded(toDecimals decimals: Int) -> Coordinate {
        func rounded(_ degrees: Double) -> Double {
            var scale = 1.0
            for _ in 0..<decimals { scale *= 10 }
            let units = Digits.rounded(degrees.magnitude, times: scale)
            let magnitude = Double(units) / scale
            return degrees < 0 && units > 0 ? -magnitude : magnitude
        }
        return Coordinate(
            uncheckedLongitude: rounded(longitude), latitude: rounded(latitude))
    }
}
