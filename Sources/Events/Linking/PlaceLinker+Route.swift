import Gazetteers
import Geoparsing

extension PlaceLinker {
    /// The places of a march, from where it came to where it went; fewer than two are no route.
    ///
    /// "Miners from Huanuni marched from El Alto": where the march set out, said behind its verb,
    /// stands for where the marchers are from.
    func route(
        of trigger: Range<Int>, in sentence: Sentence, clause: Range<Int>, goal: Place?
    ) -> [Place] {
        var homes: [Place] = []
        var starts: [Place] = []
        var ways: [Place] = []
        var goals: [Place] = []
        let scene = sentence.scene
        for (number, resolution) in sentence.resolutions.enumerated() {
            guard let place = resolution.place, place.kind.level > .country,
                clause.contains(resolution.mention.tokens.lowerBound)
            else { continue }
            var direction = scene.preposition(before: number).trait
            // "de El Alto a La Paz": "de" means "from" where "a" follows.
            if direction == .of, number + 1 < sentence.resolutions.count {
                let next = sentence.resolutions[number + 1].mention.tokens
                let isNear = next.lowerBound - resolution.mention.tokens.upperBound <= 3
                if isNear, scene.preposition(before: number + 1).trait.contains(.to) {
                    direction = .from
                }
            }
            if direction.contains(.from) {
                if resolution.mention.tokens.lowerBound < trigger.lowerBound {
                    homes.append(place)
                } else {
                    starts.append(place)
                }
            } else if !direction.isDisjoint(with: [.to, .on]) {
                goals.append(place)
            } else if direction.contains(.via) {
                ways.append(place)
            }
        }
        let origins = starts.isEmpty ? homes : starts
        var route = Array(origins.prefix(1)) + ways
        if let last = goals.last ?? (origins.isEmpty ? nil : goal) { route.append(last) }
        var seen: Set<String> = []
        route = route.filter { seen.insert($0.id).inserted }
        return route.count >= 2 && !origins.isEmpty ? route : []
    }
}
