import Domain
import Foundation
import Store

/// Where banks are asked: an onboarding fact, in force at once and audited, not part of a revision.
extension OperatorSession {
  /// Whether a bank's address may be a private one. Leased lines are usual, but they are allowed bank by bank.
  public enum Lines: String, Sendable, CaseIterable {
    case `private`, `public`
  }

  /// Where a bank is asked. A real database takes https only. A connected bank whose certification was for another
  /// address is suspended in the same transaction.
  public func setEndpoint(_ url: String, for bank: BankCode, lines: Lines = .public) throws {
    try check(endpoint: url)
    try store.write { try enter(endpoint: url, lines: lines, of: bank, in: $0) }
  }

  /// Endpoint and keys of a bank in one transaction.
  public func register(_ bank: BankCode, endpoint url: String, lines: Lines = .public, keys file: Data) throws {
    try check(endpoint: url)
    let pair = try keyPair(in: file)
    try store.write { transaction in
      try enter(endpoint: url, lines: lines, of: bank, in: transaction)
      try enter(keys: pair, of: bank, in: transaction)
    }
  }

  /// Where banks are asked, those with an endpoint only, by bank code.
  public func endpoints() throws -> [EndpointRecord] {
    try store.read { try $0.endpoints() }
  }

  private func check(endpoint url: String) throws {
    guard let parsed = URLComponents(string: url), let scheme = parsed.scheme?.lowercased(),
      ["http", "https"].contains(scheme), let host = parsed.host, !host.isEmpty, parsed.user == nil,
      parsed.query == nil, parsed.fragment == nil
    else { throw RolloutFault.invalidEndpoint(url) }
    guard scheme == "https" || store.isSandbox else { throw RolloutFault.httpsRequired(url) }
  }

  private func enter(endpoint url: String, lines: Lines, of bank: BankCode, in transaction: Transaction) throws {
    try transaction.audit(
      author: author, action: "endpoint", object: "bank \(bank)",
      detail: ["url": .string(url), "lines": .string(lines.rawValue)])
    try transaction.setEndpoint(url, of: bank, privateLines: lines == .private)
  }
}
