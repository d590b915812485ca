import Events
import Formats
import Gazetteers
import SimpleFeatures

/// The accounts of several layers, and what in them is none.
struct GatheredAccounts {
    private(set) var accounts: [Account] = []
    /// Rows that are no events of ours, as they were read.
    private(set) var otherRows: [Feature] = []
    private(set) var notes: [String] = []
    private var reader: AccountReader

    init(gazetteer: Gazetteer) { reader = AccountReader(gazetteer: gazetteer) }

    /// Columns that are lists, and texts of JSON in formats that have none.
    private static let listColumns: Set<String> = [
        "actors", "route", "accounts", "aliases", "total_of", "account_records", "review",
    ]

    /// - Parameter name: What stands for the report of rows that name none.
    mutating func add(_ layer: Layer, from path: String, called name: String) {
        let before = reader.census
        var others = 0
        for (row, feature) in layer.features.enumerated() {
            let feature = GatheredAccounts.withLists(feature)
            if let told = reader.accounts(of: feature, layer: name, row: row) {
                accounts += told
            } else {
                otherRows.append(feature)
                others += 1
            }
        }
        let census = reader.census
        note(others, "feature", "without an event type of ours, kept as read", path)
        note(census.repeated - before.repeated, "account", "read before, kept once", path)
        note(
            census.renamed - before.renamed, "account", "under the id of another, renamed", path)
        note(
            census.changed - before.changed, "event", "changed after merging, kept whole", path)
    }

    private mutating func note(_ count: Int, _ noun: String, _ words: String, _ path: String) {
        if count > 0 { notes.append("\(path): \(Console.counted(count, noun)) \(words)") }
    }

    /// A feature whose columns of lists hold lists.
    private static func withLists(_ feature: Feature) -> Feature {
        var feature = feature
        for property in feature.properties.all where listColumns.contains(property.name) {
            guard let text = property.value.text, text.hasPrefix("[") else { continue }
            // What is no JSON stays the text that it is.
            if let list = try? JSON.value(of: Array(text.utf8), file: property.name) {
                feature.properties[property.name] = list
            }
        }
        return feature
    }

    /// The columns of an event, then those that features have besides.
    static func schema(of features: [Feature]) -> Schema {
        let ours = Event.schema.fields
        let names = Set(ours.map(\.name))
        let others = Schema(inferredFrom: features).fields.filter { !names.contains($0.name) }
        return Schema(fields: ours + others)
    }
}
