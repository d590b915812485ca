import ArgumentParser
import Events
import Foundation
import Gazetteers
import SimpleFeatures

/// What people said of events, where they say it, and how it is followed.
struct ReviewOptions: ParsableArguments {
    @Option(
        name: .customLong("review-sheet"),
        help: ArgumentHelp(
            "A sheet to write, .csv or .gpkg, in which to say what is right and wrong.",
            valueName: "file"))
    var sheet: String?

    @Flag(help: "Keep events with the verdict drop, with that in their record.")
    var keepDropped = false

    /// Events as people corrected them, and the next sheet.
    struct Reviewed {
        var features: [Feature]
        let outcome: Review.Outcome
        let sheet: ReviewSheet?

        /// The columns of a layer of these events.
        func schema(_ schema: Schema) -> Schema {
            let column = "review"
            guard schema.field(named: column) == nil,
                features.contains(where: { $0.properties.has(column) })
            else { return schema }
            return Schema(fields: schema.fields + [Schema.Field(name: column, type: .list)])
        }
    }

    /// The sheet that is to be written, planned.
    ///
    /// - Parameter inputs: Files that are read, which it must not be.
    /// - Throws: ``Failure`` as `SheetOutput` does.
    func output(overwrites: Bool, besides inputs: [String]) throws -> SheetOutput? {
        guard let sheet else { return nil }
        try ReviewOptions.refuse([sheet], besides: inputs)
        return try SheetOutput(sheet, overwrites: overwrites)
    }

    /// Refuses to write over what somebody filled in, however its path is written.
    ///
    /// - Throws: ``Failure`` 64 that names the file.
    static func refuse(_ outputs: [String], besides inputs: [String]) throws(Failure) {
        func identity(_ path: String) -> String {
            path == "-" ? path : URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        }
        let taken = Set(inputs.map(identity))
        for path in outputs where taken.contains(identity(path)) {
            throw Failure(.usage, "\(path): is a sheet to read, expected another file to write")
        }
    }

    /// Follows the rows of sheets.
    ///
    /// What a person should know is said; rows that are not followed are told with their places.
    ///
    /// - Parameters:
    ///   - rows: The rows of all sheets.
    ///   - strict: Whether a row that cannot be followed ends the command.
    /// - Throws: ``Failure`` 65 where `strict` asks for it.
    func reviewed(
        _ features: [Feature], by rows: [ReviewRow], gazetteer: Gazetteer, strict: Bool, quiet: Bool
    ) throws -> Reviewed {
        let review = Review(gazetteer: gazetteer, keepsDropped: keepDropped)
        let outcome = review.applied(rows, to: features)
        ReviewOptions.tell(outcome.faults)
        if strict, let failure = ReviewOptions.failure(outcome) { throw failure }
        if !rows.isEmpty { Console.say(outcome.summary, quiet: quiet) }
        let isAsked = !rows.isEmpty || sheet != nil
        for note in outcome.notes(on: rows) + (isAsked ? ReviewOptions.notes(on: features) : []) {
            Console.say(note, quiet: quiet)
        }
        return Reviewed(
            features: outcome.features, outcome: outcome,
            sheet: sheet == nil ? nil : ReviewSheet(of: features, judgedBy: rows, outcome))
    }

    /// What a person should know of events that verdicts cannot find.
    private static func notes(on features: [Feature]) -> [String] {
        var ids: Set<String> = []
        var nameless = 0
        var repeated = 0
        for feature in features {
            if let id = feature.id ?? feature.properties["id"].text {
                if !ids.insert(id).inserted { repeated += 1 }
            } else {
                nameless += 1
            }
        }
        var notes: [String] = []
        if nameless > 0 {
            notes.append(
                "\(Console.counted(nameless, "event")) without an id: no verdict finds them")
        }
        if repeated > 0 {
            notes.append(
                "\(Console.counted(repeated, "event")) with the id of another: verdicts are on the "
                    + "first")
        }
        return notes
    }

    /// How many rows are told one by one.
    private static let toldLimit = 20

    private static func tell(_ faults: [ReviewFault]) {
        for fault in faults.prefix(toldLimit) { Console.complain(fault.description) }
        if faults.count > toldLimit {
            Console.complain("and \(faults.count - toldLimit) more rows that cannot be followed")
        }
    }

    /// Why a command ends with another code than 0, though all else is done.
    static func failure(_ outcome: Review.Outcome) -> Failure? {
        let count = outcome.faults.count
        guard count > 0 else { return nil }
        let marked = outcome.fates.count { $0 != .unmarked }
        return Failure(
            .badData, "\(count) of \(Console.counted(marked, "verdict")) not followed")
    }
}

extension Review.Outcome {
    /// "12 verdicts followed: 5 ok, 3 fix, 2 drop, 1 merge, 1 split"
    fileprivate var summary: String {
        let words = ["ok", "fix", "drop", "merge", "split", "part"]
        var counts: [String: Int] = [:]
        for fate in fates {
            switch fate {
            case .applied(let verdict), .done(let verdict):
                counts[String(verdict.description.prefix { $0 != " " }), default: 0] += 1
            case .unmarked, .superseded, .elsewhere, .fault: break
            }
        }
        let total = counts.values.reduce(0, +)
        let parts = words.compactMap { word in counts[word].map { "\($0) \(word)" } }
        return "\(Console.counted(total, "verdict")) followed"
            + (parts.isEmpty ? "" : ": " + parts.joined(separator: ", "))
    }

    /// What a person should know of rows that were neither followed nor wrong: one sentence a kind,
    /// with the first row.
    fileprivate func notes(on rows: [ReviewRow]) -> [String] {
        func sentence(_ one: String, _ many: String, where holds: (Review.Fate) -> Bool) -> String?
        {
            let places = fates.indices.filter { holds(fates[$0]) }
            guard let first = places.first else { return nil }
            let count = places.count
            return (count == 1 ? "1 \(one)" : "\(count) \(many)")
                + " (\(count == 1 ? "" : "first ")\(rows[first].place))"
        }
        let moved = fates.indices.filter { movedIDs.contains(rows[$0].id) }
        return [
            moved.first.map { first in
                (moved.count == 1 ? "1 row has" : "\(moved.count) rows have")
                    + " another id than the event, known by its sentence "
                    + "(\(moved.count == 1 ? "" : "first ")\(rows[first].place))"
            },
            sentence(
                "event to drop is not in the layer", "events to drop are not in the layer",
                where: { $0 == .done(.drop) }),
            sentence(
                "verdict is on an event of a report that is not here",
                "verdicts are on events of reports that are not here",
                where: { $0 == .elsewhere }),
            sentence(
                "verdict gives way to a later one of the same reviewer",
                "verdicts give way to later ones of the same reviewer",
                where: { $0 == .superseded }),
        ].compactMap { $0 }
    }
}
