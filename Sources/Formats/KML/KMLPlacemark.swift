import SimpleFeatures

/// What was read of one placemark; texts lie in the batch.
struct KMLPlacemark {
    var identifier: BatchText?
    var name: BatchText?
    var description: BatchText?
    var begin: BatchText?
    var end: BatchText?
    var when: BatchText?
    /// Other texts, each with its column.
    var texts: [Cell] = []
    /// The values of `ExtendedData`, in order, null where a schema has a field without one.
    var data: [Cell] = []
    /// The schema of ours that the values have.
    var ownSchema: KMLSchemaColumns?
    var geometry: Geometry?
    var hasGeometry = false

    /// Forgets everything and keeps memory.
    mutating func clear() {
        identifier = nil
        name = nil
        description = nil
        begin = nil
        end = nil
        when = nil
        texts.removeAll(keepingCapacity: true)
        data.removeAll(keepingCapacity: true)
        ownSchema = nil
        geometry = nil
        hasGeometry = false
    }

    /// The value of a column that is not null.
    func value(inColumn column: Int?) -> Cell? {
        guard let column else { return nil }
        return data.last { $0.column == column && $0.kind != .null }
    }
}

/// A schema with its columns in the batch.
struct KMLSchemaColumns {
    /// Which schema of the file it is, counted from 0.
    let number: Int
    let schema: KMLSchema
    /// The column of each field.
    let columns: [Int]
    /// In a file of ours, the field in front of which the column `name` stands; `nil` where there are
    /// no names.
    let namePlace: Int?

    /// The fields with their types.
    var declaredFields: [Schema.Field] {
        var fields = schema.fields.map { Schema.Field(name: $0.name, type: $0.type.fieldType) }
        if let namePlace { fields.insert(.init(name: "name", type: .text), at: namePlace) }
        return fields
    }
}
