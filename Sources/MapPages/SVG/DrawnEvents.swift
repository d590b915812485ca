import Formats
import SimpleFeatures

/// What a drawing keeps of the features of a layer, in the order in which they come.
struct DrawnEvents {
    /// The place of each one's type among the symbols.
    private(set) var styles: [UInt8] = []
    /// Where each is; `nil` for one without a place.
    private(set) var positions: [Coordinate?] = []
    /// Deaths: the best figure, else the lowest, else the highest; -1 where none is stated.
    private(set) var deaths: [Int32] = []
    /// How uncertain each place is, in metres; -1 where that is not known.
    private(set) var uncertainties: [Double] = []
    /// Whether only the area is known in which it was.
    private(set) var isVague: [Bool] = []
    /// Whether the deaths are a total of other events, not to be added to them.
    private(set) var isTotal: [Bool] = []
    private(set) var places = WordColumn()
    private(set) var regions = RegionColumns()
    /// The shapes that are no points, with the numbers of their features.
    private(set) var shapes: [(feature: Int, geometry: Geometry)] = []
    /// How many shapes there were no more room for.
    private(set) var omittedShapes = 0
    private var shapePositions = 0
    private var roles = PageRoles()

    /// How many positions of shapes are kept: more than a drawing of this size can show.
    private static let mostShapePositions = 400_000
    private static let vaguePrecisions: Set<String> = ["admin2", "admin1", "area", "country"]

    var count: Int { styles.count }
    /// Whether the layer has events, or features of another kind.
    var areEvents: Bool { roles.areEvents }

    /// Adds the features of a batch, whose columns begin with those of the batch before.
    mutating func add(_ batch: borrowing FeatureBatch) {
        roles.learn(batch.columnNames)
        for row in 0..<batch.count {
            roles.look(at: batch.cells[batch.cellRange(of: row)])
            styles.append(UInt8(EventStyle.place(for: roles[.eventType])))
            let figures = [roles.count(.deathsBest), roles.count(.deathsLow)]
            deaths.append(figures.first { $0 >= 0 } ?? roles.count(.deathsHigh))
            uncertainties.append((roles.number(.uncertainty) ?? -0.001) * 1000)
            isVague.append(
                roles.text(.placePrecision).map(DrawnEvents.vaguePrecisions.contains) ?? false)
            isTotal.append(roles.isTotal)
            regions.append(roles)
            places.append(roles.text(.location) ?? (areEvents ? nil : roles.text(.name)))
            switch batch.shape(of: row) {
            case .none: positions.append(nil)
            case .point(let point): positions.append(roles.position ?? point)
            case .other(let geometry): add(geometry)
            }
        }
    }

    private mutating func add(_ geometry: Geometry) {
        guard let middle = ShapeMiddle.position(of: geometry) else {
            positions.append(nil)
            return
        }
        positions.append(roles.position ?? middle)
        let size = geometry.positionCount
        guard shapePositions + size <= DrawnEvents.mostShapePositions else {
            omittedShapes += 1
            return
        }
        shapePositions += size
        shapes.append((count - 1, geometry.cutAtAntimeridian))
    }
}
