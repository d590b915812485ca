import SimpleFeatures

/// Days and times as texts of ISO 8601 write them.
enum WrittenTime {
    /// Whether bytes are a day that exists, `YYYY-MM-DD`, and nothing else.
    static func isDay(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count == 10 else { return false }
        return unsafe startsWithDay(bytes)
    }

    /// Whether bytes are a day and a time of it, `YYYY-MM-DDThh:mm:ss`, with or without a fraction of
    /// seconds, with or without a zone (`Z`, `+hh:mm`, `-hh:mm`).
    ///
    /// A space may stand for `T` (RFC 3339, section 5.6).
    static func isDateTime(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard bytes.count >= 19, unsafe startsWithDay(bytes),
            unsafe bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "),
            let hour = unsafe number(bytes, 11), let minute = unsafe number(bytes, 14),
            let second = unsafe number(bytes, 17),
            unsafe bytes[13] == UInt8(ascii: ":") && bytes[16] == UInt8(ascii: ":"),
            hour < 24, minute < 60, second <= 60
        else { return false }
        var place = 19
        if place < (bytes.count), unsafe bytes[place] == UInt8(ascii: ".") {
            let start = place + 1
            place = start
            while place < (bytes.count), unsafe bytes[place] &- 48 <= 9 { place += 1 }
            guard place > start else { return false }
        }
        let left = bytes.count - place
        if left == 0 { return true }
        if left == 1 { return unsafe bytes[place] == UInt8(ascii: "Z") }
        guard left == 6,
            unsafe bytes[place] == UInt8(ascii: "+") || bytes[place] == UInt8(ascii: "-"),
            unsafe bytes[place + 3] == UInt8(ascii: ":"),
            let hours = unsafe number(bytes, place + 1),
            let minutes = unsafe number(bytes, place + 4)
        else { return false }
        return hours < 24 && minutes < 60
    }

    private static func startsWithDay(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard unsafe bytes[4] == UInt8(ascii: "-"), unsafe bytes[7] == UInt8(ascii: "-"),
            let century = unsafe number(bytes, 0), let year = unsafe number(bytes, 2),
            let month = unsafe number(bytes, 5), let day = unsafe number(bytes, 8)
        else { return false }
        return CalendarDay(year: century * 100 + year, month: month, day: day) != nil
    }

    /// Two digits.
    @inline(__always)
    private static func number(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> Int? {
        let tens = unsafe bytes[place] &- 48
        let ones = unsafe bytes[place + 1] &- 48
        guard tens <= 9, ones <= 9 else { return nil }
        return Int(tens) * 10 + Int(ones)
    }
}
