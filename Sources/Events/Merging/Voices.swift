/// Which accounts of an event are independent of each other.
///
/// Papers print what one agency sends, often without a word of it: such copies are one voice, whatever
/// they are called. So are accounts that name a source in common, and those of one report.
struct Voices: Sendable {
    /// For each account the number of its voice; accounts of one number are not independent.
    let numbers: [Int]
    /// For each account whether its words are those of one before it.
    let areCopies: [Bool]

    /// One account, which is a voice of its own.
    static let one = Voices(numbers: [0], areCopies: [false])

    private init(numbers: [Int], areCopies: [Bool]) {
        self.numbers = numbers
        self.areCopies = areCopies
    }

    /// - Complexity: O(*n* log *n*), *n* the length of all quotes: two accounts are compared only
    ///   where one of the least hashes of their words is the same, and with the first such alone.
    init(_ accounts: [Account]) {
        guard accounts.count > 1 else {
            self = .one
            return
        }
        var voices = Array(accounts.indices)
        func voice(of account: Int) -> Int {
            var account = account
            while voices[account] != account {
                voices[account] = voices[voices[account]]
                account = voices[account]
            }
            return account
        }
        func join(_ one: Int, _ other: Int) {
            let (mine, yours) = (voice(of: one), voice(of: other))
            voices[max(mine, yours)] = min(mine, yours)
        }
        var firstOfReport: [String: Int] = [:]
        var firstOfSource: [String: Int] = [:]
        var firstOfHash: [UInt64: Int] = [:]
        var areCopies = [Bool](repeating: false, count: accounts.count)
        let words = accounts.map { QuoteWords($0.source.quote) }
        for (index, account) in accounts.enumerated() {
            func meet(_ key: String, in first: inout [String: Int]) {
                if let other = first[key] { join(other, index) } else { first[key] = index }
            }
            meet(account.source.reportID, in: &firstOfReport)
            for name in account.source.names { meet(name.lowercased(), in: &firstOfSource) }
            for hash in words[index].sketch {
                guard let other = firstOfHash[hash] else {
                    firstOfHash[hash] = index
                    continue
                }
                guard !areCopies[index], words[index].isCopy(of: words[other]) else { continue }
                areCopies[index] = true
                join(other, index)
            }
        }
        numbers = accounts.indices.map(voice)
        self.areCopies = areCopies
    }
}
