import Domain
import Foundation
import TestFixtures
import Testing
import Text

@testable import Store

@Suite("The service's lock")
struct ServiceLockTests {
  private let known = ServiceNotice(socket: "/run/chaka/operators.sock", server: "https://chaka.example")

  private func admit(_ use: DatabaseUse, to database: TestDatabase) throws -> ServiceLock? {
    try database.location.admit(use, known: known)
  }

  @Test("is held by one of those that begin at once", arguments: 1...50)
  func one(round: Int) async throws {
    let database = try TestDatabase.real()
    let taken = await withTaskGroup(of: Result<ServiceLock?, any Error>.self) { group in
      for _ in 0..<2 { group.addTask { Result { try admit(.service, to: database) } } }
      return await group.reduce(into: [Result<ServiceLock?, any Error>]()) { $0.append($1) }
    }
    let locks = taken.compactMap { try? $0.get() }
    let faults = taken.compactMap { result in if case .failure(let fault) = result { fault as? StoreFault } else { nil }
    }
    #expect(locks.count == 1 && faults.map(\.code) == ["service_running"])
  }

  @Test("lets maintenance work beside maintenance, and keeps it from a running service")
  func maintenance() throws {
    let database = try TestDatabase.real()
    let (drain, initialisation) = (try admit(.maintenance, to: database), try admit(.maintenance, to: database))
    #expect(drain != nil && initialisation != nil)
    let refused = anyFault { try admit(.service, to: database) }
    #expect(refused?.code == "service_running" && refused?.facts == [.init("maintenance", true)])
    withExtendedLifetime((drain, initialisation)) {}
  }

  @Test("tells the others who runs, since when, and where")
  func notice() throws {
    let database = try TestDatabase.real()
    let lock = try #require(try admit(.service, to: database))
    lock.note(
      ServiceNotice(process: 7, socket: "/tmp/s", server: "https://s", since: Moment(text: "2026-11-28T10:00:00")))
    for use in [DatabaseUse.service, .maintenance] {
      let refused = try #require(anyFault { try admit(use, to: database) })
      #expect(refused.code == "service_running" && refused.kind == .environment)
      #expect(
        JSONValue.object(refused.facts).compact
          == #"{"pid":7,"socket":"/tmp/s","server":"https://s","since":"2026-11-28T10:00:00+08:00"}"#)
      #expect(refused.message.en.contains("process 7") && refused.message.zh.contains("进程 7"))
    }
    #expect(try admit(.worker, to: database) == nil)
  }

  @Test("ends with whoever held it, and says nothing of the one before")
  func ends() throws {
    let database = try TestDatabase.real()
    var lock = try admit(.service, to: database)
    lock?.note(ServiceNotice(process: 1, socket: "/tmp/first"))
    lock = nil
    #expect(ServiceLock.holder(at: database.location) == nil)
    #expect(ServiceLock.latest(at: database.location).socket == "/tmp/first")
    lock = try admit(.service, to: database)
    #expect(ServiceLock.holder(at: database.location) == ServiceNotice())
    withExtendedLifetime(lock) {}
  }

  @Test("is not moved with its file: whoever comes later locks the file of the name")
  func replaced() throws {
    let database = try TestDatabase.real()
    let first = try #require(try admit(.service, to: database))
    #expect(rename(database.path + "-service", database.path + "-elsewhere") == 0)
    let second = try #require(try admit(.service, to: database))
    #expect(fault { try admit(.service, to: database) } == "service_running")
    withExtendedLifetime((first, second)) {}
  }

  @Test(
    "is not decided by what stands in the file", arguments: ["", "{", "{\"pid\":1}", "{\"pid\":\"x\"}", "\u{0}\u{0}"])
  func garbage(content: String) throws {
    let database = try TestDatabase.real()
    try Data(content.utf8).write(to: URL(fileURLWithPath: database.path + "-service"))
    let lock = try #require(try admit(.service, to: database))
    try Data(content.utf8).write(to: URL(fileURLWithPath: database.path + "-service"), options: [])
    withExtendedLifetime(lock) {}
  }

