import BankLink
import Domain
import Foundation
import Logging
import Sealing
import Store
import Synchronization
import TestFixtures
import Testing

@testable import QueryEngine

@Suite("What is wrong on our own side")
struct LocalFaultTests {
  private let service: TestService
  private let token: String

  init() async throws {
    service = try TestService()
    token = try await service.register()
  }

  private var query: QueryView {
    get async throws { try await service.desk.status(token) }
  }

  /// A bank's health half a minute later, when its counts show.
  private func health(_ bank: BankCode) throws -> BankHealth {
    service.clock.advance(.minutes(1))
    return try service.health(of: bank)
  }

  @Test("keeps every enquiry waiting, is thrown by a drain, and ends and counts nothing")
  func obstacle() async throws {
    try await service.apply(token)
    service.banks.obstruct(SecretFault.missing(path: "network.keys"))
    #expect(await fault { try await service.engine.drain() } == "secret_missing")
    #expect(service.banks.requests.isEmpty)
    #expect(try await query.banks.map(\.state) == [.queued, .queued])
    #expect(try health(.abc).asked == 0)
    service.banks.obstruct(nil)
    try await service.engine.drain()
    #expect(try await query.state == .reported)
  }

  @Test("is not thrown by a drain that has no bank to ask")
  func nothingDue() async throws {
    service.banks.obstruct(SecretFault.missing(path: "network.keys"))
    try await service.engine.drain()
    service.banks.obstruct(nil)
    try await service.apply(token)
    try await service.engine.drain()
    service.banks.obstruct(SecretFault.missing(path: "network.keys"))
    try await service.engine.drain()
    #expect(try await query.state == .reported)
  }

  @Test("with the banks keeps no SMS from being sent")
  func messages() async throws {
    try await service.apply(token)
    try await service.store.submit { [parts = service.parts] transaction in
      try Outbox(parts: parts).put(
        "hello", to: try Resident.zhang.phoneNumber(), id: "M1", in: transaction,
        expiresAt: transaction.now.adding(.hours(1)), sentAtOnce: false)
    }
    service.banks.obstruct(SecretFault.missing(path: "network.keys"))
    #expect(await fault { try await service.engine.drain() } == "secret_missing")
    #expect(try service.store.read { try $0.unsentMessageCount() } == 0)
  }

  /// The service with no SMS service configured.
  private var withoutMessages: EngineParts {
    let parts = service.parts
    return EngineParts(
      store: parts.store, agreement: parts.agreement, banks: parts.banks, identity: parts.identity,
      face: UnconfiguredService("face"), gateway: UnconfiguredService("sms"), random: parts.random,
      passwords: parts.passwords, settings: parts.settings)
  }

  @Test("is thrown by a drain as a setting that is missing only where a message is due")
  func unconfigured() async throws {
    let parts = withoutMessages
    try await QueryEngine(parts).drain()
    try await service.store.submit { transaction in
      try Outbox(parts: parts).put(
        "hello", to: try Resident.zhang.phoneNumber(), id: "M1", in: transaction,
        expiresAt: transaction.now.adding(.hours(1)), sentAtOnce: false)
    }
    #expect(await fault { try await QueryEngine(parts).drain() } == "config_incomplete")
  }

  @Test("is told at the start of a run, each thing by itself, though nothing is due")
  func told() async throws {
    service.banks.obstruct(LocalFault.certificateMissing)
    let parts = withoutMessages
    #expect(parts.obstacles.map(\.code) == ["certificate_missing", "config_incomplete", "config_incomplete"])
    let log = KeptLog()
    try await QueryEngine(parts, log: Logger(label: "test") { _ in log }).run(until: { true })
    let said = log.lines.all
    #expect(said.count == 3 && said[0].hasPrefix("certificate_missing"), "\(said)")
    #expect(said.contains { $0.contains("(sms)") } && said.contains { $0.contains("(face)") })
  }

