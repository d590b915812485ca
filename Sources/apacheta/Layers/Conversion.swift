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
    /// Whether the layer was gone through before, and what there is to say of it was said.
    var isSecondWay = false
    /// Shown how many bytes are read.
    var progress: Progress?

    /// Reads and writes.
    ///
    /// - Parameter start: A reader in front of the first feature, each time it is asked for one.
    /// - Throws: `FormatError`, `WritingError` or ``Failure``; no file has changed then, unless the
    ///   fault came up when the files were put in their places.
    func run(_ start: () throws -> any FeatureReader) throws {
        let queue = threads > 1 ? DispatchQueue(label: "reading and writing") : nil
        let needsSurvey = outputs.contains(where: \.needsSurvey)
        // Where no head tells the columns, the first window does, unless a later one shows others.
        if needsSurvey, filter == nil, outputs.allSatisfy(\.mayBeginAnew),
            try start().declaredSchema == nil
        {
            var run = Run(self, queue, survey: Survey(), isGuess: true)
            if try run.write(start) { return try run.end() }
            for output in outputs { output.giveUp() }
        }
        var survey = Survey()
        var name: String?
        if needsSurvey {
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
        var run = Run(self, queue, survey: survey, isGuess: false)
        run.name = name
        _ = try run.write(start)
        try run.end()
    }

    /// The pass that writes.
    private struct Run {
        private let conversion: Conversion
        private let queue: DispatchQueue?
        private let transforms: [any BatchTransform]
        private let isGuess: Bool
        private var survey: Survey
        private var tally = EventFilter.Tally()
        private var notes: [String] = []
        /// The name of the layer, where a survey told it.
        var name: String?

        /// - Parameter isGuess: Whether what the first window shows is taken for what all show.
        init(_ conversion: Conversion, _ queue: DispatchQueue?, survey: Survey, isGuess: Bool) {
            self.conversion = conversion
            self.queue = queue
            self.survey = survey
            self.isGuess = isGuess
            transforms = conversion.transforms()
        }

        /// Writes all features.
        ///
        /// - Returns: `false` when the guess was wrong, and the files are not whole.
        mutating func write(_ start: () throws -> any FeatureReader) throws -> Bool {
            let outputs = conversion.outputs
            let progress = conversion.progress
            let before = name == nil ? 0 : (progress?.byteCount ?? 0) / 2
            let share = name == nil ? 1 : 2
            var pass = LayerPass(try start(), transforms, on: queue)
            var head: Survey.Head?
            var isBegun = false
            var isRight = true
            func begin(_ layerName: String) throws {
                for output in outputs {
                    try output.begin(name: name ?? layerName, survey: survey, on: queue)
                }
                isBegun = true
            }
            while isRight,
                try pass.next(
                    filteredBy: { try conversion.filter?.apply(to: &$0, counting: &tally) },
                    { batch, layerName in
                        // Else only a style is still to know what there is.
                        if isGuess || (name == nil && batch.hasEventColumns) {
                            survey.observe(batch)
                        }
                        if isGuess, let known = head {
                            isRight = survey.head == known
                        } else if isGuess {
                            head = survey.head
                        }
                        guard isRight else { return }
                        if !isBegun { try begin(layerName) }
                        for output in outputs { try output.write(batch) }
                    })
            {
                progress?.show(before + pass.answer.bytesRead / share)
            }
            guard isRight else { return false }
            if !isBegun { try begin(pass.answer.layerName) }
            for output in outputs { try output.finish() }
            progress?.end()
            notes = pass.answer.notes
            return true
        }

        /// Puts the files in their places, and says what there is to say.
        func end() throws {
            let quiet = conversion.quiet
            if !conversion.isSecondWay { sayNotes() }
            let style = QGISStyle.qml(for: survey)
            for output in conversion.outputs { try output.commit(style: style, quiet: quiet) }
            for output in conversion.outputs where output.path != "-" {
                try conversion.manifest?.write(
                    for: output.path, featureCount: output.featureCount)
            }
        }

        /// Says what is to be known of the layer.
        private func sayNotes() {
            let path = conversion.path
            let quiet = conversion.quiet
            for note in notes { Console.say("\(path): \(note)", quiet: quiet) }
            for transform in transforms {
                for note in transform.notes { Console.say("\(path): \(note)", quiet: quiet) }
            }
            if let note = tally.note { Console.say(note, quiet: quiet) }
        }
    }
}
