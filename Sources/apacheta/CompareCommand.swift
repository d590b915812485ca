import ArgumentParser
import Foundation
import Regions
import SimpleFeatures

struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Sets regions side by side.",
        discussion: """
            apacheta compare events.geojson highlands lowlands
            apacheta compare events.geojson "La Paz" "Santa Cruz" Oruro --reference Oruro --until 2003
            apacheta compare events.geojson medialuna west -o compare.svg -o compare.md --panel panel.csv
            """)

    @OptionGroup var layerOptions: LayerOptions

    @Argument(help: "Two regions or more, by name or alias.")
    var names: [String]

    @Option(
        help: ArgumentHelp(
            "The region that the rates of the others are divided by; the first, unless said otherwise.",
            valueName: "region"))
    var reference: String?

    @OptionGroup var regions: RegionOptions
    @OptionGroup var filters: FilterOptions
    @OptionGroup var output: CompareOutputOptions

    @Flag(name: .shortAndLong, help: "Say nothing but errors.")
    var quiet = false

    func run() throws {
        let wanted = names + (reference.map { [$0] } ?? [])
        guard wanted.count >= 2 else {
            throw Failure(.usage, "expected two regions or more, found only '\(names[0])'")
        }
        try output.check(reading: layerOptions.layer)
        let filed = try FiledLayer(
            try layerOptions.input(), set: { try regions.set(holding: wanted, quiet: quiet) },
            filters: filters,
            regions: regions, quiet: quiet)
        let comparison = try Comparison(
            of: names, to: reference, in: filed.set, features: filed.events, filed: filed.filing)
        Console.say(filed.heading, quiet: quiet)
        if !output.takesStandardOutput { try show(comparison) }
        try output.write(comparison, quiet: quiet)
    }

    /// The table, fit for the terminal where there is one.
    private func show(_ comparison: Comparison) throws {
        let terminal = ComparisonTerminal(environment: ProcessInfo.processInfo.environment)
        let marks: Marks = output.ascii || !terminal.showsUnicode ? .ascii : .unicode
        let text = comparison.sheet(marks: marks).rendered(maxWidth: terminal.width)
        try Files.write(Array((terminal.hasColours ? terminal.coloured(text) : text).utf8), to: "-")
    }
}

/// What the terminal can show; a file or a pipe gets all of Unicode and no colours.
struct ComparisonTerminal {
    /// Its columns; `nil` for a file or a pipe.
    let width: Int?
    /// Whether it shows more than ASCII.
    let showsUnicode: Bool
    /// Whether drawings are coloured.
    let hasColours: Bool

    /// - Parameters:
    ///   - environment: The variables that the program was started with.
    ///   - width: Columns of the terminal; `nil` for a file or a pipe.
    /// - SeeAlso: POSIX.1-2017, "Internationalization Variables", for the order of the variables;
    ///   no-color.org.
    init(environment: [String: String], width: Int? = Console.terminalWidth()) {
        self.width = width
        let locale =
            ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty }
            ?? ""
        let charset = locale.lowercased().filter { $0 != "-" }
        showsUnicode = width == nil || charset.contains("utf8")
        hasColours =
            width != nil && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    }

    /// Bars and sparklines in blue; everything else as it was.
    func coloured(_ text: String) -> String {
        var coloured = ""
        var isBlue = false
        for scalar in text.unicodeScalars {
            if (0x2581...0x258F).contains(scalar.value) != isBlue {
                isBlue.toggle()
                coloured += isBlue ? "\u{1B}[34m" : "\u{1B}[0m"
            }
            coloured.unicodeScalars.append(scalar)
        }
        return coloured
    }
}
