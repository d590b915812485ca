import SimpleFeatures
import Topology

extension RegionSet {
    /// The set with every corner on the grid of five decimals, a metre or so, as files hold it.
    ///
    /// Regions that had corners in common have them in common still. Areas that were measured are
    /// measured again, stated ones are kept.
    ///
    /// - Throws: ``RegionError`` when GEOS fails on a region.
    /// - Complexity: O(*n* log *n*), *n* the number of positions.
    public func snapped() throws(RegionError) -> RegionSet {
        var moved: [Region] = []
        for region in regions {
            let geometry: Geometry
            do throws(TopologyError) {
                geometry = try region.geometry.snapped()
            } catch { throw .topology(place: "\(name), region '\(region.name)'", error) }
            moved.append(region.with(geometry: geometry))
        }
        return RegionSet(name: name, title: title, regions: moved, notes: notes, faults: faults)
    }
}

extension Geometry {
    /// Polygons on the grid.
    ///
    /// A corner that moves may step over an edge that it lay close to, and the repair has corners
    /// off the grid again; after a few turns nothing moves.
    fileprivate func snapped() throws(TopologyError) -> Geometry {
        var shape = self
        for _ in 0..<4 {
            shape = Geometry.multiPolygon(
                shape.polygons.map { polygon in
                    Polygon(
                        exterior: polygon.exterior.snapped,
                        interiors: polygon.interiors.map(\.snapped).filter { $0.count > 3 })
                }.filter { $0.exterior.count > 3 })
            if shape.polygons.count == 1 { shape = .polygon(shape.polygons[0]) }
            if try shape.isValid() { return shape }
            shape = try shape.madeValid()
        }
        return shape
    }
}

extension [Coordinate] {
    /// The positions on the grid, neighbours that became one written once.
    fileprivate var snapped: [Coordinate] {
        var ring: [Coordinate] = []
        for corner in self {
            let moved = Coordinate(
                wrappingLongitude: (corner.longitude * 1e5).rounded() / 1e5,
                clampingLatitude: (corner.latitude * 1e5).rounded() / 1e5)
            if ring.last != moved { ring.append(moved) }
        }
        return ring
    }
}
