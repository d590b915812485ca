import Digests

extension MapPage {
    /// How the policy of every page begins, by which a page is known again.
    package static let policyStart = "default-src 'none'; script-src 'sha256-"

    /// What the page may do: run the one script and use the one style that stand in it, show images
    /// that it makes itself, and nothing else; no request leaves it.
    ///
    /// A policy in an element takes neither `frame-ancestors` nor `sandbox` nor reports.
    ///
    /// - Parameters:
    ///   - script: The text between the tags, to the byte.
    ///   - style: The same of the style.
    /// - SeeAlso: W3C, "Content Security Policy Level 3", sections 3.3 and 8.3.
    static func policy(script: [UInt8], style: [UInt8]) -> String {
        func hash(_ text: [UInt8]) -> String { Base64.text(of: SHA256Digest(of: text).bytes) }
        return policyStart + hash(script) + "'; style-src 'sha256-" + hash(style)
            + "'; img-src data: blob:; base-uri 'none'; form-action 'none'; "
            // Texts can then not become markup by mistake, in browsers that know it.
            + "require-trusted-types-for 'script'; trusted-types 'none'"
    }
}
