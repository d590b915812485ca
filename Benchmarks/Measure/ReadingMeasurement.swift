import FileMapping
import Formats
import SimpleFeatures

/// Reads every feature of a file with all its values, and sums up what it saw, so that a faster wrong
/// reader shows.
struct ReadingMeasurement {
    let path: String

    func run(rounds: Int) throws {
        for _ in 0..<rounds {
            var clock = Clock()
            var sums = Sums()
            var reader = try GeoJSONReader(MappedFile(path))
            var batch = FeatureBatch()
            while try reader.read(into: &batch) {
                sums.add(batch)
                batch.removeAll()
            }
            clock.stop()
            MeasuredLine(
                "geojson_read", peer: "apacheta (every feature and value)", count: sums.count,
                clock: clock, operations: sums.count, unit: "features/s"
            ).print([
                "count": sums.count, "idsum": sums.integers["id"] ?? 0,
                "fat": sums.integers["fatalities"] ?? 0, "strbytes": sums.textBytes,
                "coordsum": sums.coordinates, "rss_mb": try ProcessMemory().peak >> 20,
            ])
        }
    }

    private struct Sums {
        var count = 0
        var integers: [String: Int] = [:]
        var textBytes = 0
        var coordinates = 0.0
        private var byColumn: [Int] = []

        mutating func add(_ batch: borrowing FeatureBatch) {
            count += batch.count
            byColumn = Array(repeating: 0, count: batch.columnNames.count)
            for row in 0..<batch.count {
                if case .point(let position) = batch.shape(of: row) {
                    coordinates += position.longitude + position.latitude
                }
                for place in batch.cellRange(of: row) {
                    let cell = batch.cells[place]
                    switch cell.kind {
                    case .integer: byColumn[Int(cell.column)] += cell.integer
                    case .text: textBytes += cell.text.count
                    default: break
                    }
                }
            }
            for (name, sum) in zip(batch.columnNames, byColumn) {
                integers[name, default: 0] += sum
            }
        }
    }
}
