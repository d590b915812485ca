import Geodesy
import SimpleFeatures
import SpatialIndexing

/// The regions of one set alone, made ready; see ``RegionFiler``.
final class SetFiler {
    private let set: RegionSet
    private let toleranceMetres: Double
    private let index: AreaIndex
    private let members: [String: [Int]]
    // These are made when a feature first needs them.
    private var outlines: RegionOutlines?
    private var shares: RegionShares?

    /// Makes a set ready.
    ///
    /// - Parameters:
    ///   - set: Regions with valid polygons.
    ///   - toleranceMetres: How far outside a region a position is still filed there, along the
    ///     geodesic to the nearest border; 0 switches that rule off.
    /// - Complexity: O(*n* log *n*), *n* the positions of the regions.
    init(_ set: RegionSet, toleranceMetres: Double) {
        self.set = set
        self.toleranceMetres = toleranceMetres
        index = AreaIndex(set.regions.map(\.geometry))
        var members: [String: [Int]] = [:]
        for (index, region) in set.regions.enumerated() {
            for id in region.memberIDs { members[id, default: []].append(index) }
        }
        self.members = members
    }

    /// Whether a feature is asked for its `gazetteer_id`, because regions have members.
    var asksForMembers: Bool { !members.isEmpty }

    /// Files features by the rules of ``RegionSet/file(_:parents:toleranceMetres:)``.
    ///
    /// - Parameters:
    ///   - clues: What is known of each feature.
    ///   - parents: For a gazetteer's id, the ids of the places that hold it, nearest first.
    /// - Returns: One answer a feature, in their order.
    /// - Throws: ``RegionError`` when GEOS fails on a region.
    /// - Complexity: O(log *n*) a point, *n* the positions of the regions, where no great number of
    ///   sides meets at it; for a point outside all regions and a shape across borders also what
    ///   ``RegionOutlines`` and ``RegionShares`` say.
    func file(
        _ clues: [FilingClues], parents: (String) -> [String]
    ) throws(RegionError) -> [Filing.Answer] {
        var asked: [Coordinate] = []
        asked.reserveCapacity(clues.count)
        // What is known without a position; most layers have points only.
        var known: [(row: Int, answer: Filing.Answer)] = []
        let asksForMembers = asksForMembers
        for (row, clue) in clues.enumerated() {
            if asksForMembers, let answer = memberAnswer(clue, parents) {
                known.append((row, answer))
                continue
            }
            var answer = Filing.Answer.unfiled(.noPlace)
            if let position = try position(of: clue, orAnswer: &answer) {
                asked.append(position)
            } else {
                known.append((row, answer))
            }
        }
        // Memory of this call's own is reached without a check for others that use it.
        var hits = AreaHits()
        var memory = RegionOutlines.Memory()
        index.search(asked, into: &hits)
        var answers: [Filing.Answer] = []
        answers.reserveCapacity(clues.count)
        var (nextKnown, nextAsked) = (0, 0)
        for row in clues.indices {
            if nextKnown < known.count, known[nextKnown].row == row {
                answers.append(known[nextKnown].answer)
                nextKnown += 1
                continue
            }
            let answer = answer(for: asked[nextAsked], hits, at: nextAsked, &memory)
            nextAsked += 1
            let isVague =
                clues[row].uncertaintyKilometres != nil
                && reachesOut(clues[row], of: answer, &memory)
            answers.append(isVague ? .unfiled(.tooVague) : answer)
        }
        return answers
    }

    /// The position that a feature is filed by; `nil` where it takes none to answer.
    private func position(
        of clue: FilingClues, orAnswer answer: inout Filing.Answer
    ) throws(RegionError) -> Coordinate? {
        switch clue.shape {
        case .none: return nil
        case .point(let position):
            guard clue.precision != .vague else { break }
            return position
        case .other(let shape):
            guard let position = Feature(geometry: shape).representativePosition else { return nil }
            guard clue.precision != .vague else { break }
            guard let filed = try answerByShare(of: shape) else { return position }
            answer = filed
            return nil
        }
        answer = .unfiled(.tooVague)
        return nil
    }

    private func memberAnswer(
        _ clue: FilingClues, _ parents: (String) -> [String]
    ) -> Filing.Answer? {
        guard !members.isEmpty, let id = clue.gazetteerID else { return nil }
        if let regions = members[id] { return .filed(RegionIndices(regions), by: .member(id: id)) }
        for parent in parents(id) {
            if let regions = members[parent] {
                return .filed(RegionIndices(regions), by: .parent(id: parent))
            }
        }
        return nil
    }

    private func answerByShare(
        of shape: Geometry
    ) throws(RegionError) -> Filing.Answer? {
        let ready: RegionShares
        if let shares {
            ready = shares
        } else {
            ready = try RegionShares(set)
            shares = ready
        }
        return try ready.answer(for: shape)
    }

    /// The answer for one of the positions that were searched for.
    @inline(__always)
    private func answer(
        for position: Coordinate, _ hits: borrowing AreaHits, at place: Int,
        _ memory: inout RegionOutlines.Memory
    ) -> Filing.Answer {
        let count = hits.count(at: place)
        guard count > 0 else { return answerOutside(position, &memory) }
        var inside: [Int] = []
        var border: Int?
        var only: Int?
        hits.forEach(at: place) { area, isOnBorder in
            if isOnBorder {
                border = border ?? area
            } else if count == 1 {
                only = area
            } else {
                inside.append(area)
            }
        }
        if let only { return .filed(RegionIndices(only), by: .polygon) }
        if !inside.isEmpty { return .filed(RegionIndices(inside), by: .polygon) }
        if let border { return .filed(RegionIndices(border), by: .border) }
        return .unfiled(.outside)
    }

    private func answerOutside(_ position: Coordinate, _ memory: inout RegionOutlines.Memory)
        -> Filing.Answer
    {
        guard toleranceMetres > 0 else { return .unfiled(.outside) }
        let ready: RegionOutlines
        if let outlines {
            ready = outlines
        } else {
            ready = RegionOutlines(set.regions, toleranceMetres: toleranceMetres)
            outlines = ready
        }
        guard let nearest = ready.nearest(to: position, using: &memory) else {
            return .unfiled(.outside)
        }
        return .filed(RegionIndices(nearest.region), by: .nearest(nearest.way))
    }

    /// Whether an area reaches beyond the region that its point lies in.
    ///
    /// Asked at eight points of the circle that `uncertainty_km` draws around it.
    private func reachesOut(
        _ clue: FilingClues, of answer: Filing.Answer, _ memory: inout RegionOutlines.Memory
    ) -> Bool {
        guard let kilometres = clue.uncertaintyKilometres, case .point(let position) = clue.shape
        else { return false }
        for azimuth in stride(from: 0.0, to: 360, by: 45) {
            let rim = Geodesic.position(
                from: position, azimuthDegrees: azimuth, distanceMetres: kilometres * 1000)
            let held = index.areas(holding: rim)
            let regions =
                !held.inside.isEmpty
                ? RegionIndices(held.inside)
                : held.border.first.map { RegionIndices($0) }
                    ?? answerOutside(rim, &memory).regions
            guard regions == answer.regions else { return true }
        }
        return false
    }
}
