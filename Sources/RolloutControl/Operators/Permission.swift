import Domain
import Store

/// What an operator's role allows who only looks.
public struct Permission: OperatorWork {
  let author: String
  let store: Store

  public func requireRole(_ role: OperatorRole) throws { try store.read { try require(role, in: $0) } }

  /// For what looks at a database that may not be trusted: whoever may look at it as it is, and everybody where nobody can
  /// tell any more who that is.
  public func requireRoleToJudge(_ role: OperatorRole) throws {
    do { try store.readRegardless { try require(role, in: $0) } } catch let fault as StoreFault where fault.isAboutTrust
    {}
  }
}
