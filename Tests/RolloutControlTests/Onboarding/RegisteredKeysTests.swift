import Domain
import Foundation
import RolloutControl
import Store
import TestFixtures
import Testing
import Text

@Suite("A bank's registered keys")
struct RegisteredKeysTests {
  private func keys(_ database: OperatedDatabase) throws -> [BankPublicKeys] {
    try database.store.read { try $0.bankKeys(of: .icbc) }.map(\.pair)
  }

  @Test("are read from the JSON that the bank serves, in a real database, too")
  func document() throws {
    let database = try OperatedDatabase(isReal: true)
    try database.session().onboarding.setKey(Sample.keyFile(1), for: .icbc)
    #expect(try keys(database) == [Sample.pair(1)])
  }

  private static let pair = Sample.pair(1)
  private static let seal = Sample.entry(pair.sealingId, "seal", pair.sealing)
  private static let sign = Sample.entry(pair.signingId ?? "", "sign", pair.signing ?? Data())
  private static let other = Sample.entry(Sample.pair(2).signingId ?? "", "sign", Sample.pair(2).signing ?? Data())

  private static let bad: [(JSONValue, RolloutFault)] = [
    (["keys": []], .sealingKeyMissing), (["keys": [sign]], .sealingKeyMissing), (["keys": [seal]], .signingKeyMissing),
    (["keys": [seal, sign, other]], .severalKeys), (["keys": [seal, seal, sign]], .severalKeys),
    (["keys": [Sample.entry("0000000000000000", "seal", pair.sealing), sign]], .invalidKey),
    (["keys": [Sample.entry(pair.sealingId, "seal", Data(count: 31)), sign]], .invalidKey),
    (["keys": [["use": "seal", "publicKey": 1], sign]], .invalidKey), ([seal, sign], .invalidKey),
    (["keys": "none"], .invalidKey), ([:], .invalidKey),
  ]

  @Test("are refused where the file does not hold one key of each use, and nothing is written", arguments: bad)
  func refused(document: JSONValue, expected: RolloutFault) throws {
    let database = try OperatedDatabase()
    let before = try database.records()
    let session = try database.session()
    #expect(rolloutFault { try session.onboarding.setKey(Data(document.compact.utf8), for: .icbc) } == expected)
    #expect(expected.code == "invalid_key")
    #expect(try keys(database).isEmpty && database.records() == before)
  }

  @Test("may be without names in the file")
  func unnamed() throws {
    let database = try OperatedDatabase()
    let document: JSONValue = [
      "keys": [
        ["use": "seal", "publicKey": Self.seal["publicKey"] ?? .null],
        ["use": "sign", "publicKey": Self.sign["publicKey"] ?? .null],
      ]
    ]
    try database.session().onboarding.setKey(Data(document.compact.utf8), for: .icbc)
    #expect(try keys(database) == [Self.pair])
  }

  @Test("want a signing key in a real database, which a bare key does not have")
  func bare() throws {
    let database = try OperatedDatabase(isReal: true)
    let session = try database.session()
    #expect(rolloutFault { try session.onboarding.setKey(Self.pair.sealing, for: .icbc) } == .signingKeyMissing)
    #expect(rolloutFault { try session.onboarding.rotateKeys(Self.pair.sealing, for: .icbc) } == .signingKeyMissing)
    #expect(
      rolloutFault { try session.onboarding.register(.icbc, endpoint: Sample.url, keys: Self.pair.sealing) }
        == .signingKeyMissing)
    #expect(try keys(database).isEmpty && session.onboarding.endpoints().isEmpty)
  }

  @Test("rotate with an overlap of 72 hours where nothing else is said, audited")
  func rotate() throws {
    let database = try OperatedDatabase()
    let session = try database.session()
    try session.onboarding.setKey(Sample.keyFile(1), for: .icbc)
    try session.onboarding.rotateKeys(Sample.keyFile(2), for: .icbc)
    #expect(try keys(database) == [Sample.pair(2), Sample.pair(1)])
    let record = try #require(try session.audit.records(last: 1).first)
    #expect(record.action == "rotate" && record.detail["overlapMilliseconds"] == 259_200_000)
    database.clock.advance(.hours(72))
    #expect(try keys(database) == [Sample.pair(2)])
    #expect(try session.audit.verify().isIntact)
  }

  @Test("are registered together with the endpoint, or not at all")
  func register() throws {
    let database = try OperatedDatabase(isReal: true)
    let session = try database.session()
    #expect(
      rolloutFault { try session.onboarding.register(.icbc, endpoint: "http://icbc.example", keys: Sample.keyFile(1)) }
        == .httpsRequired("http://icbc.example"))
    #expect(try keys(database).isEmpty)
    try session.onboarding.register(.icbc, endpoint: Sample.url, lines: .private, keys: Sample.keyFile(1))
    let endpoint = try #require(try session.onboarding.endpoints().first)
    #expect(endpoint.url == Sample.url && endpoint.privateLines && endpoint.publicKey == Sample.pair(1).sealing)
    #expect(try session.audit.records(last: 2).map(\.action) == ["endpoint", "key"])
    #expect(try session.audit.verify().isIntact)
  }

  @Test("stand beside an endpoint that is https in a real database, and public unless said otherwise")
  func endpoint() throws {
    let database = try OperatedDatabase(isReal: true)
    let session = try database.session()
    #expect(
      rolloutFault { try session.onboarding.setEndpoint("http://a.example", for: .icbc) }
        == .httpsRequired("http://a.example"))
    try session.onboarding.setEndpoint("HTTPS://a.example", for: .icbc, lines: .private)
    #expect(try session.onboarding.endpoints().map(\.privateLines) == [true])
    try session.onboarding.setEndpoint("https://a.example", for: .icbc)
    #expect(try session.onboarding.endpoints().map(\.privateLines) == [false])
  }
}
