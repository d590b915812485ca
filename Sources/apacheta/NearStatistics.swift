import Regions

/// How much was read and asked, and how long each step took; for standard error.
struct NearStatistics {
    /// How many features the layer has.
    var featureCount = 0
    /// Whether the file was asked in place, and not read as a whole.
    var isMapped = false
    /// What is known of those that passed the filters.
    var census: NearCensus?
    /// How many centres were asked from.
    var centres = 0
    /// How long the layer took to read, and its filters to apply.
    var reading = Duration.zero
    /// How long the centres took to find or to read.
    var finding = Duration.zero
    /// How long the index took to build.
    var indexing = Duration.zero
    /// How long all answers took.
    var answering = Duration.zero

    /// Runs a step and adds its time.
    mutating func time<Result>(
        _ step: WritableKeyPath<NearStatistics, Duration>, _ body: () throws -> Result
    ) rethrows -> Result {
        let clock = ContinuousClock()
        let start = clock.now
        let result = try body()
        self[keyPath: step] += clock.now - start
        return result
    }

    /// A line a step.
    var lines: [String] {
        let milliseconds = { (time: Duration) in
            "\(Decimals.text(time / .milliseconds(1), places: 3)) ms"
        }
        var answers = "answers: \(Console.counted(centres, "centre")) in \(milliseconds(answering))"
        if centres > 1 {
            let each = answering / .microseconds(1) / Double(centres)
            answers += ", \(Decimals.text(each, places: 1)) microseconds each"
        }
        let features = Console.counted(featureCount, "feature")
        let centred = "centres: \(centres) found in \(milliseconds(finding))"
        guard !isMapped else {
            return [
                "layer: \(features) opened in \(milliseconds(reading)), asked in place", centred,
                answers,
            ]
        }
        var indexed = "index: built in \(milliseconds(indexing))"
        if let withoutPosition = census?.withoutPosition, let tooVague = census?.tooVague {
            indexed +=
                "; left out: \(withoutPosition) without a place, "
                + "\(tooVague) known no closer than the country"
        }
        return [
            "layer: \(features) read in \(milliseconds(reading)); "
                + "\(featureCount - (census?.total ?? featureCount)) left out by filters",
            centred, indexed, answers,
        ]
    }
}
