import BankLink
import Domain
import Foundation
import RolloutControl
import Sealing
import TestFixtures
import Testing
import Text

@testable import QueryEngine
@testable import Store

/// A service with a row in every sealed table, two if rows can be exchanged: made once, and copied for each alteration
/// of its file.
///
/// Zhang has a report and has asked for a code; Li and a third person have queries that no bank has been asked about.
struct AlteredScene: Sendable {
  static let shared = Task { try await AlteredScene() }

  let service: TestService
  let zhang: String
  let li: (token: String, query: Int)
  let third: (token: String, query: Int)
  /// The code that Zhang was sent last, for signing in.
  let code: String

  static let pair = BankPublicKeys.first
  static let next = BankPublicKeys.second

  init() async throws {
    let service = try TestService()
    self.service = service
    for bank in BankCode.published {
      try service.store.write { transaction in
        try transaction.audit(
          author: "wang", action: "endpoint", object: "bank \(bank)",
          detail: ["url": .string("http://127.0.0.1:9/\(bank)"), "lines": "public"])
      }
    }
    zhang = try await service.register()
    try await service.apply(zhang)
    try await service.engine.drain()
    try Self.bring(.abc, into: service.store)
    li = try await Self.waiting(.li, service)
    third = try await Self.waiting(.numbered(1), service)
    try Self.nameBefore(third.query, in: service.store)
    service.clock.advance(.minutes(1))
    code = try await service.code(to: Resident.zhang.phoneNumber()) { [desk = service.desk] in
      try await desk.login(phone: Resident.zhang.phoneNumber(), code: nil)
    }
    try service.store.write { transaction in
      for id in ["M1", "M2"] {
        try transaction.deliverInSandbox(id: id, phoneHash: Data(id.utf8), text: Data("text \(id)".utf8))
        try Outbox(parts: service.parts).put(
          "text \(id)", to: Resident.zhang.phoneNumber(), id: id, in: transaction,
          expiresAt: transaction.now.adding(.days(1)), sentAtOnce: true)
      }
    }
  }

  private static func waiting(_ person: Resident, _ service: TestService) async throws -> (token: String, query: Int) {
    let token = try await service.register(person)
    let query = try await service.apply(token, .named([.abc, .boc]), person)
    return (token, try #require(try service.store.read { try $0.query(query.query) }).number)
  }

  /// Makes a query one from before, whose enquiries' identifiers are stored.
  private static func nameBefore(_ number: Int, in store: Store) throws {
    try store.write { transaction in
      let query = try #require(try transaction.query(number: number))
      try transaction.replace(
        QueryRecord(
          number: number, id: query.id, person: query.person, revision: query.revision, region: query.region,
          channel: query.channel, agreement: query.agreement, banks: query.banks, publicKey: query.publicKey,
          acceptedAt: query.acceptedAt, machine: query.machine, vaultDay: query.vaultDay, identifierKey: nil))
      for place in query.banks.indices {
        try transaction.insert(
          [.int(number), .int(place), .text("E-before-\(place)"), .text("C-before-\(place)")], into: .namedEnquiries)
      }
    }
  }

  /// Two pairs of keys, two certifications, and two maintenances of another bank.
  private static func bring(_ bank: BankCode, into store: Store) throws {
    try store.write { transaction in
      for pair in [pair, next] {
        try transaction.audit(
          author: "wang", action: "rotate", object: "bank \(bank)",
          detail: [
            "publicKey": .string(pair.sealing.base64EncodedString()),
            "signingKey": JSONValue(pair.signing?.base64EncodedString()), "overlapMilliseconds": 3_600_000,
          ])
        try transaction.rotateKeys(of: bank, to: pair, overlap: .hours(1))
      }
      for _ in 0..<2 {
        let report = CertificationReport(
          suite: "1", endpoint: "http://127.0.0.1:9/\(bank)", keys: next.identifiers, startedAt: transaction.now,
          endedAt: transaction.now,
          checks: [
            CheckResult(
              identifier: "load.rate", group: .load, title: Bilingual(zh: "负载", en: "load"), outcome: .passed,
              milliseconds: 1)
          ])
        _ = try transaction.certify(bank, report, author: "wang")
        let maintenance = try transaction.insertMaintenance(
          of: .ccb, from: transaction.now, until: transaction.now.adding(.hours(5)), author: "wang")
        try transaction.audit(
          author: "wang", action: "maintenance", object: "bank \(BankCode.ccb)",
          detail: [
            "number": JSONValue(maintenance.number), "from": JSONValue(maintenance.from),
            "until": JSONValue(maintenance.until),
          ])
      }
    }
  }

  /// A copy with statements run on the file, and the service that opens it afterwards.
  func copy(_ statements: String...) throws -> Copy {
    try copy { session in for statement in statements { try session.execute(statement) } }
  }

  func copy(_ change: (SQLiteSession) throws -> Void) throws -> Copy { try Copy(of: self, change) }

  final class Copy: Sendable {
    let banks: ScriptedBanks
    let gateway = ScriptedGateway()
    let parts: EngineParts
    private let own: TemporaryFolder

    var store: Store { parts.store }
    var desk: CardholderDesk { CardholderDesk(parts, requester: TestService.requester) }

    init(of scene: AlteredScene, _ change: (SQLiteSession) throws -> Void) throws {
      let service = scene.service
      own = try TemporaryFolder()
      let folder = own.path(of: "altered")
      let original = URL(fileURLWithPath: service.location.path).deletingLastPathComponent().path
      try FileManager.default.copyItem(atPath: original, toPath: folder)
      try? FileManager.default.removeItem(atPath: folder + "/chaka.sqlite-shm")
      let location = StoreLocation(path: folder + "/chaka.sqlite", secrets: folder + "/secrets")
      banks = ScriptedBanks(book: .published, clock: service.clock)
      let connection = try SQLiteDatabase(path: location.path, creating: false)
      try connection.write(change)
      parts = EngineParts(
        store: try Store.open(at: location, catalogue: service.store.registry, clock: service.clock),
        agreement: service.parts.agreement, banks: banks, identity: service.checks, face: service.checks,
        gateway: gateway, random: SeededRandom(seed: 2), passwords: service.parts.passwords,
        settings: service.parts.settings)
    }

    func verdict() throws -> AuditVerdict { try store.read { try $0.verifyAudit() } }

    /// The altered objects that the chain records.
    func told() throws -> [String] {
      try store.read { try $0.auditRecords(AuditFilter(author: "chaka", action: "altered")) }.map(\.object)
    }

    func drain() async throws { try await QueryEngine(parts).drain() }

    func query(_ number: Int) throws -> QueryRecord? { try store.read { try $0.query(number: number) } }

    /// Whether a bank was sent one of these enquiries of a query.
    func asked(about query: Int, _ enquiries: [String]) -> Bool {
      banks.enquiries.contains { enquiries.contains($0.identifier) }
    }
  }

  func enquiries(of query: Int) throws -> [String] {
    try service.identifiers(of: query)
  }
}
