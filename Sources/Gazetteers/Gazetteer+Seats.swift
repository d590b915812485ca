extension Gazetteer {
    /// Where the government of each country sits, by the country's code: the place of class PPLG where
    /// a country has one, for its lawful capital may be another; else its capital (PPLC).
    ///
    /// - Complexity: O(*n*), *n* the places; of each only its class is read.
    public func seatsOfGovernment() -> [String: Place] {
        var seats: [String: Place] = [:]
        for (layer, compiled) in stack.layers.enumerated() {
            let start = stack.start(of: layer)
            for number in compiled.places(ofCodes: ["PPLC", "PPLG"]) {
                let place = places[start + number]
                guard counts(place) else { continue }
                if seats[place.country] == nil || place.kind.code == "PPLG" {
                    seats[place.country] = place
                }
            }
        }
        return seats
    }
}

extension CompiledGazetteer {
    /// The numbers of the places whose kinds have some codes, in order.
    fileprivate func places(ofCodes codes: Set<String>) -> [Int] {
        let wanted = classes.map { codes.contains(String($0.kind.code)) }
        return (0..<count).filter { place in
            let number = Int(
                field(CompiledLayout.PlaceField.placeClass, of: place, as: UInt16.self))
            return number < wanted.count && wanted[number]
        }
    }
}
