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
    /// What is done to the others, one after the other.
    let transforms: [any BatchTransform]
    /// The files.
    let outputs: [LayerOutput]
    /// What is written beside the files on how they were made; `nil` for nothing.
    let manifest: RunManifest?
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
            var pass = LayerPass(try start(), transforms)
            while try pass.next({ batch, _ in survey.observe(batch) }) {
                progress?.show(pass.reader.bytesRead / 2)
            }
            if let declaredSchema {
                survey.declare(transforms.reduce(declaredSchema) { $1.columns(of: $0) })
            }
            name = pass.reader.layerName
        }
        let isSurveyed = name != nil
        var tally = EventFilter.Tally()
        var pass = LayerPass(try start(), transforms)
        var isBegun = false
        func begin(_ layerName: String) throws {
            for output in outputs { try output.begin(name: name ?? layerName, survey: survey) }
            isBegun = true
        }
        let half = (progress?.byteCount ?? 0) / 2
        while try pass.next(
            filteredBy: { try filter?.apply(to: &$0, counting: &tally) },
            { batch, layerName in
                if !isBegun { try begin(layerName) }
                for output in outputs { try output.write(batch) }
                // Only a style is still to know what there is.
                if !isSurveyed, batch.hasEventColumns { survey.observe(batch) }
            })
        {
            progress?.show(
                isSurveyed ? half + pass.reader.bytesRead / 2 : pass.reader.bytesRead)
        }
        if !isBegun { try begin(pass.reader.layerName) }
        for output in outputs { try output.finish() }
        progress?.end()
        for note in pass.reader.notes { Console.say("\(path): \(note)", quiet: quiet) }
        if let note = tally.note { Console.say(note, quiet: quiet) }
        let style = QGISStyle.qml(for: survey)
        for output in outputs { try output.commit(style: style, quiet: quiet) }
        for output in outputs where output.path != "-" {
            try manifest?.write(for: output.path, featureCount: output.featureCount)
        }
    }
}
