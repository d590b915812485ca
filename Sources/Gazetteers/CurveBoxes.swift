/// Boxes around sixteen places of a curve, boxes around sixteen of those, and so on up to one.
enum CurveBoxes {
    static let fanOut = 16

    /// How many boxes there are at each height, lowest first; none for no place.
    static func counts(for places: Int) -> [Int] {
        var counts: [Int] = []
        var count = places
        while count > 1 || counts.isEmpty && count > 0 {
            count = (count + fanOut - 1) / fanOut
            counts.append(count)
        }
        return counts
    }

    /// How many boxes there are in all.
    static func count(for places: Int) -> Int { counts(for: places).reduce(0, +) }

    /// West, south, east and north of each box, in ten-millionths of a degree.
    static func words(_ records: PlaceRecords, _ order: [UInt32]) -> [UInt32] {
        typealias Box = (west: Int32, south: Int32, east: Int32, north: Int32)
        var boxes = order.map { place -> Box in
            let (longitude, latitude) = records.position(of: Int(place))
            return (longitude, latitude, longitude, latitude)
        }
        var words: [UInt32] = []
        words.reserveCapacity(count(for: order.count) * 4)
        for count in counts(for: order.count) {
            var above: [Box] = []
            above.reserveCapacity(count)
            for first in stride(from: 0, to: boxes.count, by: fanOut) {
                var union = boxes[first]
                for box in boxes[first..<min(first + fanOut, boxes.count)] {
                    union.west = min(union.west, box.west)
                    union.south = min(union.south, box.south)
                    union.east = max(union.east, box.east)
                    union.north = max(union.north, box.north)
                }
                above.append(union)
                for side in [union.west, union.south, union.east, union.north] {
                    words.append(UInt32(bitPattern: side))
                }
            }
            boxes = above
        }
        return words
    }
}
