import SimpleFeatures

/// The place of a position on the Hilbert curve of the index, found for one alone: what the inner loops
/// find for sixteen at once. The curve fills the map in a grid of 65,536 cells a side.
///
/// Positions that follow each other on the curve lie close together on the map, which is what makes
/// blocks of them small. The curve only orders; nothing depends on its being fine enough, and
/// thousands of positions may share a cell.
///
/// - SeeAlso: Hilbert (1891), "Über die stetige Abbildung einer Linie auf ein Flächenstück";
///   Kamel, Faloutsos (1993), "On packing R-trees".
enum HilbertKey {
    /// - Parameters:
    ///   - longitude: Degrees east, in -180...180.
    ///   - latitude: Degrees north, in -90...90.
    /// - Returns: The number of the cell along the curve.
    static func key(longitude: Double, latitude: Double) -> UInt32 {
        // 65,535.999 keeps the last edge, +180 or +90, in the last cell.
        var column = UInt32((longitude + 180) * (65_535.999 / 360))
        var row = UInt32((latitude + 90) * (65_535.999 / 180))
        var key: UInt32 = 0
        for level in (0..<16 as Range<UInt32>).reversed() {
            let east = (column >> level) & 1
            let north = (row >> level) & 1
            key = key << 2 | ((3 * east) ^ north)
            // In the two southern quarters the curve runs along the other diagonal: there the
            // coordinates change places, mirrored in the eastern one. Masks instead of branches,
            // for which quarter comes next is anyone's guess.
            let isSouth = north &- 1
            let mirror = isSouth & (0 &- east)
            column ^= mirror
            row ^= mirror
            let exchange = (column ^ row) & isSouth
            column ^= exchange
            row ^= exchange
        }
        return key
    }
}
