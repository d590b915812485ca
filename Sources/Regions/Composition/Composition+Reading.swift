extension Composition {
    /// How much a person may write.
    public enum Limits {
        /// Bytes of the file.
        public static let bytes = 1 << 20
        /// Sections.
        public static let sections = 1_000
        /// How far sections may be made of sections that are made of sections.
        public static let depth = 50
        /// Areas and places that are named in all lines together.
        public static let names = 2_000
        /// Sides of outlines that distances are measured from, in all lines together.
        public static let pieces = 60_000
    }

    /// Reads a composition.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8; lines end with a line feed, a carriage return in front of it allowed.
    ///   - file: The name for errors and notes; without its folders and endings it is the name of
    ///     the set where no line tells one.
    /// - Throws: ``RegionError`` with file and line.
    /// - Complexity: O(*n*), *n* the bytes.
    public init(reading bytes: [UInt8], file: String) throws(RegionError) {
        guard bytes.count <= Limits.bytes else {
            throw .composition(
                place: file,
                reason: "found \(Decimals.grouped(bytes.count)) bytes, expected "
                    + "\(Decimals.grouped(Limits.bytes)) at most")
        }
        var reading = CompositionReading(file: file)
        var number = 0
        let marked: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = bytes.starts(with: marked) ? bytes.dropFirst(3) : bytes[...]
        for line in text.split(separator: 10, omittingEmptySubsequences: false) {
            number += 1
            guard let line = String(validating: line, as: UTF8.self) else {
                throw .composition(
                    place: "\(file):\(number)", reason: "not UTF-8, expected a text in UTF-8")
            }
            try reading.read(line.trimmed, number: number)
        }
        self = try reading.composition()
    }
}

/// The lines read so far.
private struct CompositionReading {
    /// A section while its lines come in.
    private struct Open {
        var section: Composition.Section
        var file: String?
        var layer: String?
        var nameProperty: String?
        /// The keys that were met, each with its line.
        var keys: [Key: Int] = [:]
    }

    /// What a line may tell, in English and in Spanish.
    private enum Key: String, CaseIterable {
        case set, title, country, aliases, population, file, layer, name, add, subtract, clip, cells

        private var inSpanish: [String] {
            switch self {
            case .set: return ["conjunto"]
            case .title: return ["título", "titulo"]
            case .country: return ["país", "pais"]
            case .aliases: return ["alias"]
            case .population: return ["población", "poblacion"]
            case .file: return ["archivo"]
            case .layer: return ["capa"]
            case .name: return ["nombre"]
            case .add: return ["sumar"]
            case .subtract: return ["restar"]
            case .clip: return ["recortar"]
            case .cells: return ["celdas"]
            }
        }

        init?(word: String) {
            let word = word.lowercased()
            guard
                let key = Key.allCases.first(where: {
                    $0.rawValue == word || $0.inSpanish.contains(word)
                })
            else { return nil }
            self = key
        }

        var verb: Composition.Verb? { Composition.Verb(rawValue: rawValue) }

        static let aboveSections: Set<Key> = [.set, .title, .country]
        static let ofRegions: Set<Key> = [
            .title, .aliases, .population, .add, .subtract, .clip, .cells,
        ]
        static let ofFiles: Set<Key> = [.file, .layer, .name]

        static func listed(_ keys: Set<Key>) -> String {
            allCases.filter(keys.contains).map { "'\($0.rawValue):'" }.joined(separator: ", ")
        }
    }

    let file: String
    private var heading: Composition.Heading
    private var headingKeys: [Key: Int] = [:]
    private var sources: [Composition.Source] = []
    private var sections: [Composition.Section] = []
    private var names: [String: Int] = [:]
    private var open: Open?
    private var nameCount = 0

    init(file: String) {
        self.file = file
        heading = Composition.Heading(name: RegionSet.label(of: file))
    }

