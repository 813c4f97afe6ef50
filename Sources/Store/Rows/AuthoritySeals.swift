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

  init(_ secret: ServerSecret, instance: String) {
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
