public import SimpleFeatures

extension Comparison {
    /// The comparison as an object for machines.
    ///
    /// What is not known is null; a ratio or an end of an interval without bound is "infinity". Lists of
    /// names end after ``listLimit``; the number of names stands beside them.
    public var value: Value {
        .object([
            "set": .text(setName), "set_title": .text(setTitle),
            "reference": .text(reference.region.name),
            "events": .integer(coverage.events),
            "events_compared": .integer(coverage.compared),
            "events_in_several": .integer(coverage.shared),
            "events_elsewhere": .integer(coverage.elsewhere),
            "events_unfiled": .object(
                Properties(
                    UnfiledGroup.allCases.map { group in
                        Properties.Property(
                            name: group.rawValue,
                            value: .integer(coverage.unfiled[group, default: 0]))
                    })),
            "events_undecided": .integer(coverage.undecided),
            "first_month": Value(months?.lowerBound.description),
            "last_month": Value(months?.upperBound.description),
            "first_drawn_month": Value(coreMonths?.lowerBound.description),
            "last_drawn_month": Value(coreMonths?.upperBound.description),
            "regions": .list(sides.indices.map(value)),
            "remarks": Value(remarks()),
        ])
    }

    private func value(of index: Int) -> Value {
        let side = sides[index]
        let sections: [Properties] = [
            Comparison.counts(of: side), rates(of: index), days(of: side),
            Comparison.names(of: side),
        ]
        return .object(sections.dropFirst().reduce(sections[0]) { $0.followed(by: $1) })
    }

    private static func counts(of side: Side) -> Properties {
        [
            "name": .text(side.region.name), "title": .text(side.region.title),
            "events": .integer(side.figures.events),
            "events_by_type": .counts(
                side.types.map { Counted(name: $0.name, count: $0.figures.events) }),
            "deaths": side.figures.toll.value,
            "deaths_by_type": .object(
                Properties(
                    side.types.map {
                        Properties.Property(name: $0.name, value: $0.figures.toll.value)
                    })),
            "totals_left_out": .integer(side.totalsLeftOut),
        ]
    }

    private func rates(of index: Int) -> Properties {
        let side = sides[index]
        let bounds = ratioBounds(of: index)
        return [
            "population": Value(side.region.population),
            "population_year": Value(side.region.populationYear),
            "events_per_100000_inhabitants": Comparison.value(
                of: side.eventsPerHundredThousandInhabitants),
            "deaths_per_100000_inhabitants": side.deathsPerHundredThousandInhabitants.map(
                Comparison.number) ?? .null,
            "area_km2": side.areaSquareKilometres.map(Comparison.number) ?? .null,
            "area_basis": .text("ellipsoid"),
            "area_km2_stated": side.region.areaBasis == .stated
                ? .real(side.region.areaSquareKilometres) : .null,
            "events_per_10000_km2": Comparison.value(
                of: side.eventsPerTenThousandSquareKilometres),
            "ratio_by_inhabitants": Comparison.value(of: ratio(of: index, by: \.inhabitants)),
            "ratio_by_area": Comparison.value(of: ratio(of: index, by: \.areaSquareKilometres)),
            "ratio_if_undecided": bounds.map {
                .object([
                    "in_reference": Comparison.number($0.low),
                    "in_region": Comparison.number($0.high),
                ])
            } ?? .null,
        ]
    }

    private func days(of side: Side) -> Properties {
        [
            "first_day": Value(side.earliest?.day.description),
            "first_day_edtf": Value(side.earliest?.description),
            "last_day": Value(side.latest?.day.description),
            "last_day_edtf": Value(side.latest?.description),
            "busiest_week": side.busiestWeek.map {
                .object([
                    "week": .text($0.week.description),
                    "first_day": .text($0.week.firstDay.description),
                    "events": .integer($0.events),
                ])
            } ?? .null,
            "longest_quiet": side.longestQuiet.map {
                .object([
                    "first_day": .text($0.firstDay.description),
                    "last_day": .text($0.lastDay.description), "days": .integer($0.days),
                ])
            } ?? .null,
            "undated_events": .integer(side.undatedEvents),
            "events_without_exact_day": .integer(side.eventsWithoutExactDay),
            "events_without_month": .integer(side.eventsWithoutMonth),
            "variance_to_mean_of_months": coreMonths.flatMap { side.dispersion(over: $0) }
                .map(Comparison.number) ?? .null,
            "events_by_month": .counts(
                side.eventsByMonth.map {
                    Counted(name: $0.month.description, count: $0.figures.events)
                }),
            "deaths_by_month": .object(
                Properties(
                    side.eventsByMonth.map {
                        Properties.Property(
                            name: $0.month.description, value: $0.figures.toll.value)
                    })),
        ]
    }

    private static func names(of side: Side) -> Properties {
        [
            "places": .integer(side.places.count),
            "places_of_half": .integer(side.placesOfHalf),
            "events_with_place": .integer(side.eventsWithPlace),
            "top_places": ranking(side.places),
            "actors": .integer(side.actors.count),
            "top_actors": ranking(side.actors),
            "events_stating_sources": .integer(side.eventsStatingSources),
            "events_of_one_source": .integer(side.eventsOfOneSource),
            "reports": .integer(side.reports.count),
            "events_with_report": .integer(side.eventsWithReport),
            "top_reports": ranking(side.reports),
            "events_by_geo_prec": .counts(
                side.geoPrecisions.map { Counted(name: $0.name, count: $0.figures.events) }),
            "names_too_low_by": .integer(side.shortfall),
        ]
    }

    /// Names with their figures as a list, whose order means something.
    private static func ranking(_ named: [NamedFigures]) -> Value {
        .list(
            named.prefix(listLimit).map {
                .object([
                    "name": .text($0.name), "events": .integer($0.figures.events),
                    "deaths": $0.figures.toll.value,
                ])
            })
    }

    private static func value(of rate: Rate?) -> Value {
        guard let rate else { return .null }
        return .object([
            "value": number(rate.value), "low": number(rate.low), "high": number(rate.high),
        ])
    }

    private static func value(of ratio: RateRatio?) -> Value {
        guard let ratio else { return .null }
        return .object([
            "value": ratio.value.map(number) ?? .null, "low": number(ratio.low),
            "high": number(ratio.high), "of_small_counts": .boolean(ratio.isOfSmallCounts),
        ])
    }

    private static func number(_ number: Double) -> Value {
        number.isFinite ? .real(Decimals.tenDigits(number)) : .text("infinity")
    }
}
