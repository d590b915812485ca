import Gazetteers

/// The name that a person may have meant.
enum NearestName {
    /// The name with the fewest letters changed, one at least, the first of equals; `nil` when none
    /// comes near.
    ///
    /// - Parameters:
    ///   - word: What was written.
    ///   - names: What there is.
    /// - Complexity: O(*n*), *n* the letters of all names.
    static func of(_ word: String, among names: [String]) -> String? {
        let wanted = Array(word.lowercased().utf8)
        guard let distance = EditDistance(wanted) else { return nil }
        var limit = max(2, wanted.count / 3)
        var nearest: String?
        for name in names {
            guard let edits = distance.to(name.lowercased().utf8, atMost: limit),
                edits > 0, nearest == nil || edits < limit
            else { continue }
            (nearest, limit) = (name, edits)
        }
        return nearest
    }
}
