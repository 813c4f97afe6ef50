import Domain
import Foundation
import Synchronization
import TestFixtures
import Testing

@testable import Store

@Suite("Workers in a driver")
struct DriverWorkerTests {
  private final class Released: Sendable {
    let workers = Mutex<[String]>([])

    /// Asks a program for dead workers, and gives those that it named.
    func found(by program: any Database) async throws -> [String] {
      workers.withLock { $0 = [] }
      try await program.releaseDeadWorkers { worker in workers.withLock { $0.append(worker) } }
      return workers.withLock { $0.sorted() }
    }
  }

  @Test("that died are named to whoever looks, once, and those that live are not", arguments: drivers)
  func dead(driver: any DriverUnderTest) async throws {
    let scene = try DriverScene(driver)
    defer { withExtendedLifetime(scene) {} }
    let released = Released()
    let living = try scene.engine.mark(worker: "living")
    for worker in ["dead1", "dead2"] { try driver.leaveMark(of: worker, at: scene.database) }
    #expect(try await released.found(by: scene.other) == ["dead1", "dead2"])
    #expect(try await released.found(by: scene.other) == [])
    #expect(try await released.found(by: scene.engine) == [])
    withExtendedLifetime(living) {}
  }

  @Test("that ended by themselves leave nothing to release", arguments: drivers)
  func ended(driver: any DriverUnderTest) async throws {
    let scene = try DriverScene(driver)
    defer { withExtendedLifetime(scene) {} }
    do { withExtendedLifetime(try scene.engine.mark(worker: "ended")) {} }
    #expect(try await Released().found(by: scene.other) == [])
  }

  @Test("whose claims could not be given up are named again", arguments: drivers)
  func again(driver: any DriverUnderTest) async throws {
    let scene = try DriverScene(driver)
    defer { withExtendedLifetime(scene) {} }
    try driver.leaveMark(of: "dead", at: scene.database)
    await #expect(throws: DriverScene.Refused.self) {
      try await scene.engine.releaseDeadWorkers { _ in throw DriverScene.Refused() }
    }
    #expect(try await Released().found(by: scene.other) == ["dead"])
  }

  @Test("that died give up the SMS that they had in hand, at once", arguments: drivers)
  func claims(driver: any DriverUnderTest) async throws {
    let scene = try DriverScene(driver)
    defer { withExtendedLifetime(scene) {} }
    let store = try scene.database.open()
    try driver.leaveMark(of: "dead", at: scene.database)
    try store.write(protecting: [.outbox]) { transaction in
      for id in ["M1", "M2"] {
        try transaction.insertMessage(
          id: id, phone: Data(), text: Data(), nextAt: transaction.now, expiresAt: transaction.now.adding(.days(1)))
      }
      for (message, owner) in zip(try transaction.dueMessages(limit: 2), ["dead", "living"]) {
        try transaction.postponeMessage(
          message.number, until: transaction.now.adding(.hours(1)), attempts: 0, owner: owner)
      }
    }
    #expect(try store.read { try $0.dueMessages(limit: 2) }.isEmpty)
    try await store.takeOverFromDeadWorkers()
    #expect(try store.read { try $0.dueMessages(limit: 2) }.map(\.id) == ["M1"])
  }
}
