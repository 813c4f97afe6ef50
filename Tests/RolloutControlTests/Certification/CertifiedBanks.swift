import Domain
import Foundation
import RolloutControl
import Store

/// Banks with keys and endpoints, and what the suite finds at them.
enum Sample {
  static let url = "https://icbc.example/api"

  static func pair(_ number: UInt8) -> BankKeyPair {
    BankKeyPair(sealing: Data(repeating: number, count: 32), signing: Data(repeating: number + 100, count: 32))
  }

  /// The JSON that a bank serves at `/v1/keys`.
  static func keyFile(_ number: UInt8) -> Data { Data(keyDocument(pair(number)).compact.utf8) }

  static func keyDocument(_ pair: BankKeyPair) -> JSONValue {
    [
      "keys": [
        entry(pair.sealingId, "seal", pair.sealing), entry(pair.signingId ?? "", "sign", pair.signing ?? Data()),
      ]
    ]
  }

  static func entry(_ identifier: String, _ use: String, _ key: Data) -> JSONValue {
    ["keyId": .string(identifier), "use": .string(use), "publicKey": .string(key.base64EncodedString())]
  }

  static let why = Bilingual(zh: "太慢", en: "too slow")

  static func report(
    _ outcome: CheckOutcome = .passed, url: String = url, keys: [BankKeyPair], at now: Moment
  ) -> CertificationReport {
    let title = Bilingual(zh: "负载", en: "load")
    let check = CheckResult(identifier: "load.rate", group: .load, title: title, outcome: outcome, milliseconds: 3)
    return CertificationReport(
      suite: "1", endpoint: url, keys: keys.flatMap(\.identifiers), startedAt: now, endedAt: now, checks: [check])
  }
}

extension TestDatabase {
  /// Registers the bank and lets it pass the suite.
  @discardableResult
  func certify(
    _ bank: BankCode, _ outcome: CheckOutcome = .passed, keys: [UInt8] = [1], url: String = Sample.url
  ) throws -> Certification {
    let session = try session()
    if try store.read({ try $0.endpoint(of: bank) }) == nil {
      try session.register(bank, endpoint: url, keys: Sample.keyFile(keys[0]))
    }
    return try session.record(
      Sample.report(outcome, url: url, keys: keys.map(Sample.pair), at: clock.now), of: bank)
  }

  func require() throws {
    if let setting = PolicySetting(.certification, "required") { try commit(.setPolicy(setting)) }
  }

  func state(of bank: BankCode) throws -> BankRollout { try store.runningRevision().rollout.state(of: bank) }
}
