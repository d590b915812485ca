import Compression
import TestMaterial
public import FileWriting

/// Inputs of one format.
public struct FormatInputs {
    private let format: FuzzedFormat
    private let mutator: Mutator
    /// For archives, which checksums guard: makes the document that is then packed.
    private let documents: Mutator?

    /// - Throws: `MappingError` when a seed cannot be read.
    public init(of format: FuzzedFormat, seeds: SeedFolder) throws {
        self.format = format
        mutator = Mutator(
            seeds: try seeds.files(of: format).map(\.bytes), words: format.words)
        documents =
            format == .kmz
            ? Mutator(seeds: try seeds.files(of: .kml).map(\.bytes), words: format.words) : nil
    }

    /// The input of a number, always the same.
    ///
    /// - Parameters:
    ///   - number: Which.
    ///   - seed: Tells one run from another.
    public func input(_ number: UInt64, seed: UInt64) throws(WritingError) -> [UInt8] {
        var random = SeededGenerator(seed: seed &* 0x2545_F491_4F6C_DD1D &+ number)
        guard let documents, number % 4 != 0 else { return mutator.input(using: &random) }
        let archive = MemoryDestination()
        try ZipFile.write(
            [ZipFile.Entry(name: "doc.kml", bytes: documents.input(using: &random))], to: archive)
        return archive.bytes
    }
}
