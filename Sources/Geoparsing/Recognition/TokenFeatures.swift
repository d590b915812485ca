import Gazetteers
import Orthography
import Reports

/// What the tagger sees at each token of a report.
///
/// A feature is a number of 32 bits that is made of what was seen and where: the word and its
/// neighbours, how they are written, what sort of word they are, the gazetteer's name that covers
/// them, the rules that spoke for and against that name, and how the report uses the word
/// elsewhere. Words count by their folded form, so most of what is learnt holds in every language
/// whose words have traits.
struct TokenFeatures {
    let words: ReportWords
    private let text: TokenizedText
    private let proposals: [Proposal]
    /// The proposal that covers each token; -1 for none.
    let proposalAt: [Int32]
    /// The first token of the block of each token, and the token behind its last.
    private let blockStart: [Int32]
    private let blockEnd: [Int32]
    /// What each distinct word begins and ends with.
    private let affixes: [Affixes]

    private struct Affixes {
        var prefix3: UInt32 = 0
        var suffix2: UInt32 = 0
        var suffix3: UInt32 = 0
    }

    init(_ words: ReportWords, proposals: [Proposal]) {
        self.words = words
        text = words.text
        self.proposals = proposals
        var proposalAt = [Int32](repeating: -1, count: text.tokens.count)
        for (number, proposal) in proposals.enumerated() {
            for index in proposal.tokens { proposalAt[index] = Int32(number) }
        }
        self.proposalAt = proposalAt
        var blockStart = [Int32](repeating: 0, count: text.tokens.count)
        var blockEnd = [Int32](repeating: Int32(text.tokens.count), count: text.tokens.count)
        for block in words.report.blocks {
            for index in block.tokens {
                blockStart[index] = Int32(block.tokens.lowerBound)
                blockEnd[index] = Int32(block.tokens.upperBound)
            }
        }
        self.blockStart = blockStart
        self.blockEnd = blockEnd
        affixes = text.words.map { word in
            var affixes = Affixes()
            var word = word
            word.withUTF8 { utf8 in
                let count = utf8.count
                for at in 0..<min(3, count) {
                    unsafe affixes.prefix3 = affixes.prefix3 << 8 | UInt32(utf8[at])
                }
                for at in max(0, count - 3)..<count {
                    unsafe affixes.suffix3 = affixes.suffix3 << 8 | UInt32(utf8[at])
                    if at >= count - 2 {
                        unsafe affixes.suffix2 = affixes.suffix2 << 8 | UInt32(utf8[at])
                    }
                }
            }
            return affixes
        }
    }

    /// What a feature was made of, apart from the value: its kind and where it was seen.
    enum Template: UInt64, CaseIterable {
        case bias = 1
        case word
        case shape
        case prefix3
        case suffix2
        case suffix3
        case trait
        case wordBefore
        case wordBeforeThat
        case wordAfter
        case wordAfterThat
        case wordThreeBefore
        case wordThreeAfter
        case shapeBefore
        case shapeBeforeThat
        case shapeAfter
        case shapeAfterThat
        case suffixBefore
        case suffixAfter
        case traitBefore
        case traitBeforeThat
        case traitAfter
        case traitAfterThat
        case wordBeforeAndShape
        case shapeAndWordAfter
        case twoWordsBefore
        case twoWordsAfter
        case wordBeforeAndWord
        case wordAndWordAfter
        case traitsBeforeAndTag
        case traitsAfterAndTag
        case tag
        case tagAndShape
        case tagBefore
        case tagAfter
        case tagAndWordBefore
        case tagAndShapeAfter
        case rule
        case scoreReaches
        case likelyAndTag
        case lowerCaseElsewhere
        case capitalElsewhere
        case sentenceStart
        case sentenceStartAndTag
        case heading
        case inCapitals
        case runPosition
        case runOrganisation
        case runLength
        case noName
        case likelyAndShapes
    }

    @inline(__always)
    private static func key(_ template: Template, _ value: UInt64) -> UInt32 {
        var hash = (value ^ template.rawValue &* 0x9E37_79B9_7F4A_7C15) &* 0xD6E8_FEB8_6659_FD93
        hash ^= hash >> 32
        hash = hash &* 0xD6E8_FEB8_6659_FD93
        // The low bits tell the template, so that what a kind of feature is worth can be found out.
        return UInt32(truncatingIfNeeded: hash >> 32) & ~63 | UInt32(template.rawValue)
    }

