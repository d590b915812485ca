import SimpleFeatures

/// Date-times as a GeoPackage holds them: in UTC, to the millisecond.
///
/// - SeeAlso: OGC 12-128r17, table 1, DATETIME: `YYYY-MM-DDTHH:MM:SS.SSSZ`.
enum GeoPackageTime {
    /// What was changed so that a time could be kept.
    struct Changes: OptionSet {
        let rawValue: UInt8

        /// It was in another zone.
        static let turned = Changes(rawValue: 1)
        /// It said no zone.
        static let assumed = Changes(rawValue: 2)
        /// It had digits behind the millisecond.
        static let cut = Changes(rawValue: 4)
    }

    /// How many bytes a time has.
    static let byteCount = 24

    /// Writes a time.
    ///
    /// - Parameters:
    ///   - text: What `WrittenTime.isDateTime` holds for.
    ///   - room: ``byteCount`` bytes.
    /// - Returns: What was changed; `nil` when the time falls out of the years that there are.
    static func write(
        _ text: UnsafeRawBufferPointer, to room: UnsafeMutableRawBufferPointer
    ) -> Changes? {
        var changes: Changes = []
        unsafe room.copyMemory(from: UnsafeRawBufferPointer(rebasing: text[..<19]))
        unsafe room[10] = UInt8(ascii: "T")
        var place = 19
        var digits: (UInt8, UInt8, UInt8) = (48, 48, 48)
        if place < (text.count), unsafe text[place] == UInt8(ascii: ".") {
            place += 1
            var number = 0
            while place < (text.count), unsafe text[place] &- 48 <= 9 {
                let digit = unsafe text[place]
                switch number {
                case 0: digits.0 = digit
                case 1: digits.1 = digit
                case 2: digits.2 = digit
                default: if digit != 48 { changes.insert(.cut) }
                }
                number += 1
                place += 1
            }
        }
        unsafe room[19] = UInt8(ascii: ".")
        unsafe room[20] = digits.0
        unsafe room[21] = digits.1
        unsafe room[22] = digits.2
        unsafe room[23] = UInt8(ascii: "Z")
        guard place < (text.count) else { return changes.union(.assumed) }
        let sign = unsafe text[place]
        if sign == UInt8(ascii: "Z") { return changes }
        let offset =
            unsafe number(text, place + 1) * 60 + number(text, place + 4)
        if offset == 0 { return changes }
        changes.insert(.turned)
        guard unsafe turn(room, byMinutes: sign == UInt8(ascii: "+") ? -offset : offset) else {
            return nil
        }
        return changes
    }

    private static func turn(
        _ room: UnsafeMutableRawBufferPointer, byMinutes minutes: Int
    ) -> Bool {
        let text = UnsafeRawBufferPointer(room)
        guard
            let day = unsafe CalendarDay(
                year: number(text, 0) * 100 + number(text, 2), month: number(text, 5),
                day: number(text, 8))
        else { return false }
        let sum = unsafe number(text, 11) * 60 + number(text, 14) + minutes
        // An offset is less than a day.
        let step = sum < 0 ? -1 : sum >= 1440 ? 1 : 0
        let turned = day.advanced(by: step)
        guard step == 0 || turned != day else { return false }
        let minute = sum - step * 1440
        unsafe put(turned.year / 100, 0, room)
        unsafe put(turned.year % 100, 2, room)
        unsafe put(turned.month, 5, room)
        unsafe put(turned.day, 8, room)
        unsafe put(minute / 60, 11, room)
        unsafe put(minute % 60, 14, room)
        return true
    }

    private static func number(_ bytes: UnsafeRawBufferPointer, _ place: Int) -> Int {
        unsafe Int(bytes[place] &- 48) * 10 + Int(bytes[place + 1] &- 48)
    }

    private static func put(
        _ number: Int, _ place: Int, _ room: UnsafeMutableRawBufferPointer
    ) {
        unsafe room[place] = UInt8(truncatingIfNeeded: 48 + number / 10)
        unsafe room[place + 1] = UInt8(truncatingIfNeeded: 48 + number % 10)
    }
}
