import Orthography

/// Texts, each kept once behind its length.
struct StringPool {
    /// The texts as the file holds them; the first is empty.
    private(set) var bytes: [UInt8] = [0]
    private var slots = [UInt32](repeating: 0, count: 1024)
    private var count = 0

    /// Where a text stands; it is added when it does not yet.
    mutating func offset(of text: String) -> UInt32 {
        if text.isEmpty { return 0 }
        var text = text
        return text.withUTF8 { utf8 in unsafe offset(of: utf8) }
    }

    /// Where a text stands; `nil` when it was never added.
    func knownOffset(of text: String) -> UInt32? {
        if text.isEmpty { return 0 }
        let slot = slots[slot(of: text.utf8)]
        return slot == 0 ? nil : slot
    }

    /// The slot of a text, or the empty one where it belongs.
    private func slot(of text: some Collection<UInt8>) -> Int {
        var slot = CompiledLayout.slot(of: FoldedHash.of(text), among: slots.count)
        while slots[slot] != 0 {
            let known = self.text(at: slots[slot])
            if known.count == text.count, known.elementsEqual(text) { break }
            slot = (slot + 1) & (slots.count - 1)
        }
        return slot
    }

    private mutating func offset(of text: UnsafeBufferPointer<UInt8>) -> UInt32 {
        let slot = unsafe slot(of: text)
        guard slots[slot] == 0 else { return slots[slot] }
        let offset = UInt32(truncatingIfNeeded: bytes.count)
        var length = text.count
        while length >= 0x80 {
            bytes.append(UInt8(length & 0x7F) | 0x80)
            length >>= 7
        }
        bytes.append(UInt8(length))
        unsafe bytes.append(contentsOf: text)
        slots[slot] = offset
        count += 1
        if count * 2 > slots.count { grow() }
        return offset
    }

    /// The bytes of a text by its offset.
    func text(at offset: UInt32) -> ArraySlice<UInt8> {
        var at = Int(offset)
        var length = 0
        var shift = 0
        while true {
            let byte = bytes[at]
            length |= Int(byte & 0x7F) << shift
            at += 1
            if byte < 0x80 { break }
            shift += 7
        }
        return bytes[at..<at + length]
    }

    /// The text of an offset.
    func string(at offset: UInt32) -> String { String(decoding: text(at: offset), as: UTF8.self) }

    private mutating func grow() {
        let old = slots
        slots = [UInt32](repeating: 0, count: old.count * 2)
        for offset in old where offset != 0 {
            var slot = CompiledLayout.slot(of: FoldedHash.of(text(at: offset)), among: slots.count)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = offset
        }
    }
}
