import Geodesy
public import SimpleFeatures

extension Comparison {
    /// One region's side.
    public struct Side: Sendable {
        /// The region.
        public let region: Region
        /// All its events and deaths.
        public let figures: Figures
        /// Events whose deaths are left out, because they sum up other events of the region.
        public let totalsLeftOut: Int
        /// By `event_type`, the most events first, equal ones by name.
        public let types: [NamedFigures]
        /// By actor, the most events first, equal ones by name; an event of several counts for each.
        public let actors: [NamedFigures]
        /// By place, the most events first, equal ones by name.
        public let places: [NamedFigures]
        /// By report, the most events first, equal ones by name; an event that several tell counts for
        /// each.
        public let reports: [NamedFigures]
        /// By month of the first day, in order, months without events missing.
        public let eventsByMonth: [(month: Month, figures: Figures)]
        /// By `geo_prec`, the most events first.
        public let geoPrecisions: [NamedFigures]
        /// How many places hold at least half of the events that have one; 0 without any.
        public let placesOfHalf: Int
        /// Events that have a place with a name.
        public let eventsWithPlace: Int
        /// Events that name the report or source that they are from.
        public let eventsWithReport: Int
        /// Events that say how many sources they have.
        public let eventsStatingSources: Int
        /// Events with a single source.
        public let eventsOfOneSource: Int
        /// The earliest day of any event.
        public let earliest: KnownDay?
        /// The latest day of any event.
        public let latest: KnownDay?
        /// The most days in a row without an event, of those whose days are known.
        public let longestQuiet: QuietStretch?
        /// The week with the most events, of those whose days are known; the first of equal ones.
        public let busiestWeek: (week: Week, events: Int)?
        /// Events without a day.
        public let undatedEvents: Int
        /// Dated events whose day is not known.
        public let eventsWithoutExactDay: Int
        /// Dated events whose month is not known.
        public let eventsWithoutMonth: Int
        /// By how much the events of a name may be too low; 0 unless there are very many names.
        public let shortfall: Int
        let counts: SideCounts

        /// Inhabitants; `nil` when not known.
        public var inhabitants: Double? { region.population.map(Double.init) }
        /// The area of the polygons in square kilometres, on the ellipsoid; `nil` when it is 0.
        public let areaSquareKilometres: Double?

        /// Events for 100,000 inhabitants; `nil` where the population is not known or 0.
        public var eventsPerHundredThousandInhabitants: Rate? {
            Rate(of: figures.events, in: inhabitants, per: 100_000)
        }

        /// Events for 10,000 square kilometres; `nil` where the area is 0.
        public var eventsPerTenThousandSquareKilometres: Rate? {
            Rate(of: figures.events, in: areaSquareKilometres, per: 10_000)
        }

        /// Deaths, the best figure, for 100,000 inhabitants; `nil` where either is not known.
        public var deathsPerHundredThousandInhabitants: Double? {
            guard let deaths = figures.toll.best, let inhabitants, inhabitants > 0 else {
                return nil
            }
            return Double(deaths) * 100_000 / inhabitants
        }

        /// Variance over mean of the events of the months, empty ones too.
        ///
        /// About 1 where events come independently of each other, more where they come in waves.
        ///
        /// - Parameter months: The months to look at.
        /// - Returns: `nil` for fewer than two months, and without events.
        /// - SeeAlso: Fisher, Thornton, Mackenzie (1922), "The Accuracy of the Plating Method of
        ///   Estimating the Density of Bacterial Populations", *Annals of Applied Biology* 9.
        public func dispersion(over months: ClosedRange<Month>) -> Double? {
            let count = Double(months.count)
            let numbers = eventsByMonth.filter { months.contains($0.month) }.map {
                Double($0.figures.events)
            }
            let mean = numbers.reduce(0, +) / count
            guard count > 1, mean > 0 else { return nil }
            let squares = numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            let empty = (count - Double(numbers.count)) * mean * mean
            return (squares + empty) / (count - 1) / mean
        }

        init(region: Region, counts: SideCounts) {
            self.region = region
            self.counts = counts
            figures = counts.figures
            totalsLeftOut = counts.totalsLeftOut
            types = counts.types.ranked
            actors = counts.actors.ranked
            places = counts.places.ranked
            reports = counts.reports.ranked
            geoPrecisions = counts.geoPrecisions.ranked
            eventsByMonth = counts.months.sorted { $0.key < $1.key }.map { ($0, $1.figures) }
            eventsWithPlace = counts.eventsWithPlace
            eventsWithReport = counts.eventsWithReport
            eventsStatingSources = counts.eventsStatingSources
            eventsOfOneSource = counts.eventsOfOneSource
            earliest = counts.earliest
            latest = counts.latest
            longestQuiet = counts.coverage.longestQuiet
            busiestWeek = counts.weeks.max { ($0.value, $1.key) < ($1.value, $0.key) }
                .map { ($0.key, $0.value) }
            let dated = counts.figures.events - counts.eventsWithoutDay
            undatedEvents = counts.eventsWithoutDay
            eventsWithoutExactDay = dated - counts.events(knownTo: .day)
            eventsWithoutMonth =
                dated - counts.events(knownTo: .day) - counts.events(knownTo: .week)
                - counts.events(knownTo: .month)
            shortfall = max(
                counts.actors.shortfall, counts.places.shortfall, counts.reports.shortfall)
            let metres = Geodesic.areaSquareMetres(of: region.geometry)
            areaSquareKilometres = metres > 0 ? metres / 1e6 : nil
            var held = 0
            placesOfHalf =
                eventsWithPlace == 0
                ? 0
                : (places.firstIndex { place in
                    held += place.figures.events
                    return held * 2 >= counts.eventsWithPlace
                } ?? places.count - 1) + 1
        }
    }

    /// A day as closely as it is known.
    public struct KnownDay: Hashable, Sendable, CustomStringConvertible {
        /// The day; of a month or a year that is all that is known the first or the last.
        public let day: CalendarDay
        let precision: ComparedEvent.DatePrecision

        /// The day as EDTF writes it: "2003-10-12", "2003-10-12~" for one that is known to a week,
        /// "2003-10" for a month, "2003" for a year, "2003-10-12?" when nobody knows how closely.
        ///
        /// - SeeAlso: Library of Congress (2019), *Extended Date/Time Format (EDTF) Specification*.
        public var description: String {
            let text = day.description
            switch precision {
            case .day: return text
            case .week: return text + "~"
            case .month: return String(text.prefix(7))
            case .year: return String(text.prefix(4))
            case .unknown: return text + "?"
            }
        }
    }
}
