import Dispatch
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
    /// Takes features out; `nil` lets all pass.
    let filter: BatchFilter?
    /// What is done to the others, one after the other; asked for once a pass.
    let transforms: () -> [any BatchTransform]
    /// The files.
    let outputs: [LayerOutput]
    /// What is written beside the files on how they were made; `nil` for nothing.
    let manifest: RunManifest?
    let quiet: Bool
    /// 2 to read the input and write to the disk beside the work on the features, else 1; the files are
    /// the same.
    let threads: Int
    /// Shown how many bytes are read.
    var progress: Progress?

    /// Reads and writes.
    ///
    /// - Parameter start: A reader in front of the first feature, each time it is asked for one.
    /// - Throws: `FormatError`, `WritingError` or ``Failure``; no file has changed then, unless the
    ///   fault came up when the files were put in their places.
    func run(_ start: () throws -> any FeatureReader) throws {
        let queue = threads > 1 ? DispatchQueue(label: "reading and writing") : nil
        var survey = Survey()
        var name: String?
        if outputs.contains(where: \.needsSurvey) {
            let transforms = transforms()
            var pass = LayerPass(try start(), transforms, on: queue)
            while try pass.next({ batch, _ in survey.observe(batch) }) {
                progress?.show(pass.answer.bytesRead / 2)
            }
            if let declaredSchema = pass.answer.declaredSchema {
                survey.declare(transforms.reduce(declaredSchema) { $1.columns(of: $0) })
            }
            name = pass.answer.layerName
        }
        let isSurveyed = name != nil
        var tally = EventFilter.Tally()
        let transforms = transforms()
        var pass = LayerPass(try start(), transforms, on: queue)
        var isBegun = false
        func begin(_ layerName: String) throws {
            for output in outputs {
                try output.begin(name: name ?? layerName, survey: survey, on: queue)
            }
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
                isSurveyed ? half + pass.answer.bytesRead / 2 : pass.answer.bytesRead)
        }
        if !isBegun { try begin(pass.answer.layerName) }
        for output in outputs { try output.finish() }
        progress?.end()
        for note in pass.answer.notes { Console.say("\(path): \(note)", quiet: quiet) }
        for transform in transforms {
            for note in transform.notes { Console.say("\(path): \(note)", quiet: quiet) }
        }
        if let note = tally.note { Console.say(note, quiet: quiet) }
        let style = QGISStyle.qml(for: survey)
        for output in outputs { try output.commit(style: style, quiet: quiet) }
        for output in outputs where output.path != "-" {
            try manifest?.write(for: output.path, featureCount: output.featureCount)
        }
    }
}
