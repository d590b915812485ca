public import FileMapping
import SimpleFeatures

/// How QGIS shows a layer of events: colours by type, and the days on which an event is there.
///
/// Without it QGIS takes `date_start` and `date_end` for the ends of a time span whose end is left
/// out, so that an event of one day is there on no day at all. Events without a date are not there
/// while QGIS shows a layer by time.
///
/// - SeeAlso: QGIS 3.22, `QgsVectorLayerTemporalProperties` and `QgsCategorizedSymbolRenderer`, which
///   read what stands here.
public enum QGISStyle {
    /// The style of a layer, which QGIS reads from a file `NAME.qml` beside that of the layer.
    ///
    /// - Parameter survey: What the layer holds. A column `event_type` is drawn in colours; columns of
    ///   days or date-times `date_start` and `date_end` are the time. Areas with counts of events, as
    ///   regions are written, are darker the more there are.
    /// - Returns: The style in UTF-8; `nil` when the layer has none of these.
    public static func qml(for survey: Survey) -> [UInt8]? {
        let temporal = temporal(of: survey)
        let renderer = renderer(of: survey)
        guard temporal != nil || renderer != nil else { return nil }
        let categories = [renderer.map { _ in "Symbology" }, temporal.map { _ in "Temporal" }]
            .compactMap { $0 }.joined(separator: "|")
        var qml = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n\(signature)\n"
        qml += "<qgis version=\"3.22.0\" styleCategories=\"\(categories)\">\n"
        qml += temporal ?? ""
        qml += renderer ?? ""
        qml += "</qgis>\n"
        return Array(qml.utf8)
    }

    /// By this a style is known again that no person has made or changed: QGIS does not keep it.
    private static let signature = "<!-- written by apacheta -->"

    /// Whether a file is a style as it was written here.
    public static func isOurs(_ file: MappedFile) -> Bool {
        unsafe String(decoding: file.bytes.prefix(256), as: UTF8.self).contains(signature)
    }

    // MARK: Time

    /// The settings of time; `nil` when there is no day on which an event begins.
    ///
    /// The ends are expressions: those that name fields QGIS 3.22 hands to SQLite, which compares a day
    /// of a GeoPackage with a time as texts, and so puts every event on the day before its own.
    private static func temporal(of survey: Survey) -> String? {
        func type(_ name: String) -> Schema.FieldType? {
            guard let type = survey.columns.first(where: { $0.name == name })?.type,
                type == .day || type == .dateTime
            else { return nil }
            return type
        }
        guard let startType = type("date_start") else { return nil }
        let (end, endType) = type("date_end").map { ("date_end", $0) } ?? ("date_start", startType)
        // A day lasts to its last second.
        let rest = endType == .day ? " + to_interval('86399 seconds')" : ""
        // Mode 4 is a span from two expressions; limit mode 1 counts its end.
        return """
              <temporal enabled="1" mode="4" limitMode="1" startField="" endField="" \
            startExpression="to_datetime(&quot;date_start&quot;)" \
            endExpression="to_datetime(&quot;\(end)&quot;)\(rest)" \
            durationField="" durationUnit="days" fixedDuration="0" accumulate="0">
                <fixedRange>
                  <start></start>
                  <end></end>
                </fixedRange>
              </temporal>

            """
    }

    // MARK: Colours

    /// What draws a shape of a kind.
    private enum Symbol: String, CaseIterable {
        case marker, line, fill

        /// The kinds of shapes that it draws.
        var kinds: Set<String> {
            switch self {
            case .marker: return ["Point", "MultiPoint"]
            case .line: return ["LineString", "MultiLineString"]
            case .fill: return ["Polygon", "MultiPolygon"]
            }
        }

        /// What the expressions of QGIS call these kinds.
        var geometryType: String {
            switch self {
            case .marker: return "Point"
            case .line: return "Line"
            case .fill: return "Polygon"
            }
        }

        var layerClass: String {
            switch self {
            case .marker: return "SimpleMarker"
            case .line: return "SimpleLine"
            case .fill: return "SimpleFill"
            }
        }

