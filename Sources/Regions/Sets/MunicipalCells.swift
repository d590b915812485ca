import Geodesy
public import SimpleFeatures
import Topology

/// Areas of municipalities of one class, made where no polygons of municipalities are to be had.
///
/// Each department is shared out among its own seats: every position goes to the nearest of them
/// (a Voronoi diagram, cut to the department), whatever seats lie nearer across the border. The
/// shares of one class are then joined over all departments. So the areas together are the
/// departments, no more and no less, and overlap only where departments do.
public struct MunicipalCells: Sendable {
    /// A municipality, known by its seat.
    public struct Seat: Hashable, Sendable {
        /// The gazetteer's id of the municipality.
        public let id: String
        /// Where its seat lies; outside its department is allowed, as borders are generalised.
        public let position: Coordinate
        /// The department it belongs to.
        public let departmentName: String
        /// What it is joined by.
        public let className: String

        /// Keeps what is known of a seat.
        public init(id: String, position: Coordinate, departmentName: String, className: String) {
            self.id = id
            self.position = position
            self.departmentName = departmentName
            self.className = className
        }
    }

    /// What is shared out among its seats.
    public struct Department: Sendable {
        /// The name that seats refer to.
        public let name: String
        /// Its polygons.
        public let geometry: Geometry

        /// Keeps a department.
        public init(name: String, geometry: Geometry) {
            self.name = name
            self.geometry = geometry
        }
    }

    /// What the municipalities of one class have together.
    public struct ClassArea: Hashable, Sendable {
        /// The class.
        public let className: String
        /// Valid polygons; empty when nothing of a department is nearest to seats of the class.
        public let geometry: Geometry
        /// The ids of its seats, in the order given.
        public let seatIDs: [String]
    }

    /// Parts smaller than this go to the neighbour with which they share the longest border.
    ///
    /// Where a straight cell border runs along a bent department border, crumbs of a few hectares
    /// fall off; below a square kilometre the borders of a 1:10 million map mean nothing.
    public static let crumbSquareKilometres = 1.0

    /// One area a class, in the order in which the classes first come among the seats.
    public let areas: [ClassArea]
    /// What was repaired, moved or decided, a sentence each.
    public let notes: [String]

    /// Shares departments out among seats and joins the shares by class.
    ///
    /// Of seats at one position the first has the whole cell. Crumbs (see
    /// ``crumbSquareKilometres``) that touch no other class, such as islands, stay as they are.
    ///
    /// - Parameters:
    ///   - seats: At least one for each department.
    ///   - departments: Polygons, each name once; those that are not valid are repaired.
    /// - Throws: ``RegionError`` when a department has no seat, a seat no department, a name stands
    ///   twice, or GEOS fails.
    /// - Complexity: O(*n* log *n*), *n* the number of seats and positions, but for crumbs, each of
    ///   which is held against every class.
    public init(seats: [Seat], departments: [Department]) throws(RegionError) {
        var sharing = Sharing()
        try sharing.check(seats, departments)
        for department in departments {
            do throws(TopologyError) {
                try sharing.share(
                    department, among: seats.filter { $0.departmentName == department.name })
            } catch { throw .topology(place: "department '\(department.name)'", error) }
        }
        var classNames: [String] = []
        for seat in seats where !classNames.contains(seat.className) {
            classNames.append(seat.className)
        }
        do throws(TopologyError) {
            let joined = try sharing.joined(classNames)
            areas = zip(classNames, joined).map { name, geometry in
                ClassArea(
                    className: name, geometry: geometry,
                    seatIDs: seats.filter { $0.className == name }.map(\.id))
            }
        } catch { throw .topology(place: "the classes of municipalities", error) }
        notes = sharing.notes
    }
}

/// The shares handed out so far.
private struct Sharing {
    private var shares: [String: [Geometry]] = [:]
    private(set) var notes: [String] = []

    func check(
        _ seats: [MunicipalCells.Seat], _ departments: [MunicipalCells.Department]
    ) throws(RegionError) {
        var names: Set<String> = []
        for department in departments where !names.insert(department.name).inserted {
            throw .seats(reason: "the department '\(department.name)' stands twice")
        }
        for seat in seats where !names.contains(seat.departmentName) {
            throw .seats(
                reason: "seat \(seat.id) names the department '\(seat.departmentName)', expected "
                    + names.sorted().joined(separator: ", "))
        }
        let seated = Set(seats.map(\.departmentName))
        for department in departments where !seated.contains(department.name) {
            throw .seats(
                reason: "the department '\(department.name)' has no seat, expected at least one")
        }
    }

