/// A part of a day, as words name it.
///
/// It never makes a date closer than its day: the columns of a layer know days, and the Extended
/// Date/Time Format has no word for it but clock times, which no report tells.
enum DayPart: String, Sendable, CaseIterable {
    /// The hours after midnight and the first light ("la madrugada", "before dawn").
    case dawn
    case morning, noon, afternoon, evening, night
}
