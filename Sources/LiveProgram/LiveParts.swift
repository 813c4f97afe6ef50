import Live
import Program
import QueryEngine
import Settings
import Store
import Text

extension LiveEngine {
  /// Opens the database of a program's call for a use. `configuration` is the program's, if it was read already. A
  /// service opens a database that is not to be trusted, too: operators decide about it there.
  public init(
    _ context: ProgramContext, for use: DatabaseUse, _ configuration: Configuration? = nil,
    adjust: (inout WorkSettings) -> Void = { _ in }, tell: @escaping @Sendable (Occurrence) -> Void = { _ in }
  ) throws {
    let registry = try context.registry()
    let configuration = try configuration ?? context.configuration()
    try self.init(
      context.openStore(registry.catalogue, for: use, regardless: use == .service), registry, configuration,
      wording: context.wording, adjust: adjust, tell: tell)
  }
}

extension ProgramContext {
  /// Tells a fault in the log: with what can be done against it, in the program's language.
  public var wording: @Sendable (any Fault) -> String {
    { [language] fault in SharedRemedies().message(of: fault)[language] }
  }
}

extension LiveCertifier {
  public init(_ context: ProgramContext) { self.init { try context.configuration() } }
}
