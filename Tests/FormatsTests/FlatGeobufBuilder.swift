import SimpleFeatures

/// A message of FlatBuffers as a test puts it together: fields by number.
struct FlatTable: Sendable {
    enum Field: Sendable {
        case scalar([UInt8])
        case bytes([UInt8], count: Int)
        case table(FlatTable)
        case tables([FlatTable])
        /// The same table, pointed to many times.
        case copies(FlatTable, count: Int)
    }

    var fields: [Int: Field] = [:]

    /// The message behind its size.
    var message: [UInt8] {
        var bytes: [UInt8] = littleEndian(UInt32(4))
        append(to: &bytes)
        return littleEndian(UInt32(bytes.count)) + bytes
    }

    /// Writes the list of fields, the table, and behind it what the table points to.
    @discardableResult private func append(to bytes: inout [UInt8]) -> Int {
        let count = (fields.keys.max() ?? -1) + 1
        var list: [UInt16] = []
        var inline: [UInt8] = []
        var pointers: [(place: Int, field: Field)] = []
        for number in 0..<count {
            guard let field = fields[number] else {
                list.append(0)
                continue
            }
            list.append(UInt16(inline.count + 4))
            if case .scalar(let scalar) = field {
                inline += scalar
            } else {
                pointers.append((inline.count, field))
                inline += [0, 0, 0, 0]
            }
        }
        // The table stands first, so that the message may begin with a pointer to it.
        let table = bytes.count
        let listPlace = table + 4 + inline.count
        bytes += littleEndian(Int32(table - listPlace)) + inline
        bytes += littleEndian(UInt16(4 + 2 * count)) + littleEndian(UInt16(4 + inline.count))
        bytes += list.flatMap { littleEndian($0) }
        for pointer in pointers {
            append(pointer.field, pointedAtBy: table + 4 + pointer.place, to: &bytes)
        }
        return table
    }

    private func append(_ field: Field, pointedAtBy place: Int, to bytes: inout [UInt8]) {
        func point(_ place: Int, at target: Int) {
            bytes.replaceSubrange(place..<(place + 4), with: littleEndian(UInt32(target - place)))
        }
        point(place, at: bytes.count)
        switch field {
        case .scalar: break
        case .bytes(let elements, let count): bytes += littleEndian(UInt32(count)) + elements
        case .table(let table): table.append(to: &bytes)
        case .tables(let tables):
            let list = bytes.count + 4
            bytes += littleEndian(UInt32(tables.count))
            bytes += Array(repeating: 0, count: tables.count * 4)
            for (index, table) in tables.enumerated() {
                point(list + index * 4, at: table.append(to: &bytes))
            }
        case .copies(let table, let count):
            let list = bytes.count + 4
            bytes += littleEndian(UInt32(count)) + Array(repeating: 0, count: count * 4)
            let target = table.append(to: &bytes)
            for index in 0..<count { point(list + index * 4, at: target) }
        }
    }
}

extension FlatTable.Field {
    static func number(_ number: some FixedWidthInteger) -> Self { .scalar(littleEndian(number)) }
    static func text(_ text: String) -> Self { .bytes(Array(text.utf8), count: text.utf8.count) }
    static func doubles(_ numbers: [Double]) -> Self {
        .bytes(numbers.flatMap { littleEndian($0.bitPattern) }, count: numbers.count)
    }
    static func ends(_ numbers: [UInt32]) -> Self {
        .bytes(numbers.flatMap { littleEndian($0) }, count: numbers.count)
    }
}

func littleEndian(_ number: some FixedWidthInteger) -> [UInt8] {
    unsafe withUnsafeBytes(of: number.littleEndian) { unsafe Array($0) }
}

/// A FlatGeobuf file as a test puts it together: what writers differ in can be chosen.
struct FlatGeobufBuilder {
    var name: String? = "built"
    /// 0 is a kind for each feature.
    var kind: UInt8 = 0
    var columns: [(name: String, type: UInt8)] = []
    var nodeSize: UInt16 = 0
    /// What the header says; the number of features when `nil`.
    var featureCount: UInt64?
    var referenceSystem: FlatTable?
    var features: [FlatTable] = []
    /// The boxes of the features, for the index.
    var boxes: [[Double]] = []

