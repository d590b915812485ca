/// A layer with every kind of value and of shape, for what formats keep and lose.
enum EverythingLayer {
    /// How many features there are.
    static let count = 11

    /// The layer as GeoJSON.
    static var collection: String {
        let rest = shapes.enumerated().map { feature($0.element, number: $0.offset + 6) }
        let features = ([first, second, nothing, fourth, fifth] + rest).joined(separator: ",")
        return #"{"type":"FeatureCollection","name":"everything","features":["# + features + "]}"
    }

    private static let first = #"""
        {"type": "Feature", "id": "point-1",
         "geometry": {"type": "Point", "coordinates": [-68.1501234, -16.4956789]},
         "properties": {
           "name": "Plaza «Murillo»\nLa Paz — Чуки 高",
           "saying": "she said \"no\", and 'yes' & <b>",
           "whole": 9007199254740993, "small": 1, "real": 0.1, "mixed": 0.5, "flag": true,
           "day": "2003-10-13", "moment": "2003-10-13T14:05:06Z",
           "zoned": "2003-10-13T14:05:06-04:00", "list": ["army", "a \"b\", c"],
           "object": {"b": 1, "a": [true, null, 0.5]}, "digits": "007", "any": 1,
           "control": "bell \u0007 and zero \u0000."}}
        """#

    private static let second = #"""
        {"type": "Feature", "id": "line-2",
         "geometry": {
           "type": "LineString", "coordinates": [[-68.2, -16.5], [-68.1, -16.4], [-68, -16.45]]},
         "properties": {
           "name": "=SUM(A1)", "saying": "", "whole": -9223372036854775808, "small": -2,
           "real": 1e-7, "mixed": 3, "flag": false, "day": "2003-10-14",
           "moment": "2003-10-13T14:05:06.250Z", "zoned": "2003-10-13T10:00:00+05:30",
           "list": [], "object": {}, "digits": "010", "any": "x", "control": "none"}}
        """#

    private static let nothing = #"""
        {"type": "Feature", "id": "polygon-3",
         "geometry": {"type": "Polygon", "coordinates": [
           [[-66, -18], [-64, -18], [-64, -16], [-66, -16], [-66, -18]],
           [[-65.5, -17.5], [-65.5, -16.5], [-64.5, -16.5], [-64.5, -17.5], [-65.5, -17.5]]]},
         "properties": {
           "name": null, "saying": null, "whole": null, "small": null, "real": null,
           "mixed": null, "flag": null, "day": null, "moment": null, "zoned": null, "list": null,
           "object": null, "digits": null, "any": null, "control": null}}
        """#

    private static let fourth = #"""
        {"type": "Feature", "id": "multipoint-4",
         "geometry": {"type": "MultiPoint", "coordinates": [[-68, -16], [-67, -17]]},
         "properties": {
           "name": " a space in front", "saying": "tab\there", "whole": 4294967296,
           "small": 2147483647, "real": -123456.789, "mixed": -1, "flag": true,
           "day": "1899-12-31", "moment": "1969-12-31T23:59:59Z",
           "zoned": "2003-10-13T10:00:00+05:30", "list": ["one"], "object": {"only": "text"},
           "digits": "3", "any": ["l"], "control": "none"}}
        """#

    private static let fifth = #"""
        {"type": "Feature", "id": "multiline-5",
         "geometry": {"type": "MultiLineString", "coordinates": [
           [[-68, -16], [-67, -17]], [[1, 2], [3, 4], [5, 6]]]},
         "properties": {
           "name": "5", "saying": "-1+1", "whole": 0, "small": 0, "real": 1e300, "mixed": 0,
           "flag": false, "day": "2024-02-29", "moment": "2003-10-14T00:00:01Z",
           "zoned": "2003-10-13T14:05:06-04:00", "list": ["x", "y", "z"], "object": {"n": 1.5},
           "digits": "4", "any": {"o": 1}, "control": "none"}}
        """#

    /// The shapes of the other features, with the values of ``feature(_:number:)``.
    private static let shapes = [
        #"""
        {"type": "MultiPolygon", "coordinates": [
          [[[10, 10], [12, 10], [12, 12], [10, 12], [10, 10]]],
          [[[20, 20], [22, 20], [22, 22], [20, 20]]]]}
        """#,
        #"""
        {"type": "GeometryCollection", "geometries": [
          {"type": "Point", "coordinates": [1, 2]},
          {"type": "LineString", "coordinates": [[1, 2], [3, 4]]}]}
        """#,
        "null",
        // Across the antimeridian.
        #"{"type": "LineString", "coordinates": [[170, 10], [-170, 20]]}"#,
        #"{"type": "Point", "coordinates": [0, 90]}"#,
        #"{"type": "Point", "coordinates": [180, -90]}"#,
    ]

    private static func feature(_ shape: String, number: Int) -> String {
        #"""
        {"type": "Feature", "id": "feature-\#(number)", "geometry": \#(shape),
         "properties": {
           "name": "\#(number)", "saying": "@\#(number)", "whole": \#(number), "small": \#(number),
           "real": \#(number).5, "mixed": \#(number), "flag": true, "day": "2003-10-13",
           "moment": "2003-10-13T14:05:06Z", "zoned": "2003-10-13T14:05:06-04:00",
           "list": ["\#(number)"], "object": {"n": \#(number)}, "digits": "\#(number)",
           "any": \#(number % 2 == 0 ? "true" : "2.5"), "control": "none"}}
        """#
    }
}
