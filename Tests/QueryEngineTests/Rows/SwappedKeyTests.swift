import BankLink
import Crypto
import Foundation
import Sealing
import TestFixtures
import Testing

@testable import QueryEngine
@testable import Store

/// A writer of the file without the secrets cannot read reports by exchanging keys.
@Suite("A key that somebody else put into the file")
struct SwappedKeyTests {
  private static let mine = Curve25519.KeyAgreement.PrivateKey().publicKey.rawRepresentation
  private static let vault = SealedTable.vault(of: TestService.start.day.adding(7)).name

  private static let ways: [[String]] = [
    ["update queries set public_key = x'\(mine.hexadecimal)' where number = 2"],
    ["update queries set public_key = x'\(mine.hexadecimal)', seal = null where number = 2"],
    [
      """
      update queries set public_key = x'\(mine.hexadecimal)', seal = (select seal from queries where number = 3)
      where number = 2
      """
    ],
    [
      "update queries set public_key = x'\(mine.hexadecimal)' where number = 2",
      "update \(vault) set sealed = zeroblob(124) where item = 2",
    ],
    [
      "update queries set public_key = x'\(mine.hexadecimal)' where number = 2",
      "update \(vault) set sealed = (select sealed from \(vault) where item = 3) where item & 15 = 2",
    ],
  ]

  @Test("of an open query is shown to no bank: the query ends, and is told of once", arguments: ways)
  func query(_ statements: [String]) async throws {
    let scene = try await AlteredScene.shared.value
    let copy = try scene.copy { session in for statement in statements { try session.execute(statement) } }
    try await copy.drain()
    #expect(!copy.banks.enquiries.isEmpty)
    #expect(!copy.banks.enquiries.contains { $0.consent.publicKey == Self.mine })
    let status = try await copy.desk.status(scene.li.token)
    #expect(status.state == .failed && status.reason == "record_altered")
    #expect(try copy.query(scene.third.query)?.state == .reported)
    try await copy.drain()
    _ = try await copy.desk.history(scene.li.token)
    #expect(try copy.told().filter { $0 == "query 2" }.count == 1)
    #expect(try copy.verdict().problem == .recordsAltered(.query))
    let texts = copy.gateway.messages(to: try Resident.li.phoneNumber())
    #expect(texts.contains(MessageText.queryAltered))
  }

  @Test("after the bank was asked lets no answer in, and the query ends")
  func late() async throws {
    let service = try TestService()
    let token = try await service.register()
    service.banks.set(.boc, .accepts(retryAfter: .minutes(1)))
    let query = try await service.apply(token)
    try await service.engine.drain()
    let connection = try SQLiteDatabase(path: service.location.path, creating: false)
    _ = try connection.write { try $0.execute("update queries set public_key = x'\(Self.mine.hexadecimal)'") }
    service.clock.advance(.minutes(2))
    service.banks.set(.boc, .answers)
    try await service.engine.drain()
    let status = try await service.desk.status(token)
    #expect(status.state == .failed && status.reason == "record_altered")
    #expect(service.banks.requests(.fetch, .boc).isEmpty)
    let number = try #require(try service.store.read { try $0.query(query.query) }).number
    let day = TestService.start.day.adding(7)
    #expect(try service.store.read { try $0.vault(of: number, in: day) } == nil)
  }

  @Test("of a person lets no query of theirs in, and other people's go on")
  func person() async throws {
    let scene = try await AlteredScene.shared.value
    let copy = try scene.copy(
      """
      update persons set public_key = x'\(Self.mine.hexadecimal)'
      where id = (select person from queries where number = 1)
      """)
    let refused = await fault { try await copy.desk.apply(scene.zhang, .with(.named([.boc]))) }
    #expect(refused == "record_altered")
    try await copy.drain()
    #expect(try copy.query(scene.li.query)?.state == .reported)
    #expect(try copy.told().count == 1)
  }

  @Test("of a person between the sending of a code and the application lets it not in")
  func between() async throws {
    let service = try TestService()
    let token = try await service.register()
    let code = try await service.code(to: Resident.zhang.phoneNumber()) {
      try await service.desk.apply(token, .with(.named([.boc])))
    }
    let connection = try SQLiteDatabase(path: service.location.path, creating: false)
    _ = try connection.write { try $0.execute("update persons set public_key = x'\(Self.mine.hexadecimal)'") }
    #expect(await fault { try await service.desk.apply(token, .with(.named([.boc]), code: code)) } == "record_altered")
    #expect(try service.store.read { try $0.queriesByState() }.all { $0.count == 0 })
  }

  @Test("does not open what is put in an answer's place, though it is sealed to the right key")
  func answer() async throws {
    let scene = try await AlteredScene.shared.value
    let query = try #require(try scene.service.store.read { try $0.query(number: 1) })
    let names = try #require(scene.service.store.names(ofPlace: 0, in: query))
    let binding = AnswerBinding(enquiry: names.enquiry, bank: .abc, consent: names.consent)
    let forged = try AnswerSeal.seal(
      [], binding: binding, to: #require(SealingPublicKey(rawRepresentation: query.publicKey)))
    let copy = try scene.copy(
      """
      update \(Self.vault) set sealed = x'\(PackedAnswers.pack([KeptAnswer(position: 0, sealed: forged)]).hexadecimal)'
      where item & 15 = 1 and item > 15
      """)
    let code = await fault { try await copy.desk.report(scene.zhang, query: nil, password: "482913") }
    #expect(code == "record_altered")
    #expect(try copy.verdict().problem == .recordsAltered(.kept))
    #expect(try await copy.desk.history(scene.zhang).map(\.reason) == ["record_altered"])
  }

  @Test("of a bank counts again once an operator has entered it anew")
  func bank() async throws {
    let scene = try await AlteredScene.shared.value
    let copy = try scene.copy("update bank_keys set seal_key = x'\(Self.mine.hexadecimal)' where number = 2")
    try await copy.drain()
    #expect(copy.banks.requests(.ask, .abc).isEmpty)
    try copy.store.write { transaction in
      try transaction.audit(
        author: "wang", action: "endpoint", object: "bank abc",
        detail: ["url": "http://127.0.0.1:9/new", "lines": "public"])
      try transaction.setEndpoint("http://127.0.0.1:9/new", of: .abc)
    }
    let pair = try copy.store.read { try $0.bankKeys(of: .abc) }.first?.pair
    #expect(pair == AlteredScene.next)
    try await copy.drain()
    #expect(!copy.banks.requests(.ask, .abc).isEmpty)
    #expect(try copy.query(scene.li.query)?.state == .reported)
  }
}
