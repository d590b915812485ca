import Foundation
import Testing

@Suite struct OwnGazetteerTests {
    /// A dump of GeoNames in small: a country, a unit, two towns; invented but for their layout.
    private static let files = [
        "XA.txt": """
        9001\tAltiplania\tAltiplania\t\t-16.0\t-68.0\tA\tPCLI\tXA\t\t00\t\t\t\t1000000\t\t4000\tAmerica/La_Paz\t2026-01-01
        9002\tNorte\tNorte\tDepartamento del Norte\t-15.5\t-68.0\tA\tADM1\tXA\t\t04\t\t\t\t500000\t\t4000\tAmerica/La_Paz\t2026-01-01
        9003\tVilla Ñandú\tVilla Nandu\tNandu Town,Нанду\t-15.6\t-68.1\tP\tPPL\tXA\t\t04\t0401\t\t\t7000\t\t4000\tAmerica/La_Paz\t2026-01-01
        9004\tVilla Ñandú\tVilla Nandu\t\t-17.0\t-67.0\tP\tPPL\tXA\t\t\t\t\t\t0\t\t4000\tAmerica/La_Paz\t2026-01-01

        """,
        "countryInfo.txt": """
        # comment
        XA\tXAA\t999\tXA\tAltiplania\tNorte\t1000\t1000000\tSA\t.xa\tXAD\tDollar\t99\t\t\tes\t9001\tBO,PE\t

        """,
        "admin1CodesASCII.txt": "XA.04\tNorte\tNorte\t9002\n",
        "alternateNamesV2.txt": """
        1\t9003\tes\tLa Ñandú\t1\t\t\t\t\t
        2\t9003\tde\tStraussdorf\t\t\t\t\t\t
        3\t9003\tlink\thttps://example.org/x\t\t\t\t\t\t
        4\t7777\tes\tNadie\t\t\t\t\t\t

        """,
    ]

    private func folder() throws -> Scratch {
        let scratch = try Scratch()
        for (name, text) in Self.files {
            try Data(text.utf8).write(to: scratch.folder.appendingPathComponent(name))
        }
        return scratch
    }

    private static let build =
        "apacheta gazetteer build alternateNamesV2.txt XA.txt countryInfo.txt admin1CodesASCII.txt "
        + "--language es --latin -o xa.gaz"

    @Test func `dumps are compiled together, in whatever order they are named`() throws {
        let scratch = try folder()
        let built = try BuiltProgram.run(shell: Self.build, in: scratch.folder)
        #expect(built.exitCode == 0, "\(built.complaints)")
        #expect(built.complaints.hasSuffix("xa.gaz: 4 places, 7 names\n"), "\(built.complaints)")
        #expect(built.complaints.contains("1 name left out: their places are in no source"))
        let run = try BuiltProgram.run(
            shell: "apacheta place 'Villa Nandu, Norte' 'la ñandu' XA-NONE straussdorf "
                + "--gazetteer xa.gaz --no-built-in | cut -c1-60",
            in: scratch.folder)
        #expect(run.output.contains("Villa Ñandú, Norte, Altiplania  town         7000"))
        #expect(run.output.components(separatedBy: "gn-9004").count == 1)
        #expect(run.complaints.contains("no place 'straussdorf' in the gazetteer"))
    }

    @Test func `a gazetteer of one's own is read by the geoparser`() throws {
        let scratch = try folder()
        let run = try BuiltProgram.run(
            shell: Self.build
                + " -q && printf 'Marchers left Villa Ñandú in Altiplania on Monday.\\n' "
                + "| apacheta toponyms - --gazetteer xa.gaz -q", in: scratch.folder)
        #expect(run.output.contains("\"gazetteer_id\":\"gn-9003\""), "\(run.output)")
        #expect(run.output.contains("\"focus\":\"XA\""), "\(run.output)")
    }

    @Test func `damage in the middle ends a command without an answer`() throws {
        let scratch = try folder()
        _ = try BuiltProgram.run(shell: Self.build, in: scratch.folder)
        let file = scratch.folder.appendingPathComponent("xa.gaz")
        var bytes = [UInt8](try Data(contentsOf: file))
        // All sections of so small a file lie in the second block.
        bytes[17_000] ^= 0x40
        try Data(bytes).write(to: file)
        let run = try BuiltProgram.run(
            shell: "apacheta place 'Villa Nandu' --gazetteer xa.gaz --no-built-in",
            in: scratch.folder)
        #expect(run.exitCode == 65)
        #expect(run.output == "")
        #expect(run.complaints.hasPrefix("apacheta: xa.gaz: damaged"), "\(run.complaints)")
    }

    @Test(arguments: [
        ("apacheta gazetteer build nothing.csv -o x.gaz", 66, "nothing.csv: no such file"),
        ("apacheta gazetteer build . -o x.gaz", 66, ".: is a folder, expected a file"),
        (
            "apacheta gazetteer build XA.txt", 64,
            "expected -o FILE for what is compiled from XA.txt"
        ),
        (
            "apacheta gazetteer build XA.txt -o XA.txt", 64,
            "XA.txt is read and cannot be written as well"
        ),
        (
            "apacheta place x --no-built-in", 64,
            "--no-built-in leaves no gazetteer, expected --gazetteer FILE"
        ),
        (
            "printf 'APGAZ\\r\\n\\032' > x.gaz; apacheta place x --gazetteer x.gaz", 65,
            "x.gaz: cut off: 8 bytes, expected at least 16392"
        ),
        (
            "printf 'nonsense' > x.gaz; apacheta place x --gazetteer x.gaz", 65,
            "x.gaz: not a compiled gazetteer: the first eight bytes are not those of one"
        ),
        (
            ": > x.gaz; apacheta place x --gazetteer x.gaz", 65,
            "x.gaz: empty, expected a compiled gazetteer"
        ),
        (
            "printf '9005\\tA\\tA\\t\\tnorth\\t-68\\tP\\tPPL\\tXA\\t\\t\\t\\t\\t\\t0\\t\\t\\t\\t\\n' > B.txt; "
                + "apacheta gazetteer build B.txt -o x.gaz", 65,
            "B.txt:1: latitude is not a number: 'north'"
        ),
    ])
    func `what cannot be compiled or read says why`(
        command: String, code: Int32, sentence: String
    ) throws {
        let scratch = try folder()
        let run = try BuiltProgram.run(shell: command, in: scratch.folder)
        #expect(run.exitCode == code)
        #expect(run.complaints == "apacheta: \(sentence)\n")
        #expect(run.output == "")
    }
}
