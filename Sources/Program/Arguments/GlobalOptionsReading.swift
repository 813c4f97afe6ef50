import ArgumentParser

extension GlobalOptions {
  /// Reads the shared options that were taken out of a command line.
  init(reading arguments: [String]) throws {
    _ = try Invocation(arguments, in: CommandTree(of: GlobalOptions.self))
    self = try GlobalOptions.parse(arguments)
  }
}
