import SimpleFeatures

extension RegionSet {
    /// Several sets as one: an event is filed in each of them.
    ///
    /// Every region keeps the name of its set. A name that two sets have is written `set/name`, and
    /// so is a title.
    ///
    /// - Parameter sets: One set or more, which stay in their order.
    /// - Returns: The one set as it is, or all regions one set after the other.
    /// - Complexity: O(*n*), *n* the number of regions.
    public static func joined(_ sets: [RegionSet]) -> RegionSet {
        precondition(!sets.isEmpty, "one set or more are joined")
        guard sets.count > 1 else { return sets[0] }
        var bearers: [String: Int] = [:]
        var titles: [String: Int] = [:]
        for set in sets {
            for region in set.regions {
                bearers[region.name.lowercased(), default: 0] += 1
                titles[region.title.lowercased(), default: 0] += 1
            }
        }
        let labels = sets.map { label(of: $0.name) }
        let regions = sets.flatMap { set in
            set.regions.map { region in
                // Two files of one name in different folders go by their paths.
                let isAmbiguous = labels.filter { $0 == label(of: set.name) }.count > 1
                let prefix = isAmbiguous ? set.name : label(of: region.setName ?? set.name)
                let isShared = bearers[region.name.lowercased()] ?? 0 > 1
                let sharesTitle = titles[region.title.lowercased()] ?? 0 > 1
                return region.with(
                    name: isShared ? "\(prefix)/\(region.name)" : nil,
                    title: sharesTitle ? "\(prefix)/\(region.title)" : nil,
                    setName: region.setName ?? set.name)
            }
        }
        return RegionSet(
            name: sets.map(\.name).joined(separator: " + "),
            title: sets.map(\.title).joined(separator: " + "), regions: regions,
            notes: sets.flatMap(\.notes), faults: sets.flatMap(\.faults))
    }

    /// The regions of each set that this one was put together out of, in order; all of them as one
    /// where it is a set of its own.
    ///
    /// What is decided between neighbours, such as who has a border, is decided in each part for
    /// itself.
    ///
    /// - Complexity: O(*n*), *n* the number of regions.
    public var parts: [Range<Int>] {
        var parts: [Range<Int>] = []
        var start = 0
        for index in regions.indices where regions[index].setName != regions[start].setName {
            parts.append(start..<index)
            start = index
        }
        return start < regions.count ? parts + [start..<regions.count] : parts
    }

    /// The name of a set as it stands in front of a region's: of a file without folders and endings.
    ///
    /// - Parameter name: The name of a set, or the path of its file.
    public static func label(of name: String) -> String {
        let last = name.split(separator: "/").last ?? ""
        let bare = last.prefix { $0 != "." }
        return bare.isEmpty ? name : String(bare)
    }
}

extension Filing.Answer {
    /// The answer for a set in which the regions stand further behind.
    func shifted(by count: Int) -> Filing.Answer {
        guard case .filed(let regions, let rule) = self else { return self }
        return .filed(RegionIndices(regions.map { $0 + count }), by: rule)
    }

    /// The answer of two sets together: the regions of both, by the rule of the first that has any.
    func joined(with other: Filing.Answer) -> Filing.Answer {
        switch (self, other) {
        case (.filed(let one, let rule), .filed(let two, _)):
            return .filed(RegionIndices(Array(one) + two), by: rule)
        case (.unfiled, .filed): return other
        case (_, .unfiled): return self
        }
    }
}
