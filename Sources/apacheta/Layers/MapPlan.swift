import ArgumentParser
import FileWriting
import Formats
import Foundation
import MapPages
import Regions

/// What a map shows besides the features of its layer.
struct MapPlan {
    /// The heading; `nil` takes the name of the layer.
    var title: String?
    var projection = MapPage.Projection.equalArea
    var language = MapPage.Language.en
    /// The regions that the map shows and files features under; `nil` takes the column of regions, and
    /// the built-in set that it names.
    var regions: RegionSet?
    /// Regions of the set that are set side by side.
    var compared: [Int] = []
    /// Whether an image has meridians and parallels.
    var hasGraticule = false

    /// Begins a page.
    ///
    /// - Parameters:
    ///   - destination: Where the bytes go.
    ///   - name: The name of the layer.
    ///   - precision: Decimals of a degree at most; `nil` for all.
    ///   - filer: Files features in the regions; `nil` where none are given.
    func page(
        to destination: any ByteDestination, named name: String, precision: Int?, filer: MapFiler?
    ) -> MapPageWriter {
        let titles = regions.map { set in compared.map { set.regions[$0].title } } ?? []
        return MapPageWriter(
            to: destination, layerName: name,
            options: MapPage.Options(
                title: title, projection: projection, language: language,
                maker: "Apacheta \(Apacheta.configuration.version)", precision: precision ?? 7,
                comparedRegions: titles.isEmpty ? nil : titles),
            filer: filer?.titles, ground: ground)
    }

    /// Begins an image.
    ///
    /// - Parameters:
    ///   - destination: Where the bytes go.
    ///   - name: The name of the layer.
    func image(to destination: any ByteDestination, named name: String) -> SVGMapWriter {
        SVGMapWriter(
            to: destination, layerName: name,
            options: MapPage.Options(
                title: title, projection: projection, language: language,
                maker: "Apacheta \(Apacheta.configuration.version)"),
            hasGraticule: hasGraticule, ground: ground)
    }

    /// What files features for a map; `nil` where the column of regions is taken.
    var filer: MapFiler? { regions.map { MapFiler($0, preferring: compared) } }

    /// What a map draws its outlines from.
    private func ground(underRegions titles: [String]) -> BaseMapSource {
        // The events are what a map is made for; without the data folder it has no outlines.
        guard let data = try? DataFolder() else {
            return BaseMapSource(countries: nil, admin1: nil, regions: regions)
        }
        return BaseMapSource(
            countries: MapPlan.outlines("countries", in: data),
            admin1: MapPlan.outlines("admin1", in: data),
            regions: regions ?? MapPlan.builtInSet(naming: titles))
    }

    private static func outlines(_ name: String, in data: DataFolder) -> OutlineFile? {
        for ending in ["geojson", "geojson.zst"] {
            let path = "\(data.path)/areas/\(name).\(ending)"
            guard FileManager.default.fileExists(atPath: path) else { continue }
            return OutlineFile(name: path) { try Files.unpacked(path) }
        }
        return nil
    }

    /// The built-in set that has the most of some titles, half of them at least; the first of several.
    private static func builtInSet(naming titles: [String]) -> RegionSet? {
        guard !titles.isEmpty else { return nil }
        let wanted = Set(titles)
        var best: (set: RegionSet, count: Int)?
        for name in RegionCatalogue.builtIn {
            // A set that cannot be read has its own commands to say so.
            guard let set = try? RegionCatalogue(quiet: true).set(name) else { continue }
            let count = set.regions.count { wanted.contains($0.title) }
            if count * 2 >= wanted.count, count > best?.count ?? 0 { best = (set, count) }
        }
        return best?.set
    }
}

/// Files the features of a map, each under one region.
final class MapFiler {
    private let filer: BatchFiler
    private let regions: [Region]
    private let preferred: Set<Int>
    /// Why features could not be filed, of a kind that the writer of a page does not know.
    private(set) var failure: (any Error)?

    /// - Parameters:
    ///   - set: The regions.
    ///   - preferred: Of several regions that have a feature, the first of these counts, else the first.
    init(_ set: RegionSet, preferring preferred: [Int]) {
        filer = BatchFiler(set)
        regions = set.regions
        self.preferred = Set(preferred)
    }

    /// For each feature the title of its region, `nil` for none.
    ///
    /// - Throws: `WritingError` when filing fails; ``failure`` says why.
    func titles(of batch: borrowing FeatureBatch) throws(WritingError) -> [String?] {
        do {
            return try filer.answers(for: batch).map { answer in
                let found = answer.regions.first(where: preferred.contains) ?? answer.regions.first
                return found.map { regions[$0].title }
            }
        } catch {
            failure = error
            throw WritingError(path: "regions", reason: "\(error)")
        }
    }

    /// The same as a function.
    var titles: MapPageWriter.Filer {
        { (batch) throws(WritingError) in try self.titles(of: batch) }
    }
}
