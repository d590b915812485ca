public import SimpleFeatures

extension FlatGeobufTree {
    /// The features whose boxes share a position with a window.
    ///
    /// - Parameter window: The box asked for, edges included; it may cross the antimeridian. 180°
    ///   and -180° are one meridian, as for `Envelope.intersects(_:)`.
    /// - Returns: In the order of the file.
    /// - Throws: ``FlatGeobufError`` when a node on the way cannot be what it says.
    /// - Complexity: O(log *n* + *k*) for boxes that overlap little, *k* the number of answers.
    public func search(_ window: Envelope) throws(FlatGeobufError) -> [Entry] {
        var answers: [Entry] = []
        guard let root = try box(of: 0, in: .world) else { return answers }
        let window = Window(window)
        if window.meets(root) {
            try collect(under: 0, box: root, level: 0, meeting: window, into: &answers)
        }
        return answers
    }

    private func collect(
        under node: Int, box: Box, level: Int, meeting window: Window, into answers: inout [Entry]
    ) throws(FlatGeobufError) {
        for child in try children(of: node, at: level) {
            guard let childBox = try self.box(of: child, in: box), window.meets(childBox)
            else { continue }
            if level + 1 == leafLevel {
                answers.append(try entry(of: child))
            } else {
                try collect(
                    under: child, box: childBox, level: level + 1, meeting: window, into: &answers)
            }
        }
    }
}

/// A window as boxes in plain longitudes.
private struct Window {
    private let parts: [FlatGeobufTree.Box]

    init(_ envelope: Envelope) {
        var parts = envelope.parts.map {
            FlatGeobufTree.Box(west: $0.west, south: $0.south, east: $0.east, north: $0.north)
        }
        // A window that ends on the antimeridian holds that meridian under its other name too.
        for part in parts {
            for (edge, other) in [(part.west, -180.0), (part.east, 180)] where edge == other {
                parts.append(
                    FlatGeobufTree.Box(
                        west: -other, south: part.south, east: -other, north: part.north))
            }
        }
        self.parts = parts
    }

    func meets(_ box: FlatGeobufTree.Box) -> Bool {
        parts.contains { part in
            part.west <= box.east && box.west <= part.east && part.south <= box.north
                && box.south <= part.north
        }
    }
}
