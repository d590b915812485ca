import Orthography
import Reports

/// Who is counted, as words tell it between a number and its verb.
extension TollReader {
    /// Who is counted behind a number: nouns for people, adjectives and ages passed over, or a noun
    /// that says what became of them.
    ///
    /// - Returns: `noun` is what such a noun counts, and `.some(nil)` where it counts nothing.
    func people(
        behind index: Int, in sentence: Range<Int>
    ) -> (noun: Counted??, arePeople: Bool, end: Int, peopleEnd: Int) {
        var end =
            words.phrases(.orMore).match(in: report.text, at: index, before: sentence.upperBound)?
            .end ?? index
        var arePeople = false
        var peopleEnd = end
        for _ in 0..<8 {
            let next = word(end, in: sentence)
            if let counts = words.counts(next, .noun) {
                if isActive(end, in: sentence) { break }
                let isCompound = words.has(.compounds, word(end + 1, in: sentence))
                return (isCompound ? .some(nil) : counts, arePeople, end + 1, end)
            }
            if words.has(.uncounted, next) { return (.some(nil), arePeople, end + 1, end) }
            if words.has(.people, next) {
                arePeople = true
                end += 1
                peopleEnd = end
            } else if let behind = behindAge(end, ofPeople: arePeople, in: sentence) {
                end = behind
            } else if words.has(.fillers, next) {
                end += 1
            } else if !arePeople, let people = namedPeople(end, in: sentence) {
                end = people
            } else {
                break
            }
        }
        return (nil, arePeople, end, peopleEnd)
    }

    /// Behind "14-year-old", "de 14 años", ", 45,": an age beside the people.
    private func behindAge(
        _ index: Int, ofPeople arePeople: Bool, in sentence: Range<Int>
    ) -> Int? {
        var at = index
        var hasNumber = false
        var hasUnit = false
        for _ in 0..<8 {
            let next = word(at, in: sentence)
            if !hasNumber, sentence.contains(at), report.text.tokens[at].kind == .number,
                let age = Int(report.text.word(at)), (0..<120).contains(age)
            {
                hasNumber = true
            } else if words.has(.age, next), hasNumber {
                hasUnit = true
            } else if next == "," {
                // "a man, 45, was killed"
                if arePeople, hasNumber, at == index + 2 { return at + 1 }
                guard at == index else { break }
            } else if !words.has(.ageJoints, next) {
                break
            }
            at += 1
        }
        return hasNumber && hasUnit ? at : nil
    }

    /// Behind ", two of them students,": what stands between commas behind the people.
    func behindApposition(_ index: Int, in sentence: Range<Int>) -> Int? {
        let sign = word(index, in: sentence)
        guard [",", "(", "–", "—"].contains(sign) else { return nil }
        let closer = sign == "(" ? ")" : sign
        var end: Int?
        for at in index + 2..<index + 14 {
            let next = word(at, in: sentence)
            guard !next.isEmpty, next != ";" else { break }
            // "three people, two miners, a student and a soldier, were killed": the last comma.
            if next == closer { end = at + 1 }
            if words.counts(next, .passive) != nil { break }
        }
        return end
    }

    /// Behind "of the party", "from the north", "including two children": what follows people up to
    /// the verb that tells what became of them.
    func behindPhrase(_ index: Int, in sentence: Range<Int>) -> Int? {
        guard words.has(.phraseOpeners, word(index, in: sentence)) else { return nil }
        let includes = words.has(.including, word(index, in: sentence))
        for at in index + 1..<index + 12 {
            let next = word(at, in: sentence)
            if next == "," { return behindApposition(at, in: sentence) }
            guard sentence.contains(at), ![";", ":", "."].contains(next),
                includes || report.text.tokens[at].kind != .number
            else { return nil }
            if words.has(.dying, next) { return at }
            if words.has(.be, next) { return at }
        }
        return nil
    }

