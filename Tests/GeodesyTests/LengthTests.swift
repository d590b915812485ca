import Geodesy
import Testing

@Suite struct LengthTests {
    @Test(arguments: [
        ("50km", 50_000.0), ("50 km", 50_000), (" 50  KM ", 50_000), ("2.5km", 2500), (".5km", 500),
        ("2.km", 2000), ("0m", 0), ("750m", 750), ("1mi", 1609.344), ("1 nmi", 1852),
    ])
    func `a number with its unit is a length`(text: String, metres: Double) throws {
        #expect(try Length(parsing: text).metres == metres)
    }

    @Test(arguments: [
        ("50", "length '50' has no unit: expected one of m, km, mi, nmi, as in '50km'"),
        (
            "50 miles",
            "length '50 miles' has the unknown unit 'miles': expected one of m, km, mi, nmi"
        ),
        ("5 km m", "length '5 km m' has the unknown unit 'km m': expected one of m, km, mi, nmi"),
        ("km", "length 'km' does not begin with a number such as 50 or 2.5"),
        ("", "length '' does not begin with a number such as 50 or 2.5"),
        (".km", "length '.km' does not begin with a number such as 50 or 2.5"),
        ("1,5km", "length '1,5km' does not begin with a number such as 50 or 2.5"),
        ("1.2.3km", "length '1.2.3km' does not begin with a number such as 50 or 2.5"),
        ("-5km", "length '-5km' does not begin with a number such as 50 or 2.5"),
        ("inf km", "length 'inf km' does not begin with a number such as 50 or 2.5"),
        ("1e3km", "length '1e3km' has the unknown unit 'e3km': expected one of m, km, mi, nmi"),
    ])
    func `what is no length is refused in a sentence`(text: String, sentence: String) {
        let error = #expect(throws: LengthError.self) { try Length(parsing: text) }
        #expect(error?.description == sentence)
    }

    @Test func `a number too large for a length is refused`() {
        let digits = String(repeating: "9", count: 400)
        #expect(throws: LengthError.noNumber(digits + "km")) { try Length(parsing: digits + "km") }
    }

    @Test func `lengths are ordered whatever their units`() throws {
        #expect(try Length(parsing: "1mi") < Length(parsing: "1.7km"))
        #expect(try Length(parsing: "1nmi") > Length(parsing: "1800m"))
    }
}
