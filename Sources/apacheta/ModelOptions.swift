import ArgumentParser
import Gazetteers
import Geoparsing

/// The option of every command that finds places in reports.
struct ModelOptions: ParsableArguments {
    @Option(
        help: """
            The weights that find and choose places, as Training/fit.py writes them; `none` lets \
            rules alone decide.
            """)
    var model: String?

    /// A geoparser with the weights asked for, or those that the program comes with.
    ///
    /// - Throws: ``Failure`` 65 or 66 when they cannot be read.
    func geoparser(_ gazetteer: Gazetteer) throws -> Geoparser {
        guard model != "none" else { return Geoparser(gazetteer: gazetteer) }
        let path = try model ?? DataFolder().path + "/" + GeoparsingModel.fileName
        let bytes = try Files.bytes(of: path)
        do throws(GeoparsingError) {
            return Geoparser(gazetteer: gazetteer, model: try GeoparsingModel(bytes, file: path))
        } catch { throw Failure(.badData, error.description) }
    }
}
