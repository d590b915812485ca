/// Sorts by some bits of each number, keeping the order of those that agree in them.
///
/// The keys of a tree and the answers of a search are many small whole numbers, for which counting
/// is several times as fast as comparing.
///
/// - Parameters:
///   - numbers: What is sorted, none negative.
///   - bits: Which bits count, lowest first.
/// - Complexity: O(*n* · *b*), *b* the number of bits divided by eleven.
func radixSort<Number: FixedWidthInteger>(_ numbers: inout [Number], by bits: Range<Int>) {
    let digitBits = 11
    let digitCount = 1 << digitBits
    var target = numbers
    for low in stride(from: bits.lowerBound, to: bits.upperBound, by: digitBits) {
        let mask = Number(truncatingIfNeeded: (1 << min(digitBits, bits.upperBound - low)) - 1)
        var places = [Int](repeating: 0, count: digitCount)
        for number in numbers { places[Int(truncatingIfNeeded: (number >> low) & mask)] += 1 }
        var place = 0
        for digit in 0..<digitCount { (places[digit], place) = (place, place + places[digit]) }
        for number in numbers {
            let digit = Int(truncatingIfNeeded: (number >> low) & mask)
            target[places[digit]] = number
            places[digit] += 1
        }
        swap(&numbers, &target)
    }
}
