/// The columns that say where in the world the features of a layer are: the regions that a map shows
/// them under are those of the first column that has any.
struct RegionColumns {
    private var regions = WordColumn()
    private var admin1 = WordColumn()
    private var countries = WordColumn()

    /// Adds a feature.
    ///
    /// - Parameter filed: The title of its region, in the place of the column `region`; `nil` takes
    ///   the column.
    mutating func append(_ roles: PageRoles, filed: String?? = nil) {
        if case .some(let title) = filed {
            regions.append(title)
        } else {
            regions.append(roles.regionTitle)
        }
        admin1.append(roles.text(.admin1))
        countries.append(roles.text(.country))
    }

    /// The column to show; `nil` where none has a word.
    ///
    /// - Parameter isFiled: Whether features were filed, so that the column of regions is the one
    ///   even without a word.
    func chosen(isFiled: Bool = false) -> (role: PageRoles.Role, words: WordColumn)? {
        let columns: [(PageRoles.Role, WordColumn)] = [
            (.region, regions), (.admin1, admin1), (.country, countries),
        ]
        return isFiled ? columns[0] : columns.first { !$0.1.isEmpty }
    }
}
