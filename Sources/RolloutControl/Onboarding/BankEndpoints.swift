import Domain
import Foundation
import Store

/// Whether a bank's endpoint may have a private address. Leased lines are usual, but they are allowed bank by bank.
public enum EndpointLines: String, Sendable, CaseIterable {
  case `private`, `public`
}

/// The endpoints of banks: onboarding facts, in force at once and audited, not part of a revision.
extension BankOnboarding {
  /// Sets the endpoint of a bank. A real database takes https only, and an address that is not public only with private
  /// lines. A connected bank whose certification was for another endpoint is suspended in the same transaction.
  public func setEndpoint(_ url: String, for bank: BankCode, lines: EndpointLines = .public) throws {
    try check(endpoint: url, lines)
    try write(alone: .onboarding, "banks.\(bank).endpoint") {
      try enter(RequestedChange.Endpoint(bank: bank, url: url, lines: lines), by: author, in: $0)
    }
  }

  /// Sets endpoint and keys of a bank in one transaction.
  public func register(_ bank: BankCode, endpoint url: String, lines: EndpointLines = .public, keys file: Data) throws {
    try check(endpoint: url, lines)
    let pair = try keyPair(in: file)
    try write(alone: .onboarding, "banks.\(bank).endpoint") { transaction in
      try enter(RequestedChange.Endpoint(bank: bank, url: url, lines: lines), by: author, in: transaction)
      try enter(keys: pair, of: bank, by: author, in: transaction)
    }
  }

  /// The endpoints of banks that have one, by bank code.
  public func endpoints() throws -> [EndpointRecord] {
    try store.read { try $0.endpoints() }
  }

  /// Checks an endpoint outside any transaction, as its name is resolved. A name without an address yet is judged when
  /// the bank is connected to, as every name is again.
  func check(endpoint text: String, _ lines: EndpointLines) throws {
    guard let url = EndpointURL(text) else { throw RolloutFault.invalidEndpoint(text) }
    guard !store.isSandbox else { return }
    guard url.scheme == .https else { throw RolloutFault.httpsRequired(text) }
    let addresses = url.host.address.map { [$0] } ?? (lines == .public ? resolve(url.host) : [])
    guard lines == .private || addresses.allSatisfy(\.isGloballyReachable) else {
      throw RolloutFault.privateAddress(text)
    }
  }

  func enter(_ endpoint: RequestedChange.Endpoint, by author: String, in transaction: Transaction) throws {
    try transaction.audit(
      author: author, action: "endpoint", object: "bank \(endpoint.bank)",
      detail: ["url": .string(endpoint.url), "lines": .string(endpoint.lines.rawValue)])
    try transaction.setEndpoint(endpoint.url, of: endpoint.bank, privateLines: endpoint.lines == .private)
  }
}
