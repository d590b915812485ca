import FileWriting
import Formats
import SimpleFeatures

/// What a page keeps of the features of a layer, in the order in which they come.
struct PageFeatures {
    /// How a column says that there is no day.
    static let noDay = Int32.min

    /// Those with a position: the positions, and the numbers of their features.
    private(set) var positions: [Coordinate] = []
    private(set) var placed: [UInt32] = []
    /// Those without one.
    private(set) var unplaced: [UInt32] = []

    /// The place of the type among the styles of events.
    private(set) var styles: [UInt8] = []
    private(set) var regions = RegionColumns()
    private(set) var locations = WordColumn()
    private(set) var names = WordColumn()
    private(set) var placePrecisions = WordColumn()
    private(set) var dayPrecisions = WordColumn()
    private(set) var firstDays: [Int32] = []
    private(set) var lastDays: [Int32] = []
    private(set) var low: [Int32] = []
    private(set) var best: [Int32] = []
    private(set) var high: [Int32] = []
    private(set) var uncertainties: [Int32] = []
    /// 1 for an event whose deaths are those of others, summed up.
    private(set) var totals: [Int32] = []
    /// One entry for each report of each feature.
    private(set) var reports = WordColumn()
    /// Where the reports of each feature begin, and where the last end.
    private(set) var reportStarts: [Int32] = [0]
    /// The number of each feature's shape, -1 for points and nothing.
    private(set) var shapeNumbers: [Int32] = []
    /// The shapes and the properties as the page writes them.
    private(set) var shapes: TextStore
    private(set) var properties: TextStore
    /// Identifiers that stand in the place of another value of the column `id`.
    private(set) var replacedIdentifiers = 0

    private var keys: [[UInt8]] = []
    private var roles = PageRoles()
    private let shapeDecimals: Int

    /// No features.
    init(shapeDecimals: Int, memoryLimit: Int) {
        self.shapeDecimals = shapeDecimals
        shapes = TextStore(memoryLimit: memoryLimit)
        properties = TextStore(memoryLimit: memoryLimit)
    }

    /// How many features there are.
    var count: Int { styles.count }

    /// Whether the layer has events, or features of another kind.
    var areEvents: Bool { roles.areEvents }

    /// Adds the features of a batch.
    ///
    /// - Parameters:
    ///   - batch: The columns of a later batch begin with those of an earlier one.
    ///   - filed: The title of each feature's region, in the place of the column `region`; `nil` takes
    ///     the column.
    /// - Throws: `WritingError` when a scratch file is needed and cannot be written.
    mutating func add(
        _ batch: borrowing FeatureBatch, filed: [String?]?
    ) throws(WritingError) {
        roles.learn(batch.columnNames)
        for name in batch.columnNames.dropFirst(keys.count) {
            var key: [UInt8] = []
            unsafe Array(name.utf8).withUnsafeBytes { unsafe PageText.append(text: $0, to: &key) }
            keys.append(key + [UInt8(ascii: ":")])
        }
        for row in 0..<batch.count {
            let cells = batch.cells[batch.cellRange(of: row)]
            roles.look(at: cells)
            addColumns(filed.map { $0[row] })
            try addShape(batch.shape(of: row))
            try addProperties(cells, identifier: batch.identifier(of: row))
        }
    }

    private mutating func addColumns(_ filed: String??) {
        styles.append(UInt8(EventStyle.place(for: roles[.eventType])))
        regions.append(roles, filed: filed)
        locations.append(roles.text(.location))
        names.append(roles.text(.name))
        placePrecisions.append(roles.text(.placePrecision))
        dayPrecisions.append(roles.text(.dayPrecision))
        let first = roles.day(.firstDay)
        let last = roles.day(.lastDay)
        firstDays.append(first ?? last ?? PageFeatures.noDay)
        // A span that ends before it begins is one day, as everywhere else.
        lastDays.append(max(last ?? PageFeatures.noDay, first ?? PageFeatures.noDay))
        low.append(roles.count(.deathsLow))
        best.append(roles.count(.deathsBest))
        high.append(roles.count(.deathsHigh))
        let metres = roles.number(.uncertainty).map { ($0 * 1000).rounded() } ?? -1
        uncertainties.append(metres >= 0 ? Int32(min(metres, 2e9)) : -1)
        totals.append(roles.isTotal ? 1 : 0)
        for report in roles.reports { reports.append(report) }
        reportStarts.append(Int32(clamping: reports.values.count))
    }

    private mutating func addShape(_ shape: FeatureBatch.Shape) throws(WritingError) {
        let number = UInt32(count - 1)
        var position: Coordinate?
        var shapeNumber: Int32 = -1
        switch shape {
        case .none: break
        case .point(let point): position = roles.position ?? point
        case .other(let geometry):
            guard let middle = ShapeMiddle.position(of: geometry) else { break }
            position = roles.position ?? middle
            shapeNumber = Int32(shapes.count)
            var json: [UInt8] = []
            GeoJSON.appendPair(geometry, precision: shapeDecimals, to: &json)
            try shapes.append { $0.append(contentsOf: json) }
        }
        shapeNumbers.append(shapeNumber)
        if let position {
            positions.append(position)
            placed.append(number)
        } else {
            unplaced.append(number)
        }
    }

    private mutating func addProperties(
        _ cells: ArraySlice<Cell>, identifier: BatchText?
    ) throws(WritingError) {
        let roles = roles
        if let identifier, let own = roles[.id] {
            let isSame =
                unsafe own.kind == .text
                && own.text.bytes.elementsEqual(identifier.bytes)
            if !isSame { replacedIdentifiers += 1 }
        }
        let keys = keys
        try properties.append { bytes in
            bytes.append(UInt8(ascii: "{"))
            var isFirst = true
            if let identifier {
                isFirst = false
                bytes.append(contentsOf: Array(#""id":"#.utf8))
                unsafe PageText.append(text: identifier.bytes, to: &bytes)
            }
            for cell in cells where cell.kind != .null {
                if identifier != nil, roles.isColumn(cell.column, of: .id) { continue }
                if !isFirst { bytes.append(UInt8(ascii: ",")) }
                isFirst = false
                bytes.append(contentsOf: keys[Int(cell.column)])
                PageFeatures.append(cell, to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    private static func append(_ cell: Cell, to bytes: inout [UInt8]) {
        switch cell.kind {
        case .null: break
        case .boolean: bytes.append(contentsOf: (cell.truth ? "true" : "false").utf8)
        case .integer: JSON.append(.integer(cell.integer), to: &bytes)
        case .real: JSON.append(.real(cell.real), to: &bytes)
        case .text: unsafe PageText.append(text: cell.text.bytes, to: &bytes)
        case .json: unsafe PageText.append(json: cell.text.bytes, to: &bytes)
        }
    }

    /// Sees to it that all texts can be read.
    ///
    /// - Throws: `WritingError` when the scratch file cannot be written.
    mutating func flush() throws(WritingError) {
        try shapes.flush()
        try properties.flush()
    }
}
