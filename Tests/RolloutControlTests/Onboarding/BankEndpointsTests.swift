import Domain
import Foundation
import RolloutControl
import Store
import TestFixtures
import Testing

@Suite("A bank's endpoint")
struct BankEndpointsTests {
  private let database: OperatedDatabase
  private let session: OperatorSession

  init() throws {
    database = try OperatedDatabase()
    session = try database.session()
  }

  @Test(
    "is in force at once, audited, and no part of a revision",
    arguments: [
      "http://127.0.0.1:8080/icbc", "https://bank.example/api/", "HTTPS://bank.example", "http://[::1]:80/x",
      "http://银行.example/a",
    ])
  func set(url: String) throws {
    try session.onboarding.setEndpoint(url, for: .icbc)
    #expect(try session.onboarding.endpoints().map(\.url) == [url])
    #expect(try database.session("li").onboarding.endpoints().map(\.bank) == [.icbc])
    #expect(try session.running().number == 0 && !session.differs)
    let record = try #require(try session.audit.records(last: 1).first)
    #expect(record.action == "endpoint" && record.object == "bank icbc" && record.detail["url"] == .string(url))
  }

  @Test(
    "is refused when it is no address, and nothing is written",
    arguments: [
      "", "bank.example", "ftp://bank.example", "http://", "https:///x", "file:///etc/passwd",
      "http://user@bank.example",
      "http://user:word@bank.example/", "http://bank.example/?q=1", "http://bank.example/#x", "http://bank .example",
      "javascript:alert(1)", "//bank.example", "http://bank.example/[", "http://bank.example/%zz",
      "http://bank.example/%2e%2e",
      "http://bank.example./", "http://127.1/", "http://%62ank.example", "http://bank.example?", "http://bank.example#",
    ])
  func refused(url: String) throws {
    let before = try database.records()
    #expect(rolloutFault { try session.onboarding.setEndpoint(url, for: .icbc) } == .invalidEndpoint(url))
    #expect(try session.onboarding.endpoints().isEmpty)
    #expect(try database.records() == before)
  }

  private static let privately = [
    "https://10.0.0.1/x", "https://[::1]/x", "https://[2002:808:808::1]/x", "https://[64:ff9b::a00:1]/x",
    "https://[::ffff:8.8.8.8]/x", "https://192.0.2.1", "https://198.18.0.1:8443", "https://inside.example/x",
    "https://both.example/x",
  ]

  @Test(
    "leads to public addresses only in a real database, literal or by its name, unless its lines are private",
    arguments: privately)
  func privateAddress(url: String) throws {
    let database = try OperatedDatabase(isReal: true)
    let session = try database.session()
    session.resolve = { host in
      let known = [
        "inside.example": ["10.0.0.1"], "both.example": ["8.8.8.8", "100.64.0.1"], "outside.example": ["8.8.8.8"],
      ]
      return known[host.text]?.compactMap(NetworkAddress.init(text:)) ?? []
    }
    #expect(rolloutFault { try session.onboarding.setEndpoint(url, for: .icbc) } == .privateAddress(url))
    #expect(
      rolloutFault { try session.onboarding.register(.icbc, endpoint: url, keys: Sample.keyFile(1)) }
        == .privateAddress(url))
    #expect(try session.onboarding.endpoints().isEmpty)
    try session.onboarding.setEndpoint(url, for: .icbc, lines: .private)
    try session.onboarding.setEndpoint("https://outside.example/x", for: .icbc)
    try session.onboarding.setEndpoint("https://not-yet.example/x", for: .icbc)
    try session.onboarding.setEndpoint("https://8.8.8.8/x", for: .icbc)
  }

  private static let key = Data((0..<32).map { UInt8($0 * 3) })
  private static let hexadecimal = key.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
  private static let files = [
    key, Data(key.base64EncodedString().utf8), Data((key.base64EncodedString() + "\n").utf8), Data(hexadecimal.utf8),
    Data((hexadecimal.uppercased() + "\r\n").utf8),
  ]

  @Test("has a key that is read raw, in Base64 or in hexadecimal", arguments: files)
  func readsKey(file: Data) throws {
    try session.onboarding.setKey(file, for: .icbc)
    #expect(try session.onboarding.endpoints().map(\.publicKey) == [Self.key])
    let record = try #require(try session.audit.records(last: 1).first)
    #expect(record.action == "key" && record.detail["publicKey"] == .string(Self.key.base64EncodedString()))
  }

  private static let noKeys = [
    Data(), Data(count: 31), Data(count: 33), Data("key".utf8), Data(hexadecimal.dropLast().utf8),
    Data((hexadecimal + "00").utf8),
    Data(Data(count: 31).base64EncodedString().utf8), Data([0xff, 0xfe]), Data(count: 1 << 20),
    Data((String(repeating: "0", count: 62) + "+1").utf8), Data((String(repeating: "0", count: 62) + "0g").utf8),
  ]

  @Test("keeps the key it had when the file holds none", arguments: noKeys)
  func noKey(file: Data) throws {
    try session.onboarding.setKey(Self.key, for: .icbc)
    let before = try database.records()
    #expect(rolloutFault { try session.onboarding.setKey(file, for: .icbc) } == .invalidKey)
    #expect(try session.onboarding.endpoints().map(\.publicKey) == [Self.key])
    #expect(try database.records() == before)
  }

  @Test("keeps its key when its address changes, and the other way round")
  func both() throws {
    try session.onboarding.setKey(Self.key, for: .icbc)
    try session.onboarding.setEndpoint("http://a/", for: .icbc)
    try session.onboarding.setEndpoint("http://b/", for: .icbc)
    try session.onboarding.setEndpoint("http://c/", for: .abc)
    let endpoints = try session.onboarding.endpoints()
    #expect(endpoints.map(\.bank) == [.abc, .icbc])
    #expect(endpoints.map(\.url) == ["http://c/", "http://b/"])
    #expect(endpoints.map(\.publicKey) == [nil, Self.key])
  }

  @Test("outlives a candidate that is dropped")
  func outlives() throws {
    _ = try session.edit(.openChannels([.app]))
    try session.onboarding.setEndpoint("http://a/", for: .icbc)
    try session.discard()
    #expect(try session.onboarding.endpoints().count == 1)
  }
}
