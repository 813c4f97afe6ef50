import Domain
import Foundation
import Store
import Text

/// A change that can be requested, and is made as requested once it is approved.
public enum RequestedChange: Sendable, Equatable {
  case commit(base: Int, RequestedState, CommitTerms)
  case endpoints([Endpoint])
  case register(Endpoint, BankPublicKeys)
  case key(BankCode, BankPublicKeys)
  case rotateKey(BankCode, BankPublicKeys, overlap: Span)
  /// Rotation of the network's own key.
  case rotateNetworkKey(overlap: Span)
  case certify(BankCode, CertificationReport)
  case maintenance(BankCode, from: Moment, until: Moment)
  case setOperator(String, OperatorRole)
  case removeOperator(String)
  /// Going on with an older database.
  case reanchor(reason: String)
  /// Taking in the registry with this fingerprint.
  case updateRegistry(fingerprint: String)
  /// Cancelling a scheduled commit that was approved.
  case cancelCommit(Int)

  public struct Endpoint: Sendable, Equatable {
    public let bank: BankCode
    public let url: String
    public let lines: EndpointLines

    public init(bank: BankCode, url: String, lines: EndpointLines = .public) {
      self.bank = bank
      self.url = url
      self.lines = lines
    }
  }

  /// The role that the author of the request needs.
  var role: OperatorRole {
    switch self {
    case .commit, .endpoints, .register, .key, .rotateKey, .rotateNetworkKey, .certify, .maintenance, .cancelCommit:
      .operator
    case .setOperator, .removeOperator, .reanchor, .updateRegistry: .administrator
    }
  }

  /// The faults of the database that the change is to settle, and that are put up with until then.
  var regardless: Set<PendingDecision> {
    switch self {
    case .reanchor: [.older, .registry]
    case .updateRegistry: [.registry]
    default: []
    }
  }
}

/// The rollout that a requested commit is to make.
public struct RequestedState: Sendable, Equatable {
  public let rollout: Rollout
  /// The scope that it says beyond the changes of its base.
  public let restated: Scope

  /// The intent, on the rollout that it was made from.
  public func intent(on base: Rollout) -> Intent { Intent(from: base, to: rollout, saying: restated) }
}

/// The stored and hashed form.
extension RequestedChange {
  public var json: JSONValue {
    switch self {
    case .commit(let base, let state, let terms):
      .object(
        [
          .init("change", "commit"), .init("base", JSONValue(base)), .init("rollout", state.rollout.document),
          .init("terms", terms.json),
        ] + (state.restated.isEmpty ? [] : [.init("restated", .string(state.restated.text))]))
    case .endpoints(let endpoints): ["change": "endpoint", "endpoints": .array(endpoints.map(\.json))]
    case .register(let endpoint, let keys):
      ["change": "register", "endpoints": .array([endpoint.json]), "keys": keys.json]
    case .key(let bank, let keys): ["change": "key", "bank": .string(bank.text), "keys": keys.json]
    case .rotateKey(let bank, let keys, let overlap):
      [
        "change": "rotate", "bank": .string(bank.text), "keys": keys.json,
        "overlapMilliseconds": .integer(overlap.milliseconds),
      ]
    case .rotateNetworkKey(let overlap):
      ["change": "network key", "overlapMilliseconds": .integer(overlap.milliseconds)]
    case .certify(let bank, let report): ["change": "certify", "bank": .string(bank.text), "report": report.json]
    case .maintenance(let bank, let from, let until):
      ["change": "maintenance", "bank": .string(bank.text), "from": JSONValue(from), "until": JSONValue(until)]
    case .setOperator(let name, let role):
      ["change": "operator", "operator": .string(name), "role": .string(role.rawValue)]
    case .removeOperator(let name): ["change": "operator", "operator": .string(name), "role": .null]
    case .reanchor(let reason): ["change": "reanchor", "reason": .string(reason)]
    case .updateRegistry(let fingerprint): ["change": "registry", "fingerprint": .string(fingerprint)]
    case .cancelCommit(let number): ["change": "cancel", "scheduled": JSONValue(number)]
    }
  }