        func properties(_ style: EventStyle) -> [(name: String, value: String)] {
            let colour = style.components
            switch self {
            case .marker:
                return [
                    ("name", "circle"), ("color", "\(colour),255"), ("size", "2.6"),
                    ("size_unit", "MM"), ("outline_color", "35,35,35,255"),
                    ("outline_style", "solid"), ("outline_width", "0.2"),
                    ("outline_width_unit", "MM"),
                ]
            case .line:
                return [
                    ("line_color", "\(colour),255"), ("line_style", "solid"),
                    ("line_width", "0.8"), ("line_width_unit", "MM"),
                ]
            case .fill:
                // Two fifths of the opacity, as in KML.
                return [
                    ("color", "\(colour),102"), ("style", "solid"),
                    ("outline_color", "\(colour),255"), ("outline_style", "solid"),
                    ("outline_width", "0.4"), ("outline_width_unit", "MM"),
                ]
            }
        }
    }

    /// The drawing by type, or by number where events are counted; `nil` when there are neither.
    private static func renderer(of survey: Survey) -> String? {
        guard survey.columns.contains(where: { $0.name == "event_type" }) else {
            return graduatedRenderer(of: survey)
        }
        let kinds = survey.geometryKinds
        let symbols = Symbol.allCases.filter { !$0.kinds.isDisjoint(with: kinds) }
        // A layer may have shapes of all kinds inside of others, or none yet.
        guard kinds.isSubset(of: symbols.reduce(into: []) { $0.formUnion($1.kinds) }),
            let symbol = symbols.first
        else { return rules(for: Symbol.allCases) }
        return symbols.count == 1 ? categories(drawnBy: symbol) : rules(for: symbols)
    }

    /// One symbol a type, for layers of one kind of shapes.
    private static func categories(drawnBy symbol: Symbol) -> String {
        var categories = ""
        var symbols = ""
        for (index, style) in EventStyle.all.enumerated() {
            // Whatever is none of the others is a category without a value.
            let value = style.word == EventStyle.other.word ? "" : style.word
            categories += """
                      <category symbol="\(index)" value="\(value)" label="\(style.word)" \
                render="true"/>

                """
            symbols += markup(of: symbol, in: style, named: index)
        }
        return """
              <renderer-v2 type="categorizedSymbol" attr="event_type" symbollevels="0" \
            enableorderby="0" forceraster="0">
                <categories>
            \(categories)    </categories>
                <symbols>
            \(symbols)    </symbols>
              </renderer-v2>

            """
    }

    /// A rule for each kind of shapes, with one for each type below it.
    ///
    /// QGIS makes a layer of each kind but has one style for all, and no symbol draws two kinds.
    private static func rules(for symbols: [Symbol]) -> String {
        var rules = ""
        var markups = ""
        var number = 0
        for symbol in symbols {
            rules += """
                      <rule key="\(symbol)" label="\(symbol.geometryType)" \
                filter="geometry_type($geometry) = '\(symbol.geometryType)'">

                """
            for style in EventStyle.all {
                let filter =
                    style.word == EventStyle.other.word
                    ? "ELSE" : "&quot;event_type&quot; = '\(style.word)'"
                rules += """
                            <rule key="\(symbol)-\(style.word)" symbol="\(number)" \
                    label="\(style.word)" filter="\(filter)"/>

                    """
                markups += markup(of: symbol, in: style, named: number)
                number += 1
            }
            rules += "      </rule>\n"
        }
        return """
              <renderer-v2 type="RuleRenderer" symbollevels="0" enableorderby="0" forceraster="0">
                <rules key="events">
            \(rules)    </rules>
                <symbols>
            \(markups)    </symbols>
              </renderer-v2>

            """
    }

    private static func markup(
        of symbol: Symbol, in style: EventStyle, named name: Int
    ) -> String {
        let options = symbol.properties(style).map { property in
            "            <Option type=\"QString\" name=\"\(property.name)\" "
                + "value=\"\(property.value)\"/>\n"
        }
        return """
                  <symbol name="\(name)" type="\(symbol)" alpha="1" clip_to_extent="1" force_rhr="0">
                    <layer class="\(symbol.layerClass)" enabled="1" locked="0" pass="0">
                      <Option type="Map">
            \(options.joined())          </Option>
                    </layer>
                  </symbol>

            """
    }
}

extension EventStyle {
    /// Red, green and blue in decimal digits with commas between.
    fileprivate var components: String {
        guard let number = UInt32(colour, radix: 16) else { return "0,0,0" }
        return "\(number >> 16),\(number >> 8 & 255),\(number & 255)"
    }
}
