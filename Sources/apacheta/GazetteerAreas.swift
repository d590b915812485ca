import Formats
import Foundation
import Gazetteers
import Regions
import SimpleFeatures

/// The areas of a data folder that rows of a gazetteer name.
struct GazetteerAreas {
    let data: DataFolder
    /// Whether to keep still about what was put right.
    let quiet: Bool

    /// Reads the files of `areas` whose names stand before the `#` in some row.
    ///
    /// What rows name without a file of that name is not read: a name may come from a stranger, and
    /// only the files of the folder are looked at.
    ///
    /// - Throws: ``Failure`` 65 or `FormatError` for a file that cannot be read.
    func named(by gazetteer: Gazetteer) throws -> [GazetteerReview.Area] {
        var layers: Set<Substring> = []
        for place in gazetteer.places {
            if let area = place.area { layers.insert(area.prefix { $0 != "#" }) }
        }
        let folder = "\(data.path)/areas"
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return try files.sorted().flatMap { file -> [GazetteerReview.Area] in
            for ending in [".geojson", ".geojson.zst"] where file.hasSuffix(ending) {
                let layer = file.dropLast(ending.count)
                guard layers.contains(layer) else { continue }
                return try areas(of: "\(folder)/\(file)", layer: String(layer))
            }
            return []
        }
    }

    private func areas(of path: String, layer: String) throws -> [GazetteerReview.Area] {
        let reading = try GeoJSON.read(try Files.unpacked(path), file: path)
        for note in reading.notes { Console.say("\(path): \(note)", quiet: quiet) }
        let areas = reading.layer.features.compactMap { feature in
            feature.id.map {
                GazetteerReview.Area(layer: layer, id: $0, geometry: feature.geometry)
            }
        }
        let nameless = reading.layer.features.count - areas.count
        if nameless > 0 {
            Console.say(
                "\(path): \(Console.counted(nameless, "feature")) without an id left out",
                quiet: quiet)
        }
        return areas
    }
}
