/// The words and codes of the profiles beside our own.
enum EventProfileWords {
    /// A sub-event type of ACLED, and what it belongs to.
    struct SubEventType {
        let name: String
        let eventType: String
        /// `nil` where published lists differ.
        let disorderType: String?
        /// Our event type.
        let type: String

        fileprivate init(
            _ name: String, _ eventType: String, _ disorderType: String?, _ type: String
        ) {
            self.name = name
            self.eventType = eventType
            self.disorderType = disorderType
            self.type = type
        }
    }

    /// ACLED's sub-event types, each with the type of ours that is nearest.
    ///
    /// - SeeAlso: ACLED, *Codebook*, section "ACLED Event and Sub-Event Types".
    static let subEventTypes: [SubEventType] = {
        let violence = "Political violence"
        let demonstrations = "Demonstrations"
        let strategic = "Strategic developments"
        let remote = "Explosions/Remote violence"
        let civilians = "Violence against civilians"
        return [
            SubEventType("Armed clash", "Battles", violence, "clash"),
            SubEventType("Government regains territory", "Battles", violence, "clash"),
            SubEventType("Non-state actor overtakes territory", "Battles", violence, "clash"),
            SubEventType("Chemical weapon", remote, violence, "attack"),
            SubEventType("Air/drone strike", remote, violence, "attack"),
            SubEventType("Suicide bomb", remote, violence, "attack"),
            SubEventType("Shelling/artillery/missile attack", remote, violence, "attack"),
            SubEventType("Remote explosive/landmine/IED", remote, violence, "attack"),
            SubEventType("Grenade", remote, violence, "attack"),
            SubEventType("Attack", civilians, violence, "attack"),
            SubEventType("Sexual violence", civilians, violence, "attack"),
            SubEventType("Abduction/forced disappearance", civilians, violence, "attack"),
            SubEventType("Peaceful protest", "Protests", demonstrations, "protest"),
            SubEventType("Protest with intervention", "Protests", demonstrations, "protest"),
            // Not every one is a massacre, though every massacre of ours is written as one.
            SubEventType(
                "Excessive force against protesters", "Protests",
                "Political violence; Demonstrations", "attack"),
            SubEventType("Violent demonstration", "Riots", demonstrations, "riot"),
            SubEventType("Mob violence", "Riots", nil, "riot"),
            SubEventType("Agreement", strategic, strategic, "other"),
            SubEventType("Arrests", strategic, strategic, "arrest"),
            SubEventType("Change to group/activity", strategic, strategic, "other"),
            SubEventType("Disrupted weapons use", strategic, strategic, "other"),
            SubEventType("Headquarters or base established", strategic, strategic, "other"),
            SubEventType("Looting/property destruction", strategic, strategic, "other"),
            SubEventType("Non-violent transfer of territory", strategic, strategic, "occupation"),
            SubEventType("Other", strategic, strategic, "other"),
        ]
    }()

    /// ACLED's event types, for tables that have no sub-event types.
    static let eventTypes = [
        ("Battles", "clash"), ("Explosions/Remote violence", "attack"),
        ("Violence against civilians", "attack"), ("Protests", "protest"), ("Riots", "riot"),
        ("Strategic developments", "other"),
    ]

    /// The sub-event type of ACLED for an event type of ours; none where it has no counterpart.
    ///
    /// The same as the column `sub_event_type` of an event, which goes first.
    static func subEventType(of type: BatchText) -> SubEventType? {
        let name: String
        if type.isEqual(to: "massacre") {
            name = "Excessive force against protesters"
        } else if type.isEqual(to: "clash") {
            name = "Armed clash"
        } else if type.isEqual(to: "riot") {
            name = "Mob violence"
        } else if ["march", "protest", "strike", "blockade", "siege"].contains(where: {
            type.isEqual(to: $0)
        }) {
            name = "Peaceful protest"
        } else if type.isEqual(to: "occupation") {
            name = "Non-violent transfer of territory"
        } else if type.isEqual(to: "attack") {
            name = "Attack"
        } else if type.isEqual(to: "arrest") {
            name = "Arrests"
        } else {
            return nil
        }
        return subEventTypes.first { $0.name == name }
    }

    /// UCDP's types of violence: 1 state-based, 2 non-state, 3 one-sided.
    ///
    /// Which of the first two a clash was is not known of our events; of ours a massacre alone is
    /// surely one-sided.
    static func type(ofViolence code: Int) -> String? {
        switch code {
        case 1, 2: return "clash"
        case 3: return "attack"
        default: return nil
        }
    }

    // MARK: Days

    /// How closely a day is known: ours for a code of theirs.
    ///
    /// - SeeAlso: ACLED, *Codebook*, "Time precision codes"; *UCDP GED Codebook*, `date_prec`.
    static func dayPrecision(of code: Int, in profile: EventProfile) -> String? {
        switch (profile, code) {
        case (_, 1): return "day"
        case (_, 2): return "week"
        case (.acled, 3): return "month"
        case (.ucdp, 3): return "week"
        case (.ucdp, 4): return "month"
        case (.ucdp, 5): return "year"
        default: return nil
        }
    }

    /// How closely a day is known: their code for a word of ours.
    static func code(ofDayPrecision word: BatchText, in profile: EventProfile) -> Int? {
        if word.isEqual(to: "day") { return 1 }
        if word.isEqual(to: "week") { return profile == .acled ? 2 : 3 }
        if word.isEqual(to: "month") { return profile == .acled ? 3 : 4 }
        if word.isEqual(to: "year") { return profile == .acled ? 3 : 5 }
        return nil
    }

    // MARK: Places

    /// How closely a place is known: ours for a code of theirs.
    ///
    /// - SeeAlso: ACLED, *Codebook*, "Spatial precision codes"; *UCDP GED Codebook*, section 5.4.2.
    static func placePrecision(of code: Int, in profile: EventProfile) -> String? {
        switch (profile, code) {
        case (_, 1): return "town"
        case (_, 2): return "area"
        case (.acled, 3): return "admin1"
        case (.ucdp, 3): return "admin2"
        case (.ucdp, 4): return "admin1"
        case (.ucdp, 5): return "area"
        case (.ucdp, 6): return "country"
        default: return nil
        }
    }

    /// How closely a place is known: their code for a word of ours.
    ///
    /// - Parameter radius: The uncertainty in kilometres, where it is known: UCDP tells areas
    ///   within 25 km of a place from others.
    static func code(
        ofPlacePrecision word: BatchText, within radius: Double?, in profile: EventProfile
    ) -> Int? {
        if word.isEqual(to: "exact") || word.isEqual(to: "town") { return 1 }
        if word.isEqual(to: "admin1") { return profile == .acled ? 3 : 4 }
        if word.isEqual(to: "admin2") { return profile == .acled ? 2 : 3 }
        if word.isEqual(to: "area") {
            guard profile == .ucdp else { return 2 }
            return radius.map { $0 <= 25 } == true ? 2 : 5
        }
        if word.isEqual(to: "country") { return profile == .ucdp ? 6 : nil }
        return nil
    }
}