  /// Nil if the JSON is not a requested change.
  public init?(json: JSONValue) {
    let bank = json["bank"]?.text.map { BankCode($0) }
    let keys = json["keys"].flatMap(BankPublicKeys.init(json:))
    switch (json["change"]?.text, bank, keys) {
    case ("commit", _, _):
      guard case .integer(let base)? = json["base"], let rollout = json["rollout"].flatMap(Rollout.init(document:)),
        let terms = json["terms"].flatMap(CommitTerms.init(json:)),
        let restated = Scope(text: json["restated"]?.text ?? "")
      else { return nil }
      self = .commit(base: Int(base), RequestedState(rollout: rollout, restated: restated), terms)
    case ("endpoint", _, _):
      guard let endpoints = Endpoint.all(in: json) else { return nil }
      self = .endpoints(endpoints)
    case ("register", _, let keys?):
      guard let endpoint = Endpoint.all(in: json)?.first else { return nil }
      self = .register(endpoint, keys)
    case ("key", let bank?, let keys?): self = .key(bank, keys)
    case ("rotate", let bank?, let keys?):
      guard case .integer(let overlap)? = json["overlapMilliseconds"] else { return nil }
      self = .rotateKey(bank, keys, overlap: .milliseconds(overlap))
    case ("network key", _, _):
      guard case .integer(let overlap)? = json["overlapMilliseconds"] else { return nil }
      self = .rotateNetworkKey(overlap: .milliseconds(overlap))
    case ("maintenance", let bank?, _):
      guard let from = json["from"]?.text.flatMap(Moment.init(text:)),
        let until = json["until"]?.text.flatMap(Moment.init(text:))
      else { return nil }
      self = .maintenance(bank, from: from, until: until)
    case ("certify", let bank?, _):
      guard let report = json["report"].flatMap(CertificationReport.init(json:)) else { return nil }
      self = .certify(bank, report)
    case ("cancel", _, _):
      guard case .integer(let number)? = json["scheduled"] else { return nil }
      self = .cancelCommit(Int(number))
    case ("operator", _, _):
      guard let name = json["operator"]?.text, let role = json["role"] else { return nil }
      if role == .null {
        self = .removeOperator(name)
      } else {
        guard let role = role.text.flatMap(OperatorRole.init(rawValue:)) else { return nil }
        self = .setOperator(name, role)
      }
    case ("reanchor", _, _):
      guard let reason = json["reason"]?.text else { return nil }
      self = .reanchor(reason: reason)
    case ("registry", _, _):
      guard let fingerprint = json["fingerprint"]?.text else { return nil }
      self = .updateRegistry(fingerprint: fingerprint)
    default: return nil
    }
  }
}

extension ApprovalRequest {
  /// The faults of the database that the change is to settle.
  var regardless: Set<PendingDecision> { RequestedChange(json: content)?.regardless ?? [] }
}

extension RequestedChange.Endpoint {
  fileprivate var json: JSONValue {
    ["bank": .string(bank.text), "url": .string(url), "lines": .string(lines.rawValue)]
  }

  fileprivate static func all(in json: JSONValue) -> [Self]? {
    guard case .array(let entries)? = json["endpoints"] else { return nil }
    let endpoints = entries.compactMap { entry -> Self? in
      guard let bank = entry["bank"]?.text, let url = entry["url"]?.text,
        let lines = entry["lines"]?.text.flatMap(EndpointLines.init(rawValue:))
      else { return nil }
      return Self(bank: BankCode(bank), url: url, lines: lines)
    }
    return endpoints.count == entries.count && !endpoints.isEmpty ? endpoints : nil
  }
}

extension BankPublicKeys {
  /// The members as in requests and in the audit chain.
  var members: [JSONValue.Member] {
    [
      .init("publicKey", .string(sealing.base64EncodedString())),
      .init("signingKey", JSONValue(signing?.base64EncodedString())),
    ]
  }

  fileprivate var json: JSONValue { .object(members) }

  fileprivate init?(json: JSONValue) {
    guard let sealing = json["publicKey"]?.text.flatMap({ Data(base64Encoded: $0) }) else { return nil }
    self.init(sealing: sealing, signing: json["signingKey"]?.text.flatMap { Data(base64Encoded: $0) })
  }
}
