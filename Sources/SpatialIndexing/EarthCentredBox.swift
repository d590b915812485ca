package import Geodesy
package import SimpleFeatures

/// A box in the earth-centred frame, around a part of the ellipsoid.
package struct EarthCentredBox {
    var minimumX = Double.infinity
    var minimumY = Double.infinity
    var minimumZ = Double.infinity
    var maximumX = -Double.infinity
    var maximumY = -Double.infinity
    var maximumZ = -Double.infinity

    /// The box of one position, without width.
    init(_ position: EarthCentredPosition) {
        (minimumX, minimumY, minimumZ) = (position.xMetres, position.yMetres, position.zMetres)
        (maximumX, maximumY, maximumZ) = (position.xMetres, position.yMetres, position.zMetres)
    }

    /// The square of the straight distance from a position to the nearest point of the box.
    package func squaredDistance(from position: EarthCentredPosition) -> Double {
        func gap(_ value: Double, _ minimum: Double, _ maximum: Double) -> Double {
            value < minimum ? minimum - value : value > maximum ? value - maximum : 0
        }
        let x = gap(position.xMetres, minimumX, maximumX)
        let y = gap(position.yMetres, minimumY, maximumY)
        let z = gap(position.zMetres, minimumZ, maximumZ)
        return x * x + y * y + z * z
    }

    /// A box that holds every position of an envelope.
    ///
    /// A position at longitude λ and latitude φ is (p cos λ, p sin λ, z), where p, the distance
    /// from the axis, falls towards either pole and z rises from south to north. So p, z, cos λ and
    /// sin λ run over intervals that can be read off the edges, and x and y over the products.
    package init(_ envelope: Envelope) {
        func meridional(_ latitude: Double) -> EarthCentredPosition {
            EarthCentredPosition(
                Coordinate(wrappingLongitude: 0, clampingLatitude: latitude))
        }
        let south = meridional(envelope.south)
        let north = meridional(envelope.north)
        let holdsEquator = envelope.south <= 0 && envelope.north >= 0
        let nearAxis = min(south.xMetres, north.xMetres)
        let farFromAxis =
            holdsEquator ? meridional(0).xMetres : max(south.xMetres, north.xMetres)
        (minimumZ, maximumZ) = (south.zMetres, north.zMetres)

        for part in envelope.parts {
            let ends = [part.west, part.east].map { longitude in
                EarthCentredPosition(
                    Coordinate(wrappingLongitude: longitude, clampingLatitude: 0))
            }
            let cosines = ends.map { $0.xMetres / EarthCentredPosition.equatorialRadiusMetres }
            let sines = ends.map { $0.yMetres / EarthCentredPosition.equatorialRadiusMetres }
            func holds(_ longitude: Double) -> Bool {
                part.west <= longitude && longitude <= part.east
            }
            let leastCosine = holds(180) || holds(-180) ? -1 : min(cosines[0], cosines[1])
            let mostCosine = holds(0) ? 1 : max(cosines[0], cosines[1])
            let leastSine = holds(-90) ? -1 : min(sines[0], sines[1])
            let mostSine = holds(90) ? 1 : max(sines[0], sines[1])
            minimumX = min(minimumX, leastCosine * (leastCosine < 0 ? farFromAxis : nearAxis))
            maximumX = max(maximumX, mostCosine * (mostCosine < 0 ? nearAxis : farFromAxis))
            minimumY = min(minimumY, leastSine * (leastSine < 0 ? farFromAxis : nearAxis))
            maximumY = max(maximumY, mostSine * (mostSine < 0 ? nearAxis : farFromAxis))
        }
    }
}
