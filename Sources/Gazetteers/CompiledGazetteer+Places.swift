import SimpleFeatures

extension CompiledGazetteer {
    /// A field of a place's record; the caller has an index within the count.
    @inline(__always)
    func field<Number: FixedWidthInteger>(
        _ field: Int, of place: Int, as type: Number.Type = Number.self
    ) -> Number {
        load(places, at: place * CompiledLayout.Section.places.elementSize + field, as: type)
    }

    func id(of place: Int) -> String {
        let id = field(CompiledLayout.PlaceField.id, of: place, as: UInt32.self)
        return id & CompiledLayout.geoNamesID != 0
            ? "gn-\(id & ~CompiledLayout.geoNamesID)" : string(at: id)
    }

    func position(of place: Int) -> Coordinate {
        let longitude = field(CompiledLayout.PlaceField.longitude, of: place, as: Int32.self)
        let latitude = field(CompiledLayout.PlaceField.latitude, of: place, as: Int32.self)
        return Coordinate(
            wrappingLongitude: Double(longitude) / 1e7, clampingLatitude: Double(latitude) / 1e7)
    }

    func placeClass(of place: Int) -> (kind: PlaceKind, status: String) {
        let number = Int(field(CompiledLayout.PlaceField.placeClass, of: place, as: UInt16.self))
        guard number < classes.count else {
            bytes.report(faultAt: places.start)
            return (PlaceKind.unknown, "")
        }
        return classes[number]
    }

    func population(of place: Int) -> Int? {
        let population = field(CompiledLayout.PlaceField.population, of: place, as: UInt32.self)
        guard population != CompiledLayout.unknownSize else { return nil }
        return population & CompiledLayout.thousands == 0
            ? Int(population) : Int(population & ~CompiledLayout.thousands) * 1000
    }

    func radiusKilometres(of place: Int) -> Double? {
        let metres = field(CompiledLayout.PlaceField.radius, of: place, as: UInt32.self)
        return metres == CompiledLayout.unknownSize ? nil : Double(metres) / 1000
    }

    func country(of place: Int) -> String {
        let letters = field(CompiledLayout.PlaceField.country, of: place, as: UInt16.self)
        return letters == 0
            ? ""
            : String(decoding: [UInt8(letters & 0xFF), UInt8(letters >> 8)], as: UTF8.self)
    }

    /// What a reference to a larger place says.
    enum Reference {
        case none
        /// A place of this gazetteer, by its number.
        case here(Int)
        /// A place that another gazetteer is to have.
        case elsewhere(id: String)
    }

    func reference(_ field: Int, of place: Int) -> Reference {
        let number = self.field(field, of: place, as: Int32.self)
        if number == CompiledLayout.noReference { return .none }
        if number >= 0 {
            guard Int(number) < count else {
                bytes.report(faultAt: places.start)
                return .none
            }
            return .here(Int(number))
        }
        return .elsewhere(id: string(at: UInt32(-(Int(number) + 2))))
    }
}
