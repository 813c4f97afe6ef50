import Domain
import Foundation
import RolloutControl
import Sealing
import Store
import TestFixtures
import Testing
import Text

/// Banks with keys and endpoints, and the suite's findings at them.
enum Sample {
  static let url = "https://icbc.example/api"

  static func pair(_ number: UInt8) -> BankPublicKeys {
    BankPublicKeys(sealing: Data(repeating: number, count: 32), signing: signing(number + 100))
  }

  /// A public key that was made from a private one.
  static func signing(_ number: UInt8) -> Data {
    SigningKey(rawRepresentation: Data(repeating: number, count: 32))?.publicKey.rawRepresentation ?? Data()
  }

  /// Such a key with the point of order 2 added: signatures of the one can verify with the other.
  static let mixedOrder = Data([
    0x19, 0x4b, 0x0a, 0x87, 0xb7, 0x97, 0x3c, 0xfd, 0xfb, 0xfc, 0xdb, 0x98, 0xe8, 0x13, 0xe9, 0x60,
    0x08, 0x61, 0xd9, 0x9f, 0x71, 0x5e, 0xd9, 0x5e, 0x54, 0x96, 0x11, 0x88, 0x2e, 0x4e, 0x98, 0xed,
  ])
  /// A coordinate that no point of the curve has.
  static let offCurve = Data([2] + [UInt8](repeating: 0, count: 31))

  /// The JSON that a bank serves at `/v1/keys`.
  static func keyFile(_ number: UInt8) -> Data { Data(keyDocument(pair(number)).compact.utf8) }

  static func keyDocument(_ pair: BankPublicKeys) -> JSONValue {
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
    _ outcome: CheckOutcome = .passed, url: String = url, keys: [BankPublicKeys], at now: Moment
  ) -> CertificationReport {
    let title = Bilingual(zh: "负载", en: "load")
    let check = CheckResult(identifier: "load.rate", group: .load, title: title, outcome: outcome, milliseconds: 3)
    return CertificationReport(
      suite: "1", endpoint: url, keys: keys.flatMap(\.identifiers), startedAt: now, endedAt: now, checks: [check])
  }
}

extension OperatedDatabase {
  /// Registers the bank and lets it pass the suite.
  @discardableResult
  func certify(
    _ bank: BankCode, _ outcome: CheckOutcome = .passed, keys: [UInt8] = [1], url: String = Sample.url
  ) throws -> Certification {
    let session = try session()
    if try store.read({ try $0.endpoint(of: bank) }) == nil {
      try session.onboarding.register(bank, endpoint: url, keys: Sample.keyFile(keys[0]))
    }
    return try session.onboarding.record(
      Sample.report(outcome, url: url, keys: keys.map(Sample.pair), at: clock.now), of: bank)
  }

  func require() throws {
    try commit(.setPolicy(#require(PolicySetting(.certification, "required"))))
  }

  func state(of bank: BankCode) throws -> BankRollout { try store.runningRevision().rollout.state(of: bank) }
}
