import Foundation
import Testing

@testable import apacheta

/// Reports are read as they come, and what comes of them does not depend on who waits for whom.
@Suite struct ReportStreamTests {
    private static let reports = [
        "2003-10-14-columnas.txt", "2005-05-31-la-paz-march.txt", "2006-10-11-huanuni.txt",
    ]

    /// A folder with some of the sample reports and a file of lines.
    private static func folder() throws -> Scratch {
        let scratch = try Scratch()
        for name in reports {
            try FileManager.default.copyItem(
                at: BuiltProgram.package.appending(path: "docs/reports/\(name)"),
                to: scratch.folder.appending(path: name))
        }
        try lines.write(
            to: scratch.folder.appending(path: "lines.jsonl"), atomically: true, encoding: .utf8)
        return scratch
    }

    private static let lines =
        [
            #"{"id":"a","text":"Soldiers killed 25 people in El Alto on 12 October 2003."}"#,
            #"{"id":"b","text":"Farmers marched from Ayacucho to Lima, Peru, on 3 May 2004."}"#,
            "",
            #"{"text":"Mineros bloquearon la carretera en Oruro el 5 de mayo de 2005."}"#,
        ].joined(separator: "\n") + "\n"

    @Test(arguments: [
        "toponyms . -q --explain", "toponyms . -q -f geojson", "toponyms lines.jsonl -q",
        "extract . -q", "extract . -q --no-merge -f geojsonl", "extract . -q --no-merge -f kml",
    ])
    func `one thread and eight give the same bytes`(arguments: String) throws {
        let scratch = try ReportStreamTests.folder()
        let runs = try [1, 8].map {
            try BuiltProgram.run(
                shell: "apacheta \(arguments) --threads \($0) -o -", in: scratch.folder)
        }
        #expect(runs[0].output.count > 200)
        for run in runs {
            #expect(run.output == runs[0].output)
            #expect(run.complaints == runs[0].complaints)
            #expect(run.exitCode == 0)
        }
    }

    @Test func `a line is told the same alone and among others`() throws {
        let scratch = try ReportStreamTests.folder()
        let together = try BuiltProgram.run(
            shell: "apacheta toponyms lines.jsonl -q", in: scratch.folder)
        let alone = try BuiltProgram.run(
            shell: """
                sed -n 1p lines.jsonl | apacheta toponyms - -q
                sed -n 2p lines.jsonl | apacheta toponyms - -q
                sed -n 4p lines.jsonl > lines; rm lines.jsonl
                { echo; echo; echo; cat lines; } > lines.jsonl; apacheta toponyms lines.jsonl -q
                """, in: scratch.folder)
        #expect(together.output == alone.output)
        #expect(together.output.split(separator: "\n").count == 3)
        #expect(together.output.contains(#""id":"lines.jsonl:4""#))
    }

    @Test(arguments: ["toponyms -", "extract --no-merge - -f geojsonl"])
    func `a line is answered before the next one is there`(arguments: String) throws {
        let scratch = try ReportStreamTests.folder()
        // A program that waited for the end would leave the reader hanging, which is cut short.
        let run = try BuiltProgram.run(
            shell: """
                mkfifo in out
                apacheta \(arguments) -q < in > out &
                exec 3> in 4< out
                for line in 1 2 4; do
                    sed -n ${line}p lines.jsonl >&3
                    timeout 60 head -c 20 <&4 | cut -c 1-2; timeout 60 sh -c 'read rest' <&4
                done
                exec 3>&-; cat <&4; wait $!; echo $?
                """, in: scratch.folder)
        #expect(run.output.hasPrefix("{\"\n{\"\n{\"\n"))
        #expect(run.output.hasSuffix("0\n"))
        #expect(run.complaints == "")
    }

