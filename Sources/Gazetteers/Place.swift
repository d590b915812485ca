public import SimpleFeatures

/// A gazetteer entry: one thing on the earth that names are given to.
///
/// A place is a view of its record; what is asked of it is read from there.
public struct Place: Sendable, Identifiable {
    let stack: GazetteerStack
    /// Where the place stands in ``Gazetteer/places``.
    public let index: Int
    private let gazetteer: CompiledGazetteer
    private let number: Int

    init(_ index: Int, of stack: GazetteerStack) {
        self.stack = stack
        self.index = index
        (gazetteer, number) = stack.home(of: index)
    }

    /// The entry's stable identifier, "bo-mun-020105" or "gn-3911925".
    public var id: String { gazetteer.id(of: number) }

    /// The name that is shown.
    public var name: String {
        gazetteer.string(at: gazetteer.field(CompiledLayout.PlaceField.name, of: number))
    }

    public var kind: PlaceKind { gazetteer.placeClass(of: number).kind }

    /// The position that stands for the place; the centre of the largest part of an area.
    public var position: Coordinate { gazetteer.position(of: number) }

    /// ISO 3166-1 alpha-2, upper case; empty for what lies in no country.
    public var country: String { gazetteer.country(of: number) }

    /// Where the admin-1 unit stands in ``Gazetteer/places``; `nil` when unknown.
    public var admin1: Int? { larger(CompiledLayout.PlaceField.admin1) }

    /// Where the admin-2 unit stands in ``Gazetteer/places``; `nil` when unknown.
    public var admin2: Int? { larger(CompiledLayout.PlaceField.admin2) }

    /// Where the next larger place stands in ``Gazetteer/places``; `nil` at the top.
    ///
    /// Where no gazetteer has the place that the row names, its units and its country stand in.
    public var parent: Int? {
        let field = CompiledLayout.PlaceField.parent
        if let named = larger(field) { return named }
        guard case .elsewhere = gazetteer.reference(field, of: number) else { return nil }
        return [admin2, admin1, stack.index(ofID: country.lowercased())].lazy
            .compactMap { $0 }.first { $0 != index }
    }

    /// Inhabitants; `nil` when unknown. Above two thousand million they are counted in thousands.
    public var population: Int? { gazetteer.population(of: number) }

    /// How far the thing reaches from its position, in kilometres; `nil` when unknown.
    public var radiusKilometres: Double? { gazetteer.radiusKilometres(of: number) }

    /// Where the record's facts come from.
    public var source: String {
        let source = gazetteer.string(
            at: gazetteer.field(CompiledLayout.PlaceField.source, of: number))
        if source.isEmpty, let number = GeoNamesID.number(of: Array(id.utf8)) {
            return "GeoNames \(number)"
        }
        return source
    }

    /// How well the record was checked ("confirmed", "single-source", "locality" …).
    public var status: String { gazetteer.placeClass(of: number).status }

    /// The polygon or line of the place, as `layer#id`; `nil` for none.
    public var area: String? {
        let offset: UInt32 = gazetteer.field(CompiledLayout.PlaceField.area, of: number)
        return offset == 0 ? nil : gazetteer.string(at: offset)
    }

    /// Official codes of the place, its ISO 3166 one first.
    public var codes: [String] { gazetteer.codes(of: number).codes }

    /// Other ids of the place, such as its number in GeoNames.
    public var secondIDs: [String] { gazetteer.codes(of: number).ids }

    private func larger(_ field: Int) -> Int? {
        stack.index(of: gazetteer.reference(field, of: number), from: index - number)
    }
}

extension Place {
    /// The radius, or one that is usual for the kind.
    public var extentKilometres: Double {
        if let radiusKilometres { return radiusKilometres }
        switch kind.level {
        case .continent: return 2500
        case .country: return 400
        case .region, .admin1: return 100
        case .admin2: return 40
        case .admin3: return 20
        case .town: return (population ?? 0) > 500_000 ? 10 : (population ?? 0) > 50_000 ? 5 : 2
        case .neighbourhood: return 1
        case .site: return 1
        }
    }
}