    @inline(__always)
    private static func joined(_ one: UInt64, _ other: UInt64) -> UInt64 {
        (one &* 0xC2B2_AE3D_27D4_EB4F ^ other) &* 0x1656_67B1_9E37_79F9
    }

    /// The hash of the word some tokens away; a hash of no word beyond the block.
    @inline(__always)
    private func word(_ index: Int, _ block: Range<Int>) -> UInt64 {
        block.contains(index) ? text.tokens[index].hash : 7
    }

    /// How a token is written: its kind, its case, whether it is short.
    @inline(__always)
    private func shape(_ index: Int, _ block: Range<Int>) -> UInt64 {
        guard block.contains(index) else { return 99 }
        let token = text.tokens[index]
        switch token.kind {
        case .sign: return 90
        case .number:
            return token.end - token.start == 4 ? 80 : token.end - token.start < 4 ? 81 : 82
        case .word:
            let length = UInt64(min(token.end - token.start, 5))
            return UInt64(token.casing.rawValue) << 3 | length
                | (words.isInCapitals[index] ? 64 : 0)
        }
    }

    @inline(__always)
    private func traits(_ index: Int, _ block: Range<Int>) -> WordTraits {
        block.contains(index) ? words.traits(at: index) : []
    }

    /// Which name of the gazetteer covers a token, and which part of it: its tag, whether the token
    /// begins it, how long it is.
    @inline(__always)
    private func tag(_ index: Int, _ block: Range<Int>) -> UInt64 {
        guard block.contains(index), proposalAt[index] >= 0 else { return 0 }
        let proposal = proposals[Int(proposalAt[index])]
        let part: UInt64 =
            index < proposal.nameTokens.lowerBound
            ? 3
            : index == proposal.nameTokens.lowerBound
                ? 0 : index < proposal.nameTokens.upperBound ? 1 : 2
        let length = UInt64(min(proposal.nameTokens.count, 3))
        return 1 | proposal.name.tag << 1 | part << 12 | length << 14
    }