    mutating func read(_ line: String, number: Int) throws(RegionError) {
        if line.isEmpty || line.hasPrefix("#") { return }
        if line.hasPrefix("[") {
            try close()
            return try begin(line, number: number)
        }
        guard let colon = line.firstIndex(of: ":") else {
            throw failure(
                number, "found '\(shown(line))', expected '[name]' or 'key: text'")
        }
        let word = String(line[..<colon]).trimmed
        let text = String(line[line.index(after: colon)...]).trimmed
        guard let key = Key(word: word) else {
            throw failure(
                number,
                "found the key '\(shown(word))', expected one of \(Key.listed(expected))")
        }
        guard !text.isEmpty else {
            throw failure(number, "nothing stands behind '\(word):', expected a text")
        }
        if open == nil {
            try readAbove(key, text, number)
        } else {
            try readInside(key, text, number)
        }
    }

    /// The keys that may stand on the next line.
    private var expected: Set<Key> {
        guard let open else { return Key.aboveSections }
        if open.file != nil { return Key.ofFiles }
        return open.keys.isEmpty && open.section.steps.isEmpty
            ? Key.ofRegions.union(Key.ofFiles) : Key.ofRegions
    }

    // MARK: - Headings

    private mutating func begin(_ line: String, number: Int) throws(RegionError) {
        guard line.hasSuffix("]") else {
            throw failure(number, "found '\(shown(line))', expected a name in brackets, '[name]'")
        }
        var name = String(line.dropFirst().dropLast()).trimmed
        let isHidden = name.hasPrefix("(") && name.hasSuffix(")")
        if isHidden { name = String(name.dropFirst().dropLast()).trimmed }
        guard !name.isEmpty else {
            throw failure(number, "no name in the brackets, expected '[name]'")
        }
        if let sign = name.first(where: { "/;*[]".contains($0) }) {
            throw failure(
                number, "found '\(sign)' in the name '\(shown(name))', expected a name without it")
        }
        if let first = names[name.lowercased()] {
            throw failure(
                number, "the name '\(name)' stands in line \(first) already, expected another")
        }
        guard names.count < Composition.Limits.sections else {
            throw failure(
                number,
                "found more than \(Decimals.grouped(Composition.Limits.sections)) sections")
        }
        names[name.lowercased()] = number
        open = Open(
            section: Composition.Section(
                name: name, line: number, kind: isHidden ? .area : .region))
    }

    private mutating func close() throws(RegionError) {
        guard let ended = open else { return }
        open = nil
        let section = ended.section
        if let path = ended.file {
            sources.append(
                Composition.Source(
                    name: section.name, file: path, layer: ended.layer,
                    nameProperty: ended.nameProperty, line: section.line))
            return
        }
        if case .cells(_, let line) = section.kind {
            guard let first = section.steps.first, first.verb == .clip else {
                throw failure(
                    section.steps.first?.line ?? line,
                    "cells go on for ever, expected a line 'clip:' behind 'cells:'")
            }
        } else {
            guard let first = section.steps.first else {
                throw failure(
                    section.line,
                    "[\(section.name)] has no area, expected a line 'add:', 'cells:' or 'file:'")
            }
            guard first.verb == .add else {
                throw failure(
                    first.line,
                    "nothing is there yet to \(first.verb.rawValue), expected 'add:' before it")
            }
        }
        sections.append(section)
    }

    // MARK: - Lines

    private mutating func readAbove(
        _ key: Key, _ text: String, _ number: Int
    ) throws(RegionError) {
        if let first = headingKeys.updateValue(number, forKey: key) {
            throw failure(number, "'\(key.rawValue):' stands in line \(first) already")
        }
        switch key {
        case .set: heading.name = text
        case .title: heading.title = text
        case .country: heading.country = text.uppercased()
        default:
            throw failure(
                number, "'\(key.rawValue):' stands above the first '[name]', expected it below one")
        }
    }

