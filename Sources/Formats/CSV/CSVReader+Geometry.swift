import FileMapping
import SimpleFeatures

extension CSVReader {
    /// The position that two cells give; none where both are empty.
    @inline(__always)
    mutating func position(
        _ longitude: CSVScanner.Cell, _ latitude: CSVScanner.Cell
    ) throws(FormatError) -> FeatureBatch.Shape {
        if longitude.count == 0, latitude.count == 0 { return .none }
        if let east = unsafe WrittenNumber(longitude.bytes).real, east.magnitude <= 180,
            let north = unsafe WrittenNumber(latitude.bytes).real, north.magnitude <= 90
        {
            return .point(Coordinate(uncheckedLongitude: east, latitude: north))
        }
        return .point(try unusualPosition(longitude, latitude))
    }

    /// A position with spaces in its cells, or none.
    @inline(never)
    private func unusualPosition(
        _ longitude: CSVScanner.Cell, _ latitude: CSVScanner.Cell
    ) throws(FormatError) -> Coordinate {
        func degrees(_ cell: CSVScanner.Cell, _ name: String) throws(FormatError) -> Double {
            if let number = unsafe WrittenNumber(trimmed: cell.bytes).real { return number }
            let text = unsafe String(decoding: cell.bytes.prefix(40), as: UTF8.self)
            throw failure(
                at: cell, found: text.isEmpty ? "no \(name)" : "the \(name) '\(text)'",
                expected: "degrees with a point for decimals")
        }
        let east = try degrees(longitude, "longitude")
        let north = try degrees(latitude, "latitude")
        do throws(CoordinateError) {
            return try Coordinate(longitude: east, latitude: north)
        } catch {
            var cell = longitude
            if case .latitude = error { cell = latitude }
            throw failure(at: cell, found: error.found, expected: error.expected)
        }
    }

    /// The shape that a cell of well-known text gives; none where it is empty.
    @inline(never)
    mutating func readShape(
        _ cell: CSVScanner.Cell, texts: TextArena
    ) throws(FormatError) -> FeatureBatch.Shape {
        guard cell.count > 0 else { return .none }
        let place = offset(of: cell)
        let text = unusualText(cell, texts: texts)
        var reader = unsafe WKTReader(
            text.bytes, depth: limits.depth, positions: limits.positions - tally.positions)
        let geometry: Geometry?
        do throws(WKTReader.Fault) {
            geometry = try reader.read()
        } catch {
            // Where marks were taken out the place of the cell has to do.
            let isWhole = text.count == cell.count
            throw places.failure(
                at: isWhole ? place + error.offset : place, feature: row, found: error.found,
                expected: error.expected)
        }
        tally.positions += reader.positionCount
        if reader.heights > 0 { tally.repairs.note(.height, at: place, times: reader.heights) }
        if reader.openRings > 0 {
            tally.repairs.note(.openRing, at: place, times: reader.openRings)
        }
        if reader.emptyPoints > 0 {
            tally.repairs.note(.emptyPoint, at: place, times: reader.emptyPoints)
        }
        switch geometry {
        case nil: return .none
        case .point(let position): return .point(position)
        case .some(let geometry): return .other(geometry)
        }
    }

    func offset(of cell: CSVScanner.Cell) -> Int {
        guard let base = unsafe file.bytes.baseAddress else { return 0 }
        return unsafe UnsafeRawPointer(cell.start) - base
    }

    private func failure(
        at cell: CSVScanner.Cell, found: String, expected: String
    ) -> FormatError {
        places.failure(at: offset(of: cell), feature: row, found: found, expected: expected)
    }
}
