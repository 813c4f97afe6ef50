import Domain
import Store

/// The rights of an operator who only reads.
public struct Permission: OperatorWork {
  let author: String
  let store: Store

  public func requireRole(_ role: OperatorRole) throws { try store.read { try require(role, in: $0) } }

  /// Throws unless the author may read a database that may not be trusted: by their role as stored, or everybody if the
  /// roles cannot be known any more.
  public func requireRoleToJudge(_ role: OperatorRole) throws {
    do { try store.readRegardless { try require(role, in: $0) } } catch let fault as StoreFault where fault.isAboutTrust
    {}
  }
}