    var bytes: [UInt8] {
        var header = FlatTable(fields: [
            2: .number(kind), 8: .number(featureCount ?? UInt64(features.count)),
            9: .number(nodeSize),
        ])
        if let name { header.fields[0] = .text(name) }
        if !columns.isEmpty {
            header.fields[7] = .tables(columns.map { FlatGeobufBuilder.column($0.name, $0.type) })
        }
        if let referenceSystem { header.fields[10] = .table(referenceSystem) }
        let messages = features.map(\.message)
        var bytes = Array("fgb\u{3}fgb\u{0}".utf8) + header.message
        if nodeSize > 0, !boxes.isEmpty {
            bytes += FlatGeobufBuilder.tree(
                over: boxes, sizes: messages.map(\.count), nodeSize: Int(nodeSize))
        }
        return bytes + messages.joined()
    }

    static func column(_ name: String, _ type: UInt8) -> FlatTable {
        FlatTable(fields: [0: .text(name), 1: .number(type)])
    }

    /// A feature of a geometry and the bytes of its properties.
    static func feature(_ geometry: FlatTable?, _ properties: [UInt8] = []) -> FlatTable {
        var table = FlatTable()
        if let geometry { table.fields[0] = .table(geometry) }
        if !properties.isEmpty { table.fields[1] = .bytes(properties, count: properties.count) }
        return table
    }

    /// A geometry of positions.
    static func shape(_ kind: UInt8, _ numbers: [Double], ends: [UInt32] = []) -> FlatTable {
        var table = FlatTable(fields: [1: .doubles(numbers), 6: .number(kind)])
        if !ends.isEmpty { table.fields[0] = .ends(ends) }
        return table
    }

    /// Points with an index over them, each with its number as the property `id`.
    static func points(_ positions: [Coordinate], nodeSize: UInt16) -> FlatGeobufBuilder {
        FlatGeobufBuilder(
            kind: 1, columns: [("id", 5)], nodeSize: nodeSize,
            features: positions.enumerated().map { index, position in
                feature(
                    shape(1, [position.longitude, position.latitude]),
                    littleEndian(UInt16(0)) + littleEndian(Int32(index)))
            },
            boxes: positions.map { [$0.longitude, $0.latitude, $0.longitude, $0.latitude] })
    }

    /// The nodes of the index: each level behind the one above it.
    private static func tree(over boxes: [[Double]], sizes: [Int], nodeSize: Int) -> [UInt8] {
        var offset: UInt64 = 0
        var levels: [[(box: [Double], offset: UInt64)]] = [[]]
        for (box, size) in zip(boxes, sizes) {
            levels[0].append((box, offset))
            offset += UInt64(size)
        }
        repeat {
            let below = levels[0]
            var level: [(box: [Double], offset: UInt64)] = []
            for start in stride(from: 0, to: below.count, by: nodeSize) {
                var box: [Double] = [.infinity, .infinity, -.infinity, -.infinity]
                for child in below[start..<min(start + nodeSize, below.count)].map(\.box)
                where child.allSatisfy({ !$0.isNaN }) {
                    box = [
                        min(box[0], child[0]), min(box[1], child[1]), max(box[2], child[2]),
                        max(box[3], child[3]),
                    ]
                }
                level.append((box, UInt64(start)))
            }
            levels.insert(level, at: 0)
        } while levels[0].count > 1
        var bytes: [UInt8] = []
        var end = 0
        for (height, level) in levels.enumerated() {
            end += level.count
            let isLast = height == levels.count - 1
            for node in level {
                bytes += node.box.flatMap { littleEndian($0.bitPattern) }
                bytes += littleEndian(isLast ? node.offset : node.offset + UInt64(end))
            }
        }
        return bytes
    }
}
