import Domain
import Foundation
import Synchronization
import TestFixtures
import Testing

@testable import Store

@Suite("The days to come")
struct DayPreparationTests {
  private let database: TestDatabase
  private let store: Store

  init() throws {
    database = try TestDatabase.sandbox()
    store = try database.open()
  }

  private var today: CalendarDay { database.clock.now.day }
  private func vaults() throws -> [CalendarDay] { try store.read { try $0.vaultDays() } }

  private func schema() throws -> Int64? {
    try store.database.read { try $0.first("pragma schema_version") { $0.integer(0) } }
  }

  @Test("are made for reports of today and tomorrow, with their keys, once a day")
  func made() throws {
    try store.prepareDays()
    #expect(try vaults() == [today.adding(7), today.adding(8)])
    #expect(store.dayKeys.isPrepared(for: today))
    let before = database.bytes()
    try store.prepareDays()
    #expect(database.bytes() == before)
    database.clock.advance(.days(1))
    try store.prepareDays()
    #expect(try vaults() == [today.adding(6), today.adding(7), today.adding(8)])
  }

  @Test("that are missing are made before the work is run again, in a commit of their own")
  func missing() async throws {
    let runs = Runs()
    let day = today.adding(30)
    let work: @Sendable (Transaction) throws -> Void = { transaction in
      _ = runs.next()
      try transaction.requireVault(of: day)
    }
    try await store.submit(work)
    #expect(runs.all == 2)
    #expect(try vaults() == [today.adding(7), today.adding(8), day])
    let schema = try schema()
    try await store.submit(work)
    try store.write(work)
    #expect(runs.all == 4)
    #expect(try self.schema() == schema)
  }

  @Test("that are missing change no schema in the transaction that needs them: it is undone")
  func undone() throws {
    let schema = try schema()
    let day = today.adding(7)
    #expect(throws: DayNotPrepared.self) {
      try store.writeOnce { transaction in
        try transaction.setEndpoint("http://before/", of: .abc)
        try transaction.requireVault(of: day)
      }
    }
    #expect(try self.schema() == schema)
    #expect(try store.addresses().isEmpty)
  }
}
