import Formats
import SimpleFeatures

/// The features that are made of reports, on their way into files.
///
/// Formats whose head lists the columns make it necessary to keep all features; the texts of reports are
/// never kept.
struct ReportFeatures<Product: Sendable> {
    private let pass: ReportPass<Product>
    private let name: String
    private let schema: Schema?
    private let finish: () throws -> Void
    private let features: ([Product]) throws -> [Feature]

    /// How many features are gathered before they are written, where more reports are at hand.
    private static var windowSize: Int { 256 }

    /// - Parameters:
    ///   - pass: In front of the first report.
    ///   - name: The name of the layer.
    ///   - schema: The columns; `nil` to read them off the features.
    ///   - finish: Called when all reports are read and nothing is in its place yet.
    ///   - features: Makes the features of some reports.
    init(
        _ pass: ReportPass<Product>, layerNamed name: String, schema: Schema? = nil,
        finish: @escaping () throws -> Void, features: @escaping ([Product]) throws -> [Feature]
    ) {
        self.pass = pass
        self.name = name
        self.schema = schema
        self.finish = finish
        self.features = features
    }

    /// Goes through all reports and writes what they give.
    ///
    /// - Parameters:
    ///   - outputs: The files; none is fine where `features` writes what there is to write.
    ///   - isHeldBack: Whether nothing may be written before all is known to be right.
    ///   - conversion: What writes the features to the files.
    /// - Throws: What reading, making features and writing throw; no file has changed then.
    func write(
        to outputs: [LayerOutput], isHeldBack: Bool, conversion: () throws -> Conversion
    ) throws {
        guard !outputs.isEmpty else {
            while try window() != nil {}
            return
        }
        guard !isHeldBack, !outputs.contains(where: \.needsSurvey) else {
            var all: [Feature] = []
            while let features = try window() { all += features }
            let layer = layer(of: all)
            return try conversion().run { LayerReader(layer) }
        }
        let stash = ReportFeatureReader.Stash()
        do {
            try conversion().run {
                ReportFeatureReader(layerNamed: name, stash: stash) { try window().map(layer) }
            }
        } catch { throw stash.error ?? error }
    }

    private func layer(of features: [Feature]) -> Layer {
        guard let schema else { return Layer(name: name, features: features) }
        return Layer(name: name, schema: schema, features: features)
    }

    /// The features of the next reports, as many as are at hand; `nil` behind the last report.
    private func window() throws -> [Feature]? {
        var window: [Feature] = []
        var isWaiting = true
        while window.count < ReportFeatures.windowSize {
            switch try pass.next(waiting: isWaiting) {
            case .element(let products): window += try features(products)
            case .notYet: return window
            case .end:
                guard isWaiting else { return window }
                try finish()
                return nil
            }
            isWaiting = false
        }
        return window
    }
}
