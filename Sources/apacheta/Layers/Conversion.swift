import Formats
import Regions
import SimpleFeatures

/// Goes through a layer a window at a time and writes it to files.
///
/// All files are whole before the first is put in its place. Formats whose head lists the columns make
/// a second pass necessary: the first finds out what there is.
struct Conversion {
    /// What the layer is called in notes.
    let path: String
    /// The columns that the layer declares.
    let declaredSchema: Schema?
    /// Takes features out; `nil` lets all pass.
    let filter: BatchFilter?
    /// The files.
    let outputs: [LayerOutput]
    let quiet: Bool
    /// Shown how many bytes are read.
    var progress: Progress?

    /// Reads and writes.
    ///
    /// - Parameter start: A reader in front of the first feature, each time it is asked for one.
    /// - Throws: `FormatError`, `WritingError` or ``Failure``; no file has changed then, unless the
    ///   fault came up when the files were put in their places.
    func run(_ start: () throws -> any FeatureReader) throws {
        var survey = Survey()
        var name: String?
        if outputs.contains(where: \.needsSurvey) {
            var reader = try start()
            var batch = FeatureBatch()
            while try reader.read(into: &batch) {
                progress?.show(reader.bytesRead / 2)
                survey.observe(batch)
                batch.removeAll()
            }
            if let declaredSchema { survey.declare(declaredSchema) }
            name = reader.layerName
        }
        let bytesBefore = name == nil ? 0 : (progress?.byteCount ?? 0) / 2
        var tally = EventFilter.Tally()
        var reader = try start()
        var batch = FeatureBatch()
        var isBegun = false
        var goesOn = true
        while goesOn {
            goesOn = try reader.read(into: &batch)
            if !isBegun {
                // Files tell their names in front of their features, if at all.
                let name = name ?? reader.layerName
                for output in outputs { try output.begin(name: name, survey: survey) }
                isBegun = true
            }
            progress?.show(bytesBefore + (name == nil ? reader.bytesRead : reader.bytesRead / 2))
            try filter?.apply(to: &batch, counting: &tally)
            for output in outputs { try output.write(batch) }
            batch.removeAll()
        }
        for output in outputs { try output.finish() }
        progress?.end()
        for note in reader.notes { Console.say("\(path): \(note)", quiet: quiet) }
        if let note = tally.note { Console.say(note, quiet: quiet) }
        for output in outputs { try output.commit(quiet: quiet) }
    }
}
