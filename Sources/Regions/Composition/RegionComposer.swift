import SimpleFeatures
import Topology

extension RegionSet {
    /// Makes the regions of a composition.
    ///
    /// A region that is a union of whole regions and places alone has their members; of one that is
    /// cut, polygons alone tell what belongs to it.
    ///
    /// - Parameters:
    ///   - composition: What is put together.
    ///   - atlas: Where names are looked up.
    /// - Returns: The regions in the order of their sections; its notes tell lines that change
    ///   nothing.
    /// - Throws: ``RegionError`` with file and line for a name that leads nowhere or in a circle, a
    ///   region that becomes empty, a name that two regions have, and where GEOS fails.
    /// - Complexity: O(*k* *n* log *n*), *k* the names in the composition, *n* the positions of the
    ///   areas that they mean.
    public init(_ composition: Composition, atlas: some Atlas) throws(RegionError) {
        var composer = RegionComposer(composition, atlas: atlas)
        self.init(
            name: composition.heading.name, title: composition.heading.title,
            regions: try composer.regions(), notes: composer.notes)
    }
}

/// The state of following a composition: what is made, and what is being made.
struct RegionComposer<Source: Atlas> {
    /// What a section made: one area, or a cell for each of its places.
    struct Made {
        var name: String
        var geometry: Geometry
        var memberIDs: Set<String>
    }

    let composition: Composition
    let atlas: Source
    /// What a person should know, with the line it is about.
    var remarks: [(line: Int, text: String)] = []
    private var made: [Int: [Made]] = [:]
    private(set) var underWay: [Int] = []
    var files: [String: RegionSet] = [:]
    var sets: [RegionSet]?
    /// The line that is followed, for errors and notes.
    var line = 0
    /// How many pieces of sides the surroundings made so far took.
    var pieces = 0

    init(_ composition: Composition, atlas: Source) {
        self.composition = composition
        self.atlas = atlas
    }

    /// The remarks in the order of their lines, those on places of one line together.
    var notes: [String] {
        let lines = Set(remarks.map(\.line)).sorted()
        return lines.map { line in
            let texts = remarks.filter { $0.line == line }.map(\.text)
            return "\(composition.file):\(line): \(texts.joined(separator: "; "))"
        }
    }

    /// The regions of the set.
    mutating func regions() throws(RegionError) -> [Region] {
        var regions: [Region] = []
        var taken: [String: Int] = [:]
        for (index, section) in composition.sections.enumerated() where section.kind != .area {
            for part in try parts(ofSection: index) {
                if let first = taken.updateValue(section.line, forKey: part.name.lowercased()) {
                    throw failure(
                        "the region '\(part.name)' is made in line \(first) already", section.line)
                }
                regions.append(
                    Region(
                        name: part.name, title: section.kind == .region ? section.title : nil,
                        aliases: section.aliases, geometry: part.geometry,
                        population: section.population, populationYear: section.populationYear,
                        memberIDs: part.memberIDs))
            }
        }
        return regions
    }

    // MARK: - Sections

    mutating func parts(ofSection index: Int) throws(RegionError) -> [Made] {
        if let known = made[index] { return known }
        let section = composition.sections[index]
        if let start = underWay.firstIndex(of: index) {
            let circle = (underWay[start...] + [index]).map { composition.sections[$0].name }
            throw failure("a circle: \(circle.joined(separator: " is made of "))")
        }
        guard underWay.count < Composition.Limits.depth else {
            throw failure(
                "sections are made of each other more than \(Composition.Limits.depth) deep")
        }
        underWay.append(index)
        defer { underWay.removeLast() }
        let caller = line
        defer { line = caller }
        var parts: [Made]
        if case .cells(let places, let line) = section.kind {
            self.line = line
            parts = try cells(of: places, in: section)
        } else {
            parts = [Made(name: section.name, geometry: .multiPolygon([]), memberIDs: [])]
        }
        for step in section.steps {
            line = step.line
            try follow(step, &parts, in: section)
        }
        // Of what is cut, members would claim events that lie in the part cut off.
        if section.steps.contains(where: { $0.verb != .add }) {
            for index in parts.indices { parts[index].memberIDs = [] }
        }
        made[index] = parts
        return parts
    }

    private mutating func follow(
        _ step: Composition.Step, _ parts: inout [Made], in section: Composition.Section
    ) throws(RegionError) {
        var areas: [Geometry] = []
        var memberIDs: Set<String> = []
        for area in step.areas {
            let found = try self.area(area)
            areas.append(found.geometry)
            memberIDs.formUnion(found.memberIDs)
        }
        let other = try topology { () throws(TopologyError) in try Geometry.union(of: areas) }
        for index in parts.indices {
            let before = parts[index].geometry
            let after = try topology { () throws(TopologyError) -> Geometry in
                switch step.verb {
                case .add: return try Geometry.union(of: [before, other])
                case .subtract: return try before.difference(from: other)
                case .clip: return try before.intersection(with: other)
                }
            }
            let polygons = after.polygons.filter { !$0.exterior.isEmpty }
            guard !polygons.isEmpty else {
                throw failure(
                    "nothing is left of '\(parts[index].name)' here, expected areas that "
                        + (step.verb == .clip ? "it lies in" : "leave some of it"))
            }
            parts[index].geometry =
                polygons.count == 1 ? .polygon(polygons[0]) : .multiPolygon(polygons)
            if step.verb == .add { parts[index].memberIDs.formUnion(memberIDs) }
            if section.kind.isOneArea, try isAsBefore(before, parts[index].geometry) {
                remarks.append(
                    (line, "'\(step.verb.rawValue)' changes nothing of '\(parts[index].name)'"))
            }
        }
    }

    /// Whether two areas are the same, hairs left aside.
    private func isAsBefore(_ before: Geometry, _ after: Geometry) throws(RegionError) -> Bool {
        guard before.envelope == after.envelope else { return false }
        let whole = Region(name: "", geometry: after).areaSquareKilometres
        let was = Region(name: "", geometry: before).areaSquareKilometres
        return (whole - was).magnitude < 1e-9 * max(whole, was)
    }

    // MARK: - Errors

    func topology<Answer>(
        _ ask: () throws(TopologyError) -> Answer
    ) throws(RegionError) -> Answer {
        do throws(TopologyError) { return try ask() } catch {
            throw .topology(place: "\(composition.file):\(line)", error)
        }
    }

    func located<Answer>(
        _ ask: () throws(RegionError) -> Answer
    ) throws(RegionError) -> Answer {
        do throws(RegionError) { return try ask() } catch { throw located(error) }
    }

    /// An error with the line that it comes from.
    func located(_ error: RegionError, _ line: Int? = nil) -> RegionError {
        if case .composition = error { return error }
        return failure(error.description, line)
    }

    func failure(_ reason: String, _ line: Int? = nil) -> RegionError {
        .composition(place: "\(composition.file):\(line ?? self.line)", reason: reason)
    }
}

extension Composition.Kind {
    /// Whether the section makes one area, and not a cell for each of several places.
    var isOneArea: Bool {
        if case .cells = self { return false }
        return true
    }
}
