extension Comparison {
    /// The comparison as an SVG image: events and deaths of each region, then their months.
    ///
    /// The image stands alone: no script, no font, nothing that is fetched. Its colours differ for eyes
    /// of every kind, and what a bar shows stands in its title as words.
    ///
    /// - Returns: An SVG document.
    /// - Complexity: O(*r* · *c*), regions and columns of the chart.
    /// - SeeAlso: Okabe, Ito (2008), "Color Universal Design", for the colours.
    public var chart: String {
        var chart = ComparisonChart(self)
        chart.draw()
        return chart.document
    }
}

/// The state of drawing: what there is so far, and how far down it reaches.
private struct ComparisonChart {
    private static let width = 960.0
    private static let margin = 40.0
    private static let barHeight = 14.0
    private static let eventsHeight = 70.0
    private static let deathsHeight = 50.0
    private static let columnLimit = 120
    private static let titleLimit = 90

    private let comparison: Comparison
    private var body = SVGText()
    private var y = 0.0

    private var innerWidth: Double { ComparisonChart.width - 2 * ComparisonChart.margin }

    init(_ comparison: Comparison) { self.comparison = comparison }

    mutating func draw() {
        let margin = ComparisonChart.margin
        y = 44
        body.add(text: title, x: margin, y: y, style: .head)
        y += 22
        body.add(
            text: "\(Decimals.grouped(comparison.coverage.compared)) of "
                + "\(Decimals.grouped(comparison.coverage.events)) events, filed by the set "
                + "'\(comparison.setTitle)'", x: margin, y: y, style: .note)
        y += 18
        drawTotals()
        drawMonths()
        for remark in comparison.countRemarks {
            for line in ComparisonChart.lines(of: remark) {
                y += 16
                body.add(text: line, x: margin, y: y, style: .note)
            }
            y += 4
        }
        y += 20
    }

