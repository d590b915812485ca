public import SimpleFeatures

extension EventClusters {
    /// A row a cluster, the one with the most events first, equal ones by number.
    ///
    /// - Parameter limit: How many rows at most.
    public func table(atMost limit: Int = .max) -> Table {
        let largestFirst = clusters.sorted {
            ($1.summary.events, $0.number) < ($0.summary.events, $1.number)
        }
        return Table(
            header: [
                "cluster", "events", "deaths low / best / high", "first day", "last day",
                "radius in km", "top places",
            ],
            rows: largestFirst.prefix(limit).map { cluster in
                [
                    "\(cluster.number)", Decimals.grouped(cluster.summary.events),
                    cluster.summary.toll.words,
                    cluster.summary.firstDay.map(\.description) ?? "",
                    cluster.summary.lastDay.map(\.description) ?? "",
                    Decimals.text(cluster.radiusMetres / 1000, places: 1), cluster.placeWords,
                ]
            },
            alignments: [.right, .right, .right, .left, .left, .right, .left])
    }

    /// One sentence on how many events are in clusters, and how many in none, with the reasons.
    public var sentence: String {
        let clustered = count(of: .core) + count(of: .border)
        let others: [(Role, String)] = [
            (.noise, "noise"), (.noPlace, "without a place"), (.tooVague, "too vague"),
        ]
        let rest = others.compactMap { role, words in
            let count = count(of: role)
            return count == 0 ? nil : "\(Decimals.grouped(count)) \(words)"
        }
        return "\(Decimals.grouped(clustered)) of \(Decimals.grouped(roles.count)) events in "
            + "\(Decimals.grouped(clusters.count)) cluster\(clusters.count == 1 ? "" : "s") "
            + "(\(minimumEvents) or more within "
            + "\(EventClusters.kilometres(withinMetres)) km)"
            + (rest.isEmpty ? "" : "; in none: " + rest.joined(separator: ", "))
    }

    /// A length without zeros that say nothing: "20", "1.852", "0.5".
    private static func kilometres(_ metres: Double) -> String {
        var text = Decimals.text(metres / 1000, places: 3)
        while text.last == "0" { text.removeLast() }
        return text.last == "." ? String(text.dropLast()) : text
    }

    /// The clusters as an object for machines.
    public var value: Value {
        .object([
            "within_km": .real(withinMetres / 1000), "min_events": .integer(minimumEvents),
            "events": .integer(roles.count),
            "roles": .counts(
                Role.allCases.map { Counted(name: $0.rawValue, count: count(of: $0)) }),
            "clusters": .list(clusters.map { .object($0.properties) }),
        ])
    }

    /// The clusters as shapes on a map, by their numbers.
    ///
    /// Columns: `cluster`, `events`, `deaths_low`, `deaths_best`, `deaths_high`, `events_with_toll`,
    /// `totals_left_out`, `first_day`, `last_day`, `undated_events`, `places`, `mean_longitude`,
    /// `mean_latitude`, `radius_km`.
    ///
    /// - Parameter name: The name of the layer.
    public func layer(named name: String) -> Layer {
        Layer(
            name: name,
            features: clusters.map {
                Feature(id: "\($0.number)", geometry: $0.shape, properties: $0.columns)
            })
    }

    /// The names of the columns that ``labelled(_:at:)`` writes, with their types.
    public static let labelColumns = [
        Schema.Field(name: "cluster", type: .integer),
        Schema.Field(name: "cluster_role", type: .text),
    ]

    /// An event with the columns `cluster`, its cluster's number or null, and `cluster_role`.
    ///
    /// - Parameters:
    ///   - feature: An event; where it has these columns, they are written anew.
    ///   - place: Where it stood among the events that the clusters were found of; one behind their end
    ///     comes back as it is.
    public func labelled(_ feature: Feature, at place: Int) -> Feature {
        guard place < roles.count else { return feature }
        var feature = feature
        feature.properties["cluster"] = Value(numbers[place])
        feature.properties["cluster_role"] = .text(roles[place].rawValue)
        return feature
    }
}

extension EventClusters.Cluster {
    /// The top places with their counts in one line.
    fileprivate var placeWords: String {
        topPlaces.map { "\($0.name) \($0.count)" }.joined(separator: ", ")
    }

    fileprivate var columns: Properties {
        [
            "cluster": .integer(number), "events": .integer(summary.events),
            "deaths_low": Value(summary.toll.low), "deaths_best": Value(summary.toll.best),
            "deaths_high": Value(summary.toll.high),
            "events_with_toll": .integer(summary.toll.statingEvents),
            "totals_left_out": .integer(summary.totalsLeftOut),
            "first_day": Value(summary.firstDay), "last_day": Value(summary.lastDay),
            "undated_events": .integer(summary.undatedEvents), "places": .text(placeWords),
            "mean_longitude": .real(EventClusters.Cluster.rounded(meanPosition.longitude, 1e7)),
            "mean_latitude": .real(EventClusters.Cluster.rounded(meanPosition.latitude, 1e7)),
            "radius_km": .real(EventClusters.Cluster.rounded(radiusMetres / 1000, 1e3)),
        ]
    }

    fileprivate var properties: Properties {
        let head: Properties = ["cluster": .integer(number)]
        let tail: Properties = [
            "mean": .list([
                .real(EventClusters.Cluster.rounded(meanPosition.longitude, 1e7)),
                .real(EventClusters.Cluster.rounded(meanPosition.latitude, 1e7)),
            ]),
            "radius_km": .real(EventClusters.Cluster.rounded(radiusMetres / 1000, 1e3)),
            "top_places": .list(
                topPlaces.map {
                    .object(["name": .text($0.name), "events": .integer($0.count)])
                }),
        ]
        return head.followed(by: summary.properties).followed(by: tail)
    }

    private static func rounded(_ number: Double, _ scale: Double) -> Double {
        (number * scale).rounded() / scale
    }
}
