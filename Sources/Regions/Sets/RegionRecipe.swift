public import Gazetteers
import SimpleFeatures

/// How a set of regions is put together out of municipalities.
///
/// Two tables say it: one gives every municipality its class (and the provinces and areas that
/// lie wholly in a class theirs), the other says what the classes of a set are called.
public struct RegionRecipe: Sendable {
    /// One region to be made.
    private struct Course {
        let className: String
        let name: String
        let title: String
        let aliases: [String]
    }

    /// The name of the set.
    public let setName: String
    private let setTitle: String
    private let column: String
    private let courses: [Course]

    /// The columns of the table of sets: `column` is the one of the table of classes that the set
    /// is made by, `class` its value for the region.
    public static let columns = [
        "set", "set_title", "column", "class", "name", "title", "aliases",
    ]

    /// Reads the recipes of a table, one a set, in the order in which the sets first come.
    ///
    /// - Parameter table: A table with the ``columns``, a line a region.
    public static func recipes(in table: ListTable) -> [RegionRecipe] {
        var sets: [String] = []
        for row in table.rows where !sets.contains(row["set"]) { sets.append(row["set"]) }
        return sets.compactMap { set in
            let rows = table.rows.filter { $0["set"] == set }
            return rows.first.map { RegionRecipe(set, first: $0, rows: rows) }
        }
    }

    private init(_ set: String, first: ListTable.Row, rows: [ListTable.Row]) {
        setName = set
        setTitle = first["set_title"]
        column = first["column"]
        courses = rows.map { row in
            Course(
                className: row["class"], name: row["name"], title: row["title"],
                aliases: row.items(of: "aliases"))
        }
    }

    /// The columns that the table of classes must have for this recipe.
    public var classColumns: [String] { ["id", "level", "population_2024", column] }

    /// Makes the set.
    ///
    /// A region's members are its municipalities, the provinces and areas of its class, and the
    /// departments all of whose municipalities are of its class. Its population is that of its
    /// municipalities in 2024, its area is measured on the ellipsoid.
    ///
    /// - Parameters:
    ///   - classes: A table with the ``classColumns``.
    ///   - gazetteer: Where the seats stand.
    ///   - departments: The departments, whose members are their ids in the gazetteer.
    /// - Throws: ``RegionError`` when a municipality is in no place, department or class, or GEOS
    ///   fails.
    /// - Complexity: That of ``MunicipalCells``.
    public func regionSet(
        classes: ListTable, gazetteer: Gazetteer, departments: RegionSet
    ) throws(RegionError) -> RegionSet {
        let seats = try seats(classes, gazetteer, departments)
        let cells = try MunicipalCells(
            seats: seats,
            departments: departments.regions.map {
                MunicipalCells.Department(name: $0.name, geometry: $0.geometry)
            })
        var regions: [Region] = []
        for course in courses {
            let own = cells.areas.first { $0.className == course.className }
            guard let own, !own.geometry.positions.isEmpty else {
                throw .seats(
                    reason: "the set '\(setName)' has no municipality of the class "
                        + "'\(course.className)' (column '\(column)')")
            }
            regions.append(
                Region(
                    name: course.name, title: course.title, aliases: course.aliases,
                    geometry: own.geometry,
                    population: population(of: course, classes), populationYear: 2024,
                    memberIDs: members(of: course, classes, seats, departments)))
        }
        return RegionSet(name: setName, title: setTitle, regions: regions, notes: cells.notes)
    }

    private func seats(
        _ classes: ListTable, _ gazetteer: Gazetteer, _ departments: RegionSet
    ) throws(RegionError) -> [MunicipalCells.Seat] {
        let known = Set(courses.map(\.className))
        var seats: [MunicipalCells.Seat] = []
        for row in classes.rows where row["level"] == "municipality" {
            let place = "\(classes.file):\(row.line): municipality '\(row["id"])'"
            guard let seat = gazetteer.place(withID: row["id"]) else {
                throw .seats(reason: "\(place) is not in the gazetteer")
            }
            guard known.contains(row[column]) else {
                throw .seats(
                    reason: "\(place) is of the class '\(row[column])', expected one of "
                        + courses.map(\.className).joined(separator: ", "))
            }
            let department = gazetteer.admin1(of: seat).flatMap { unit in
                departments.regions.first { $0.memberIDs.contains(unit.id) }
            }
            guard let department else {
                throw .seats(reason: "\(place) lies in none of the departments")
            }
            seats.append(
                MunicipalCells.Seat(
                    id: seat.id, position: seat.position, departmentName: department.name,
                    className: row[column]))
        }
        return seats
    }

    private func population(of course: Course, _ classes: ListTable) -> Int? {
        let figures = classes.rows.filter {
            $0["level"] == "municipality" && $0[column] == course.className
        }.map { Int($0["population_2024"]) }
        // A sum that lacks a municipality is no population.
        guard figures.allSatisfy({ $0 != nil }) else { return nil }
        return figures.compactMap { $0 }.reduce(0, +)
    }

    private func members(
        of course: Course, _ classes: ListTable, _ seats: [MunicipalCells.Seat],
        _ departments: RegionSet
    ) -> Set<String> {
        var members = Set(
            classes.rows.filter { $0[column] == course.className }.map { $0["id"] })
        for department in departments.regions {
            let inside = seats.filter { $0.departmentName == department.name }
            if inside.allSatisfy({ $0.className == course.className }) {
                members.formUnion(department.memberIDs)
            }
        }
        return members
    }
}
