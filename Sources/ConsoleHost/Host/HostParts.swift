import AdminShell
import ConsoleProtocol
import Domain
import RolloutControl

/// What consoles are served with.
public struct HostParts: Sendable {
  /// The registry by its files.
  public let catalogue: Catalogue
  public let runner: any CertificationRunner & Sendable
  /// Opens the database for the operator of a name, who was pretended if so.
  public let open: @Sendable (_ author: String, _ isPretended: Bool) throws -> OperatorSession
  /// The place for candidates of consoles that are lost; nil to keep none.
  public let candidates: (folder: String, database: String)?
  /// The pause between two looks for news while nothing is typed; nil if consoles are woken.
  public let pauseBetweenNews: Duration?

  public init(
    catalogue: Catalogue, runner: any CertificationRunner & Sendable, candidates: (folder: String, database: String)?,
    pauseBetweenNews: Duration?,
    open: @escaping @Sendable (_ author: String, _ isPretended: Bool) throws -> OperatorSession
  ) {
    self.catalogue = catalogue
    self.runner = runner
    self.candidates = candidates
    self.pauseBetweenNews = pauseBetweenNews
    self.open = open
  }
}

/// Whose console is served: by name, and again before each command.
public protocol ConsolePeer: Sendable {
  /// The name of the operator, who wants to be pretended as another in a sandbox. Throws a fault.
  func author(pretending name: String?) throws -> String
  /// Throws a fault if this operator may not be served any more.
  func check() throws
}
