import FileWriting
import Formats
import Foundation
import SimpleFeatures
import TestMaterial
import Testing

@Suite struct FlatGeobufWriterTests {
    /// A layer written as FlatGeobuf, and what its writer says.
    static func written(
        _ layer: Layer, options: FlatGeobufWriter.Options = .init()
    ) throws -> (bytes: [UInt8], notes: [String]) {
        var survey = Survey()
        var batch = FeatureBatch()
        for feature in layer.features { try batch.append(feature) }
        survey.observe(batch)
        let destination = MemoryDestination()
        var writer = FlatGeobufWriter(
            layerNamed: layer.name, survey: survey, options: options, to: destination)
        try writer.write(batch)
        let notes = try writer.finish()
        return (destination.bytes, notes)
    }

    @Test func `every kind of shape and value is read back`() throws {
        let (bytes, notes) = try Self.written(Samples.hostile)
        print(notes)
        try Data(bytes).write(to: URL(filePath: "/tmp/hostile.fgb"))
        let reading = try FlatGeobufLayer(bytes, file: "hostile.fgb").read()
        print(reading.notes)
        for f in reading.layer.features { print(f.id ?? "-", f.geometry.map { "\($0)".prefix(80) } ?? "nil") }
        let (bytes2, _) = try Self.written(Samples.hostile, options: .init(memoryLimit: 1))
        #expect(bytes == bytes2)
    }
}
