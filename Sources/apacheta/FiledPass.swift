import Dispatch
import Formats
import Regions
import SimpleFeatures

/// One way through a layer, its events filtered and filed a window at a time.
///
/// Memory does not grow with the layer.
struct FiledPass {
    let input: LayerInput
    let set: RegionSet
    let filter: BatchFilter?
    let quiet: Bool
    /// 2 to read the input beside the work on the features, else 1; the answers are the same.
    let threads: Int

    /// Prepares the way.
    ///
    /// - Parameters:
    ///   - input: The layer.
    ///   - set: The regions.
    ///   - filters: What to take of the layer.
    ///   - regions: Where filters look for regions.
    ///   - quiet: Whether to keep still about repairs.
    /// - Throws: ``Failure`` for a filter that means nothing.
    init(
        _ input: LayerInput, set: RegionSet, filters: FilterOptions, regions: RegionOptions,
        quiet: Bool, threads: Int
    ) throws {
        self.input = input
        self.set = set
        self.quiet = quiet
        self.threads = threads
        filter = try filters.batchFilter(
            knowing: { try LayerFile.types(of: input) }, regions: regions, quiet: quiet)
    }

    /// What of a layer is looked at besides shapes and what filing does.
    enum Columns: Equatable {
        case all
        /// Those of ``EventFacts``.
        case facts(seesTotals: Bool)
    }

    /// Goes the way, once more each time it is called.
    ///
    /// - Parameters:
    ///   - columns: What the body looks at besides shapes and what filing does.
    ///   - body: Gets a window and an answer for each of its rows; `false` ends the way, of which then
    ///     nothing is said.
    /// - Returns: Whether the way was gone to its end.
    /// - Throws: `FormatError` when the layer is not what it seems, `RegionError` when GEOS fails on
    ///   a region, and what the body throws.
    func run(
        reading columns: Columns = .all,
        _ body: (_ batch: borrowing FeatureBatch, _ answers: [Filing.Answer]) throws -> Bool
    ) throws -> Bool {
        let queue = threads > 1 ? DispatchQueue(label: "reading") : nil
        var pass = LayerPass(try reader(of: columns), [], on: queue)
        let progress = Progress(reading: input.path, byteCount: input.byteCount, quiet: quiet)
        let filer = BatchFiler(set)
        var tally = EventFilter.Tally()
        var goesOn = true
        while goesOn,
            try pass.next(
                filteredBy: { try filter?.apply(to: &$0, counting: &tally) },
                { batch, _ in
                    goesOn = try body(batch, try filer.answers(for: batch))
                })
        {
            progress?.show(pass.answer.bytesRead)
        }
        progress?.end()
        guard goesOn else { return false }
        for note in pass.answer.notes { Console.say("\(input.path): \(note)", quiet: quiet) }
        if let note = tally.note { Console.say(note, quiet: quiet) }
        return true
    }

    private func reader(of columns: Columns) throws -> any FeatureReader {
        let reader = try input.reader(within: filter?.window)
        // Filters look at columns of their own.
        guard case .facts(let seesTotals) = columns, filter == nil,
            let flat = reader as? FlatGeobufReader
        else { return reader }
        return flat.keeping(Set(EventFacts.columns(seesTotals: seesTotals) + FilingClues.columns))
    }

    /// Counts the events by region.
    ///
    /// - Throws: As ``run(reading:_:)``.
    func counts() throws -> RegionCounts {
        // Of other formats all columns are read.
        let schema = try input.flatGeobuf()?.schema
        let seesTotals = schema.map { $0.field(named: RegionCounts.totalColumn) != nil } ?? true
        return try gathered(reading: .facts(seesTotals: seesTotals)) {
            RegionCounts(by: set, seesTotals: $0)
        } add: { counts, batch, answers in
            counts.add(batch, filed: answers)
        }
    }

    /// Compares regions of the set by their events.
    ///
    /// - Throws: As ``run(reading:_:)``, and `RegionError` for a region that the set has not.
    func comparison(of names: [String], to reference: String?) throws -> Comparison {
        try gathered {
            try Comparison.Accumulator(of: names, to: reference, in: set, seesTotals: $0)
        } add: { comparison, batch, answers in
            for (row, answer) in answers.enumerated() {
                comparison.add(batch.feature(at: row), filed: answer)
            }
        }.comparison
    }

    /// What is counted of all events.
    ///
    /// A layer that shows the column of totals only behind its first events is gone through again.
    ///
    /// - Parameters:
    ///   - columns: What is counted.
    ///   - begin: Counts nothing yet; gets whether the layer has totals.
    ///   - add: Counts the events of a window.
    private func gathered<Counts>(
        reading columns: Columns = .all, _ begin: (_ seesTotals: Bool) throws -> Counts,
        add: (inout Counts, borrowing FeatureBatch, [Filing.Answer]) -> Void
    ) throws -> Counts {
        var counts = try begin(false)
        var seesTotals = false
        var isEmpty = true
        let isWhole = try run(reading: columns) { batch, answers in
            if !seesTotals, batch.hasColumn(RegionCounts.totalColumn) {
                seesTotals = true
                guard isEmpty, columns != .facts(seesTotals: false) else { return false }
                counts = try begin(true)
            }
            isEmpty = isEmpty && answers.isEmpty
            add(&counts, batch, answers)
            return true
        }
        guard !isWhole else { return counts }
        // Ids, which may have been left out before, are needed now.
        counts = try begin(true)
        _ = try run { batch, answers in
            add(&counts, batch, answers)
            return true
        }
        return counts
    }

    /// One sentence on how many events were filed by which set.
    func heading(eventCount: Int) -> String {
        "\(Console.counted(eventCount, "event")) by the set '\(set.name)'"
            + (set.title == set.name ? "" : " (\(set.title))")
    }
}

extension RegionCounts {
    /// Counts the events of a window.
    fileprivate mutating func add(
        _ batch: borrowing FeatureBatch, filed answers: [Filing.Answer]
    ) {
        let values = RowValues(of: EventFacts.columns(seesTotals: seesTotals), in: batch)
        guard !values.isEmpty || seesTotals else {
            for answer in answers { addUnknown(filed: answer) }
            return
        }
        for (row, answer) in answers.enumerated() {
            let row = (id: batch.id(of: row), values: values.read(row, of: batch))
            add(EventFacts(id: row.id) { row.values[$0] }, filed: answer)
        }
    }
}

extension FeatureBatch {
    /// Whether a feature read so far has a column.
    fileprivate func hasColumn(_ name: String) -> Bool { place(ofColumn: name) != nil }

    fileprivate func id(of row: Int) -> String? { identifier(of: row)?.string }
}
