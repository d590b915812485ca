import Orthography

extension CompiledGazetteer {
    /// What a folded word is besides a name, and the id of the place whose people it names.
    func lexiconLine(of word: String) -> (flags: UInt32, place: String)? {
        let text = Array(word.utf8)
        let line = entry(of: FoldedHash.of(text), in: lexiconSlots) { line in
            isString(at: load(lexicon, at: line * 12, as: UInt32.self), equalTo: text)
        }
        return line.map { line in
            (
                load(lexicon, at: line * 12 + 4, as: UInt32.self),
                string(at: load(lexicon, at: line * 12 + 8, as: UInt32.self))
            )
        }
    }
}
