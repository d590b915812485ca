import Gazetteers
import SimpleFeatures
import Topology

extension AreaBuilder {
    /// How far from a border something lies that is told to be on it.
    private static let borderKilometres = 10.0

    /// "the border between Bolivia and Peru", "la frontera con Chile"
    ///
    /// - Parameters:
    ///   - one: One of the two mentions; `nil` for the country that the report is about.
    ///   - other: The other one.
    func border(_ one: Int?, _ other: Int) -> Found? {
        let own = focus.country.flatMap { gazetteer.country(withCode: $0) }
            .map { RelativePlace.Anchor(mention: nil, place: $0) }
        guard let first = one.map({ anchor($0) }) ?? own else {
            return found(.corridor, [anchor(other)]) { _ throws(Failure) in
                throw .reason(.noFocus)
            }
        }
        return found(.corridor, [first, anchor(other)]) { anchors throws(Failure) in
            guard let outline = shapes.area(of: anchors[0].place),
                let neighbour = shapes.area(of: anchors[1].place)
            else { throw .reason(.noOutline) }
            let lines = try topology { () throws(TopologyError) in
                try outline.intersection(with: neighbour).lines
            }
            guard let longest = lines.max(by: { $0.count < $1.count }) else {
                throw .reason(.noBorder)
            }
            return try corridor(
                along: lines, around: longest[longest.count / 2],
                kilometres: Self.borderKilometres)
        }
    }
}

extension Geometry {
    /// The lines of the shape, those that go on from one another joined.
    fileprivate var lines: [[Coordinate]] {
        switch self {
        case .lineString(let line): return line.count > 1 ? [line] : []
        case .multiLineString(let lines): return Geometry.joined(lines)
        case .collection(let members):
            return Geometry.joined(members.flatMap(\.lines))
        case .point, .multiPoint, .polygon, .multiPolygon: return []
        }
    }

    /// Lines joined where two of them meet end to end, and no third.
    ///
    /// - Complexity: O(*n*).
    private static func joined(_ lines: [[Coordinate]]) -> [[Coordinate]] {
        var ends: [Coordinate: [Int]] = [:]
        for (number, line) in lines.enumerated() {
            for end in [line.first, line.last].compactMap(\.self) {
                ends[end, default: []].append(number)
            }
        }
        var isTaken = [Bool](repeating: false, count: lines.count)
        /// The line that goes on from the end of another.
        func next(after chain: [Coordinate]) -> [Coordinate]? {
            guard let end = chain.last, let here = ends[end], here.count == 2,
                let number = here.first(where: { !isTaken[$0] })
            else { return nil }
            isTaken[number] = true
            let line = lines[number]
            return line.first == end ? line : line.reversed()
        }
        var chains: [[Coordinate]] = []
        for number in lines.indices where !isTaken[number] {
            isTaken[number] = true
            var chain = lines[number]
            for _ in 0..<2 {
                while let more = next(after: chain) { chain += more.dropFirst() }
                chain.reverse()
            }
            if chain.count > 1 { chains.append(chain) }
        }
        return chains
    }
}
