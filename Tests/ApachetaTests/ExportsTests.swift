import Foundation
import Testing

/// The layers under `exports/` are what the program writes from the sample reports.
@Suite struct ExportsTests {
    /// RECORD=1 writes them again, as `make exports` does.
    @Test(arguments: ["bolivia.geojson", "bolivia.kml"])
    func `an export is what the program writes from the sample reports`(name: String) throws {
        let scratch = try Scratch(copying: [])
        let reports = BuiltProgram.package.appendingPathComponent("docs/reports").path
        let run = try BuiltProgram.run(
            shell: "apacheta extract '\(reports)' -o '\(name)' --quiet", in: scratch.folder)
        #expect(run.exitCode == 0, "\(run.complaints)")
        let written = try Data(contentsOf: scratch.folder.appendingPathComponent(name))
        let kept = BuiltProgram.package.appendingPathComponent("exports/\(name)")
        if ProcessInfo.processInfo.environment["RECORD"] == "1" {
            try written.write(to: kept)
        } else {
            // The bytes themselves would fill the screen; a person compares the files.
            #expect(try written == Data(contentsOf: kept), "make exports writes them again")
        }
    }
}
