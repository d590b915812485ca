import SimpleFeatures

/// How events of one type are drawn.
///
/// The sixteen colours were chosen by machine so that any two of them stay apart for people with
/// each of the three dichromacies; `docs/formats.md` says how far.
package struct EventStyle {
    /// The value of `event_type`.
    package let word: String
    /// Red, green and blue, two hexadecimal digits each.
    package let colour: String

    /// The types of events, the most violent first, and last the style of everything else.
    package static let all = [
        EventStyle(word: "massacre", colour: "46140d"),
        EventStyle(word: "attack", colour: "b31400"),
        EventStyle(word: "clash", colour: "bc791c"),
        EventStyle(word: "riot", colour: "fba73a"),
        EventStyle(word: "arrest", colour: "f3cdaa"),
        EventStyle(word: "protest", colour: "17a4e7"),
        EventStyle(word: "march", colour: "62fdff"),
        EventStyle(word: "strike", colour: "c4f914"),
        EventStyle(word: "blockade", colour: "0826a2"),
        EventStyle(word: "siege", colour: "250069"),
        EventStyle(word: "occupation", colour: "2172a8"),
        EventStyle(word: "meeting", colour: "a0c2e8"),
        EventStyle(word: "decree", colour: "5d324b"),
        EventStyle(word: "election", colour: "a716fe"),
        EventStyle(word: "resignation", colour: "6b5b61"),
        other,
    ]

    /// The style of other events, and of features that are none.
    package static let other = EventStyle(word: "other", colour: "999999")

    /// The `id` of the style in a file.
    var identifier: String { "style-\(word)" }

    /// The path of the icon in a folder.
    func iconPath(in folder: String) -> String { "\(folder)/\(word).png" }

    /// The style as KML.
    ///
    /// Without an icon it has a colour and a size but no address: clients then draw their own pin,
    /// offline too, where an address that cannot be reached leaves nothing on the map.
    ///
    /// - Parameter icons: The folder of the icons, relative to the file; `nil` where there are none.
    func markup(icons: String? = nil) -> String {
        let red = colour.prefix(2)
        let green = colour.dropFirst(2).prefix(2)
        let blue = colour.suffix(2)
        // KML writes opacity first and the colours from blue to red.
        let solid = "ff\(blue)\(green)\(red)"
        let translucent = "66\(blue)\(green)\(red)"
        var icon = "<color>\(solid)</color><scale>1</scale>"
        if let icons {
            icon = """
                <scale>0.5</scale><Icon><href>\(iconPath(in: icons))</href></Icon>\
                <hotSpot x="0.5" y="0.5" xunits="fraction" yunits="fraction"/>
                """
        }
        return """
            <Style id="\(identifier)">\
            <IconStyle>\(icon)</IconStyle>\
            <LineStyle><color>\(solid)</color><width>3</width></LineStyle>\
            <PolyStyle><color>\(translucent)</color></PolyStyle>\
            </Style>

            """
    }
}
