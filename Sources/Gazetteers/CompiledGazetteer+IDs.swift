import Orthography

extension CompiledGazetteer {
    /// The place of an id, or of a second id.
    func place(ofID id: String) -> Int? {
        let text = Array(id.utf8)
        let number = GeoNamesID.number(of: text)
        let hash = number.map(CompiledLayout.hash(ofGeoNamesNumber:)) ?? FoldedHash.of(text)
        let place = entry(of: hash, in: idSlots) { place in
            guard place < count else { return false }
            let found = field(CompiledLayout.PlaceField.id, of: place, as: UInt32.self)
            if let number { return found == number | CompiledLayout.geoNamesID }
            return found & CompiledLayout.geoNamesID == 0 && isString(at: found, equalTo: text)
        }
        return place ?? self.place(ofCode: text, isID: true)
    }

    /// The place of an official code, written as it stands.
    func place(ofCode code: String) -> Int? { place(ofCode: Array(code.utf8), isID: false) }

    private func place(ofCode text: [UInt8], isID: Bool) -> Int? {
        let mark = isID ? CompiledLayout.secondID : 0
        let line = entry(of: FoldedHash.of(text), in: codeSlots) { line in
            load(codes, at: line * 8, as: UInt32.self) & CompiledLayout.secondID == mark
                && isString(at: load(codes, at: line * 8 + 4, as: UInt32.self), equalTo: text)
        }
        guard let line else { return nil }
        let place = Int(load(codes, at: line * 8, as: UInt32.self) & ~CompiledLayout.secondID)
        return place < count ? place : nil
    }

    /// The codes of a place in the order of its row, and its second ids.
    func codes(of place: Int) -> (codes: [String], ids: [String]) {
        let lines = elementCount(codes, .codes)
        func owner(_ line: Int) -> Int {
            Int(load(codes, at: line * 8, as: UInt32.self) & ~CompiledLayout.secondID)
        }
        var low = 0
        var high = lines
        while low < high {
            let middle = (low + high) / 2
            if owner(middle) < place { low = middle + 1 } else { high = middle }
        }
        var found: (codes: [String], ids: [String]) = ([], [])
        while low < lines, owner(low) == place {
            let text = string(at: load(codes, at: low * 8 + 4, as: UInt32.self))
            if load(codes, at: low * 8, as: UInt32.self) & CompiledLayout.secondID == 0 {
                found.codes.append(text)
            } else {
                found.ids.append(text)
            }
            low += 1
        }
        return found
    }
}

/// Ids that are numbers of GeoNames.
enum GeoNamesID {
    /// The number of "gn-3911925"; `nil` for other ids, and for numbers written with leading zeros.
    static func number(of id: some Collection<UInt8>) -> UInt32? {
        guard id.count > 3, id.count <= 13, id.starts(with: [0x67, 0x6E, 0x2D]) else { return nil }
        var number: UInt32 = 0
        for (place, byte) in id.dropFirst(3).enumerated() {
            guard byte >= 48, byte <= 57, byte != 48 || place > 0 || id.count == 4 else {
                return nil
            }
            let (tens, isTooGreat) = number.multipliedReportingOverflow(by: 10)
            guard !isTooGreat, tens < CompiledLayout.geoNamesID - 10 else { return nil }
            number = tens + UInt32(byte - 48)
        }
        return number
    }
}
