import ArgumentParser

/// A command that is run with the context that all programs share. `Program.main` calls it.
public protocol ContextCommand: AsyncParsableCommand {
  var global: GlobalOptions { get }
  func run(in context: ProgramContext) async throws
}

/// Ends the program with an exit status and no message, because everything was printed already.
public struct Ending: Error {
  public let status: Int32

  public init(_ status: Int32) { self.status = status }
}
