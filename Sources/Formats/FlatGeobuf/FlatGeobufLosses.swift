/// What the format could not hold, counted by kind.
struct FlatGeobufLosses {
    var emptyShapes = 0
    var emptyParts = 0
    var identifiers = 0
    var roundedIntegers = 0
    var textsOfOthers = 0
    var unforeseen = 0

    /// One sentence a kind.
    var sentences: [String] {
        func plural(_ count: Int) -> String { count == 1 ? "" : "s" }
        var sentences: [String] = []
        if emptyShapes > 0 {
            sentences.append(
                "wrote \(emptyShapes) empty shape\(plural(emptyShapes)) as no geometry")
        }
        if emptyParts > 0 {
            sentences.append(
                "left out \(emptyParts) empty part\(plural(emptyParts)) of shapes")
        }
        if identifiers > 0 {
            sentences.append(
                "left out \(identifiers) identifier\(plural(identifiers)) that the "
                    + "column 'id' does not repeat")
        }
        if roundedIntegers > 0 {
            sentences.append(
                "rounded \(roundedIntegers) whole number\(plural(roundedIntegers)) "
                    + "beyond 53 bits in columns of real numbers")
        }
        if textsOfOthers > 0 {
            sentences.append(
                "wrote \(textsOfOthers) value\(plural(textsOfOthers)) as text in "
                    + "columns of several kinds")
        }
        if unforeseen > 0 {
            sentences.append(
                "left out \(unforeseen) value\(plural(unforeseen)) that the columns "
                    + "do not foresee")
        }
        return sentences
    }
}
