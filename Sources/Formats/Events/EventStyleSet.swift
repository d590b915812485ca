/// Styles, each by its place in ``EventStyle/all``.
struct EventStyleSet: Hashable, Sendable {
    private var bits: UInt32 = 0

    mutating func insert(_ place: Int) { bits |= 1 << UInt32(place) }

    func contains(_ place: Int) -> Bool { bits & 1 << UInt32(place) != 0 }
}

extension EventStyle {
    /// The place of ``other`` in ``all``.
    package static let otherPlace = all.count - 1

    /// The place in ``all`` of the style for the value of a property; that of other events when no
    /// type has its name.
    package static func place(for cell: Cell?) -> Int {
        guard let cell, cell.kind == .text else { return otherPlace }
        let text = cell.text
        return all.firstIndex { text.isEqual(to: $0.word) } ?? otherPlace
    }
}
