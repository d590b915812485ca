import Foundation
import Testing

/// The map page, as chromium shows it to somebody who clicks, types and reads.
///
/// Each check is a function of `Tests/Clients/map_page`; one that fails names itself. All of them fail
/// where the page logs an error, or asks for anything but itself.
@Suite(.serialized) struct MapPageClientTests {
    private static let python =
        ProcessInfo.processInfo.environment["APACHETA_CLIENTS_PYTHON"]
        ?? BuiltProgram.package.appendingPathComponent(".venv/bin/python").path

    private static let clients = BuiltProgram.package
        .appendingPathComponent("Tests/Clients/map_page").path

    private static let events = BuiltProgram.package
        .appendingPathComponent("exports/bolivia.geojson").path

    private static let hasBrowser =
        (try? BuiltProgram.run(
            shell:
                """
                command -v chromium && '\(python)' -c 'import playwright, axe_playwright_python'
                """,
            in: FileManager.default.temporaryDirectory
        ).exitCode == 0) ?? false

    private static let whatIsMissing: Comment =
        """
        a browser is missing: apt chromium, pip install -r Tests/Clients/requirements.txt
        """

    /// Runs commands of the shell in a folder of their own, then checks on the `map.html` they wrote.
    private static func look(
        _ checks: String, atPageOf commands: String, with arguments: String = ""
    ) throws -> BuiltProgram.Run {
        let scratch = try Scratch()
        return try withExtendedLifetime(scratch) {
            try BuiltProgram.run(
                shell:
                    """
                    set -e; \(commands)
                    '\(python)' -B '\(clients)' \(checks) map.html \(arguments)
                    """, in: scratch.folder)
        }
    }

    /// That nothing was found fault with, and that something was looked at.
    private static func expectNoFault(_ run: BuiltProgram.Run) {
        #expect(run.exitCode == 0, "\(run.complaints)")
        #expect(run.output.hasPrefix("map.html: "), "\(run.output)")
    }

    /// Writes the page of the sample layer.
    private static let sample = "apacheta export '\(events)' -q -o map.html"

    @Test(
        .enabled(if: hasBrowser, whatIsMissing),
        arguments: [
            "opening,clusters,links,following,search", "filters,timeline,playing",
            "keys,escaping,focus,skipping", "restoring,wild_addresses",
            "languages,themes,narrow,paper", "contrasts,targets", "axe_light,axe_dark,axe_narrow",
            "policy",
        ])
    func `what is clicked, typed and chosen agrees with the layer`(checks: String) throws {
        Self.expectNoFault(
            try Self.look(checks, atPageOf: Self.sample, with: "'\(Self.events)'"))
    }

    @Test(
        .enabled(if: hasBrowser, whatIsMissing),
        arguments: ["highlands lowlands", "valleys highlands", "lowlands chapare"])
    func `two regions have the figures of the program's comparison`(regions: String) throws {
        Self.expectNoFault(
            try Self.look(
                "comparison",
                atPageOf: Self.sample
                    + " && apacheta compare '\(Self.events)' \(regions) -q --json > compare.json",
                with: "compare.json"))
    }

    @Test(.enabled(if: hasBrowser, whatIsMissing))
    func `a page of a comparison opens with its regions`() throws {
        Self.expectNoFault(
            try Self.look(
                "comparison",
                atPageOf: """
                    apacheta compare '\(Self.events)' lowlands highlands -q --json > compare.json
                    apacheta compare '\(Self.events)' lowlands highlands -q -o map.html > table
                    """,
                with: "compare.json 'Eastern lowlands' 'Western highlands'"))
    }

    /// Tolls that state one figure of three, or none, or repeat others.
    @Test(.enabled(if: hasBrowser, whatIsMissing))
    func `tolls that lack a figure are summed as the program sums them`() throws {
        Self.expectNoFault(
            try Self.look(
                "comparison",
                atPageOf: """
                    \(Self.made("tolls"))
                    apacheta compare tolls.geojson highlands lowlands -q --json > compare.json
                    """,
                with: "compare.json"))
    }

    @Test(
        .enabled(if: hasBrowser, whatIsMissing),
        arguments: ["hostile", "placeless", "plain", "antimeridian", "poles"])
    func `a layer out of the ordinary is shown whole`(layer: String) throws {
        Self.expectNoFault(
            try Self.look(layer, atPageOf: Self.made(layer), with: "\(layer).geojson"))
    }

    @Test(.enabled(if: hasBrowser, whatIsMissing))
    func `a layer without features is a page that says so`() throws {
        Self.expectNoFault(try Self.look("empty", atPageOf: Self.made("empty")))
    }

    /// Commands that make a layer of `layers.py` and its page.
    private static func made(_ layer: String) -> String {
        """
        '\(python)' -B '\(clients)/layers.py' \(layer) \(layer).geojson
        apacheta export \(layer).geojson -q -o map.html
        """
    }

    /// A check that could not fail would be worth nothing.
    @Test(
        .enabled(if: hasBrowser, whatIsMissing),
        arguments: [
            ("search", #"s/"count":74/"count":73/"#, "events"),
            ("policy", "s/default-src 'none'/default-src */", "was not asked"),
            ("contrasts", "s/--text: #1b1f24/--text: #8b8f94/", "contrast of text"),
        ])
    func `a page that was spoilt is found fault with`(
        check: String, spoiling: String, sentence: String
    ) throws {
        let run = try Self.look(
            check,
            atPageOf: Self.sample
                + " && sed -i -e \"\(spoiling.replacing("\"", with: "\\\""))\" map.html",
            with: "'\(Self.events)'")
        #expect(run.exitCode == 1)
        #expect(run.complaints.contains(sentence), "\(run.complaints)")
    }
}
