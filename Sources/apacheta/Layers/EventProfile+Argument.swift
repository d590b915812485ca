public import ArgumentParser
public import Formats

extension EventProfile: ExpressibleByArgument {}
