import Compression
import Digests
import FileWriting
import Formats
import SimpleFeatures

/// The data elements of a page: a head, columns, shapes, texts and outlines.
struct PageData {
    private let features: PageFeatures
    /// The numbers of the features in the order of the page.
    private let order: [Int]
    private let placedOrder: [UInt32]
    private let layerName: String
    private let options: MapPage.Options
    private let regionColumn: PageRoles.Role?
    /// The regions that occur or are compared, and which each feature has.
    let regions: WordColumn.Ranking
    private let regionValues: [Int32]
    private let places: WordColumn.Ranking
    private let placeValues: [Int32]
    private let precisions: WordColumn.Ranking
    private let dayPrecisions: WordColumn.Ranking
    private let reports: WordColumn.Ranking
    /// The places among the styles of those that occur.
    private let styles: [UInt8]

    /// - Parameters:
    ///   - features: All that the page has.
    ///   - placedOrder: The order of those with a position, as places in their list.
    ///   - isFiled: Whether features were filed in regions for the page.
    init(
        _ features: PageFeatures, along placedOrder: [UInt32], layerName: String,
        options: MapPage.Options, isFiled: Bool
    ) {
        self.features = features
        self.placedOrder = placedOrder
        self.layerName = layerName
        self.options = options
        order =
            placedOrder.map { Int(features.placed[Int($0)]) } + features.unplaced.map { Int($0) }
        let chosen = features.regions.chosen(isFiled: isFiled)
        regionColumn = chosen?.role
        var regionWords = chosen?.words ?? WordColumn(ofNone: order.count)
        for title in options.comparedRegions ?? [] { _ = regionWords.number(of: title) }
        regionValues = regionWords.values
        regions = regionWords.ranked()
        let placeWords = features.locations.isEmpty ? features.names : features.locations
        placeValues = placeWords.values
        places = placeWords.ranked()
        precisions = features.placePrecisions.ranked(
            by: ["exact", "town", "admin2", "admin1", "area", "country", "unknown"])
        dayPrecisions = features.dayPrecisions.ranked(
            by: ["day", "week", "month", "year", "unknown"])
        reports = features.reports.sorted()
        styles = Set(features.styles).sorted()
    }

    /// Writes all elements.
    ///
    /// - Throws: `WritingError` when the destination does not take them, or a text cannot be read back.
    func write(
        over base: BaseMap, drawnBy sourceLine: String?, to output: inout PageOutput
    ) throws(WritingError) {
        try writeJSON("layer", head(over: base, drawnBy: sourceLine), to: &output)
        try writePositions(to: &output)
        try writeColumns(to: &output)
        try writeShapes(to: &output)
        try writeTexts(to: &output)
        for set in base.sets {
            try writeElement(set.id, type: "text/plain", to: &output) { bytes in
                Base64.append(set.packed(), to: &bytes)
            }
        }
    }

    // MARK: Head

    private func head(over base: BaseMap, drawnBy sourceLine: String?) -> Value {
        .object([
            "version": .integer(1), "name": .text(layerName),
            "title": .text(options.title ?? layerName),
            "language": .text(options.language.rawValue),
            "projection": .text(options.projection.rawValue), "maker": .text(options.maker),
            "count": .integer(order.count), "placed": .integer(placedOrder.count),
            "isEvents": .boolean(features.areEvents),
            "blockSize": .integer(MapPage.blockSize), "isPacked": .boolean(isPacked),
            "types": Value(styles.map { EventStyle.all[Int($0)].word }),
            "colours": Value(styles.map { EventStyle.all[Int($0)].colour }),
            "symbols": Value(
                styles.map { EventSymbol.symbol(of: EventStyle.all[Int($0)].word).path }),
            "regions": Value(regions.words), "regionColumn": Value(regionColumn?.columnName),
            "places": Value(places.words), "precisions": Value(precisions.words),
            "datePrecisions": Value(dayPrecisions.words), "reports": Value(reports.words),
            "compare": options.comparedRegions.map { Value($0) } ?? .null,
            "sourceLine": Value(sourceLine),
            "base": .list(base.sets.map(PageData.value)),
        ])
    }

    private static func value(of set: OutlineSet) -> Value {
        var value: Properties = [
            "id": .text(set.id), "kind": .text(set.kind.rawValue), "steps": .integer(set.steps),
        ]
        if let name = set.setName { value["set"] = .text(name) }
        value["shapes"] = .list(set.shapes.map(PageData.value))
        return .object(value)
    }

    private static func value(of shape: OutlineShape) -> Value {
        var value: Properties = ["name": .text(shape.name)]
        if let code = shape.code { value["code"] = .text(code) }
        if let id = shape.id { value["id"] = .text(id) }
        if let label = shape.label {
            value["label"] = .list([
                .real(rounded(label.longitude)), .real(rounded(label.latitude)),
            ])
        }
        value["rank"] = .integer(shape.rank)
        if let population = shape.population { value["population"] = .integer(population) }
        if let year = shape.populationYear { value["populationYear"] = .integer(year) }
        if let area = shape.areaKm2 { value["areaKm2"] = .real((area * 10).rounded() / 10) }
        return .object(value)
    }

    /// A label can stand a hundred metres beside its place.
    private static func rounded(_ degrees: Double) -> Double { (degrees * 1000).rounded() / 1000 }

    // MARK: Columns

