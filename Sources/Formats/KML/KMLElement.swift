/// The names of KML that are read, of elements and of attributes.
///
/// Prefixes do not count: files without a declaration of `gx` are common.
enum KMLElement: String, CaseIterable {
    case kml, document = "Document", folder = "Folder", placemark = "Placemark"
    // What a feature has
    case name, description, address, phoneNumber, snippet = "Snippet", extendedData = "ExtendedData"
    case timeSpan = "TimeSpan", timeStamp = "TimeStamp", begin, end, when
    // Columns
    case schema = "Schema", simpleField = "SimpleField", schemaData = "SchemaData", simpleData =
        "SimpleData", data = "Data", value, displayName
    case simpleArrayField = "SimpleArrayField", simpleArrayData = "SimpleArrayData"
    // Geometries
    case point = "Point", lineString = "LineString", linearRing = "LinearRing", polygon = "Polygon",
        multiGeometry = "MultiGeometry", model = "Model", track = "Track", multiTrack = "MultiTrack"
    case outerBoundaryIs, innerBoundaryIs, coordinates, coord
    // What is drawn beside features
    case networkLink = "NetworkLink", groundOverlay = "GroundOverlay", screenOverlay =
        "ScreenOverlay", photoOverlay = "PhotoOverlay", tour = "Tour"
    // How something is shown, which is not read
    case visibility, open, styleUrl, style = "Style", styleMap = "StyleMap", lookAt = "LookAt",
        camera = "Camera", region = "Region", balloonVisibility
    // Attributes
    case id, schemaUrl, type

    /// The names in the order of ``XMLTokenReader/Token/known``.
    static let all = allCases

    /// Whether it says how a feature is shown, and nothing about it.
    var isPresentation: Bool {
        switch self {
        case .visibility, .open, .styleUrl, .style, .styleMap, .lookAt, .camera, .region,
            .balloonVisibility:
            return true
        default: return false
        }
    }

    /// Whether it is the shape of a feature.
    var isGeometry: Bool {
        switch self {
        case .point, .lineString, .linearRing, .polygon, .multiGeometry, .model, .track,
            .multiTrack:
            return true
        default: return false
        }
    }
}

extension XMLTokenReader.Token {
    /// The name, where KML has it.
    var element: KMLElement? { known >= 0 ? KMLElement.all[known] : nil }

    /// The name as it is written, without prefix, and shortened.
    var writtenName: String { element?.rawValue ?? String(name.string.prefix(40)) }
}
