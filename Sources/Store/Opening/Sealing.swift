import Crypto
import Domain
import Foundation
import RolloutRules
import Sealing

extension Catalogue {
  /// SHA-256, hexadecimal, over everything in the registry that decides. A database goes by one registry, which is the
  /// same in every program.
  var fingerprint: String { SHA256.hash(data: Data(document.compact.utf8)).hexadecimal }
}

/// Sealing older databases once, and taking in another registry by a decision.
extension Store {
  /// Whether the tables that decide are sealed. After that, a file without its seal is not sealed anew.
  func isSealed() throws -> Bool {
    if try database.snapshot({ try AuthorityTable(sql: $0).row() }) != nil { return true }
    guard !auditHead.isSealed else { throw StoreFault.altered("authority") }
    return false
  }

  /// Gives older records their MACs and seals the tables that decide, if the chain is whole, the tables agree with it,
  /// and the head beside the secrets is its end or one of its records. Later nobody could tell.
  func seal(by author: String) throws {
    try bindTime()
    try write(protecting: .rollout) { transaction in
      // Undone with the rest of the transaction if the chain turns out not to be whole.
      try transaction.authenticateRecords()
      try transaction.requireSealable()
      try transaction.takeAllAsItIs(try transaction.unsealedAuthority())
      try transaction.audit(
        author: author, action: "registry", object: "registry",
        detail: ["fingerprint": .string(registryFingerprint), "before": .null])
    }
  }

  /// Seals the latest time as stored, in a database that was not sealed before.
  func bindTime() throws {
    try database.commit(protecting: .rollout, hook: .none) { session, _ in
      try session.setNotedTime(NotedTime(latest: session.storedTime(), machineStart: nil), seals)
    }
  }

  /// Takes in the registry that this program has read: in a sandbox, at `init`, by whoever runs it.
  func takeInRegistry(by author: String) throws {
    try write(protecting: .rollout, regardless: [.registry]) { transaction in
      guard try transaction.authority().registry != registryFingerprint else { return }
      try transaction.takeInRegistry(by: author)
    }
  }
}

extension Transaction {
  /// Whether this program has read another registry than the database goes by.
  public func isRegistryNew() throws -> Bool { try authority().registry != store.registryFingerprint }

  /// Makes the registry that this program has read the one by which everything is judged.
  public func takeInRegistry(by author: String) throws {
    let before = try authority().registry
    try audit(
      author: author, action: "registry", object: "registry",
      detail: ["fingerprint": .string(store.registryFingerprint), "before": .string(before)])
    held?.registry = store.registryFingerprint
  }

  fileprivate func requireSealable() throws {
    let head = try? store.auditHead.read()
    if let problem = try problemBeforeSealing(noted: head) { throw StoreFault.notSealable(problem) }
  }

  fileprivate func authenticateRecords() throws {
    let all = try auditTable.head().records
    for first in Swift.stride(from: 1, through: all, by: auditStride) {
      for (sequence, mac) in try auditTable.macs(from: first, upTo: first + auditStride - 1) {
        try sql.execute("update audit set mac = $1 where sequence = $2", .blob(mac), .int(sequence))
      }
    }
  }

  fileprivate func unsealedAuthority() throws -> Authority {
    var authority = Authority.beginning(registry: store.registryFingerprint)
    authority.head = try auditTable.head()
    authority.running = try RunningTable(transaction: self).number()
    authority.runningHash = try revisions.hash(of: authority.running) ?? ""
    return authority
  }
}
