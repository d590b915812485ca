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
private struct RegionComposer<Source: Atlas> {
    /// What a section made: one area, or a cell for each of its places.
    private struct Made {
        var name: String
        var geometry: Geometry
        var memberIDs: Set<String>
    }

    let composition: Composition
    let atlas: Source
    /// What a person should know, with the line it is about.
    private var remarks: [(line: Int, text: String)] = []
    private var made: [Int: [Made]] = [:]
    private var underWay: [Int] = []
    private var files: [String: RegionSet] = [:]
    private var sets: [RegionSet]?
    /// The line that is followed, for errors and notes.
    private var line = 0

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

    private mutating func parts(ofSection index: Int) throws(RegionError) -> [Made] {
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

    // MARK: - Areas

    private mutating func area(_ area: ComposedArea) throws(RegionError) -> Made {
        switch area {
        case .named(let name): return try region(named: name)
        case .within(let metres, let middle):
            let shape = try shape(of: middle)
            let geometry: Geometry
            do throws(RegionError) {
                geometry = try Surroundings.area(within: metres, of: shape)
            } catch { throw located(error) }
            return Made(name: "", geometry: geometry, memberIDs: [])
        }
    }

    private mutating func shape(of middle: ComposedArea.Middle) throws(RegionError) -> Geometry {
        switch middle {
        case .named(let name):
            if let own = try own(name) { return own.geometry }
            if name.contains("/") { return try region(named: name).geometry }
            // "Within 20 km of La Paz" means the town, and not the department of its name.
            if let place = try found(name, near: nil) {
                return place.shape ?? .point(place.position)
            }
            return try region(named: name).geometry
        case .road(let name, let written): return try road(name, written: written)
        case .route(let name):
            return .lineString(try stops(name).map(\.position))
        }
    }

    /// The line of a road by its name, or between the places that it is told by.
    private mutating func road(_ name: String, written: String) throws(RegionError) -> Geometry {
        let country = composition.heading.country
        for called in [name, written] {
            let whole = try located { () throws(RegionError) in
                try atlas.place(named: called, country: country, near: nil)
            }
            if let whole, let shape = whole.shape, shape.polygons.isEmpty {
                tell(called, is: whole)
                return shape
            }
        }
        guard ComposedArea.Middle.stops(in: name).count > 1 else {
            throw failure(
                "no line is known of the road '\(name)', expected the places that it joins, "
                    + "'the road PLACE - PLACE'")
        }
        let stops = try stops(name)
        var lines: [[Coordinate]] = []
        for (start, end) in zip(stops, stops.dropFirst()) {
            let line = try located { () throws(RegionError) in
                try atlas.road(from: start, to: end)
            }
            guard let line else {
                throw failure(
                    "no line is known of a road from \(start.title) to \(end.title), expected "
                        + "places by one road, or 'the route \(name)' for the straight way")
            }
            lines.append(line)
        }
        return .multiLineString(lines)
    }

    /// The places that a way passes; of several of one name one near to the place before.
    private mutating func stops(_ name: String) throws(RegionError) -> [AtlasPlace] {
        var stops: [AtlasPlace] = []
        for stop in ComposedArea.Middle.stops(in: name) {
            stops.append(try place(stop, near: stops.last?.position))
        }
        return stops
    }

    private mutating func place(
        _ name: String, near position: Coordinate?
    ) throws(RegionError) -> AtlasPlace {
        guard let place = try found(name, near: position) else {
            throw failure(atlas.unknown(name))
        }
        return place
    }

    /// The place of a name, told in a note; `nil` when there is none.
    private mutating func found(
        _ name: String, near position: Coordinate?
    ) throws(RegionError) -> AtlasPlace? {
        let country = composition.heading.country
        let place = try located { () throws(RegionError) in
            try atlas.place(named: name, country: country, near: position)
        }
        if let place { tell(name, is: place) }
        return place
    }

    private mutating func tell(_ name: String, is place: AtlasPlace) {
        let text = "'\(name)' is \(place.title)"
        guard !remarks.contains(where: { $0.line == line && $0.text == text }) else { return }
        remarks.append((line, text))
    }

    // MARK: - Names

    /// A section of the composition by its name.
    private mutating func own(_ name: String) throws(RegionError) -> Made? {
        let wanted = name.lowercased()
        let index = composition.sections.firstIndex { $0.name.lowercased() == wanted }
        guard let index else { return nil }
        return try joined(try parts(ofSection: index))
    }

    private func joined(_ parts: [Made]) throws(RegionError) -> Made {
        if parts.count == 1 { return parts[0] }
        let whole = try topology { () throws(TopologyError) in
            try Geometry.union(of: parts.map(\.geometry))
        }
        return Made(
            name: "", geometry: whole,
            memberIDs: parts.reduce(into: []) { $0.formUnion($1.memberIDs) })
    }

    /// A region by its name: a section, `set/name`, `set/*`, one of any set, a place with an outline.
    private mutating func region(named name: String) throws(RegionError) -> Made {
        if let own = try own(name) { return own }
        if let slash = name.firstIndex(of: "/") {
            let set = String(name[..<slash]).trimmed
            return try region(String(name[name.index(after: slash)...]).trimmed, ofSet: set)
        }
        let bearers = try knownSets().filter { set in
            set.set.regions.contains { $0.isCalled(name) }
        }
        if bearers.count > 1 {
            throw failure(
                "'\(name)' is a region of \(bearers.map(\.name).joined(separator: " and of ")), "
                    + "expected '\(bearers[0].name)/\(name)' or one of the others")
        }
        if let only = bearers.first { return try region(name, in: only.set) }
        let country = composition.heading.country
        let place = try located { () throws(RegionError) in
            try atlas.area(named: name, country: country)
        }
        if let place, let shape = place.shape {
            tell(name, is: place)
            return Made(name: name, geometry: shape, memberIDs: [place.id])
        }
        let words = try knownSets().flatMap { $0.set.regions.flatMap { [$0.name, $0.title] } }
        guard let near = NearestName.of(name, among: composition.sections.map(\.name) + words)
        else { throw failure(atlas.unknown(name)) }
        throw failure("no region or place '\(name)', did you mean '\(near)'?")
    }

    private mutating func region(_ name: String, ofSet setName: String) throws(RegionError) -> Made
    {
        let wanted = setName.lowercased()
        let index = composition.sections.firstIndex { $0.name.lowercased() == wanted }
        if let index, !composition.sections[index].kind.isOneArea {
            let cells = try parts(ofSection: index)
            if name == "*" { return try joined(cells) }
            if let cell = cells.first(where: { $0.name.lowercased() == name.lowercased() }) {
                return cell
            }
            throw failure(
                "no cell '\(name)' in [\(setName)], expected one of "
                    + cells.prefix(12).map(\.name).joined(separator: ", "))
        }
        let known = try knownSets()
        guard let set = known.first(where: { $0.name.lowercased() == wanted })?.set else {
            let names = known.map(\.name)
            throw failure(
                "no set '\(setName)', "
                    + (NearestName.of(setName, among: names).map { "did you mean '\($0)'?" }
                        ?? "expected one of \(names.joined(separator: ", "))"))
        }
        return try region(name, in: set)
    }

    private func region(_ name: String, in set: RegionSet) throws(RegionError) -> Made {
        if name == "*" {
            return try joined(
                set.regions.map {
                    Made(name: $0.name, geometry: $0.geometry, memberIDs: $0.memberIDs)
                })
        }
        let index: Int
        do throws(RegionError) {
            index = try set.index(named: name)
        } catch {
            let words = set.regions.flatMap { [$0.name, $0.title] }
            guard let near = NearestName.of(name, among: words) else { throw located(error) }
            throw failure("no region '\(name)' in \(set.name), did you mean '\(near)'?")
        }
        let region = set.regions[index]
        return Made(name: region.name, geometry: region.geometry, memberIDs: region.memberIDs)
    }

    /// The files of the composition and the sets of the atlas, each under its name.
    private mutating func knownSets() throws(RegionError) -> [(name: String, set: RegionSet)] {
        var known: [(name: String, set: RegionSet)] = []
        for source in composition.sources {
            if files[source.name] == nil {
                do throws(RegionError) {
                    files[source.name] = try atlas.set(of: source)
                } catch { throw located(error, source.line) }
            }
            if let set = files[source.name] { known.append((source.name, set)) }
        }
        if sets == nil {
            sets = try located { () throws(RegionError) in try atlas.sets() }
        }
        return known + (sets ?? []).map { ($0.name, $0) }
    }

    // MARK: - Cells

    /// For each place what lies nearest to it of the area that the first `clip:` tells.
    private mutating func cells(
        of names: [String], in section: Composition.Section
    ) throws(RegionError) -> [Made] {
        let cellsLine = line
        var places: [AtlasPlace] = []
        for (index, name) in names.enumerated() {
            let place = try place(name, near: places.last?.position)
            if let first = places.firstIndex(where: { $0.position == place.position }) {
                throw failure(
                    "'\(name)' stands where '\(names[first])' stands, expected places apart")
            }
            if let first = names[..<index].first(where: { $0.lowercased() == name.lowercased() }) {
                throw failure("'\(first)' stands twice, expected each place once")
            }
            places.append(place)
        }
        guard let clip = section.steps.first else { return [] }
        line = clip.line
        var grounds: [Geometry] = []
        for area in clip.areas { grounds.append(try self.area(area).geometry) }
        line = cellsLine
        let cells = try topology { () throws(TopologyError) in
            let ground = try Geometry.union(of: grounds)
            return try NearestCells.cells(around: places.map(\.position), over: ground)
        }
        return zip(names, cells).map { Made(name: $0, geometry: $1, memberIDs: []) }
    }

    // MARK: - Errors

    private func topology<Answer>(
        _ ask: () throws(TopologyError) -> Answer
    ) throws(RegionError) -> Answer {
        do throws(TopologyError) { return try ask() } catch {
            throw .topology(place: "\(composition.file):\(line)", error)
        }
    }

    private func located<Answer>(
        _ ask: () throws(RegionError) -> Answer
    ) throws(RegionError) -> Answer {
        do throws(RegionError) { return try ask() } catch { throw located(error) }
    }

    /// An error with the line that it comes from.
    private func located(_ error: RegionError, _ line: Int? = nil) -> RegionError {
        if case .composition = error { return error }
        return failure(error.description, line)
    }

    private func failure(_ reason: String, _ line: Int? = nil) -> RegionError {
        .composition(place: "\(composition.file):\(line ?? self.line)", reason: reason)
    }
}

extension Composition.Kind {
    /// Whether the section makes one area, and not a cell for each of several places.
    fileprivate var isOneArea: Bool {
        if case .cells = self { return false }
        return true
    }
}
