import Orthography

extension CompiledGazetteer {
    /// What a folded word is besides a name, and the id of the place whose people it names.
    func lexiconLine(of word: String) -> (flags: UInt32, place: String)? {
        let text = Array(word.utf8)
        return lexiconEntry(of: text, hash: FoldedHash.of(text)).map { line in
            (
                load(lexicon, at: line * 12 + 4, as: UInt32.self),
                string(at: load(lexicon, at: line * 12 + 8, as: UInt32.self))
            )
        }
    }

    /// What a folded word is besides a name.
    func lexiconFlags(of word: String, hash: UInt64) -> UInt32? {
        lexiconEntry(of: Array(word.utf8), hash: hash).map {
            load(lexicon, at: $0 * 12 + 4, as: UInt32.self)
        }
    }

    private func lexiconEntry(of text: [UInt8], hash: UInt64) -> Int? {
        entry(of: hash, in: lexiconSlots) { line in
            isString(at: load(lexicon, at: line * 12, as: UInt32.self), equalTo: text)
        }
    }
}
