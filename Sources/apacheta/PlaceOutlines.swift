import Formats
import Foundation
import Gazetteers
import Regions
import SimpleFeatures
import Topology

/// The shapes of places: the polygons and lines of the data folder.
struct PlaceOutlines {
    let data: DataFolder
    /// Whether to keep still about what was put right.
    let quiet: Bool

    /// The shape of a place, with its name as `layer#id`; `nil` where the data folder has none.
    ///
    /// It is the area that the gazetteer's row names; a region without one takes the region of a
    /// built-in set that bears its name and holds its position.
    ///
    /// - Throws: ``Failure`` 65 or `FormatError` for a file that cannot be read.
    func outline(of place: Place) throws -> (shape: Geometry, name: String)? {
        if let area = place.area {
            return try shape(named: area).map { ($0, area) }
        }
        guard place.kind.level == .region else { return nil }
        return try region(of: place)
    }

    private func shape(named area: String) throws -> Geometry? {
        let parts = area.split(separator: "#", maxSplits: 1)
        // A gazetteer of one's own may name anything; only files of the folder are looked at.
        guard parts.count == 2, parts[0].allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" })
        else { return nil }
        let id = String(parts[1])
        for ending in ["geojson", "geojson.zst"] {
            let path = "\(data.path)/areas/\(parts[0]).\(ending)"
            guard FileManager.default.fileExists(atPath: path) else { continue }
            let bytes = try Files.unpacked(path)
            if let shape = PlaceOutlines.shape(of: id, inLinesOf: bytes) { return shape }
            let features = try GeoJSON.read(bytes, file: path).layer.features
            return features.first { $0.id == id }?.geometry
        }
        return nil
    }

    /// The shape of a feature that has a line of its own, without reading the lines before it.
    ///
    /// The files of the data folder are written so, and the largest has nine million bytes, of
    /// which one line is wanted. Where it cannot be found so, the file is read as a whole, which
    /// tells its faults too.
    private static func shape(of id: String, inLinesOf bytes: [UInt8]) -> Geometry? {
        let head = Array("{\"type\":\"Feature\",\"id\":\"\(id)\",".utf8)
        var start = 0
        while start < bytes.count {
            let end = endOfLine(in: bytes, from: start)
            defer { start = end + 1 }
            guard bytes[start..<end].starts(with: head) else { continue }
            let line = bytes[start..<(bytes[end - 1] == UInt8(ascii: ",") ? end - 1 : end)]
            guard let reading = try? GeoJSON.read(Array(line), file: "") else { return nil }
            return reading.layer.features.first { $0.id == id }?.geometry
        }
        return nil
    }

    private static func endOfLine(in bytes: [UInt8], from start: Int) -> Int {
        unsafe bytes.withUnsafeBytes { buffer in
            guard let base = buffer.baseAddress,
                let found = unsafe memchr(base + start, 10, buffer.count - start)
            else { return buffer.count }
            return unsafe UnsafeRawPointer(found) - base
        }
    }

    private func region(of place: Place) throws -> (shape: Geometry, name: String)? {
        let catalogue = RegionCatalogue(nameProperty: nil, quiet: quiet)
        for name in RegionCatalogue.builtIn {
            let set = try catalogue.set(name)
            for region in set.regions where region.isCalled(place.name) {
                do throws(TopologyError) {
                    let areas = try PreparedAreas([region.geometry])
                    if try areas.covers(place.position, area: 0) {
                        return (region.geometry, "\(name)#\(region.name)")
                    }
                } catch { throw RegionError.topology(place: "\(name)#\(region.name)", error) }
            }
        }
        return nil
    }
}