    private mutating func readInside(
        _ key: Key, _ text: String, _ number: Int
    ) throws(RegionError) {
        guard var open else { return }
        guard expected.contains(key) else {
            throw failure(
                number,
                "found the key '\(key.rawValue):' in [\(open.section.name)], expected one of "
                    + Key.listed(expected))
        }
        if let verb = key.verb {
            let areas = try areas(in: text, number)
            open.section.steps.append(Composition.Step(verb: verb, areas: areas, line: number))
            self.open = open
            return
        }
        if let first = open.keys.updateValue(number, forKey: key) {
            throw failure(number, "'\(key.rawValue):' stands in line \(first) already")
        }
        switch key {
        case .title: open.section.title = text
        case .aliases: open.section.aliases = try items(in: text, number)
        case .population:
            (open.section.population, open.section.populationYear) =
                try population(text, number)
        case .cells:
            guard open.section.steps.isEmpty, open.section.kind == .region else {
                throw failure(
                    number,
                    "'cells:' in [\(open.section.name)], expected it as the first line of "
                        + "a section whose name has no parentheses")
            }
            let places = try items(in: text, number)
            guard places.count > 1 else {
                throw failure(number, "found one place, expected two or more, with ';' between")
            }
            open.section.kind = .cells(of: places, line: number)
        case .file: open.file = text
        case .layer: open.layer = text
        case .name: open.nameProperty = text
        case .set, .country, .add, .subtract, .clip: break
        }
        if case .cells = open.section.kind,
            let line = open.keys[.title] ?? open.keys[.aliases] ?? open.keys[.population]
        {
            throw failure(
                line,
                "[\(open.section.name)] makes a region for each of its places, "
                    + "expected no title, aliases or population")
        }
        self.open = open
    }

    private mutating func areas(
        in text: String, _ number: Int
    ) throws(RegionError) -> [ComposedArea] {
        var areas: [ComposedArea] = []
        for item in try items(in: text, number) {
            do throws(ComposedAreaError) {
                areas.append(try ComposedArea(parsing: item))
            } catch { throw failure(number, error.reason) }
        }
        return areas
    }

    /// Names with `;` between, which commas may be part of.
    private mutating func items(in text: String, _ number: Int) throws(RegionError) -> [String] {
        let items = text.split(separator: ";", omittingEmptySubsequences: false)
            .map { String($0).trimmed }
        guard !items.contains("") else {
            throw failure(number, "nothing stands between two ';' or at an end, expected a name")
        }
        nameCount += items.count
        guard nameCount <= Composition.Limits.names else {
            throw failure(
                number, "found more than \(Decimals.grouped(Composition.Limits.names)) names")
        }
        return items
    }

    /// "2012000", or "2012000 in 2024" with the year of the count.
    private func population(
        _ text: String, _ number: Int
    ) throws(RegionError) -> (Int, Int?) {
        var words = text.split(separator: " ").map(String.init)
        words.removeAll { ["in", "en"].contains($0.lowercased()) }
        let numbers = words.compactMap { word in
            word.allSatisfy { $0.isASCII && $0.isNumber } ? Int(word) : nil
        }
        guard numbers.count == words.count, (1...2).contains(numbers.count),
            numbers.count == 1 || (1...9999).contains(numbers[1])
        else {
            throw failure(
                number,
                "found the population '\(shown(text))', expected digits, "
                    + "as in '2012000 in 2024'")
        }
        return (numbers[0], numbers.count > 1 ? numbers[1] : nil)
    }

    // MARK: - The end

    mutating func composition() throws(RegionError) -> Composition {
        try close()
        guard sections.contains(where: { $0.kind != .area }) else {
            throw .composition(
                place: file, reason: "no region, expected a section '[name]' with a line 'add:'")
        }
        return Composition(file: file, heading: heading, sources: sources, sections: sections)
    }

    private func failure(_ line: Int, _ reason: String) -> RegionError {
        .composition(place: "\(file):\(line)", reason: reason)
    }

    /// What was written, short enough for a sentence.
    private func shown(_ text: String) -> String {
        text.count > 60 ? text.prefix(60) + "…" : text
    }
}
