public import ArgumentParser
public import Regions

extension EventCentres.Period: ExpressibleByArgument {}
extension EventCentres.Weight: ExpressibleByArgument {}
