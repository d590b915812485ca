import CIndexKernels
package import SimpleFeatures

/// The order along the Hilbert curve of entries that come piece by piece.
///
/// The curve is that of ``PackedRTree``: 65,536 cells a side over the whole earth.
package struct CurveOrder: Sendable {
    /// Places on the curve in the upper halves, numbers of entries in the lower ones.
    private var keys: [UInt64] = []

    /// No entries.
    package init() {}

    /// How many entries there are.
    package var count: Int { keys.count }

    /// Adds entries.
    ///
    /// - Parameters:
    ///   - positions: The middles of the entries.
    ///   - numbers: Their numbers, as many.
    /// - Complexity: O(*n*); 8 bytes an entry stay.
    package mutating func append(_ positions: [Coordinate], numbered numbers: [UInt32]) {
        precondition(positions.count == numbers.count, "an entry has a position and a number")
        guard !positions.isEmpty else { return }
        let first = keys.count
        keys.append(contentsOf: repeatElement(0, count: positions.count))
        unsafe keys.withUnsafeMutableBufferPointer { keys in
            let new = unsafe UnsafeMutableBufferPointer(rebasing: keys[first...])
            unsafe positions.withUnsafeBytes { bytes in
                // Two numbers each, longitude first, with nothing between.
                unsafe Kernels.best.table.pointee.hilbert_keys(
                    bytes.assumingMemoryBound(to: Double.self).baseAddress,
                    UInt64(positions.count), new.baseAddress)
            }
            for place in numbers.indices {
                unsafe new[place] = new[place] & ~0xFFFF_FFFF | UInt64(numbers[place])
            }
        }
    }

    /// The numbers of all entries along the curve; those of one cell in the order in which they came.
    ///
    /// - Complexity: O(*n*); 12 bytes more an entry while it is made.
    package consuming func sorted() -> [UInt32] {
        guard !keys.isEmpty else { return [] }
        let count = keys.count
        var scratch = unsafe [UInt64](unsafeUninitializedCapacity: count) { $1 = count }
        unsafe apacheta_sort_by_upper_half(&keys, &scratch, UInt64(count))
        scratch = []
        return keys.map { UInt32(truncatingIfNeeded: $0) }
    }
}