    /// Hands on the features of a token.
    ///
    /// - Parameters:
    ///   - index: The token.
    ///   - body: Takes each feature; some twice.
    /// - Complexity: O(1).
    @inline(__always)
    func forEach(at index: Int, _ body: (UInt32) -> Void) {
        let block = Int(blockStart[index])..<Int(blockEnd[index])
        func see(_ template: Template, _ value: UInt64) {
            body(TokenFeatures.key(template, value))
        }
        func seeTraits(_ template: Template, _ traits: WordTraits) {
            var rest = traits.rawValue
            while rest != 0 {
                see(template, UInt64(rest.trailingZeroBitCount))
                rest &= rest - 1
            }
            if traits.isEmpty { see(template, 63) }
        }
        let token = text.tokens[index]
        let own = token.hash
        let ownShape = shape(index, block)
        let ownTraits = words.traits(at: index)
        let affixes = affixes[Int(token.wordID)]
        let before = word(index - 1, block)
        let beforeThat = word(index - 2, block)
        let after = word(index + 1, block)
        let afterThat = word(index + 2, block)
        let shapeBefore = shape(index - 1, block)
        let shapeAfter = shape(index + 1, block)
        let traitsBefore = traits(index - 1, block)
        let traitsAfter = traits(index + 1, block)
        let tag = tag(index, block)
        // What sort of name it is, without how many people know it.
        let coarseTag = tag & 0b1111_0000_0001_1111

        see(.bias, 0)
        see(.word, own)
        see(.shape, ownShape)
        see(.prefix3, UInt64(affixes.prefix3))
        see(.suffix2, UInt64(affixes.suffix2))
        see(.suffix3, UInt64(affixes.suffix3))
        seeTraits(.trait, ownTraits)
        see(.wordBefore, before)
        see(.wordBeforeThat, beforeThat)
        see(.wordAfter, after)
        see(.wordAfterThat, afterThat)
        see(.wordThreeBefore, word(index - 3, block))
        see(.wordThreeAfter, word(index + 3, block))
        see(.shapeBefore, shapeBefore)
        see(.shapeBeforeThat, shape(index - 2, block))
        see(.shapeAfter, shapeAfter)
        see(.shapeAfterThat, shape(index + 2, block))
        if block.contains(index - 1) {
            see(.suffixBefore, UInt64(self.affixes[Int(text.tokens[index - 1].wordID)].suffix3))
        }
        if block.contains(index + 1) {
            see(.suffixAfter, UInt64(self.affixes[Int(text.tokens[index + 1].wordID)].suffix3))
        }
        seeTraits(.traitBefore, traitsBefore)
        seeTraits(.traitBeforeThat, traits(index - 2, block))
        seeTraits(.traitAfter, traitsAfter)
        seeTraits(.traitAfterThat, traits(index + 2, block))
        see(.wordBeforeAndShape, TokenFeatures.joined(before, ownShape))
        see(.shapeAndWordAfter, TokenFeatures.joined(ownShape, after))
        see(.twoWordsBefore, TokenFeatures.joined(beforeThat, before))
        see(.twoWordsAfter, TokenFeatures.joined(after, afterThat))
        see(.wordBeforeAndWord, TokenFeatures.joined(before, own))
        see(.wordAndWordAfter, TokenFeatures.joined(own, after))

        see(.tag, tag)
        see(.tagAndShape, TokenFeatures.joined(tag, ownShape))
        see(.tagBefore, self.tag(index - 1, block) & 0b1111_0000_0001_1111)
        see(.tagAfter, self.tag(index + 1, block) & 0b1111_0000_0001_1111)
        let cueBefore: UInt64 =
            !traitsBefore.isEmpty || shapeBefore == 90 ? before : shapeBefore
        see(.tagAndWordBefore, TokenFeatures.joined(coarseTag, cueBefore))
        see(
            .tagAndShapeAfter,
            TokenFeatures.joined(coarseTag, shapeAfter == 90 ? after : shapeAfter))
        see(.traitsBeforeAndTag, TokenFeatures.joined(UInt64(traitsBefore.rawValue), coarseTag))
        see(.traitsAfterAndTag, TokenFeatures.joined(UInt64(traitsAfter.rawValue), coarseTag))

        if proposalAt[index] >= 0 {
            let proposal = proposals[Int(proposalAt[index])]
            var rest = proposal.rules.bits
            let part: UInt64 = index == proposal.tokens.lowerBound ? 0 : 1
            while rest != 0 {
                see(.rule, UInt64(rest.trailingZeroBitCount) << 1 | part)
                rest &= rest - 1
            }
            // Each step that the sum reaches counts by itself, so that steps seldom seen add little.
            let score = proposal.rules.score
            var step = -6.0
            while step <= 6, step <= score {
                see(.scoreReaches, UInt64(Int64(step * 2) + 100) << 1 | part)
                step += step >= -2 && step < 3 ? 0.5 : 1
            }
            let isLikely: UInt64 = score > Recognizer.threshold ? 1 : 0
            see(
                .likelyAndShapes,
                TokenFeatures.joined(isLikely << 1 | part, shapeBefore << 8 | shapeAfter))
            see(.likelyAndTag, TokenFeatures.joined(isLikely, tag))
        } else {
            see(.noName, ownShape)
        }

        let word = Int(token.wordID)
        see(.lowerCaseElsewhere, UInt64(min(words.lowerCount[word], 2)))
        see(.capitalElsewhere, UInt64(min(words.capitalCount[word], 3)))
        if words.startsSentence[index] {
            see(.sentenceStart, 0)
            see(.sentenceStartAndTag, coarseTag)
        }
        if words.isHeading[index] { see(.heading, token.isCapitalised ? 1 : 0) }
        if words.isInCapitals[index] { see(.inCapitals, coarseTag) }
        seeRun(around: index, block, see)
    }

    /// The capitalised words that stand together with a token: how many, and what is among them.
    @inline(__always)
    private func seeRun(
        around index: Int, _ block: Range<Int>, _ see: (Template, UInt64) -> Void
    ) {
        var left = 0
        var organisation: UInt64 = 0
        var at = index - 1
        while left < 5, block.contains(at), isOfRun(at) {
            if words.traits(at: at).contains(.organisation) { organisation |= 1 }
            left += 1
            at -= 1
        }
        var right = 0
        at = index + 1
        while right < 5, block.contains(at), isOfRun(at) {
            if words.traits(at: at).contains(.organisation) { organisation |= 2 }
            right += 1
            at += 1
        }
        if words.traits(at: index).contains(.organisation) { organisation |= 4 }
        see(.runPosition, UInt64(left << 4 | right))
        see(.runLength, UInt64(left + right))
        see(.runOrganisation, organisation)
    }

    @inline(__always)
    private func isOfRun(_ index: Int) -> Bool {
        let token = text.tokens[index]
        guard token.kind == .word else { return false }
        if token.isCapitalised { return true }
        return words.traits(at: index).contains(.genitive)
    }
}