  @Test(
    "found only when a bank was to be asked, is held back, told, and asked again; the bank was not asked",
    arguments: ["private_address", "key_missing", "certificate_unusable", "bad_url", "https_required"])
  func held(code: String) async throws {
    service.banks.set(.boc, .fails(.forbidden(code: code)), .answers)
    try await service.apply(token)
    #expect(await fault { try await service.engine.drain() } == code)
    #expect(try await query.banks.map(\.state) == [.answered, .sent])
    #expect(try await query.banks.map(\.code) == [nil, code])
    #expect(try health(.abc).asked == 1)
    let bank = try health(.boc)
    #expect(bank.asked == 0 && bank.failures.isEmpty && bank.timeouts == 0)
    try await service.work(until: service.clock.now.adding(.seconds(10)), by: .seconds(1))
    #expect(try await query.state == .reported)
    #expect(try health(.boc).asked == 1)
  }

  @Test("never lets a bank's line grow tired")
  func line() async throws {
    service.banks.set(.boc, .fails(.forbidden(code: "private_address")))
    try await service.apply(token)
    _ = await fault { try await service.engine.drain() }
    for _ in 0..<8 {
      service.clock.advance(.seconds(5))
      _ = await fault { try await service.engine.drain() }
    }
    #expect(service.parts.throttles[.boc].circuit == .closed(failures: 0))
    #expect(service.banks.requests(.ask, .boc).count == 9)
  }

