/// A table of events laid out as another project publishes its own, so that its users' programs
/// read it.
public enum EventProfile: String, Sendable, CaseIterable {
    /// Armed Conflict Location & Event Data.
    ///
    /// - SeeAlso: ACLED, *Codebook*; ACLED, "Guide to 2023 ACLED column changes".
    case acled
    /// The Georeferenced Event Dataset of the Uppsala Conflict Data Program.
    ///
    /// - SeeAlso: UCDP, *UCDP GED Codebook*, version 25.1.
    case ucdp

    /// The profile that a table has; `nil` when it is neither.
    ///
    /// - Parameter columnNames: The names of its columns, in any order and in any case.
    public init?(columnNames: [String]) {
        let names = Set(columnNames.map { $0.lowercased() })
        if names.isSuperset(of: ["event_id_cnty", "event_date", "event_type", "geo_precision"]) {
            self = .acled
        } else if names.isSuperset(of: ["id", "type_of_violence", "where_prec", "date_prec"]) {
            self = .ucdp
        } else {
            return nil
        }
    }

    /// What people call it.
    var title: String {
        switch self {
        case .acled: return "ACLED"
        case .ucdp: return "UCDP GED"
        }
    }

    /// The columns, in the order in which the project writes them.
    public var columnNames: [String] {
        let names: String
        switch self {
        case .acled:
            names = """
                event_id_cnty event_date year time_precision disorder_type event_type \
                sub_event_type actor1 assoc_actor_1 inter1 actor2 assoc_actor_2 inter2 interaction \
                civilian_targeting iso region country admin1 admin2 admin3 location latitude \
                longitude geo_precision source source_scale notes fatalities tags timestamp
                """
        case .ucdp:
            names = """
                id relid year active_year code_status type_of_violence conflict_dset_id \
                conflict_new_id conflict_name dyad_dset_id dyad_new_id dyad_name side_a_dset_id \
                side_a_new_id side_a side_b_dset_id side_b_new_id side_b number_of_sources \
                source_article source_office source_date source_headline source_original \
                where_prec where_coordinates where_description adm_1 adm_2 latitude longitude \
                geom_wkt priogrid_gid country country_id region event_clarity date_prec date_start \
                date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low gwnoa gwnob
                """
        }
        return names.split(separator: " ").map(String.init)
    }

    /// For columns of ours, those of the profile that hold the same value without a change.
    var sameValues: [(ours: String, theirs: String)] {
        switch self {
        case .acled:
            return [
                ("sub_event_type", "sub_event_type"), ("location", "location"),
                ("admin1", "admin1"), ("admin2", "admin2"), ("country", "country"),
                ("source", "source"), ("deaths_best", "fatalities"),
            ]
        case .ucdp:
            return [
                ("location", "where_coordinates"), ("admin1", "adm_1"), ("admin2", "adm_2"),
                ("country", "country"), ("source", "source_article"),
                ("sources", "number_of_sources"), ("deaths_low", "low"), ("deaths_best", "best"),
                ("deaths_high", "high"),
            ]
        }
    }

    /// The columns of the two sides of an event.
    var actorColumns: [String] {
        self == .acled ? ["actor1", "actor2"] : ["side_a", "side_b"]
    }

    /// How closely a day is known, as a number.
    var dayPrecisionColumn: String { self == .acled ? "time_precision" : "date_prec" }

    /// How closely a place is known, as a number.
    var placePrecisionColumn: String { self == .acled ? "geo_precision" : "where_prec" }
}