    mutating func share(
        _ department: MunicipalCells.Department, among seats: [MunicipalCells.Seat]
    ) throws(TopologyError) {
        var ground = Geometry.multiPolygon(department.geometry.polygons)
        if let problem = try ground.validityProblem() {
            ground = try ground.madeValid()
            notes.append("department '\(department.name)' repaired: \(problem)")
        }
        guard let box = ground.envelope else {
            notes.append("department '\(department.name)' has no area")
            return
        }
        let owners = owners(of: seats)
        let classes = Set(owners.map(\.className))
        if classes.count == 1, let only = classes.first {
            shares[only, default: []].append(ground)
            return
        }
        let cells = try Geometry.voronoiCells(around: owners.map(\.position), within: box)
        for name in classes.sorted() {
            // Cells of one diagram have their corners in common to the last bit, so joining them
            // before they are cut leaves no seam.
            let cellsOfClass = zip(owners, cells).filter { $0.0.className == name }.map(\.1)
            let share = try Geometry.union(of: cellsOfClass).intersection(with: ground)
            shares[name, default: []].append(.multiPolygon(share.polygons))
        }
    }

    /// One seat a position, the first.
    private mutating func owners(of seats: [MunicipalCells.Seat]) -> [MunicipalCells.Seat] {
        var first: [Coordinate: MunicipalCells.Seat] = [:]
        var owners: [MunicipalCells.Seat] = []
        for seat in seats {
            if let owner = first[seat.position] {
                notes.append("seat \(seat.id) stands where \(owner.id) stands, which has the cell")
            } else {
                first[seat.position] = seat
                owners.append(seat)
            }
        }
        return owners
    }

    /// The area of each class, crumbs moved to their neighbours.
    mutating func joined(_ classNames: [String]) throws(TopologyError) -> [Geometry] {
        var kept: [[Polygon]] = []
        var crumbs: [(owner: Int, polygon: Polygon)] = []
        for (index, name) in classNames.enumerated() {
            var large: [Polygon] = []
            for polygon in try Geometry.union(of: shares[name] ?? []).polygons {
                let area = Geodesic.areaSquareMetres(of: polygon) / 1e6
                if area < MunicipalCells.crumbSquareKilometres {
                    crumbs.append((index, polygon))
                } else {
                    large.append(polygon)
                }
            }
            kept.append(large)
        }
        let fixed = kept.map(Geometry.multiPolygon)
        for crumb in crumbs {
            let heir = try neighbour(of: crumb.polygon, among: fixed) ?? crumb.owner
            kept[heir].append(crumb.polygon)
            if heir != crumb.owner {
                let hectares = Geodesic.areaSquareMetres(of: crumb.polygon) / 1e4
                notes.append(
                    "\(Decimals.text(hectares, places: 1)) ha of \(classNames[crumb.owner]) went to "
                        + "\(classNames[heir]), their neighbour")
            }
        }
        return try kept.map { (polygons) throws(TopologyError) in
            let joined = try Geometry.union(of: polygons.map(Geometry.polygon))
            return .multiPolygon(joined.polygons)
        }
    }

    /// The area with the longest border along a crumb, the first of equals; `nil` for an island.
    private func neighbour(
        of crumb: Polygon, among areas: [Geometry]
    ) throws(TopologyError) -> Int? {
        var longest: (metres: Double, area: Int)?
        for (index, area) in areas.enumerated() {
            let border = try Geometry.polygon(crumb).intersection(with: area)
            let metres = border.lines.reduce(0) { $0 + Geodesic.lengthMetres(of: $1) }
            if metres > longest?.metres ?? 0 { longest = (metres, index) }
        }
        return longest?.area
    }
}

extension Geometry {
    /// The lines of the shape, and the outlines of its polygons, which two areas that overlap by a
    /// hair have in common instead.
    fileprivate var lines: [[Coordinate]] {
        switch self {
        case .lineString(let line): return [line]
        case .multiLineString(let lines): return lines
        case .collection(let members): return members.flatMap(\.lines)
        case .polygon, .multiPolygon: return polygons.map(\.exterior)
        case .point, .multiPoint: return []
        }
    }
}
