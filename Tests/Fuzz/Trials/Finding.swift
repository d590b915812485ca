/// What a reader or a writer did that it must not do.
public struct Finding: Error, CustomStringConvertible {
    /// What must hold and did not, the same sentence for every input that breaks it.
    public let rule: String
    /// What happened instead.
    public let detail: String

    init(_ rule: String, _ detail: String) {
        self.rule = rule
        self.detail = detail
    }

    public var description: String { "\(rule): \(detail)" }
}
