import Foundation
import Testing

/// The commands on a FlatGeobuf file and on the GeoJSON that it was made from.
@Suite struct FlatGeobufLayerTests {
    private static let layers = BuiltProgram.package
        .appendingPathComponent("Tests/FormatsTests/FlatGeobuf")

    @Test(arguments: [
        "near LAYER Achacachi --within 60km", "near LAYER --lon -68.15 --lat -16.5 --within 1000m",
        "regions LAYER", "compare LAYER highlands lowlands", "compare LAYER 'La Paz' Cochabamba",
    ])
    func `an answer is the same on either format`(command: String) throws {
        let answers = try ["events.geojson", "events.fgb"].map { name in
            let file = Self.layers.appendingPathComponent(name).path
            return try BuiltProgram.run(command.replacing("LAYER", with: "'\(file)'"))
        }
        #expect(answers.allSatisfy { $0.exitCode == 0 }, "\(answers.map(\.complaints))")
        // A FlatGeobuf file has features in the order of its tree, and so those at one distance.
        let lines = answers.map { $0.output.split(separator: "\n").sorted() }
        #expect(lines[0] == lines[1])
        #expect(!answers[0].output.isEmpty)
    }

    @Test func `what is no FlatGeobuf file ends with its place and the code of bad data`() throws {
        let scratch = try Scratch()
        let file = try scratch.file("cut.fgb")
        let whole = try Data(contentsOf: Self.layers.appendingPathComponent("events.fgb"))
        try file.handle.write(contentsOf: whole.prefix(whole.count - 5))
        try file.handle.close()
        let run = try BuiltProgram.run(shell: "apacheta export cut.fgb -o -", in: scratch.folder)
        #expect(run.exitCode == 65)
        #expect(run.output.isEmpty)
        #expect(run.complaints.contains("cut.fgb: byte "), "\(run.complaints)")
        #expect(run.complaints.contains("feature 24: found a feature of "), "\(run.complaints)")
    }
}
