public import SimpleFeatures

/// Changes features on their way from a reader to a writer.
public protocol BatchTransform {
    /// The columns that come out of declared ones.
    func columns(of schema: Schema) -> Schema

    /// What a person should know of the changes so far: one sentence a kind.
    var notes: [String] { get }

    /// Adds the features of a batch to another, changed.
    ///
    /// - Parameters:
    ///   - source: What was read; its texts are not copied.
    ///   - target: The same for all calls; to be emptied before the source is.
    /// - Throws: ``FormatError`` when a feature cannot be changed.
    mutating func transform(
        _ source: borrowing FeatureBatch, into target: inout FeatureBatch
    ) throws(FormatError)
}

extension BatchTransform {
    public var notes: [String] { [] }
}

/// Leaves columns out.
public struct ColumnRemoval: BatchTransform {
    private let names: Set<String>
    /// For each column of the source that of the target, -1 for one that is left out.
    private var places: [Int] = []

    /// - Parameter names: The names of the columns that are left out where they are.
    public init(of names: Set<String>) { self.names = names }

    public func columns(of schema: Schema) -> Schema {
        Schema(fields: schema.fields.filter { !names.contains($0.name) })
    }

    public mutating func transform(
        _ source: borrowing FeatureBatch, into target: inout FeatureBatch
    ) throws(FormatError) {
        for name in source.columnNames.dropFirst(places.count) {
            // There is room: the target has no more columns than the source.
            places.append(names.contains(name) ? -1 : target.column(named: name) ?? -1)
        }
        for row in 0..<source.count {
            for place in source.cellRange(of: row) {
                let cell = source.cells[place]
                let column = places[Int(cell.column)]
                if column >= 0 { target.append(cell.moved(to: column)) }
            }
            target.endFeature(
                identifier: source.identifier(of: row), shape: source.shape(of: row))
        }
    }
}
