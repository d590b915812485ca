import SimpleFeatures

extension Geometry {
    /// The shape without those of its parts that have no position.
    ///
    /// GDAL refuses the rest of a FlatGeobuf file behind a part that is empty.
    ///
    /// - Parameter count: Counts the parts that are left out.
    func withoutEmptyParts(counting count: inout Int) -> Geometry {
        switch self {
        case .point, .lineString, .polygon, .multiPoint: return self
        case .multiLineString(let lines):
            let kept = lines.filter { !$0.isEmpty }
            count += lines.count - kept.count
            return .multiLineString(kept)
        case .multiPolygon(let polygons):
            let kept = polygons.filter { !$0.exterior.isEmpty }
            count += polygons.count - kept.count
            return .multiPolygon(kept)
        case .collection(let members):
            var kept: [Geometry] = []
            for member in members {
                let member = member.withoutEmptyParts(counting: &count)
                if member.envelope == nil { count += 1 } else { kept.append(member) }
            }
            return .collection(kept)
        }
    }
}