  /// Moves the key away under which a query's own key rests; `another` has no copy of it in memory.
  private func hideKey() async throws -> (hidden: String, shown: String) {
    let folder = try #require(
      try FileManager.default.contentsOfDirectory(atPath: service.location.secrets).first { $0.hasPrefix("day-keys") })
    let day = try await query.dueAt.day.adding(7)
    let shown = "\(service.location.secrets)/\(folder)/\(day)"
    try FileManager.default.moveItem(atPath: shown, toPath: shown + ".away")
    return (shown + ".away", shown)
  }

  @Test("with the key of a query's day keeps its answers and lets it end when the key is back")
  func keyAway() async throws {
    try await service.apply(token)
    let key = try await hideKey()
    let engine = QueryEngine(try service.another())
    #expect(await fault { try await engine.drain() } == "secret_missing")
    #expect(try await query.state == .collecting)
    #expect(try await query.banks.all { $0.state == .answered })
    let asked = service.banks.requests.count
    try FileManager.default.moveItem(atPath: key.hidden, toPath: key.shown)
    service.clock.advance(.seconds(5))
    try await engine.drain()
    #expect(try await query.state == .reported && service.banks.requests.count == asked)
    #expect(try await service.desk.report(token, query: nil, password: "482913").complete)
  }

  @Test("with one query's key keeps nobody else's from ending, also at the deadline")
  func others() async throws {
    let other = try await service.register(.li)
    try await service.apply(token, .named([.abc]))
    _ = try await hideKey()
    let engine = QueryEngine(try service.another())
    #expect(await fault { try await engine.drain() } == "secret_missing")
    // Two days later, so that the other's report rests under another day's key.
    service.clock.advance(.hours(39))
    try await service.apply(other, .named([.abc]), .li)
    #expect(await fault { try await engine.drain() } == "secret_missing")
    #expect(try await service.desk.status(other).state == .reported)
    // The program at which the person applied still has the key in its memory.
    #expect(
      try await CardholderDesk(try service.another(), requester: TestService.requester).status(token).state
        == .collecting)
    #expect(try await query.state == .reported)
  }

  @Test("with a key that never comes back ends the query when the key's day is over")
  func keyLost() async throws {
    try await service.apply(token, .named([.abc]))
    let lastDay = try await query.dueAt.day.adding(7)
    _ = try await hideKey()
    let engine = QueryEngine(try service.another())
    _ = await fault { try await engine.drain() }
    service.clock.set(lastDay.end)
    try await engine.drain()
    #expect(try await query.state == .expired)
  }

  @Test("does not make a day's key anew that was there before")
  func keyNotRemade() async throws {
    try await service.apply(token)
    let key = try await hideKey()
    service.clock.advance(.days(1))
    _ = await fault { try await QueryEngine(try service.another()).drain() }
    #expect(!FileManager.default.fileExists(atPath: key.shown))
  }

  @Test("with one thing to keep up keeps no other from being done")
  func dueWork() async throws {
    try await service.apply(token, .named([.abc]))
    _ = try await hideKey()
    let engine = QueryEngine(try service.another())
    _ = await fault { try await engine.drain() }
    service.clock.advance(.hours(1))
    try service.store.write { try $0.audit(author: "wang", action: "read", object: "nothing", detail: [:]) }
    _ = await fault { try await engine.drain() }
    #expect(try service.store.read { try $0.firstQueryWaitingToEnd() } != nil)
    #expect(try service.store.dayKeys.isPrepared(for: service.store.now().day))
  }

  @Test("with a key is over for the very next drain, though it would have been looked for later")
  func keyBack() async throws {
    try await service.apply(token)
    let key = try await hideKey()
    #expect(await fault { try await QueryEngine(try service.another()).drain() } == "secret_missing")
    try FileManager.default.moveItem(atPath: key.hidden, toPath: key.shown)
    try await QueryEngine(try service.another()).drain()
    #expect(try await query.state == .reported)
  }

  @Test("with a bank's address is over for the very next drain")
  func askedAgain() async throws {
    service.banks.set(.boc, .fails(.forbidden(code: "private_address")), .answers)
    try await service.apply(token)
    #expect(await fault { try await service.engine.drain() } == "private_address")
    try await service.engine.drain()
    #expect(try await query.state == .reported)
  }

  @Test("of a day's key that is another's keeps the query waiting until the right one is back")
  func foreignKey() async throws {
    try await service.apply(token)
    let key = try await hideKey()
    try SecretFile.write(Data(repeating: 7, count: 32), to: key.shown, replacing: false)
    let engine = QueryEngine(try service.another())
    #expect(await fault { try await engine.drain() } == "secret_unusable")
    #expect(try await query.state == .collecting && service.gateway.sentCount == 2)
    #expect(rename(key.hidden, key.shown) == 0)
    try await QueryEngine(try service.another()).drain()
    #expect(try await query.state == .reported)
  }

  @Test("by which the handshake fails at every bank ends and counts nothing, and is told")
  func handshakes() async throws {
    for bank in [BankCode.abc, .boc] { service.banks.set(bank, .fails(.untrusted), .fails(.untrusted), .answers) }
    try await service.apply(token)
    for _ in 0..<2 { #expect(await fault { try await service.engine.drain() } == "certificate_refused") }
    #expect(try await query.banks.map(\.code) == ["certificate_refused", "certificate_refused"])
    #expect(try health(.abc).asked == 0)
    try await service.engine.drain()
    #expect(try await query.state == .reported)
  }

  @Test("is not what makes one bank's handshake fail while others' succeed")
  func oneHandshake() async throws {
    try await service.apply(token, .named([.abc]))
    try await service.engine.drain()
    service.banks.set(.boc, .fails(.untrusted), .answers)
    let other = try await service.register(.li)
    try await service.apply(other, .named([.boc]), .li)
    try await service.engine.drain()
    #expect(try await service.desk.status(other).banks.map(\.code) == ["bank_certificate_refused"])
  }
}

/// A log that keeps what it is told.
private struct KeptLog: LogHandler {
  let lines = KeptLines()
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.warning

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) { lines.add(event.message.description) }
}

private final class KeptLines: Sendable {
  private let lines = Mutex<[String]>([])

  func add(_ line: String) { lines.withLock { $0.append(line) } }
  var all: [String] { lines.withLock { $0 } }
}
