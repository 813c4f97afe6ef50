import Domain
import Foundation
import TestFixtures
import Testing

@testable import Store

@Suite("Faults of a driver")
struct DriverFaultTests {
  private func insert(_ id: String, bytes: Int = 1, in transaction: Transaction) throws {
    try transaction.insert(
      RefusalRecord(id: id, codes: ["busy"], revision: 0, pseudonym: Data(repeating: 1, count: bytes)))
  }

  @Test("say that another program holds the writer, in the end, and a later write goes through", arguments: drivers)
  func locked(driver: any DriverUnderTest) throws {
    let database = try driver.fresh()
    let store = try database.open()
    try driver.whileLocked(database, to: store.database) { () throws in
      #expect(fault { try store.write(protecting: []) { try insert("R1", in: $0) } } == "database_locked")
      // Whoever reads is kept by no writer.
      #expect(try store.read { try $0.refusalCount() } == 0)
    }
    try store.write(protecting: []) { try insert("R1", in: $0) }
    #expect(try store.read { try $0.refusalCount() } == 1)
  }

  @Test("say that the disk is full, change nothing, and end when there is room", arguments: drivers)
  func full(driver: any DriverUnderTest) async throws {
    let database = try driver.fresh()
    defer { withExtendedLifetime(database) {} }
    let store = try database.open()
    try store.write(protecting: []) { try insert("R0", in: $0) }
    try await driver.whileFull(store.database) { () async throws in
      let code = fault { try store.write(protecting: []) { try insert("R1", bytes: 1 << 21, in: $0) } }
      #expect(code == "disk_full")
      #expect(try store.read { try $0.refusalCount() } == 1)
    }
    try store.write(protecting: []) { try insert("R1", bytes: 1 << 21, in: $0) }
    #expect(try store.read { try $0.refusal("R1") }?.pseudonym?.count == 1 << 21)
  }

  @Test("say that the database may only be read, at opening and to init", arguments: drivers)
  func readOnly(driver: any DriverUnderTest) throws {
    let database = try driver.fresh()
    try driver.whileReadOnly(database) { () throws in
      #expect(fault { try database.open() } == "database_read_only")
      #expect(fault { try database.initialise() } == "database_read_only")
    }
    #expect(fault { try database.open() } == nil)
  }

  @Test("of one job in a shared commit leave of every job all or nothing, and each is told which", arguments: drivers)
  func givenUp(driver: any DriverUnderTest) async throws {
    let database = try driver.fresh()
    defer { withExtendedLifetime(database) {} }
    let store = try database.open()
    try await driver.whileFull(store.database) { () async throws in
      let codes = await withTaskGroup(of: (job: Int, code: String?).self) { group in
        for job in 0..<8 {
          group.addTask {
            let code = await fault {
              try await store.submit(protecting: []) { try insert("R\(job)", bytes: job == 3 ? 1 << 21 : 1, in: $0) }
            }
            return (job, code)
          }
        }
        return await group.reduce(into: [Int: String]()) { codes, outcome in codes[outcome.job] = outcome.code ?? "" }
      }
      #expect(codes[3] == "disk_full")
      for (job, code) in codes {
        #expect(try store.read { try $0.refusal("R\(job)") != nil } == code.isEmpty)
      }
    }
  }
}
