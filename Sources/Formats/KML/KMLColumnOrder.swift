import SimpleFeatures

/// Where the column `name` stands among the others, which KML cannot say: it is an element there.
///
/// A file says it only where it is not first, or second behind `id`.
enum KMLColumnOrder {
    /// The `Data` of the document that lists the columns.
    static let name = "columns"

    /// The columns as a list in JSON; `nil` where the order goes without saying.
    ///
    /// - Parameter names: All columns of the file, in order.
    static func written(_ names: [String]) -> String? {
        guard let place = names.firstIndex(of: "name"), place != usualPlace(in: names) else {
            return nil
        }
        var json: [UInt8] = []
        JSON.append(Value(names), to: &json)
        return String(decoding: json, as: UTF8.self)
    }

    /// Where the column `name` stands when nothing is said.
    static func usualPlace(in names: some Collection<String>) -> Int {
        names.first == "id" ? 1 : 0
    }
}
