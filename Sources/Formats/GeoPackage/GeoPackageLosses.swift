/// What a GeoPackage could not hold of a layer, counted.
struct GeoPackageLosses {
    var nullCharacters = 0
    var inexactIntegers = 0
    var textsOfOthers = 0
    var unfitValues = 0
    private var turnedTimes = 0
    private var assumedTimes = 0
    private var cutTimes = 0

    mutating func note(_ changes: GeoPackageTime.Changes) {
        if changes.contains(.turned) { turnedTimes += 1 }
        if changes.contains(.assumed) { assumedTimes += 1 }
        if changes.contains(.cut) { cutTimes += 1 }
    }

    /// One sentence a kind.
    var notes: [String] {
        func sentence(_ count: Int, _ one: String, _ many: String) -> String? {
            count == 0 ? nil : count == 1 ? one : many.replacing("#", with: String(count))
        }
        return [
            sentence(
                turnedTimes, "turned a time of another zone to UTC",
                "turned # times of other zones to UTC"),
            sentence(
                assumedTimes, "took a time that says no zone for UTC",
                "took # times that say no zone for UTC"),
            sentence(
                cutTimes, "cut a time to the millisecond", "cut # times to the millisecond"),
            sentence(
                textsOfOthers,
                "wrote a value that is no text as text, for its column holds texts too",
                "wrote # values that are no texts as texts, for their columns hold texts too"),
            sentence(
                inexactIntegers,
                "rounded a whole number to a double, for its column holds real numbers",
                "rounded # whole numbers to doubles, for their columns hold real numbers"),
            sentence(
                nullCharacters, "replaced U+0000 by U+FFFD in a text, which it would have ended",
                "replaced U+0000 by U+FFFD in # texts, which it would have ended"),
            sentence(
                unfitValues, "left out a value that does not fit its column",
                "left out # values that do not fit their columns"),
        ].compactMap { $0 }
    }
}
