import ArgumentParser
import Formats
import Gazetteers
import Geodesy
import Regions
import SimpleFeatures

struct GazetteerCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Lists faults, and rows that a person should look at.",
        discussion: """
            apacheta gazetteer check
            apacheta gazetteer check --limit 0 | grep ^outside
            apacheta gazetteer check --gazetteer mine.gaz --tolerance 10km
            """)

    @OptionGroup var gazetteers: GazetteerOptions

    @Option(
        help: """
            How far outside the area of its unit or country a place may lie, with a unit \
            (m, km, mi, nmi); else 25km, and 10km in Bolivia.
            """)
    var tolerance: String?

    @Option(help: "How many remarks of a kind to list, the most important first; 0 lists all.")
    var limit = 50

    @Flag(help: "JSON for machines.")
    var json = false

    @Flag(name: .shortAndLong, help: "Say nothing but errors.")
    var quiet = false

    func run() throws {
        let limits = try self.limits()
        let gazetteer = try gazetteers.gazetteer()
        try gazetteer.verify()
        // A gazetteer of one's own needs no data folder, but may name areas of it.
        let data = gazetteers.isAlone ? try? DataFolder() : try DataFolder()
        let review = try GazetteerReview(
            of: gazetteer,
            areas: try data.map {
                try GazetteerAreas(data: $0, quiet: quiet).named(by: gazetteer)
            } ?? [],
            units: try data.map { _ in
                try RegionCatalogue(nameProperty: nil, quiet: quiet).set("departments")
            }, limits: limits, expectsAllAreas: !gazetteers.isAlone)
        try gazetteer.confirmIntact()
        if json {
            try Console.show(review.record)
        } else {
            try Console.show(lines: review.groups.flatMap(\.lines))
        }
        guard review.faultCount == 0 else { throw Failure(.badData, review.summary) }
        Console.say(review.summary, quiet: quiet)
    }

    private func limits() throws -> GazetteerReview.Limits {
        guard limit >= 0 else { throw Failure(.usage, "--limit is \(limit), expected 0 or more") }
        var limits = GazetteerReview.Limits()
        limits.remarks = limit == 0 ? nil : limit
        guard let tolerance else { return limits }
        do throws(LengthError) {
            let metres = try Length(parsing: tolerance).metres
            limits.outsideMetres = metres
            limits.outsideRegionMetres = metres
        } catch { throw Failure(.usage, "--tolerance: \(error)") }
        return limits
    }
}

extension GazetteerReview {
    /// "252546 places read, no fault, 3 remarks: 2 twins, 1 outside".
    fileprivate var summary: String {
        func counts(_ isFault: Bool) -> String {
            let groups = groups.filter { $0.kind.isFault == isFault }
            guard !groups.isEmpty else { return "" }
            return ": " + groups.map { "\($0.count) \($0.kind.rawValue)" }.joined(separator: ", ")
        }
        return Console.counted(placeCount, "place") + " read, "
            + (faultCount == 0 ? "no fault" : Console.counted(faultCount, "fault") + counts(true))
            + (faultCount == 0 ? ", " : "; ")
            + (remarkCount == 0
                ? "no remark" : Console.counted(remarkCount, "remark") + counts(false))
    }

    /// The whole review for machines.
    fileprivate var record: Value {
        .object([
            "places": .integer(placeCount), "faults": .integer(faultCount),
            "remarks": .integer(remarkCount), "kinds": .list(groups.map(\.record)),
        ])
    }
}

extension GazetteerReview.Group {
    /// One line a remark, behind the word of its kind.
    fileprivate var lines: [String] {
        let word = kind.rawValue
        let more = count - remarks.count
        return remarks.map { "\(word): \(Console.plain($0.sentence))" }
            + (more > 0 ? ["\(word): \(more) more (--limit 0 lists all)"] : [])
    }

    fileprivate var record: Value {
        .object([
            "kind": .text(kind.rawValue), "fault": .boolean(kind.isFault),
            "count": .integer(count), "left_out": .integer(count - remarks.count),
            "remarks": .list(
                remarks.map { remark in
                    .object([
                        "sentence": .text(remark.sentence), "places": Value(remark.placeIDs),
                        "areas": Value(remark.areas), "metres": Value(remark.metres),
                    ])
                }),
        ])
    }
}
