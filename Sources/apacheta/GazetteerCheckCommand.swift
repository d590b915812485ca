import ArgumentParser
import Gazetteers
import Regions
import SimpleFeatures

struct GazetteerCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Reads every table and lists rows that a person should look at.",
        discussion: "apacheta gazetteer check")

    @OptionGroup var gazetteers: GazetteerOptions

    @Flag(name: .shortAndLong, help: "Say nothing but errors.")
    var quiet = false

    func run() throws {
        // Positions and parents are checked by reading: a fault ends here, with file and line.
        let gazetteer = try gazetteers.gazetteer()
        let units = try RegionCatalogue(nameProperty: nil, quiet: quiet).set("departments")
        let review = try GazetteerReview(of: gazetteer, units: units)
        try gazetteer.confirmIntact()
        try Console.show(lines: review.remarks.map(\.sentence))
        Console.say(
            "\(Console.counted(gazetteer.places.count, "place")) read without a fault, "
                + Console.counted(review.remarks.count, "row") + " to look at", quiet: quiet)
    }
}
