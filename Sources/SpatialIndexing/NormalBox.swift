import SimpleFeatures

#if canImport(Darwin)
    import Darwin
#elseif canImport(Musl)
    import Musl
#else
    import Glibc
#endif

/// A box that holds the unit normals of all positions of an envelope.
struct NormalBox {
    /// The least x, y and z.
    let least: [3 of Double]
    /// The greatest x, y and z.
    let greatest: [3 of Double]

    /// At longitude λ and latitude φ the normal is (cos φ cos λ, cos φ sin λ, sin φ). cos φ falls
    /// towards either pole and sin φ rises from south to north, so these, cos λ and sin λ run over
    /// intervals that can be read off the edges, and x and y over the products.
    init(_ envelope: Envelope) {
        func cosine(_ degrees: Double) -> Double { NormalBox.sine(90 - degrees.magnitude) }
        func sine(_ degrees: Double) -> Double {
            NormalBox.sine(min(degrees.magnitude, 180 - degrees.magnitude))
                * (degrees < 0 ? -1 : 1)
        }
        let holdsEquator = envelope.south <= 0 && envelope.north >= 0
        let nearAxis = min(cosine(envelope.south), cosine(envelope.north))
        let farFromAxis =
            holdsEquator ? 1 : max(cosine(envelope.south), cosine(envelope.north))
        var least: [3 of Double] = [.infinity, .infinity, sine(envelope.south)]
        var greatest: [3 of Double] = [-.infinity, -.infinity, sine(envelope.north)]
        for part in envelope.parts {
            func holds(_ longitude: Double) -> Bool {
                part.west <= longitude && longitude <= part.east
            }
            let cosines = (cosine(part.west), cosine(part.east))
            let sines = (sine(part.west), sine(part.east))
            let leastCosine = holds(180) || holds(-180) ? -1 : min(cosines.0, cosines.1)
            let mostCosine = holds(0) ? 1 : max(cosines.0, cosines.1)
            let leastSine = holds(-90) ? -1 : min(sines.0, sines.1)
            let mostSine = holds(90) ? 1 : max(sines.0, sines.1)
            least[0] = min(least[0], leastCosine * (leastCosine < 0 ? farFromAxis : nearAxis))
            greatest[0] = max(greatest[0], mostCosine * (mostCosine < 0 ? nearAxis : farFromAxis))
            least[1] = min(least[1], leastSine * (leastSine < 0 ? farFromAxis : nearAxis))
            greatest[1] = max(greatest[1], mostSine * (mostSine < 0 ? nearAxis : farFromAxis))
        }
        // Sines are good to ten roundings of 2⁻⁵³, products of two to less than this.
        for axis in 0..<3 {
            least[axis] -= 5e-15
            greatest[axis] += 5e-15
        }
        self.least = least
        self.greatest = greatest
    }

    /// The sine of an angle of -90 to 90 degrees by its series, whose terms beyond x²³ are below 10⁻¹⁷:
    /// the libraries of systems differ in the last bit, and a tree is to be the same bytes everywhere.
    private static func sine(_ degrees: Double) -> Double {
        let angle = degrees * (.pi / 180)
        let square = angle * angle
        var sum = 1.0
        for term in stride(from: 23.0, through: 3, by: -2) {
            sum = 1 - square / (term * (term - 1)) * sum
        }
        return angle * sum
    }
}
