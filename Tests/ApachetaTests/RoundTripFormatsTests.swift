import Foundation
import Testing

/// A small layer with a bit of everything, through each format and back.
///
/// What a format changes stands in ``changes(_:)``: nothing else may differ, and the table "What
/// survives" of `docs/formats.md` says the same.
@Suite struct RoundTripFormatsTests {
    /// A value that comes back as another one, in every feature.
    struct Change: Sendable {
        /// The property, with an expression for its values.
        let pattern: String
        /// The value as it comes back, behind the name of the property.
        let value: @Sendable (String) -> String
        /// What `docs/formats.md` says of it.
        let documented: String
        /// What standard error says of it; `nil` where the value is the same and only its type is not.
        let note: String?
    }

    /// A folder with the layer as `everything.geojson`.
    private static func folder() throws -> Scratch {
        let scratch = try Scratch()
        let file = try scratch.file("everything.geojson")
        try file.handle.write(contentsOf: Data(EverythingLayer.collection.utf8))
        try file.handle.close()
        return scratch
    }

    private static func quoted(_ json: String) -> String {
        "\"\(json.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }

    private static func numberText(_ name: String) -> String {
        "\"\(name)\":(-?[0-9.]+|true|false)"
    }

    /// What comes back as something else.
    static func changes(_ format: String) -> [Change] {
        let severalAsTexts = { (note: String, pattern: String) in
            Change(
                pattern: pattern, value: quoted, documented: "several kinds of values", note: note)
        }
        let anything = #""any":(-?[0-9.]+|true|\[[^\]]*\]|\{[^}]*\})"#
        let wholeReals = Change(
            pattern: #""mixed":(-?[0-9]+)(?=[,}])"#, value: { "\($0).0" },
            documented: "whole numbers among reals", note: nil)
        switch format {
        case "kml", "kmz":
            return [
                severalAsTexts("wrote 2 columns as texts", numberText("any")),
                Change(
                    pattern: numberText("whole"), value: quoted,
                    documented: "beyond its digits `string`", note: "wrote 2 columns as texts"),
                Change(
                    pattern: #""control":("bell[^"]*")"#,
                    value: {
                        $0.replacing("\\u0007", with: "\u{FFFD}")
                            .replacing("\\u0000", with: "\u{FFFD}")
                    },
                    documented: "Characters that XML 1.0 does not allow",
                    note: "replaced 2 characters that XML 1.0 does not allow"),
            ]
        case "fgb":
            return [severalAsTexts("wrote 9 values as text", anything), wholeReals]
        case "gpkg":
            return [
                severalAsTexts("wrote 9 values that are no texts as texts", anything), wholeReals,
                Change(
                    pattern: #""zoned":("[^"]*")"#,
                    value: {
                        $0 == "\"2003-10-13T14:05:06-04:00\""
                            ? "\"2003-10-13T18:05:06Z\"" : "\"2003-10-13T04:30:00Z\""
                    },
                    documented: "other zones are turned to UTC",
                    note: "turned 10 times of other zones to UTC"),
                Change(
                    pattern: #""control":("bell[^"]*")"#,
                    value: { $0.replacing("\\u0000", with: "\u{FFFD}") },
                    documented: "U+0000, which ends a text for most clients, becomes U+FFFD",
                    note: "replaced U+0000 by U+FFFD in a text"),
            ]
        case "csv":
            return [
                severalAsTexts("wrote 2 columns as texts", anything), wholeReals,
                Change(
                    pattern: #""object":(\{.*?\})(?=,"digits")"#, value: quoted,
                    documented: "that an object was one", note: "wrote 2 columns as texts"),
            ]
        default: return []
        }
    }

    /// Formats that do not keep the features in their order.
    private static let unordered: Set = ["fgb"]
    private static let withoutIdentifiers: Set = ["kml", "kmz", "fgb", "gpkg", "csv"]

    static func features(of collection: String) -> [String] {
        collection.split(separator: "\n").filter { $0.hasPrefix(#"{"type":"Feature","#) }.map {
            String($0.hasSuffix(",") ? $0.dropLast() : $0)
        }
    }

    /// The features as they ought to come back.
    private static func expected(_ features: [String], from format: String) throws -> [String] {
        try features.map { feature in
            var feature = feature
            for change in changes(format) {
                let expression = try Regex(change.pattern, as: (Substring, Substring).self)
                    .matchingSemantics(.unicodeScalar)
                feature = feature.replacing(expression) { match in
                    let (whole, value) = match.output
                    return whole.dropLast(value.count) + change.value(String(value))
                }
            }
            if withoutIdentifiers.contains(format) {
                let id = feature.dropFirst(#"{"type":"Feature","id":""#.count).prefix { $0 != "\"" }
                feature = feature.replacing(
                    #""properties":{"#, with: "\"properties\":{\"id\":\"\(id)\",",
                    maxReplacements: 1)
            }
            return feature
        }
    }

    @Test(arguments: ["geojson", "geojsonl", "geojsons", "kml", "kmz", "fgb", "gpkg", "csv"])
    func `a layer comes back from a format but for what is documented and said`(format: String)
        throws
    {
        let scratch = try Self.folder()
        let first = try BuiltProgram.run(
            shell: "apacheta export everything.geojson -o - --quiet", in: scratch.folder)
        #expect(first.exitCode == 0, "\(first.complaints)")
        let run = try BuiltProgram.run(
            shell: "apacheta export everything.geojson -o layer.\(format) && "
                + "apacheta export layer.\(format) -o - --quiet",
            in: scratch.folder)
        #expect(run.exitCode == 0, "\(run.complaints)")
        var wanted = try Self.expected(Self.features(of: first.output), from: format)
        var found = Self.features(of: run.output)
        #expect(found.count == EverythingLayer.count)
        if Self.unordered.contains(format) {
            #expect(found != wanted, "the order is kept after all")
            wanted.sort()
            found.sort()
        }
        for (wanted, found) in zip(wanted, found) { #expect(found == wanted) }
        let documentation = try String(
            contentsOf: BuiltProgram.package.appendingPathComponent("docs/formats.md"),
            encoding: .utf8
        ).replacing("\n", with: " ")
        let changes = Self.changes(format)
        for change in changes {
            #expect(documentation.contains(change.documented), "\(change.documented)")
            if let note = change.note {
                #expect(run.complaints.contains(note), "\(run.complaints)")
            }
        }
        // What is said is a loss, the guard of formulas or the count.
        let notes = run.complaints.split(separator: "\n").filter {
            !$0.hasSuffix("features") && !$0.contains("apostrophes")
        }
        #expect(notes.count == Set(changes.compactMap(\.note)).count, "\(run.complaints)")
    }

    @Test(arguments: ["kml", "kmz", "fgb", "gpkg", "csv"])
    func `what came back once comes back the same ever after`(format: String) throws {
        let scratch = try Self.folder()
        let run = try BuiltProgram.run(
            shell: "apacheta export everything.geojson -o a.\(format) --quiet && "
                + "apacheta export a.\(format) -o b.\(format) --quiet && "
                + "apacheta export a.\(format) -o a.geojsonl --quiet && "
                + "apacheta export b.\(format) -o b.geojsonl --quiet && cmp a.geojsonl b.geojsonl",
            in: scratch.folder)
        #expect(run.exitCode == 0, "\(run.output)\(run.complaints)")
    }
}