  @Test("is the owner's alone, no link, and no child inherits it")
  func rights() throws {
    let database = try TestDatabase.real()
    let path = database.path + "-service"
    try Data().write(to: URL(fileURLWithPath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: path)
    let lock = try #require(try admit(.service, to: database))
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
    let child = Process()
    child.executableURL = URL(fileURLWithPath: "/bin/sh")
    child.arguments = ["-c", "for f in /proc/self/fd/*; do readlink $f; done | grep -q -- -service && exit 1; exit 0"]
    try child.run()
    child.waitUntilExit()
    #expect(child.terminationStatus == 0)
    withExtendedLifetime(lock) {}

    let linked = try TestDatabase.real()
    try FileManager.default.createSymbolicLink(atPath: linked.path + "-service", withDestinationPath: path)
    #expect(fault { try admit(.service, to: linked) } == "database_read_only")
  }

  @Test("is one for a database, whatever link leads to it")
  func links() throws {
    let database = try TestDatabase.real()
    let link = database.path + ".link"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: database.path)
    let lock = try #require(try admit(.service, to: database))
    let other = StoreLocation(path: link, secrets: database.location.secrets)
    #expect(fault { try other.admit(.service, known: known) } == "service_running")
    withExtendedLifetime(lock) {}
  }

  @Test("is nothing to a sandbox, or to what is no database", arguments: DatabaseUse.allCases)
  func sandbox(use: DatabaseUse) throws {
    let sandbox = try TestDatabase.sandbox()
    #expect(try admit(use, to: sandbox) == nil && admit(use, to: sandbox) == nil)
    let missing = try TestDatabase()
    #expect(try admit(use, to: missing) == nil)
    #expect(!FileManager.default.fileExists(atPath: missing.path + "-service"))
  }

  @Test(
    "of another account's database is not asked for: the service is named, where there is one",
    .enabled(if: geteuid() == 0), arguments: DatabaseUse.allCases)
  func foreign(use: DatabaseUse) throws {
    let database = try TestDatabase.real()
    #expect(chown(database.path, 65_534, 65_534) == 0)
    #expect(fault { try database.location.admit(use, known: ServiceNotice()) } == "not_service_account")
    let named = anyFault { try admit(use, to: database) }
    #expect(named?.code == "service_only" && named?.kind == .refused)
    #expect(named?.facts.map(\.key) == ["socket", "server"])
    #expect(!FileManager.default.fileExists(atPath: database.path + "-service"))
  }

  @Test(
    "keeps nobody from a real database who is not refused anyway: it is the service's alone, and the service is named",
    arguments: [DatabaseUse.console, .bench])
  func alone(use: DatabaseUse) throws {
    let database = try TestDatabase.real()
    let without = try #require(anyFault { try admit(use, to: database) })
    #expect(without.code == "service_only" && without.kind == .refused)
    #expect(
      JSONValue.object(without.facts).compact
        == #"{"socket":"/run/chaka/operators.sock","server":"https://chaka.example","running":false}"#)
    let lock = try #require(try admit(.service, to: database))
    lock.note(ServiceNotice(process: 7, socket: "/tmp/s"))
    let beside = try #require(anyFault { try admit(use, to: database) })
    #expect(
      JSONValue.object(beside.facts).compact
        == #"{"socket":"/tmp/s","server":"https://chaka.example","running":true}"#)
    withExtendedLifetime(lock) {}
  }

  @Test("lives as long as the store that holds it")
  func store() throws {
    let database = try TestDatabase.real()
    var store: Store? = try Store.open(
      at: database.location, catalogue: database.catalogue, pretendedNow: nil, lock: admit(.service, to: database))
    store?.noteService(ServiceNotice(socket: "/tmp/s"))
    #expect(ServiceLock.holder(at: database.location)?.socket == "/tmp/s")
    store = nil
    #expect(ServiceLock.holder(at: database.location) == nil)
  }
}
