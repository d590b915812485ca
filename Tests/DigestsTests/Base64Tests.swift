import Digests
import Testing

@Suite struct Base64Tests {
    // RFC 4648, section 10.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
        ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ])
    func `the examples of the standard are written as it has them`(bytes: String, text: String) {
        #expect(Base64.text(of: Array(bytes.utf8)) == text)
    }

    @Test func `a piece of a multiple of three bytes goes on without a seam`() {
        let bytes = (0..<100).map { UInt8($0 * 37 & 255) }
        var text: [UInt8] = []
        Base64.append(Array(bytes[..<63]), to: &text)
        Base64.append(Array(bytes[63...]), to: &text)
        #expect(String(decoding: text, as: UTF8.self) == Base64.text(of: bytes))
    }
}
