import Formats
import Regions
import SimpleFeatures

/// Writes to each event which cluster it is in.
struct ClusterLabels: BatchTransform {
    private let clusters: EventClusters
    private let path: String
    private var place = 0

    /// - Parameters:
    ///   - clusters: The clusters of the events that come, in that order.
    ///   - path: What they are read from, for errors.
    init(_ clusters: EventClusters, path: String) {
        self.clusters = clusters
        self.path = path
    }

    func columns(of schema: Schema) -> Schema {
        let added = EventClusters.labelColumns
        let names = Set(added.map(\.name))
        return Schema(fields: schema.fields.filter { !names.contains($0.name) } + added)
    }

    mutating func transform(
        _ source: borrowing FeatureBatch, into target: inout FeatureBatch
    ) throws(FormatError) {
        for row in 0..<source.count {
            do throws(TooManyColumns) {
                try target.append(clusters.labelled(source.feature(at: row), at: place))
            } catch {
                throw FormatError(
                    file: path, place: .file, feature: place + 1,
                    found: "no room for the columns of the clusters",
                    expected: "two columns fewer")
            }
            place += 1
        }
    }
}
