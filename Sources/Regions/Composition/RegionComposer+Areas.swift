import SimpleFeatures
import Topology

// What the names in a composition stand for.

extension RegionComposer {
    /// An area as it is named in a line, without a name of its own.
    mutating func area(_ area: ComposedArea) throws(RegionError) -> Made {
        switch area {
        case .named(let name): return try region(named: name)
        case .within(let metres, let middle):
            let shape = try shape(of: middle)
            let geometry: Geometry
            do throws(RegionError) {
                let found = try Surroundings.area(within: metres, of: shape)
                geometry = found.area
                pieces += found.pieces
            } catch { throw located(error) }
            guard pieces <= Composition.Limits.pieces else {
                throw failure(
                    "the outlines that distances are measured from have more than "
                        + "\(Decimals.grouped(Composition.Limits.pieces)) sides by here, "
                        + "expected fewer or simpler ones")
            }
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
        // "[Puno]" with "add: Puno" means the Puno of a set or of the gazetteer.
        guard let index, index != underWay.last else { return nil }
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
    mutating func cells(
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
}
