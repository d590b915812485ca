import Formats

/// How things look on the map.
///
/// Names have a pale rim (`paint-order`), so that they can be read on lines; a viewer that does not know it
/// draws the rim over the letters' edges.
enum SVGStyle {
    static let sheet = """
        text{font-family:Helvetica,Arial,'Liberation Sans','DejaVu Sans',sans-serif;fill:#222}\
        .paper{fill:#fff}.sea{fill:#e6eff5}.frame{fill:none;stroke:#444;stroke-width:1}\
        .land{fill:#f8f6f1;stroke:#8f8b85;stroke-width:.9;stroke-linejoin:round}\
        .fill{fill:#f8f6f1}.rim{fill:none;stroke:#8f8b85;stroke-width:.9}\
        .unit{fill:none;stroke:#b9b3a9;stroke-width:.6;stroke-linejoin:round}\
        .border{fill:none;stroke:#77726a;stroke-width:1;stroke-dasharray:5 2;stroke-linejoin:round}\
        .grid{fill:none;stroke:#9db4c3;stroke-width:.5}\
        .head{font-size:22px;font-weight:bold}.sub{font-size:12px;font-weight:bold}\
        .item{font-size:12px}.foot{font-size:11px;fill:#444}\
        .place,.region,.country,.unitname,.degree{stroke:#fff;stroke-opacity:.85;\
        stroke-width:2.5;stroke-linejoin:round;paint-order:stroke}\
        .place{font-size:11px}.region{font-size:12px;font-style:italic;fill:#5c4a2a}\
        .country{font-size:11px;fill:#6f6a63}.unitname{font-size:9px;fill:#857f76}\
        .degree{font-size:9px;fill:#4f6b7d}\
        .ring{fill:none;stroke:#555;stroke-width:.8;stroke-dasharray:3 2}\
        .disc{fill:#fff;stroke:#222;stroke-width:1}.many path{stroke-width:.6}.count{font-size:10px;font-weight:bold}\
        .bar{fill:none;stroke:#222;stroke-width:1.5}\
        .case{fill:none;stroke:#fff;stroke-width:4.5;stroke-linejoin:round;stroke-linecap:round}\
        .way{fill:none;stroke-width:2.2;stroke-linejoin:round;stroke-linecap:round}\
        .zone{fill-opacity:.14;stroke-width:1.2;stroke-dasharray:4 3}
        """

    /// The rules for types: `s` a symbol, `h` a hatched one, `l` a line, `a` an arrow, `z` an area.
    static func types(_ styles: [Int]) -> String {
        styles.map { style in
            let colour = "#\(EventStyle.all[style].colour)"
            return ".s\(style){fill:\(colour);stroke:#222;fill-rule:evenodd}"
                + ".h\(style){fill:url(#p\(style));stroke:#222;fill-rule:evenodd}"
                + ".l\(style){stroke:\(colour)}.a\(style){fill:\(colour);stroke:#fff}"
                + ".z\(style){fill:\(colour);stroke:\(colour)}"
        }.joined()
    }

    /// The tints of regions, in turn: pale, so that symbols of any colour stand out.
    static let tints = [
        "f0ddb8", "cfe3c4", "d6dcf0", "f0d3d0", "e0d3ea", "c9e4e3", "ece6b9", "dedede",
    ]

    /// The class and the size of the names of areas.
    static func areaNames(of kind: OutlineSet.Kind) -> (kind: String, size: Double) {
        switch kind {
        case .country: return ("country", 11)
        case .admin1: return ("unitname", 9)
        case .region: return ("region", 12)
        }
    }
}
