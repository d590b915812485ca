/// Events and the deaths that they state.
public struct Figures: Hashable, Sendable {
    /// How many events.
    public internal(set) var events = 0
    /// Their deaths, totals of other events apart.
    public internal(set) var toll = TollSum()

    /// No event at all.
    public init() {}

    /// Adds the events and deaths of others.
    mutating func add(_ other: Figures) {
        events += other.events
        toll.add(other.toll)
    }
}

/// A name with the events that bear it.
public struct NamedFigures: Hashable, Sendable {
    /// The name as people read it.
    public let name: String
    /// Events and deaths.
    public let figures: Figures
}

/// Events by a name of theirs, of which there may be any number.
///
/// So many names as ``limit`` are counted exactly. Beyond twice as many the rarest ones are given
/// up, by the algorithm of Misra and Gries: what is left is counted too low by at most
/// ``shortfall``, and no name with more events than that is missing.
///
/// - SeeAlso: Misra, Gries (1982), "Finding Repeated Elements", *Science of Computer Programming*
///   2; Agarwal et al. (2012), "Mergeable Summaries", PODS, section 2.
struct NameTally: Sendable {
    private struct Entry {
        var name: String
        var figures = Figures()
        /// Events that were not taken off for rarer names.
        var weight = 0
    }

    /// How many names are always kept.
    let limit: Int
    /// By how much a count may be too low.
    private(set) var shortfall = 0
    private var entries: [String: Entry] = [:]

    init(limit: Int = 100_000) { self.limit = limit }

    /// Counts an event.
    ///
    /// - Parameters:
    ///   - key: What tells names apart.
    ///   - name: What people read; `nil` is the key. The first name of a key stays.
    mutating func add(_ key: String, name: String? = nil) {
        let key = NameTally.cut(key)
        entries[key, default: Entry(name: name.map(NameTally.cut) ?? key)].figures.events += 1
        entries[key]?.weight += 1
        if entries.count > 2 * limit { giveUpRarest() }
    }

    /// Adds the deaths of an event that was counted; a name that was given up has none.
    mutating func add(deathsOf event: EventFacts, to key: String) {
        entries[NameTally.cut(key)]?.figures.toll.add(
            low: event.deathsLow, best: event.deathsBest, high: event.deathsHigh)
    }

    /// Whether a name was counted and not given up.
    func has(_ key: String) -> Bool { entries[NameTally.cut(key)] != nil }

    /// A name of a length that many can be kept of: of a longer one the first 200 characters.
    static func cut(_ name: String) -> String {
        name.utf8.count <= 1000 ? name : name.prefix(200) + "…"
    }

    /// How many names there are.
    var count: Int { entries.count }

    /// Names and figures, the most events first, equal ones by name (bytes of UTF-8).
    ///
    /// A name that several keys bear is followed by the key.
    ///
    /// - Complexity: O(*n* log *n*), *n* the number of names.
    var ranked: [NamedFigures] {
        var bearers: [String: Int] = [:]
        for entry in entries.values { bearers[entry.name, default: 0] += 1 }
        return entries.map { key, entry in
            let isShared = bearers[entry.name, default: 0] > 1 && key != entry.name
            return NamedFigures(
                name: isShared ? "\(entry.name) (\(key))" : entry.name, figures: entry.figures)
        }.sorted {
            $0.figures.events != $1.figures.events
                ? $0.figures.events > $1.figures.events
                : $0.name.utf8.lexicographicallyPrecedes($1.name.utf8)
        }
    }

    private mutating func giveUpRarest() {
        let weights = entries.values.map(\.weight).sorted(by: >)
        let threshold = weights[limit]
        shortfall += threshold
        entries = entries.compactMapValues { entry in
            var entry = entry
            entry.weight -= threshold
            return entry.weight > 0 ? entry : nil
        }
    }
}
