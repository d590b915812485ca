public import SimpleFeatures

/// Why a question about shapes has no answer: what was asked, and what stood in the way.
public enum TopologyError: Error, Equatable, CustomStringConvertible {
    /// GEOS refused a call; the message is its own.
    case geos(function: String, message: String)
    /// A ring or a line that cannot be handed to GEOS as it is.
    case structure(ValidityProblem)
    /// A collection holds collections deeper than ``limit`` levels.
    case nesting(limit: Int)
    /// A shape has more positions than GEOS can count.
    case size(positions: Int, limit: Int)
    /// GEOS answered with a position that is not on the earth.
    case answer(function: String, CoordinateError)
    /// GEOS answered with a kind of shape that this program does not know.
    case kind(function: String, number: Int)
    /// A box that crosses the antimeridian was given where the plane of degrees must be whole.
    case antimeridian(west: Double, east: Double)

    public var description: String {
        switch self {
        case .geos(let function, let message):
            return "\(function): \(message.isEmpty ? "failed without a message" : message)"
        case .structure(let problem):
            return problem.description
        case .nesting(let limit):
            return "collections are nested deeper than the limit of \(limit) levels"
        case .size(let positions, let limit):
            return "\(positions) positions in one line or ring, expected at most \(limit)"
        case .answer(let function, let error):
            return "\(function): answered with a position whose \(error)"
        case .kind(let function, let number):
            return "\(function): answered with geometry type \(number), expected 0 to 7"
        case .antimeridian(let west, let east):
            return "the envelope runs from \(west) over the antimeridian to \(east), "
                + "expected west at most east (ask for each of its parts)"
        }
    }
}
