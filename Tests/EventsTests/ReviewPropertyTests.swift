import Gazetteers
import SimpleFeatures
import TestMaterial
import Testing

@testable import Events

/// What holds of every sheet, whatever people write in it.
@Suite struct ReviewPropertyTests {
    private struct Scene {
        var random: SeededGenerator
        var features: [Feature] = []
        var rows: [ReviewRow] = []

        init(seed: UInt64) throws {
            random = SeededGenerator(seed: seed)
            let places = [ReviewScene.oruro, ReviewScene.laPaz, "bo-mun-070101", nil]
            for number in 0..<Int.random(in: 1...7, using: &random) {
                var accounts: [Account] = []
                for told in 0..<Int.random(in: 1...3, using: &random) {
                    accounts.append(
                        try Samples.account(
                            pick(EventType.allCases), Samples.on("2003-10-1\(number)"),
                            at: pick(places), in: "r\(number).txt", start: told * 10,
                            deaths: pick([
                                nil, Toll(low: 3, best: 7, high: 9),
                                Toll(low: 5, best: 5, high: nil),
                            ])))
                }
                features.append(
                    Event(accounts: accounts, reasons: [])
                        .feature(gazetteer: try Samples.gazetteer))
            }
            features[0].properties["total_of"] = Value(features.compactMap(\.id))
            for _ in 0..<Int.random(in: 0...12, using: &random) { addRow() }
            if Bool.random(using: &random) { addSplit() }
        }

        private mutating func pick<Element>(_ choice: [Element]) -> Element {
            choice[Int.random(in: choice.indices, using: &random)]
        }

        private mutating func anyID() -> String {
            let feature = pick(features)
            let ids = [feature.id ?? ""] + feature.properties["aliases"].texts
            return pick([ids[0], ids[0], pick(ids), "\(ids[0])/1", "\(pick(ids))/2", "none"])
        }

        private mutating func addRow() {
            let id = anyID()
            var cells = ["id": id]
            cells["verdict"] = pick([
                "ok", "drop", "fix", "fix", "merge \(anyID())", "split", "part", "part", "what", "",
            ])
            if cells["verdict"] == "part", !id.contains("/") {
                cells["id"] = "\(id)/\(pick([1, 2, 3]))"
            }
            addCorrections(to: &cells)
            add(cells)
        }

        /// An event that is split as it should be, unless another row speaks of it.
        private mutating func addSplit() {
            let id = pick(features).id ?? ""
            for (suffix, verdict) in [("", "split"), ("/1", "part"), ("/2", "part")] {
                var cells = ["id": id + suffix, "verdict": verdict]
                if verdict == "part" { addCorrections(to: &cells) }
                add(cells)
            }
        }

        private mutating func addCorrections(to cells: inout [String: String]) {
            let isFixed = cells["verdict"] == "fix" || Int.random(in: 0..<8, using: &random) == 0
            if isFixed || cells["verdict"] == "part" {
                for name in Correction.cellNames where Int.random(in: 0..<4, using: &random) == 0 {
                    switch name {
                    case "fix_event_type": cells[name] = pick(["riot", "march", "nothing"])
                    case "fix_date_start", "fix_date_end":
                        cells[name] = pick(["2003-10-12", "2003-10-15", "unknown", "10/12/03"])
                    case "fix_place":
                        cells[name] = pick([
                            "La Paz", "bo-mun-020105", "San Pedro", "lon -68.2 lat -16.5",
                            "unknown",
                            "lon 400 lat 0",
                        ])
                    default: cells[name] = pick(["0", "4", "8", "20", "unknown"])
                    }
                }
            }
        }

        private mutating func add(_ cells: [String: String]) {
            var cells = cells
            let id = cells["id"] ?? ""
            let isMoved = Int.random(in: 0..<10, using: &random) == 0
            let owner = features.first { feature in
                feature.id == id || feature.properties["aliases"].texts.contains(id)
            }
            if isMoved, let owner, !id.contains("/") { cells["id"] = "m" + (owner.id ?? "") }
            if let owner, isMoved || Bool.random(using: &random) {
                cells["event_type"] = owner.properties["event_type"].text
                cells["quote"] = owner.properties["quote"].text
            }
            cells["reviewer"] = pick(["Ana", "Luis", ""])
            cells["reviewed"] = pick(["2026-11-19", "2026-11-20", ""])
            cells["report"] =
                isMoved
                ? owner?.properties["report"].text : pick([owner?.properties["report"].text, nil])
            rows.append(ReviewRow(place: "s.csv:\(rows.count + 2)", cells: cells))
        }
    }

    @Test func `the sheets that are tried hold verdicts of every fate`() throws {
        let all = try (0..<200).flatMap { seed in
            let scene = try Scene(seed: UInt64(seed))
            return try ReviewScene.applied(scene.rows, to: scene.features).fates
        }
        func count(_ holds: (Review.Fate) -> Bool) -> Int { all.count(where: holds) }
        for verdict in [Verdict.ok, .drop, .fix, .split, .part] {
            #expect(count { $0 == .applied(verdict) } > 5, "\(verdict)")
        }
        #expect(count { if case .applied(.merge) = $0 { true } else { false } } > 10)
        #expect(count { if case .done = $0 { true } else { false } } > 10)
        #expect(count { $0 == .superseded } > 5)
        #expect(count { if case .fault = $0 { true } else { false } } > 100)
    }

