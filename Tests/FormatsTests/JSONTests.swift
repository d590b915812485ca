import Formats
import SimpleFeatures
import TestMaterial
import Testing

@Suite struct JSONTests {
    private func value(_ text: String) throws -> Value {
        try JSON.value(of: Array(text.utf8), file: "a.json")
    }

    private func written(_ value: Value) -> String {
        var bytes: [UInt8] = []
        JSON.append(value, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test(arguments: [
        ("null", Value.null), ("true", .boolean(true)), (" false\n", .boolean(false)),
        ("0", .integer(0)), ("-12", .integer(-12)),
        ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
        ("9223372036854775808", .real(9_223_372_036_854_775_808)),
        ("1.0", .real(1)), ("1e3", .real(1000)), ("-2.5E-1", .real(-0.25)),
        ("0.1", .real(0.1)), ("123456789.123456789", .real(123_456_789.123456789)),
        ("2.2250738585072014e-308", .real(2.2250738585072014e-308)),
        ("1e-400", .real(0)), ("1.7976931348623157e308", .real(.greatestFiniteMagnitude)),
        (#""""#, .text("")), (#""Potosí""#, .text("Potosí")),
        (#""a\"\\\/\b\f\n\r\tz""#, .text("a\"\\/\u{8}\u{c}\n\r\tz")),
        (#""\u00e9\ud83d\udca5""#, .text("é💥")), (#""\u0000""#, .text("\0")),
        ("\"\u{2028}\"", .text("\u{2028}")),
        ("[]", .list([])), ("[1, [2.5], null]", .list([.integer(1), .list([.real(2.5)]), .null])),
        ("{}", .object([:])),
        (#"{"b":1,"a":{"c":"d"}}"#, .object(["b": .integer(1), "a": .object(["c": .text("d")])])),
        ("\u{FEFF}[7]", .list([.integer(7)])),
        (#""2003-10-13""#, .text("2003-10-13")),
    ])
    func `a text is read as the value it writes`(text: String, expected: Value) throws {
        #expect(try value(text) == expected)
    }

    @Test func `minus zero keeps its sign`() throws {
        #expect(try value("-0").number?.sign == .minus)
        #expect(written(.real(-0.0)) == "-0.0")
    }

    @Test(arguments: [
        (
            Value.object(["b": .integer(1), "a": .list([.null, .boolean(true), .real(1)])]),
            #"{"b":1,"a":[null,true,1.0]}"#
        ),
        (
            .text("a\"\\/\u{8}\n\r\t\u{1F}é\u{2028}\u{7F}"),
            "\"a\\\"\\\\/\\u0008\\n\\r\\t\\u001fé\u{2028}\u{7F}\""
        ),
        (.real(0.1), "0.1"), (.real(1e300), "1e+300"), (.real(.infinity), "null"),
        (.real(.nan), "null"), (Value(CalendarDay(iso: "2003-10-13")), #""2003-10-13""#),
    ])
    func `a value is written on one line`(value: Value, expected: String) {
        #expect(written(value) == expected)
    }

    @Test(arguments: [
        ("", "a.json:1:1: found the end of the file, expected a value"),
        ("[1,]", "a.json:1:4: found ']', expected a value"),
        ("[1 2]", "a.json:1:4: found '2', expected ',' or ']' in an array"),
        ("[1", "a.json:1:3: found the end of the file, expected ',' or ']' in an array"),
        ("{\"a\":1,\n \"b\" 2}", "a.json:2:6: found '2', expected ':' after a name"),
        ("{a:1}", "a.json:1:2: found 'a', expected a name in quotation marks"),
        ("{'a':1}", "a.json:1:2: found ''', expected a name in quotation marks"),
        ("{\"a\":1,}", "a.json:1:8: found '}', expected a name in quotation marks"),
        ("NaN", "a.json:1:1: found 'NaN', expected a value"),
        ("[nul]", "a.json:1:2: found 'nul', expected a value"),
        ("-", "a.json:1:1: found '-', expected a value"),
        ("01", "a.json:1:1: found '01', expected a number without zeros in front"),
        ("1.", "a.json:1:3: found the end of the file, expected a digit after the decimal point"),
        ("1e+", "a.json:1:4: found the end of the file, expected a digit of the exponent"),
        ("1e999", "a.json:1:1: found the number 1e999, expected a number that Double can hold"),
        ("1 2", "a.json:1:3: found '2', expected nothing after the JSON value"),
        (
            "[\"é\", \"ab",
            "a.json:1:10: found the end of the file inside a string, "
                + "expected '\"' for the one in line 1"
        ),
        (
            "\"a\nb\"",
            "a.json:1:3: found the end of the line, expected an escape for a control character"
        ),
        (#""\x41""#, "a.json:1:3: found 'x41', expected an escape of JSON after '\\'"),
        (#""\u12G4""#, "a.json:1:6: found 'G4', expected four hexadecimal digits after '\\u'"),
        (
            #""é\ud800!""#,
            "a.json:1:3: found the lone surrogate \\ud800, expected a pair of surrogates"
        ),
        (
            #""\ud800\u0041""#,
            "a.json:1:2: found the lone surrogate \\ud800, expected a pair of surrogates"
        ),
        (
            #""\udc00""#,
            "a.json:1:2: found the lone surrogate \\udc00, expected a pair of surrogates"
        ),
        (
            "{\"a\":1,\n\"b\":{\"c\":1,\"c\":2}}",
            "a.json:2:12: found the name 'c' for the second time, expected each name once in an object"
        ),
    ])
    func `a fault is named with its place`(text: String, message: String) {
        let error = #expect(throws: FormatError.self) { try value(text) }
        #expect(error?.description == message)
    }

    @Test(
        arguments: [
            ([0x22, 0x61, 0xFF, 0x22], "a.json:1:3: found the byte 0xFF, expected UTF-8"),
            ([0x22, 0xC3, 0x22], "a.json:1:2: found the byte 0xC3, expected UTF-8"),
            ([0x22, 0xED, 0xA0, 0x80, 0x22], "a.json:1:2: found the byte 0xED, expected UTF-8"),
            ([0x22, 0xC0, 0x80, 0x22], "a.json:1:2: found the byte 0xC0, expected UTF-8"),
            (
                [0x22, 0xF4, 0x90, 0x80, 0x80, 0x22],
                "a.json:1:2: found the byte 0xF4, expected UTF-8"
            ),
            (
                [0xFF, 0xFE, 0x5B, 0x00],
                "a.json:1:1: found the byte order mark of UTF-16, expected UTF-8"
            ),
            ([0x01], "a.json:1:1: found the control character 0x01, expected a value"),
        ] as [([UInt8], String)])
    func `bytes that are no UTF-8 are named with their place`(bytes: [UInt8], message: String) {
        let error = #expect(throws: FormatError.self) { try JSON.value(of: bytes, file: "a.json") }
        #expect(error?.description == message)
    }

    @Test func `lines are counted from the number given`() {
        let error = #expect(throws: FormatError.self) {
            try JSON.value(of: Array("{\"a\":tru}".utf8), file: "r.jsonl", line: 17)
        }
        #expect(error?.description == "r.jsonl:17:6: found 'tru', expected a value")
    }

    @Test func `brackets may stand 64 deep and no deeper`() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        _ = try value(nested(64))
        let error = #expect(throws: FormatError.self) { try value(nested(65)) }
        #expect(
            error?.description
                == "a.json:1:65: found more than 64 levels of brackets, expected 64 at most")
        // A million brackets must not cost a million frames of the stack.
        #expect(throws: FormatError.self) { try value(String(repeating: "[", count: 1_000_000)) }
    }

    @Test func `a text beyond the limit is refused before it is read`() {
        #expect(throws: FormatError.self) {
            try JSON.value(of: Array("[1,2]".utf8), file: "a", limits: ReadingLimits(bytes: 4))
        }
        #expect(throws: FormatError.self) { try value(String(repeating: "1", count: 1001)) }
    }

    @Test(arguments: 0..<200)
    func `what is written reads back the same`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let value = Value.random(depth: 4, using: &random)
        let text = written(value)
        let back = try self.value(text)
        #expect(back == value, "seed \(seed)")
        #expect(written(back) == text, "seed \(seed)")
    }

    @Test(arguments: 0..<50)
    func `doubles read as Swift reads them`(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            let digits = String(UInt64.random(in: 1...UInt64.max, using: &random))
                .prefix(Int.random(in: 1...20, using: &random))
            let text = "0.\(digits)e\(Int.random(in: -330...300, using: &random))"
            #expect(try value(text).number == Double(text), "seed \(seed): \(text)")
        }
    }
}

extension Value {
    /// Any value that GeoJSON can hold and gives back, days apart.
    static func random(depth: Int, using random: inout SeededGenerator) -> Value {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 6), using: &random) {
        case 0: return .null
        case 1: return .boolean(.random(using: &random))
        case 2: return .integer(Int(truncatingIfNeeded: random.next()))
        case 3:
            let number = Double(bitPattern: random.next())
            return .real(number.isFinite ? number : 1)
        case 4, 5: return .text(.random(using: &random))
        case 6:
            return .list(
                (0..<Int.random(in: 0...3, using: &random)).map { _ in
                    .random(depth: depth - 1, using: &random)
                })
        default: return .object(.random(depth: depth - 1, using: &random))
        }
    }
}

extension Properties {
    static func random(depth: Int, using random: inout SeededGenerator) -> Properties {
        Properties(
            (0..<Int.random(in: 0...4, using: &random)).map { _ in
                Property(
                    name: .random(using: &random),
                    value: .random(depth: depth, using: &random))
            })
    }
}

extension String {
    /// Up to eleven characters, among them those that formats escape.
    static func random(using random: inout SeededGenerator) -> String {
        let hostile: [Unicode.Scalar] = [
            "\"", "\\", "<", "&", ">", "]", "'", "\n", "\r", "\t", "\0", "\u{1F}", "\u{7F}", "é",
            "ñ",
            "\u{301}", "\u{2028}", "\u{FEFF}", "\u{FFFD}", "\u{FFFF}", "💥", "$", "/",
        ]
        var text = ""
        for _ in 0..<Int.random(in: 0...11, using: &random) {
            let pick = Int.random(in: 0..<(hostile.count * 2), using: &random)
            text.unicodeScalars.append(
                pick < hostile.count
                    ? hostile[pick] : Unicode.Scalar(UInt8.random(in: 97...122, using: &random)))
        }
        return text
    }
}
