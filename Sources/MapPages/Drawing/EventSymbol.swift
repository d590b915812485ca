/// The shape that stands for events of one type, so that the colour never tells them apart alone.
///
/// The page and the image draw the same shapes: the page's script has the same paths.
package struct EventSymbol: Sendable {
    /// The value of `event_type`.
    package let word: String
    /// A path in a box from -1 to 1, y downwards, to be filled even-odd: straight lines and
    /// arcs of circles, closed.
    package let path: String

    /// The symbols, in the order of the types' styles; the last is that of everything else.
    package static let all: [EventSymbol] = [
        EventSymbol(
            word: "massacre",
            path: "M0 -1L0.26 -0.36L0.95 -0.31L0.43 0.14L0.59 0.81L0 0.45L-0.59 0.81"
                + "L-0.43 0.14L-0.95 -0.31L-0.26 -0.36Z"),
        EventSymbol(word: "attack", path: "M0 -1L0.95 0.72L-0.95 0.72Z"),
        EventSymbol(
            word: "clash",
            path: "M0.46 -0.88L0.88 -0.46L0.42 0L0.88 0.46L0.46 0.88L0 0.42L-0.46 0.88"
                + "L-0.88 0.46L-0.42 0L-0.88 -0.46L-0.46 -0.88L0 -0.42Z"),
        EventSymbol(word: "riot", path: "M0 -1L0.3 -0.3L1 0L0.3 0.3L0 1L-0.3 0.3L-1 0L-0.3 -0.3Z"),
        EventSymbol(word: "arrest", path: "M-0.85 -0.9L0.85 -0.9L0.2 0L0.85 0.9L-0.85 0.9L-0.2 0Z"),
        EventSymbol(
            word: "protest",
            path: "M-0.85 0A0.85 0.85 0 1 1 0.85 0A0.85 0.85 0 1 1 -0.85 0Z"),
        EventSymbol(word: "march", path: "M-0.9 -0.85L0.1 -0.85L0.95 0L0.1 0.85L-0.9 0.85L-0.3 0Z"),
        EventSymbol(word: "strike", path: "M0 1L-0.95 -0.72L0.95 -0.72Z"),
        EventSymbol(word: "blockade", path: "M-0.76 -0.76L0.76 -0.76L0.76 0.76L-0.76 0.76Z"),
        EventSymbol(
            word: "siege",
            path: "M-0.95 0A0.95 0.95 0 1 1 0.95 0A0.95 0.95 0 1 1 -0.95 0ZM-0.45 0"
                + "A0.45 0.45 0 1 1 0.45 0A0.45 0.45 0 1 1 -0.45 0Z"),
        EventSymbol(word: "occupation", path: "M0 -0.9L0.9 -0.24L0.56 0.82L-0.56 0.82L-0.9 -0.24Z"),
        EventSymbol(word: "meeting", path: "M-0.95 0.5A0.95 0.95 0 0 1 0.95 0.5Z"),
        EventSymbol(word: "decree", path: "M0 -1L0.8 0L0 1L-0.8 0Z"),
        EventSymbol(
            word: "election",
            path: "M-0.3 -0.95L0.3 -0.95L0.3 -0.3L0.95 -0.3L0.95 0.3L0.3 0.3L0.3 0.95"
                + "L-0.3 0.95L-0.3 0.3L-0.95 0.3L-0.95 -0.3L-0.3 -0.3Z"),
        EventSymbol(word: "resignation", path: "M-0.95 -0.5A0.95 0.95 0 0 0 0.95 -0.5Z"),
        EventSymbol(
            word: "other",
            path: "M0.9 0L0.45 0.78L-0.45 0.78L-0.9 0L-0.45 -0.78L0.45 -0.78Z"),
    ]

    /// The symbol of a type; that of other events where no type has the name.
    package static func symbol(of type: String) -> EventSymbol {
        all.first { $0.word == type } ?? all[all.count - 1]
    }
}
