import Gazetteers
import Orthography
package import Reports
package import SimpleFeatures

/// What the weights of a model are fitted on: the same features that parsing sums up.
extension Geoparser {
    /// A run of tokens that can hold names, as the tagger sees it.
    package struct TaggerSegment {
        /// The bytes of each token.
        package let ranges: [Range<Int>]
        /// Whether each token is a word for the people of a place.
        package let areDemonyms: [Bool]
        /// The features of each token.
        package let features: [[UInt32]]
    }

    /// The segments of a report, in order.
    package func taggerSegments(of report: Report) -> [TaggerSegment] {
        withRecognizer(report) { recognizer in
            let features = TokenFeatures(recognizer.words, proposals: recognizer.proposals)
            var segments: [TaggerSegment] = []
            Segments(recognizer.words, proposalAt: features.proposalAt).forEach { segment in
                segments.append(
                    TaggerSegment(
                        ranges: segment.map { report.text.tokens[$0].range },
                        areDemonyms: segment.map { index in
                            let proposal = features.proposalAt[index]
                            return recognizer.isDemonym(index..<index + 1)
                                && (proposal < 0
                                    || recognizer.proposals[Int(proposal)].nameTokens.count == 1)
                        },
                        features: segment.map { index in
                            var seen: [UInt32] = []
                            features.forEach(at: index) { seen.append($0) }
                            return seen
                        }))
            }
            return segments
        }
    }

    /// The weights of ranking features that were set by hand, in the order of the features.
    package var rankingWeights: [Double] { RankerModel.byHand.weights }

    /// A name of a report with the places that it may mean, as the ranker sees it.
    package struct RankedName {
        /// The bytes of each mention.
        package let mentions: [Range<Int>]
        /// Where each place lies.
        package let positions: [Coordinate]
        /// One row of features a place.
        package let features: [[Float]]
    }

    /// The names that are found in a report and that several places bear or one does.
    package func rankedNames(of report: Report) -> [RankedName] {
        withMentions(of: report) { words, mentions, focus in
            Resolver(words: words, gazetteer: gazetteer, focus: focus, ranker: model.ranker)
                .ranked(mentions).map { sense in
                    RankedName(
                        mentions: sense.mentions.map { mentions[$0].range },
                        positions: sense.name.bearers.map(\.place.position),
                        features: sense.name.bearers.indices.map { Array(sense.row($0)) })
                }
        }
    }
}