    @Test(arguments: 0..<200)
    func `verdicts that are applied twice do what they do once`(seed: UInt64) throws {
        let scene = try Scene(seed: seed)
        let review = Review(
            gazetteer: try Samples.gazetteer, keepsDropped: seed % 3 == 0)
        let once = review.applied(scene.rows, to: scene.features)
        let twice = review.applied(scene.rows, to: once.features)
        #expect(twice.features == once.features, "seed \(seed)")
        #expect(twice.movedIndices.isEmpty, "seed \(seed)")
    }

    @Test(arguments: 0..<150)
    func `every row has one fate, and no event is gone that nobody dropped, merged or split`(
        seed: UInt64
    ) throws {
        let scene = try Scene(seed: seed)
        let outcome = try ReviewScene.applied(scene.rows, to: scene.features)
        #expect(outcome.fates.count == scene.rows.count)
        for (row, fate) in zip(scene.rows, outcome.fates) where row.isMarked {
            #expect(fate != .unmarked, "seed \(seed): \(row.place)")
        }
        let ids = Set(
            outcome.features.flatMap { feature in
                [feature.id ?? ""] + feature.properties["aliases"].texts
            })
        for feature in scene.features {
            let id = feature.id ?? ""
            let names = [id] + feature.properties["aliases"].texts
            let isGone = zip(scene.rows, outcome.fates).contains { row, fate in
                [.applied(.drop), .applied(.split)].contains(fate)
                    && (names.contains(row.id) || names.contains { row.id == "m\($0)" })
            }
            // Parts may be dropped or merged away in their turn.
            if !isGone { #expect(ids.contains(id), "seed \(seed): \(id)") }
        }
        #expect(Set(outcome.features.map(\.id)).count == outcome.features.count, "seed \(seed)")
    }

    @Test(arguments: 0..<100)
    func `an event of which every row has a fault stays as it was read`(seed: UInt64) throws {
        let scene = try Scene(seed: seed)
        let outcome = try ReviewScene.applied(scene.rows, to: scene.features)
        for (index, feature) in scene.features.enumerated() {
            var isTouched = false
            for (row, fate) in zip(scene.rows, outcome.fates) {
                guard case .applied(let verdict) = fate else { continue }
                if case .merge = verdict { isTouched = true }
                let place = scene.rows.firstIndex(of: row) ?? 0
                if outcome.eventIndices[place] == index { isTouched = true }
            }
            guard !isTouched else { continue }
            var after = outcome.features.first { $0.id == feature.id }
            after?.properties["total_of"] = feature.properties["total_of"]
            #expect(after == feature, "seed \(seed): \(feature.id ?? "")")
        }
    }

    @Test(arguments: 0..<100)
    func `a sheet keeps every word of the sheets before it`(seed: UInt64) throws {
        let scene = try Scene(seed: seed)
        let outcome = try ReviewScene.applied(scene.rows, to: scene.features)
        let sheet = ReviewSheet(of: scene.features, judgedBy: scene.rows, outcome)
        let words = sheet.layer.features.map { feature in
            feature.properties.all.compactMap { SheetReading.text($0.value) }.joined(separator: "|")
        }
        for (row, fate) in zip(scene.rows, outcome.fates) where row.isMarked && fate != .superseded
        {
            let said = ReviewSheet.personColumns.compactMap { row[$0] }
            #expect(
                words.contains { line in said.allSatisfy(line.contains) },
                "seed \(seed): \(row.place)")
        }
        let ids = Set(sheet.layer.features.compactMap { $0.properties["id"].text })
        #expect(ids.isSuperset(of: scene.features.compactMap(\.id)), "seed \(seed)")
    }

    @Test(arguments: 0..<100)
    func `the next sheet does to the events what the sheets before it did`(seed: UInt64) throws {
        let scene = try Scene(seed: seed)
        let outcome = try ReviewScene.applied(scene.rows, to: scene.features)
        let sheet = ReviewSheet(of: scene.features, judgedBy: scene.rows, outcome)
        let rows = sheet.layer.features.enumerated().map { index, feature in
            ReviewRow(
                place: "next.csv:\(index)",
                cells: Dictionary(
                    feature.properties.all.compactMap { property in
                        SheetReading.text(property.value).map { (property.name, $0) }
                    }, uniquingKeysWith: { one, _ in one }))
        }
        let next = try ReviewScene.applied(rows, to: scene.features)
        // Records stand in the order of the rows, which the next sheet has in the order of the events.
        func sorted(_ features: [Feature]) -> [Feature] {
            features.map { feature in
                var feature = feature
                // An id that a report had before it was edited; the next sheet has the new one.
                let aliases = feature.properties["aliases"].texts.filter { !$0.hasPrefix("m") }
                feature.properties["aliases"] = Value(aliases)
                if feature.properties.has("review") {
                    let lines = feature.properties["review"].texts
                    feature.properties["review"] = Value(lines.sorted())
                }
                return feature
            }
        }
        #expect(sorted(next.features) == sorted(outcome.features), "seed \(seed)")
    }
}
