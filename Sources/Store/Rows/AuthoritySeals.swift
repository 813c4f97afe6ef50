import Crypto
import Foundation
import RolloutRules
import Sealing
import Synchronization

/// Seals the authority at rest: under the server secret, for this database and its kind alone.
final class AuthoritySeals: Sendable {
  private let key: SymmetricKey
  /// The database and its kind: a seal for another database, or for a sandbox, does not pass here.
  private let context: String
  /// The row and authority that passed last, which are read far more often than they change.
  private let latest = Mutex<(row: AuthorityTable.Row, authority: Authority)?>(nil)

  /// The last record of the chain that passed last.
  private let latestTail = Mutex<ChainEntry?>(nil)
  private let auditSeal: AuditSeal
  /// The noted time that passed last.
  private let latestTime = Mutex<(noted: NotedTime, mac: Data)?>(nil)

  init(_ secret: ServerSecret, instance: String) {
    auditSeal = AuditSeal(secret, instance: instance)
    key = secret.key(for: .authority)
    context = "\(instance) \(secret.isSandbox ? "sandbox" : "real")"
  }

  func mac(of text: String, for use: String) -> Data {
    Data(HMAC<SHA256>.authenticationCode(for: Data("\(context) \(use) \(text)".utf8), using: key))
  }

  func isRight(_ mac: Data, of text: String, for use: String) -> Bool {
    HMAC<SHA256>.isValidAuthenticationCode(mac, authenticating: Data("\(context) \(use) \(text)".utf8), using: key)
  }

  func row(of authority: Authority) -> AuthorityTable.Row {
    AuthorityTable.Row(content: authority.text, mac: mac(of: authority.text, for: "authority"))
  }

  /// Whether a noted time was written by a program of ours. Every transaction reads it.
  func isAuthentic(_ noted: NotedTime, _ mac: Data) -> Bool {
    if let known = latestTime.withLock({ $0 }), known.noted == noted, known.mac == mac { return true }
    guard isRight(mac, of: noted.text, for: "clock") else { return false }
    latestTime.withLock { $0 = (noted, mac) }
    return true
  }

  /// Whether the last record of the chain was written by a program of ours. It is read with each transaction, and changes
  /// seldom.
  func isAuthentic(_ tail: ChainEntry) -> Bool {
    if latestTail.withLock({ $0 == tail }) { return true }
    guard auditSeal.isAuthentic(tail) else { return false }
    latestTail.withLock { $0 = tail }
    return true
  }

  /// The authority of a row; nil if its seal is not ours.
  func open(_ row: AuthorityTable.Row) -> Authority? {
    if let latest = latest.withLock({ $0 }), latest.row == row { return latest.authority }
    guard isRight(row.mac, of: row.content, for: "authority"), let authority = Authority(text: row.content) else {
      return nil
    }
    latest.withLock { $0 = (row, authority) }
    return authority
  }
}