    @Test func `a broken line is named and the others are read`() throws {
        let scratch = try ReportStreamTests.folder()
        let run = try BuiltProgram.run(
            shell: #"""
                { sed -n 1p lines.jsonl; echo '{"text": "Oruro"'; echo '{"id": 5}'; echo 7
                  echo '{"text":"Sucre","date":"12 May"}'; sed -n 2p lines.jsonl
                  printf '{"id":"cut","text":"La P'; } > mixed.jsonl
                apacheta toponyms mixed.jsonl -q -o - | cut -c 1-9
                """#, in: scratch.folder)
        #expect(run.output == "{\"id\":\"a\"\n{\"id\":\"b\"\n")
        #expect(
            run.complaints == """
                apacheta: mixed.jsonl:2:17: found the end of the file, expected ',' or '}' in an object
                apacheta: mixed.jsonl:3: no text, expected a member "text"
                apacheta: mixed.jsonl:4: found no object, expected {"text": ...}
                apacheta: mixed.jsonl:5: date is '12 May', expected YYYY-MM-DD
                apacheta: mixed.jsonl:7:25: found the end of the file inside a string, expected '"' for the one in line 7
                apacheta: 5 of 7 reports could not be read

                """)
    }

    @Test func `the last line needs no end`() throws {
        let scratch = try ReportStreamTests.folder()
        let run = try BuiltProgram.run(
            shell: "head -c -1 lines.jsonl | apacheta toponyms -; echo $?", in: scratch.folder)
        #expect(run.complaints.hasPrefix("3 reports, "))
        #expect(run.output.hasSuffix("]}\n0\n"))
    }

    @Test(arguments: [("''", 0), (#"'\n \n'"#, 0), ("'La Paz'", 1)])
    func `standard input without a line is no report`(text: String, count: Int) throws {
        let scratch = try Scratch()
        let run = try BuiltProgram.run(
            shell: "printf \(text) | apacheta toponyms -", in: scratch.folder)
        #expect(run.complaints.hasPrefix("\(Console.counted(count, "report")), "))
        #expect(run.exitCode == 0)
    }

    @Test func `of many broken lines the first are named and the others counted`() throws {
        let scratch = try Scratch()
        let run = try BuiltProgram.run(
            shell: "yes '{' | head -n 1000 | apacheta toponyms -; echo $?", in: scratch.folder)
        let complaints = run.complaints.split(separator: "\n")
        #expect(complaints.count == 23)
        #expect(complaints[20] == "apacheta: 980 more reports could not be read")
        #expect(complaints[22] == "apacheta: 1000 of 1000 reports could not be read")
        #expect(run.output == "65\n")
    }

    @Test func `ids that several reports have are told`() throws {
        let scratch = try Scratch()
        let run = try BuiltProgram.run(
            shell: #"""
                for id in a b a c b a; do echo "{\"id\":\"$id\",\"text\":\"Oruro\"}"; done > l.jsonl
                apacheta toponyms l.jsonl -q | wc -l
                """#, in: scratch.folder)
        #expect(run.output.filter(\.isNumber) == "6")
        #expect(
            run.complaints == """
                apacheta: 3 reports have the id 'a'
                apacheta: 2 reports have the id 'b'

                """)
    }

    @Test(arguments: [
        ("toponyms", "out.jsonl"), ("toponyms", "out.geojson"), ("toponyms", "-"),
        ("extract", "out.geojson"), ("extract --no-merge", "out.geojsonl"),
        ("extract --no-merge", "-"), ("extract --no-merge", "out.kml"),
    ])
    func `all or nothing is written where that was asked for`(
        command: String, output: String
    ) throws {
        let scratch = try ReportStreamTests.folder()
        let run = try BuiltProgram.run(
            shell: """
                echo '{' >> lines.jsonl; rm *.txt; mkdir out
                apacheta \(command) lines.jsonl -q --strict -o \(output); echo $?; ls
                """, in: scratch.folder)
        #expect(run.output == "65\nlines.jsonl\nout\n")
        #expect(run.complaints.hasSuffix("1 report not read, nothing written (--strict)\n"))
    }

    @Test func `what files are about is said, and lines are not asked for it`() throws {
        let scratch = try ReportStreamTests.folder()
        let run = try BuiltProgram.run(
            shell: """
                apacheta toponyms . > /dev/null; apacheta toponyms . -q > /dev/null
                apacheta toponyms lines.jsonl lines.jsonl > /dev/null
                apacheta toponyms . --focus PE > /dev/null
                """, in: scratch.folder)
        let complaints = run.complaints.split(separator: "\n")
        #expect(complaints[0] == "focus: Bolivia (inferred from 3 reports; --focus sets another)")
        #expect(complaints[1].hasPrefix("6 reports, "))
        #expect(complaints[2] == "apacheta: lines.jsonl: given twice, read once")
        #expect(complaints[3].hasPrefix("3 reports, "))
        #expect(complaints[4].hasPrefix("6 reports, "))
        #expect(complaints.count == 5)
    }

    @Test func `a text that comes through a pipe is read once, though it is gone over twice`()
        throws
    {
        let scratch = try ReportStreamTests.folder()
        let run = try BuiltProgram.run(
            shell: """
                name=2003-10-14-columnas.txt
                apacheta toponyms $name -q | cut -d, -f 2- > a
                cat $name | apacheta toponyms - -q | cut -d, -f 2- | cmp - a
                mkfifo pipe; cat $name > pipe & apacheta toponyms pipe -q | cut -d, -f 2- | cmp - a
                cat lines.jsonl > pipe & apacheta toponyms pipe -q | wc -l
                mv pipe pipe.txt; timeout 60 apacheta toponyms . -q | wc -l
                """, in: scratch.folder)
        #expect(run.output.split(separator: "\n").map { $0.filter(\.isNumber) } == ["3", "6"])
        #expect(run.complaints == "")
    }

    @Test func `accounts that are not merged stand in the order of the reports`() throws {
        let scratch = try ReportStreamTests.folder()
        let names = ["2006-10-11-huanuni.txt", "2003-10-14-columnas.txt"]
        let run = try BuiltProgram.run(
            shell: """
                apacheta extract \(names.joined(separator: " ")) --no-merge -q -f geojsonl \
                    | grep -o '"report":"[^"]*"' | uniq
                """, in: scratch.folder)
        #expect(run.output == names.map { "\"report\":\"\($0)\"\n" }.joined())
    }

    @Test(arguments: ["toponyms -", "extract --no-merge - -f geojsonl"])
    func `a stream ends when nobody reads its answers`(arguments: String) throws {
        let scratch = try ReportStreamTests.folder()
        let run = try BuiltProgram.run(
            shell: """
                { sed -n 1p lines.jsonl; sleep 2; sed -n 1p lines.jsonl; sleep 1; } \
                    | { apacheta \(arguments) -q; echo $? > code; } | head -c 10 > head
                cat code
                """, in: scratch.folder)
        #expect(run.output == "74\n")
        #expect(
            run.complaints == "apacheta: standard output: cannot be written: broken pipe\n")
    }

    @Test(arguments: [0, -1, 1025])
    func `a number of threads that means nothing is refused`(number: Int) throws {
        let run = try BuiltProgram.run("toponyms events.geojson --threads=\(number)")
        #expect(run.complaints == "apacheta: --threads is \(number), expected 1 to 1024\n")
        #expect(run.exitCode == 64)
    }
}
