extension Gazetteer {
    /// The places whose kinds pass a test, uppermost gazetteer first, in the order of each; without
    /// those that a gazetteer above shadows.
    ///
    /// - Complexity: O(*n*), *n* the places; of each only the number of its kind is read, and the test
    ///   is made once a kind.
    public func places(ofKind isWanted: (PlaceKind) -> Bool) -> [Place] {
        stack.layers.enumerated().flatMap { layer, compiled in
            compiled.places(ofKind: isWanted).map { places[stack.start(of: layer) + $0] }
        }.filter(counts)
    }

    /// Where the government of each country sits, by the country's code: the place of class PPLG where
    /// a country has one, for its lawful capital may be another; else its capital (PPLC).
    ///
    /// - Complexity: That of ``places(ofKind:)``.
    public func seatsOfGovernment() -> [String: Place] {
        var seats: [String: Place] = [:]
        for place in places(ofKind: { $0.code == "PPLC" || $0.code == "PPLG" })
        where seats[place.country] == nil || place.kind.code == "PPLG" {
            seats[place.country] = place
        }
        return seats
    }
}

extension CompiledGazetteer {
    /// The numbers of the places whose kinds pass a test, in order.
    fileprivate func places(ofKind isWanted: (PlaceKind) -> Bool) -> [Int] {
        let wanted = classes.map { isWanted($0.kind) }
        return (0..<count).filter { place in
            let number = Int(
                field(CompiledLayout.PlaceField.placeClass, of: place, as: UInt16.self))
            return number < wanted.count && wanted[number]
        }
    }
}