    private func writePositions(to output: inout PageOutput) throws(WritingError) {
        // What is rounded to fewer decimals is written with the digits behind them 0.
        var step: Int32 = 1
        for _ in options.precision..<7 { step *= 10 }
        let scale = 1e7 / Double(step)
        func rounded(_ degrees: Double) -> Int32 { Int32((degrees * scale).rounded()) * step }
        try write("lon", to: &output) {
            placedOrder.map { rounded(features.positions[Int($0)].longitude) }
        }
        try write("lat", to: &output) {
            placedOrder.map { rounded(features.positions[Int($0)].latitude) }
        }
    }

    private func writeColumns(to output: inout PageOutput) throws(WritingError) {
        var styleNumbers = [Int32](repeating: -1, count: EventStyle.all.count)
        for (number, style) in styles.enumerated() { styleNumbers[Int(style)] = Int32(number) }
        try write("type", to: &output) { order.map { styleNumbers[Int(features.styles[$0])] } }
        try write("region", regionValues, regions, to: &output)
        try write("place", placeValues, places, to: &output)
        try write("geoprec", features.placePrecisions.values, precisions, to: &output)
        try write("dateprec", features.dayPrecisions.values, dayPrecisions, to: &output)
        let columns = [
            ("first", features.firstDays), ("last", features.lastDays), ("low", features.low),
            ("best", features.best), ("high", features.high),
            ("uncertainty", features.uncertainties), ("total", features.totals),
        ]
        for (name, values) in columns {
            try write(name, to: &output) { order.map { values[$0] } }
        }
        let ranges = order.map {
            Int(features.reportStarts[$0])..<Int(features.reportStarts[$0 + 1])
        }
        try write("reportstart", to: &output) {
            var starts: [Int32] = [0]
            for range in ranges { starts.append(starts[starts.count - 1] + Int32(range.count)) }
            return starts
        }
        try write("reports", to: &output) {
            ranges.flatMap { $0.map { reports.number(for: features.reports.values[$0]) } }
        }
        try write("shape", to: &output) {
            var next: Int32 = 0
            return order.map { feature in
                guard features.shapeNumbers[feature] >= 0 else { return -1 }
                next += 1
                return next - 1
            }
        }
    }

    private func write(
        _ name: String, _ values: [Int32], _ ranking: WordColumn.Ranking,
        to output: inout PageOutput
    ) throws(WritingError) {
        try write(name, to: &output) { order.map { ranking.number(for: values[$0]) } }
    }

    private func write(
        _ name: String, to output: inout PageOutput, _ values: () -> [Int32]
    ) throws(WritingError) {
        try writeElement("c-\(name)", type: "text/plain", to: &output) { bytes in
            let values = values().map(\.littleEndian)
            unsafe values.withUnsafeBytes { unsafe Base64.append($0, to: &bytes) }
        }
    }

    // MARK: Texts

    private var isPacked: Bool { order.count > MapPage.packedAbove }

    /// Refuses an element that no browser could read.
    private func check(_ byteCount: Int, of things: String) throws(WritingError) {
        guard byteCount > options.elementLimit else { return }
        throw WritingError(
            path: layerName,
            reason:
                "found \(byteCount) bytes of \(things), expected \(options.elementLimit) at most in "
                + "a map page")
    }

    private func writeShapes(to output: inout PageOutput) throws(WritingError) {
        try check(features.shapes.byteCount, of: "shapes")
        try output.write("<script type=\"application/json\" id=\"shapes\">[")
        var isFirst = true
        for feature in order where features.shapeNumbers[feature] >= 0 {
            try output.write { (bytes) throws(WritingError) in
                if !isFirst { bytes.append(UInt8(ascii: ",")) }
                try features.shapes.read(Int(features.shapeNumbers[feature]), to: &bytes)
            }
            isFirst = false
        }
        try output.write("]</script>\n")
    }

    private func writeTexts(to output: inout PageOutput) throws(WritingError) {
        var block: [UInt8] = []
        for start in stride(from: 0, to: order.count, by: MapPage.blockSize) {
            block.removeAll(keepingCapacity: true)
            for place in start..<min(start + MapPage.blockSize, order.count) {
                block.append(UInt8(ascii: place == start ? "[" : ","))
                try features.properties.read(order[place], to: &block)
            }
            block.append(UInt8(ascii: "]"))
            try check(block.count, of: "texts in \(MapPage.blockSize) features")
            let id = "t-\(start / MapPage.blockSize)"
            try writeElement(
                id, type: isPacked ? "text/plain" : "application/json", to: &output
            ) { bytes in
                if isPacked {
                    // Two fifths of the usual level's time for a third more bytes.
                    Base64.append(Deflate.raw(block, level: 3), to: &bytes)
                } else {
                    bytes.append(contentsOf: block)
                }
            }
        }
    }

    private func writeJSON(
        _ id: String, _ value: Value, to output: inout PageOutput
    ) throws(WritingError) {
        var json: [UInt8] = []
        JSON.append(value, to: &json)
        try writeElement(id, type: "application/json", to: &output) { bytes in
            PageText.append(json: json, to: &bytes)
        }
    }

    private func writeElement(
        _ id: String, type: String, to output: inout PageOutput, _ append: (inout [UInt8]) -> Void
    ) throws(WritingError) {
        try output.write { (bytes) throws(WritingError) in
            bytes.append(contentsOf: "<script type=\"\(type)\" id=\"\(id)\">".utf8)
            append(&bytes)
            bytes.append(contentsOf: "</script>\n".utf8)
        }
    }
}
