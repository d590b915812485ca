import CIndexKernels

/// The Hilbert curve over the map in a grid of 2³² cells a side.
///
/// So fine a grid tells positions a centimetre apart from each other, and the place of a position
/// does not depend on what else a layer holds: features can be put in order as they come.
///
/// Four levels of the grid are gone down at once. In each square the curve runs in one of four
/// ways, and for each way and each of the sixteen by sixteen squares inside a table has the part of
/// the place and the way from there on.
@safe package struct HilbertCurve: ~Copyable {
    /// For way × 256 + column × 16 + row: eight bits of the place, above them way × 256.
    @usableFromInline
    let steps: UnsafeMutablePointer<UInt16>

    package init() {
        unsafe steps = .allocate(capacity: 1024)
        for way in 0..<4 {
            for square in 0..<256 {
                unsafe steps[way << 8 | square] = HilbertCurve.step(
                    through: square, comingBy: way)
            }
        }
    }

    deinit { unsafe steps.deallocate() }

    /// The place of a position on the curve, which begins in the south-west.
    ///
    /// - Parameters:
    ///   - longitude: In -180...180.
    ///   - latitude: In -90...90.
    @inlinable
    package func place(longitude: Double, latitude: Double) -> UInt64 {
        // A little less than 2³² keeps the last edge, +180 or +90, in the last cell.
        let column = UInt64((longitude + 180) * (4_294_967_295.999 / 360))
        let row = UInt64((latitude + 90) * (4_294_967_295.999 / 180))
        var place: UInt64 = 0
        var way = 0
        var shift: UInt64 = 28
        for _ in 0..<8 {
            let square = Int((column &>> shift & 15) << 4 | row &>> shift & 15)
            let step = unsafe steps[way | square]
            place = place << 8 | UInt64(step & 255)
            way = Int(step & 0x300)
            shift &-= 4
        }
        return place
    }

    /// Goes down four levels: in the two southern quarters of a square the curve runs along the
    /// other diagonal, so that columns and rows change places, mirrored in the eastern one.
    private static func step(through square: Int, comingBy way: Int) -> UInt16 {
        var isSwapped = way & 1 != 0
        var isMirrored = way & 2 != 0
        var place = 0
        for level in [3, 2, 1, 0] {
            var column = (square >> 4) >> level & 1
            var row = square >> level & 1
            if isMirrored {
                column = 1 - column
                row = 1 - row
            }
            if isSwapped { swap(&column, &row) }
            place = place << 2 | ((column * 3) ^ row)
            if row == 0 {
                if column == 1 { isMirrored.toggle() }
                isSwapped.toggle()
            }
        }
        return UInt16(place | (isSwapped ? 0x100 : 0) | (isMirrored ? 0x200 : 0))
    }

    /// The numbers of keys in the order of the keys; those of one key in the order of the input.
    ///
    /// - Parameter keys: Fewer than 2³².
    /// - Returns: The numbers in the lower halves; what is above them has no meaning.
    /// - Complexity: O(*n*).
    package static func order(of keys: [UInt64]) -> [UInt64] {
        precondition(keys.count <= UInt32.max, "fewer than 2^32 keys can be put in order")
        let lower = UInt64(UInt32.max)
        var order = keys.indices.map { keys[$0] & ~lower | UInt64($0) }
        var scratch = unsafe [UInt64](unsafeUninitializedCapacity: keys.count) { scratch, filled in
            filled = keys.count
        }
        unsafe apacheta_sort_by_upper_half(&order, &scratch, UInt64(keys.count))
        // Those that are equal in the upper halves follow each other; the lower ones decide.
        var start = 0
        while start < order.count {
            var end = start + 1
            while end < order.count, order[end] & ~lower == order[start] & ~lower { end += 1 }
            if end - start > 1 {
                for place in start..<end {
                    let number = order[place] & lower
                    order[place] = keys[Int(number)] << 32 | number
                }
                sort(&order, start..<end, &scratch)
            }
            start = end
        }
        return order
    }

    /// Sorts some keys, no two of which are equal but whose numbers ascend where all else is equal.
    private static func sort(
        _ keys: inout [UInt64], _ range: Range<Int>, _ scratch: inout [UInt64]
    ) {
        if range.count > 64 {
            unsafe keys.withUnsafeMutableBufferPointer { keys in
                unsafe scratch.withUnsafeMutableBufferPointer { scratch in
                    guard let start = keys.baseAddress else { return }
                    unsafe apacheta_sort_by_upper_half(
                        start + range.lowerBound, scratch.baseAddress, UInt64(range.count))
                }
            }
            return
        }
        for place in range.dropFirst() {
            let key = keys[place]
            var hole = place
            while hole > range.lowerBound, keys[hole - 1] > key {
                keys[hole] = keys[hole - 1]
                hole -= 1
            }
            keys[hole] = key
        }
    }
}
