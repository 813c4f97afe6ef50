import Domain
import Store

/// The revisions, one by one.
public struct RevisionHistory {
  let store: Store

  public func revision(_ number: Int) throws -> Revision {
    try store.applyDue()
    guard let revision = try store.read({ try $0.knownRevision(number) }) else {
      throw RolloutFault.unknownRevision(number)
    }
    return revision
  }

  /// Every commit so far, oldest first, without revision 0, which nobody committed.
  public func revisions() throws -> [Revision] {
    try store.applyDue()
    return try store.read { try $0.allRevisions() }.filter { $0.number > 0 }
  }
}
