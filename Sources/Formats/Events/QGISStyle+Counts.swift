import SimpleFeatures

/// How QGIS shows areas with counts of events: the more events, the darker.
extension QGISStyle {
    /// The columns by which a layer of counts is known, as regions and clusters are written.
    static let countColumns = ["events", "events_with_toll"]

    /// The drawing by the number of events; `nil` for a layer of other columns or other shapes.
    ///
    /// Counts are skewed: one region has hundreds of events and most have few. So classes grow with the
    /// square of their number, and no event at all is a class of its own.
    ///
    /// - Parameter survey: What the layer holds.
    static func graduatedRenderer(of survey: Survey) -> String? {
        let names = Set(survey.columns.map(\.name))
        guard names.isSuperset(of: countColumns), !names.contains("event_type"),
            !survey.geometryKinds.isEmpty,
            survey.geometryKinds.isSubset(of: ["Polygon", "MultiPolygon"]),
            let most = survey.columns.first(where: { $0.name == "events" })?.integers?.upperBound,
            most >= 0
        else { return nil }
        var ranges = ""
        var symbols = ""
        for (index, range) in countClasses(upTo: most).enumerated() {
            let lower = index == 0 ? 0 : range.lowerBound - 1
            let label =
                range.count == 1
                ? "\(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
            ranges += """
                      <range lower="\(lower)" upper="\(range.upperBound)" symbol="\(index)" \
                label="\(label)" render="true"/>

                """
            symbols += fill(named: index, colour: colour(ofClass: index))
        }
        return """
              <renderer-v2 type="graduatedSymbol" attr="events" graduatedMethod="GraduatedColor" \
            symbollevels="0" enableorderby="0" forceraster="0">
                <ranges>
            \(ranges)    </ranges>
                <symbols>
            \(symbols)    </symbols>
              </renderer-v2>

            """
    }

    /// Classes of counts: none, then five at most, the last of which ends with the greatest count.
    static func countClasses(upTo most: Int) -> [ClosedRange<Int>] {
        var classes = [0...0]
        for number in 1...5 {
            let (whole, rest) = max(most, 0).quotientAndRemainder(dividingBy: 25)
            let squared = number * number
            let upper = whole * squared + (rest * squared + 24) / 25
            let lower = classes[classes.count - 1].upperBound + 1
            if lower <= upper { classes.append(lower...upper) }
        }
        return classes
    }

    /// From near white to dark red, red, green and blue in decimal digits.
    private static func colour(ofClass number: Int) -> String {
        let (light, dark) = ([250, 246, 240], [140, 20, 25])
        return zip(light, dark).map { "\($0 + ($1 - $0) * min(number, 5) / 5)" }
            .joined(separator: ",")
    }

    private static func fill(named name: Int, colour: String) -> String {
        """
              <symbol name="\(name)" type="fill" alpha="1" clip_to_extent="1" force_rhr="0">
                <layer class="SimpleFill" enabled="1" locked="0" pass="0">
                  <Option type="Map">
                    <Option type="QString" name="color" value="\(colour),220"/>
                    <Option type="QString" name="style" value="solid"/>
                    <Option type="QString" name="outline_color" value="90,90,90,255"/>
                    <Option type="QString" name="outline_style" value="solid"/>
                    <Option type="QString" name="outline_width" value="0.2"/>
                    <Option type="QString" name="outline_width_unit" value="MM"/>
                  </Option>
                </layer>
              </symbol>

        """
    }
}
