/// Which values of a feature say what about an event, known by the names of their columns.
struct EventRoles {
    /// What a column says.
    enum Role: Int, CaseIterable {
        case name, eventType, subEventType, dateStart, dateEnd, datePrecision, location, admin2,
            admin1, country, deathsLow, deathsBest, deathsHigh, injured, arrested, participants,
            actors, quote, source, sourceDate, report, accounts
        /// The style, where it is chosen by a column that says nothing else.
        case style

        /// The name of the column; `nil` where it can have any.
        fileprivate var columnName: String? {
            switch self {
            case .name: return "name"
            case .eventType: return "event_type"
            case .subEventType: return "sub_event_type"
            case .dateStart: return "date_start"
            case .dateEnd: return "date_end"
            case .datePrecision: return "date_prec"
            case .location: return "location"
            case .admin2: return "admin2"
            case .admin1: return "admin1"
            case .country: return "country"
            case .deathsLow: return "deaths_low"
            case .deathsBest: return "deaths_best"
            case .deathsHigh: return "deaths_high"
            case .injured: return "injured"
            case .arrested: return "arrested"
            case .participants: return "participants"
            case .actors: return "actors"
            case .quote: return "quote"
            case .source: return "source"
            case .sourceDate: return "source_date"
            case .report: return "report"
            case .accounts: return "accounts"
            case .style: return nil
            }
        }
    }

    private static let namedRoles = Dictionary(
        uniqueKeysWithValues: Role.allCases.compactMap { role in role.columnName.map { ($0, role) }
        })

    private let styleProperty: String
    private let styleRole: Role
    /// The role of each column; `nil` for none.
    private var roles: [Role?] = []
    /// The roles that columns have.
    private var present: [Role] = []
    private var cells = [Cell?](repeating: nil, count: Role.allCases.count)
    /// The column of the names; `nil` where there is none.
    private(set) var nameColumn: Int?
    /// Whether a column says more than a name.
    private(set) var areEvents = false

    init(styleProperty: String) {
        self.styleProperty = styleProperty
        styleRole = EventRoles.namedRoles[styleProperty] ?? .style
    }

    /// Learns the columns of a batch.
    ///
    /// - Parameter names: Those known from earlier batches, and more.
    mutating func learn(_ names: [String]) {
        for name in names.dropFirst(roles.count) {
            let role = name == styleProperty ? styleRole : EventRoles.namedRoles[name]
            if role == .name { nameColumn = roles.count }
            roles.append(role)
            guard let role else { continue }
            present.append(role)
            if role != .name || styleRole == .name { areEvents = true }
        }
    }

    /// Takes the values of a feature.
    ///
    /// - Parameter values: To be valid as long as they are asked for.
    @inline(__always)
    mutating func look(at values: ArraySlice<Cell>) {
        for role in present { cells[role.rawValue] = nil }
        for cell in values {
            if let role = roles[Int(cell.column)] { cells[role.rawValue] = cell }
        }
    }

    /// The value of a role; `nil` where the feature has none.
    subscript(role: Role) -> Cell? { cells[role.rawValue] }

    /// What chooses the style.
    var style: Cell? { cells[styleRole.rawValue] }

    /// The day of a role, `YYYY-MM-DD`; `nil` where it is none.
    func day(_ role: Role) -> BatchText? {
        guard let cell = cells[role.rawValue], cell.kind == .text,
            unsafe WrittenTime.isDay(cell.text.bytes)
        else { return nil }
        return cell.text
    }
}