    /// The noun for people, or for what became of them, that adjectives and names stand in front of:
    /// "Iraqi Army soldiers", "pro-government protesters".
    private func namedPeople(_ index: Int, in sentence: Range<Int>) -> Int? {
        for at in index..<index + 4 {
            guard isPlainWord(at, in: sentence) else { return nil }
            let next = word(at + 1, in: sentence)
            if words.has(.people, next) { return at + 1 }
            if next == "-", isPlainWord(at + 2, in: sentence) { return namedTail(at + 2, sentence) }
        }
        return nil
    }

    /// The noun for people behind the second half of "pro-government".
    private func namedTail(_ index: Int, _ sentence: Range<Int>) -> Int? {
        for at in index..<index + 3 {
            if words.has(.people, word(at, in: sentence)) { return at }
            guard isPlainWord(at, in: sentence) else { return nil }
        }
        return nil
    }

    /// A word that may describe or be people: no thing, no verb, nothing that joins.
    func isPlainWord(_ index: Int, in sentence: Range<Int>) -> Bool {
        let next = word(index, in: sentence)
        return sentence.contains(index) && report.text.tokens[index].kind == .word
            && !words.has(.things, next) && !words.has(.auxiliaries, next)
            && !words.has(.qualifiers, next) && !words.has(.ands, next)
            && !words.has(.phraseOpeners, next) && words.counts(next, .verb) == nil
            && words.counts(next, .passive) == nil && !words.has(.be, next)
    }

    /// "twelve bakers were killed", "three flower cutters died": words for people that no list has,
    /// right before the verb.
    func unnamedPeople(_ index: Int, in sentence: Range<Int>) -> (Counted, Int)? {
        for end in index + 1...index + 5 {
            let isHyphen = end > index + 1 && word(end - 1, in: sentence) == "-"
            guard isHyphen || isPlainWord(end - 1, in: sentence) else { return nil }
            if beginsVerb(end, in: sentence), let counts = verbBehind(end, in: sentence) {
                return (counts, end)
            }
        }
        return nil
    }

    /// Whether a word may be the first of a verb that people stand right before.
    func beginsVerb(_ index: Int, in sentence: Range<Int>) -> Bool {
        let word = word(index, in: sentence)
        return words.has(.be, word) || words.has(.dying, word)
    }

    /// "killed a weaver", "killed one": somebody whom no list has, right behind the verb.
    func unnamedPerson(_ number: Int, _ end: Int, in sentence: Range<Int>) -> Int? {
        if isPlainWord(end, in: sentence) {
            let behind = end + 1
            // The noun of "a fuel truck" stands last.
            let holdsThing = (end..<end + 4).prefix { isPlainWord($0, in: sentence) }
                .contains { words.has(.things, word($0 + 1, in: sentence)) }
            return holdsThing ? nil : behind
        }
        return words.has(.articles, word(number, in: sentence)) ? nil : end
    }

    /// Whether people of whom nothing else is told took part: as many as "marched", "a crowd of 500",
    /// or twenty and more in a sentence that tells what people join.
    func areMarchers(
        _ number: NumberWords.Reading, _ arePeople: Bool, end: Int, in sentence: Range<Int>
    ) -> Bool {
        let isMarching =
            words.phrases(.marching).match(in: report.text, at: end, before: sentence.upperBound)
            != nil
        if isMarching, number.value > 1, arePeople || isCount(number.tokens, in: sentence) {
            return true
        }
        guard number.value >= 20 else { return false }
        var at = number.tokens.lowerBound - 1
        for _ in 0..<4 where words.has(.qualifiers, word(at, in: sentence)) { at -= 1 }
        let areGuards = (number.tokens.upperBound..<end).contains {
            words.has(.guards, report.text.folded($0))
        }
        guard !areGuards else { return false }
        if at < number.tokens.lowerBound - 1, words.has(.crowds, word(at, in: sentence)) {
            return true
        }
        return arePeople && sentence.contains { words.has(.joining, report.text.folded($0)) }
    }
}
