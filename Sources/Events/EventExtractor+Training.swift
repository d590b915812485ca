package import Gazetteers
package import Geoparsing
import Orthography
import Reports

/// What the weights of ``EventModel`` are fitted on: the same features that reading sums up.
extension EventExtractor {
    /// A place of a sentence, as an event of the sentence sees it.
    package struct LinkRow {
        /// How many tokens the name has.
        package let tokenCount: Int
        /// How many of them the event took place in.
        package let rightCount: Int
        package let features: [String]
    }

    /// The places that compete for an event.
    ///
    /// - Parameters:
    ///   - parsed: A report with its mentions.
    ///   - trigger: The bytes of the word that tells the event.
    ///   - locations: The bytes of the names of places in which the event took place.
    ///   - areGiven: Whether the names of `locations` are candidates though they were not found.
    /// - Returns: One row a place, in order; none where the trigger is no word of a sentence.
    package func linkRows(
        of parsed: Geoparser.Parsed, trigger: Range<Int>, locations: [Range<Int>], areGiven: Bool
    ) -> [LinkRow] {
        let text = parsed.report.text
        func tokens(_ bytes: Range<Int>) -> Range<Int>? {
            let found = text.tokens.indices.filter { text.tokens[$0].range.overlaps(bytes) }
            guard let first = found.first, let last = found.last else { return nil }
            return first..<last + 1
        }
        guard let event = tokens(trigger),
            let sentence = parsed.report.blocks.flatMap(\.sentences).first(where: {
                $0.contains(event.lowerBound)
            })
        else { return [] }
        let right = locations.compactMap(tokens)
        var candidates = parsed.resolutions.filter { $0.place != nil }.map {
            LinkCandidate(
                tokens: $0.mention.tokens, kind: $0.place?.kind,
                isMetonymic: $0.mention.isMetonymic)
        }
        if areGiven {
            candidates.removeAll { candidate in right.contains { $0.overlaps(candidate.tokens) } }
            candidates += right.map {
                LinkCandidate(
                    tokens: $0, kind: kind(text.text(text.bytes(ofTokens: $0))), isMetonymic: false)
            }
        }
        candidates = candidates.filter {
            sentence.contains($0.tokens.lowerBound) && $0.tokens.upperBound <= sentence.upperBound
                && !$0.tokens.overlaps(event)
        }.sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }
        let finder = TriggerFinder(
            report: parsed.report, lexicon: model.lexicon(of: parsed.report.language))
        let triggers = finder.triggers(in: sentence)
        let own = triggers.first { $0.tokens.overlaps(event) }
        let scene = LinkScene(
            text, traits: finder.traits, sentence: sentence, candidates: candidates,
            triggers: Set(triggers.map(\.tokens.lowerBound))
        ) { finder.isPast($0) }
        let reading = ReportReading(parsed: parsed, by: self)
        let seen = scene.event(
            event, type: own?.trigger.type,
            isNoun: own.map { $0.trigger.role == .noun || $0.trigger.role == .plural } ?? false,
            clause: reading.clauses(of: sentence).first { $0.contains(event.lowerBound) })
        return candidates.indices.map { number in
            let tokens = candidates[number].tokens
            return LinkRow(
                tokenCount: tokens.count,
                rightCount: tokens.count { token in right.contains { $0.contains(token) } },
                features: scene.features(of: number, for: seen).map { "\($0)" })
        }
    }

    private func kind(_ name: String) -> PlaceKind? {
        gazetteer.hits(for: PlaceQuery(name)).first?.place.kind
    }

    /// A word that may tell an event, with what was made of it.
    package struct TellingRow {
        /// The bytes of the word.
        package let range: Range<Int>
        /// The bytes of its sentence.
        package let sentence: Range<Int>
        package let family: EventType.Family
        package let date: DateInterval?
        package let place: Place?
        /// What speaks for and against.
        package let rules: [String]
    }

    /// The words of a report that may tell events, in order.
    package func tellingRows(of parsed: Geoparser.Parsed) -> [TellingRow] {
        var rows: [TellingRow] = []
        let reading = ReportReading(parsed: parsed, by: self)
        let text = parsed.report.text
        reading.onJudging = { judged in
            rows.append(
                TellingRow(
                    range: text.bytes(ofTokens: judged.found.tokens),
                    sentence: text.bytes(ofTokens: judged.sentence),
                    family: judged.found.trigger.type.family, date: judged.date,
                    place: judged.place?.place, rules: judged.evidence.map { "\($0)" }))
        }
        for block in parsed.report.blocks { reading.read(block) }
        return rows
    }

    /// A date, figure or word for people of a sentence, as an event of the sentence sees it.
    package struct AttachmentRow {
        /// What stands in the sentence.
        package enum Item {
            case date(DateInterval)
            /// What is counted, the least and the most; `nil` for no bound.
            case figure(counts: String, low: Int?, high: Int?)
            /// The word, as written.
            case actor(String)
        }

        /// The bytes of the word that tells the event, and of its sentence.
        package let trigger: Range<Int>
        package let sentence: Range<Int>
        package let family: EventType.Family
        package let item: Item
        package let features: [String]

        package var kind: AttachmentKind {
            switch item {
            case .date: return .date
            case .figure: return .figure
            case .actor: return .actor
            }
        }
    }

    /// What might be tied to the words of a report that may tell events, in order.
    package func attachmentRows(of parsed: Geoparser.Parsed) -> [AttachmentRow] {
        var rows: [AttachmentRow] = []
        let reading = ReportReading(parsed: parsed, by: self)
        let text = parsed.report.text
        reading.onAttaching = { seen in
            let item: AttachmentRow.Item
            switch seen.item {
            case .date(let interval): item = .date(interval)
            case .figure(let counts, let toll):
                item = .figure(
                    counts: counts.rawValue, low: toll.low ?? toll.best,
                    high: toll.high ?? toll.best)
            case .actor(let token): item = .actor(text.written(token))
            }
            rows.append(
                AttachmentRow(
                    trigger: text.bytes(ofTokens: seen.trigger.tokens),
                    sentence: text.bytes(ofTokens: seen.sentence),
                    family: seen.trigger.trigger.type.family, item: item,
                    features: seen.features.map { "\($0)" }))
        }
        for block in parsed.report.blocks { reading.read(block) }
        return rows
    }
}
