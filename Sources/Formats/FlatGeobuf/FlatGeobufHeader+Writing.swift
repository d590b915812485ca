import SimpleFeatures

extension FlatGeobufHeader {
    /// What a header says, for writing one.
    struct Contents {
        var name: String
        var kind: FlatGeobufKind
        var envelope: Envelope?
        var columns: [FlatGeobufColumn]
        var featureCount: Int
        /// How many children a node of the index has; 0 without an index.
        var nodeSize: Int
    }

    /// The first bytes of a file: its letters and its header, a multiple of eight.
    static func bytes(_ contents: Contents) -> [UInt8] {
        var message = FlatBufferWriter()
        let root = message.begin()
        // Name, envelope, kind, four Booleans that are false, columns, count, node size, crs.
        let widths = [4, contents.envelope == nil ? 0 : 4, 1, 0, 0, 0, 0, 4, 8, 2, 4]
        let fields = message.table(widths, pointedAtBy: root)
        message.set(contents.kind.rawValue, at: fields[2])
        message.set(UInt64(contents.featureCount), at: fields[8])
        message.set(UInt16(contents.nodeSize), at: fields[9])
        if let box = contents.envelope {
            message.vector(of: 4, width: 8, pointedAtBy: fields[1])
            for edge in [box.west, box.south, box.east, box.north] { message.append(edge) }
        }
        message.text(contents.name, pointedAtBy: fields[0])
        appendReferenceSystem(to: &message, pointedAtBy: fields[10])
        let pointers = message.pointers(contents.columns.count, pointedAtBy: fields[7])
        for (index, column) in contents.columns.enumerated() {
            let places = message.table([4, 1], pointedAtBy: pointers + 4 * index)
            message.set(column.kind.rawValue, at: places[1])
            message.text(column.name, pointedAtBy: places[0])
        }
        message.end()
        // The last byte is a patch level, which readers pass over.
        return Array("fgb\u{3}fgb\u{1}".utf8) + message.bytes
    }

    private static func appendReferenceSystem(
        to message: inout FlatBufferWriter, pointedAtBy pointer: Int
    ) {
        let fields = message.table([4, 4, 4], pointedAtBy: pointer)
        message.set(Int32(4326), at: fields[1])
        message.text("EPSG", pointedAtBy: fields[0])
        message.text("WGS 84", pointedAtBy: fields[2])
    }
}