    var document: String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Int(ComparisonChart.width)) \(Int(y))" \
        width="\(Int(ComparisonChart.width))" height="\(Int(y))" role="img" \
        font-family="sans-serif" font-size="12" aria-labelledby="title description">
        <title id="title">\(SVGText.escaped(title))</title>
        <desc id="description">\(SVGText.escaped(description))</desc>
        <rect width="100%" height="100%" fill="#ffffff"/>

        """ + body.lines + "</svg>\n"
    }

    private var title: String {
        ComparisonChart.cut(
            "Events and deaths: "
                + comparison.sides.map(\.region.title).joined(separator: ", "))
    }

    private var description: String {
        comparison.sides.map { side in
            "\(side.region.title): \(comparison.counted(side.figures.events, "event")), "
                + ComparisonChart.words(ofDeaths: side.figures.toll)
        }.joined(separator: "; ")
    }

    // MARK: Totals

    private mutating func drawTotals() {
        let mostEvents = comparison.sides.map(\.figures.events).max() ?? 0
        let mostDeaths = comparison.sides.compactMap(\.figures.toll.high).max() ?? 0
        // Room for the number behind the longest bar.
        let length = innerWidth - 260
        let x = ComparisonChart.margin
        for side in comparison.sides {
            y += 24
            body.add(
                text: ComparisonChart.cut(side.region.title), x: x, y: y, style: .name)
            y += 8
            let events = ComparisonChart.length(side.figures.events, of: mostEvents, length)
            let number = comparison.counted(side.figures.events, "event")
            body.add(
                barAtX: x, y: y, width: events, height: ComparisonChart.barHeight,
                style: .events, words: number)
            body.add(text: number, x: x + events + 6, y: y + 11, style: .note)
            y += ComparisonChart.barHeight + 4
            drawDeaths(of: side, most: mostDeaths, length: length)
        }
        y += 16
    }

    private mutating func drawDeaths(of side: Comparison.Side, most: Int, length: Double) {
        let x = ComparisonChart.margin
        let toll = side.figures.toll
        let words = ComparisonChart.words(ofDeaths: toll)
        var end = x
        if let low = toll.low, let best = toll.best, let high = toll.high {
            let middle = y + ComparisonChart.barHeight / 2
            let width = ComparisonChart.length(best, of: most, length)
            body.add(
                barAtX: x, y: y, width: width, height: ComparisonChart.barHeight, style: .deaths,
                words: words)
            end += width
            if low < high {
                let from = x + ComparisonChart.length(low, of: most, length)
                let to = x + ComparisonChart.length(high, of: most, length)
                body.add(lineFromX: from, y: middle, toX: to, y: middle, style: .range)
                for tick in [from, to] {
                    body.add(
                        lineFromX: tick, y: middle - 4, toX: tick, y: middle + 4, style: .range)
                }
                end = max(end, to)
            }
        }
        body.add(text: words, x: end + 6, y: y + 11, style: .note)
        y += ComparisonChart.barHeight
    }

    // MARK: Months

    private mutating func drawMonths() {
        guard let months = comparison.coreMonths else { return }
        let timeline = Timeline(months, atMost: ComparisonChart.columnLimit)
        let columns = comparison.sides.map { timeline.figures(of: $0) }
        let mostEvents = columns.joined().map(\.events).max() ?? 0
        let mostDeaths = columns.joined().compactMap(\.toll.best).max() ?? 0
        y += 24
        body.add(
            text: "By \(timeline.step.word): events upwards"
                + (mostDeaths > 0 ? ", deaths (best figure) downwards" : ""),
            x: ComparisonChart.margin, y: y, style: .name)
        for (side, figures) in zip(comparison.sides, columns) {
            y += 22
            body.add(
                text: ComparisonChart.cut(side.region.title), x: ComparisonChart.margin, y: y,
                style: .note)
            y += 8
            draw(figures, on: timeline, most: (mostEvents, mostDeaths))
        }
        y += 10
    }

    private mutating func draw(
        _ figures: [Figures], on timeline: Timeline, most: (events: Int, deaths: Int)
    ) {
        let left = ComparisonChart.margin + 40
        let right = ComparisonChart.width - ComparisonChart.margin
        let step = (right - left) / Double(timeline.count)
        let zero = y + ComparisonChart.eventsHeight
        drawScale(upTo: most.events, atMost: 4, from: zero, by: -ComparisonChart.eventsHeight)
        if most.deaths > 0 {
            drawScale(upTo: most.deaths, atMost: 2, from: zero, by: ComparisonChart.deathsHeight)
        }
        for (column, figures) in figures.enumerated() where figures.events > 0 {
            let x = left + Double(column) * step
            let width = max(1, min(step * 0.8, 40))
            let height = ComparisonChart.length(
                figures.events, of: most.events, ComparisonChart.eventsHeight)
            let name = timeline.name(of: column)
            body.add(
                barAtX: x, y: zero - height, width: width, height: height, style: .events,
                words: "\(name): \(comparison.counted(figures.events, "event"))")
            guard let deaths = figures.toll.best, deaths > 0 else { continue }
            body.add(
                barAtX: x, y: zero, width: width,
                height: ComparisonChart.length(
                    deaths, of: most.deaths, ComparisonChart.deathsHeight),
                style: .deaths, words: "\(name): \(comparison.counted(deaths, "death"))")
        }
        body.add(lineFromX: left, y: zero, toX: right, y: zero, style: .axis)
        y = zero + (most.deaths > 0 ? ComparisonChart.deathsHeight : 0) + 14
        let labels = max(1, Int((Double(timeline.count) / 10).rounded(.up)))
        for column in stride(from: 0, to: timeline.count, by: labels) {
            body.add(
                text: timeline.name(of: column), x: left + Double(column) * step, y: y,
                style: .note)
        }
    }

    /// Lines at round numbers.
    private mutating func drawScale(
        upTo most: Int, atMost limit: Int, from zero: Double, by height: Double
    ) {
        guard most > 0 else { return }
        var step = 1
        while most / step > limit {
            // 1, 2, 5, 10, 20, 50 …
            step = String(step).first == "2" ? step / 2 * 5 : step * 2
        }
        let left = ComparisonChart.margin + 40
        for number in (1...most / step).map({ $0 * step }) {
            let y = zero + height * Double(number) / Double(most)
            body.add(
                lineFromX: left, y: y, toX: ComparisonChart.width - ComparisonChart.margin, y: y,
                style: .grid)
            body.add(
                text: Decimals.grouped(number), x: left - 6, y: y + 4, style: .note,
                anchor: "end")
        }
    }

    // MARK: Measures and words

    /// How long a bar is; what is not 0 can be seen.
    private static func length(_ count: Int, of most: Int, _ longest: Double) -> Double {
        guard count > 0, most > 0 else { return 0 }
        return max(1, Double(count) / Double(most) * longest)
    }

    private static func words(ofDeaths toll: TollSum) -> String {
        guard let low = toll.low, let best = toll.best, let high = toll.high else {
            return "no deaths stated"
        }
        let number = "\(Decimals.grouped(best)) deaths"
        return low == high
            ? number : "\(number) (\(Decimals.grouped(low)) to \(Decimals.grouped(high)))"
    }

    /// A text that fits into the image's width.
    private static func cut(_ text: String) -> String {
        text.count <= titleLimit ? text : text.prefix(titleLimit - 1) + "…"
    }

    /// A sentence as lines that fit into the image's width.
    private static func lines(of sentence: String) -> [String] {
        var lines = [""]
        for word in sentence.split(separator: " ") {
            if lines[lines.count - 1].count + word.count > 130 { lines.append("") }
            lines[lines.count - 1] += (lines[lines.count - 1].isEmpty ? "" : " ") + word
        }
        return lines
    }
}
