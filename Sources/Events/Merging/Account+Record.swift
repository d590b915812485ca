import Gazetteers
import Geoparsing
import SimpleFeatures

extension Account {
    /// A row of a layer that an account was read from again.
    ///
    /// What an account does not hold, such as columns of other projects, is kept here, so that a row
    /// that nothing is joined with is written as it was read.
    struct Record: Sendable {
        let id: String
        let confidence: Double
        /// Where it was, as far as it is compared; `nil` where the row has no position.
        let spot: Spot?
        let geometry: Geometry?
        let properties: Properties
        /// Whether it is a row as it stands in a layer, and not one account of several in one.
        let isWhole: Bool

        /// The same row under another id.
        func renamed(_ id: String) -> Record {
            Record(
                id: id, confidence: confidence, spot: spot, geometry: geometry,
                properties: properties, isWhole: isWhole)
        }

        /// What the row calls the place.
        var location: String? { properties["location"].text }

        /// Columns that only the leading account tells, so that they are the row's.
        private static let ownColumns: Set<String> = [
            "name", "sub_event_type", "plover_type", "plover_mode", "edtf", "location",
            "gazetteer_id", "admin1",
            "admin1_code", "admin2", "admin2_code", "country", "region", "longitude", "latitude",
            "geo_prec", "uncertainty_km", "place_link", "route", "quote", "quote_start",
            "quote_end", "confidence",
        ]
        /// Those of them that follow from others and are made where the row lacks them.
        private static let derivedColumns: Set<String> = [
            "name", "sub_event_type", "plover_type", "plover_mode", "edtf",
        ]

        /// Puts into the columns of an event what its leading account alone tells, and behind them
        /// those that are none of an event.
        func complete(_ columns: inout Properties) {
            let told = Dictionary(
                properties.all.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
            var all = columns.all
            for index in all.indices {
                let name = all[index].name
                guard Record.ownColumns.contains(name) else { continue }
                let value = told[name] ?? .null
                if value.isNull, Record.derivedColumns.contains(name) { continue }
                // ACLED and UCDP call parts of the world regions; ours come with a place of ours.
                let isTheirs = name == "region" && told["gazetteer_id"] == nil
                all[index].value = isTheirs ? .null : value
            }
            let ours = Set(all.map(\.name))
            let others = properties.all.filter {
                !ours.contains($0.name) && !Account.innerColumnNames.contains($0.name)
            }
            columns = Properties(all + others)
        }

        /// The row of an event that nobody else tells.
        func feature(id: String, partIDs: [String]) -> Feature {
            var columns = Properties(
                properties.all.filter { !Account.innerColumnNames.contains($0.name) })
            if columns["id"].identifier != id { columns["id"] = .text(id) }
            // A table of others gets the column only where there is something to say.
            if columns.has("total_of") || !partIDs.isEmpty { columns["total_of"] = Value(partIDs) }
            return Feature(id: id, geometry: geometry, properties: columns)
        }
    }

    /// Columns that sum up several accounts, and so stand in none; regions are filed by event.
    private static let sumColumns: Set<String> = [
        "accounts", "aliases", "total_of", "account_records", "sources", "region",
    ]
    /// Columns that only the record of an account has: what a person reads in `route` and `source`
    /// as a program needs it.
    static let innerColumnNames = ["route_ids", "source_names", "place_choices"]

    /// The columns of the account as a row of its own; what is null is left out.
    func columns(gazetteer: Gazetteer) -> Properties {
        let row = record?.properties ?? Event(self).plainFeature(gazetteer: gazetteer).properties
        var columns = Properties(
            row.all.filter {
                !$0.value.isNull && !Account.sumColumns.contains($0.name)
                    && !Account.innerColumnNames.contains($0.name)
            })
        columns["id"] = .text(id)
        return Properties(columns.all + innerColumns.all)
    }

    /// What the columns of a row cannot say: the ids of a route's places, sources with the mark in
    /// their names that stands between names, and which places the name of the place may have meant.
    var innerColumns: Properties {
        var columns: Properties = [:]
        if !route.isEmpty { columns["route_ids"] = Value(route.map(\.id)) }
        if source.names.contains(where: { $0.contains(";") }) {
            columns["source_names"] = Value(source.names)
        }
        if let choices = place?.choices, !choices.isEmpty {
            columns["place_choices"] = .list(choices.map(\.record))
        }
        return columns
    }

    /// The ids of accounts that a row says were joined into it.
    var aliases: [String] { record?.properties["aliases"].texts ?? [] }

    /// The lines of the accounts that a row says were joined into it, or the one of this account.
    var summaries: [String] {
        let lines = record?.properties["accounts"].texts ?? []
        return lines.isEmpty ? [summary] : lines
    }
}

extension EventPlace.Choice {
    /// The choice as a member of the record of an account.
    fileprivate var record: Value {
        .object([
            "gazetteer_id": .text(place.id), "name": .text(place.name),
            "kind": .text(place.kind.description), "country": .text(place.country),
            "likelihood": .real((likelihood * 100).rounded() / 100),
        ])
    }
}
