/// A message of FlatBuffers that is known to lie in the file.
@safe struct FlatGeobufMessage {
    /// The place that a pointer has which is left out.
    static let absent = -1

    let base: UnsafeRawPointer
    let start: Int
    let end: Int

    struct Table {
        let place: Int
        let list: Int
        let fieldCount: Int
        let size: Int
    }

    /// Where a pointer leads, four bytes or more before the end.
    @inline(__always)
    func target(at place: Int) -> Int? {
        let distance = unsafe Int(base.number(at: place, as: UInt32.self))
        let target = place + distance
        return distance > 0 && target <= end - 4 ? target : nil
    }

    @inline(__always)
    func table(at place: Int) -> Table? {
        let list = unsafe place - Int(base.number(at: place, as: Int32.self))
        guard list >= start, list <= end - 4 else { return nil }
        let listSize = unsafe Int(base.number(at: list, as: UInt16.self))
        let size = unsafe Int(base.number(at: list + 2, as: UInt16.self))
        guard listSize >= 4, listSize % 2 == 0, list + listSize <= end, size >= 4,
            place + size <= end
        else { return nil }
        return Table(place: place, list: list + 4, fieldCount: (listSize - 4) / 2, size: size)
    }

    @inline(__always)
    private func distance(_ field: Int, of table: Table) -> Int {
        unsafe field < table.fieldCount
            ? Int(base.number(at: table.list + 2 * field, as: UInt16.self)) : 0
    }

    @inline(__always)
    func hasNo(_ field: Int, of table: Table) -> Bool { distance(field, of: table) == 0 }

    /// Where a field that points leads; ``absent`` when it is left out.
    @inline(__always)
    func pointer(_ field: Int, of table: Table) -> Int? {
        let distance = distance(field, of: table)
        if distance == 0 { return FlatGeobufMessage.absent }
        guard distance >= 4, distance + 4 <= table.size else { return nil }
        return target(at: table.place + distance)
    }

    /// A field of one byte; 0 when it is left out or stands outside.
    @inline(__always)
    func byte(_ field: Int, of table: Table) -> UInt8 {
        let distance = distance(field, of: table)
        guard distance >= 4, distance + 1 <= table.size else { return 0 }
        return unsafe base.number(at: table.place + distance, as: UInt8.self)
    }
}

extension UnsafeRawPointer {
    /// A little-endian number at a place that was compared with the end before.
    @inline(__always)
    func number<Number: FixedWidthInteger>(
        at place: Int, as type: Number.Type
    ) -> Number {
        unsafe Number(littleEndian: loadUnaligned(fromByteOffset: place, as: Number.self))
    }
}
