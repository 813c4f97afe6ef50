import Domain
import Store
import TestFixtures
import Testing

@testable import Benchmark

struct WaitingLoadTests {
  private static let load = WaitingLoad(count: 250, whole: 250, bank: .icbc, region: .beijing, agreement: "2021-12")

  @Test func `loaded queries are intact, and wait in an order that is not that of their numbers`() throws {
    let database = try TestDatabase.sandbox()
    defer { withExtendedLifetime(database) {} }
    let store = try database.open()
    try Self.load.fill(store)
    let waiting = try store.read { try $0.waiting(at: .icbc, fetchesOnly: false, limit: 1_000).map(\.query) }
    #expect(waiting.count == 250)
    // Queries are numbered from 1, in the order of the load.
    #expect(waiting == (0..<250).sorted { WaitingLoad.rank($0) < WaitingLoad.rank($1) }.map { $0 + 1 })
    #expect(waiting.first == 100)
    let looked = try store.read { try $0.work(of: waiting) }
    #expect(looked.count == 250 && looked.allSatisfy { $0.work?.enquiries.map(\.isAside) == [true] })
    // Nothing but the bank's return makes them due.
    #expect(try store.read { try $0.dueWork(limit: 10).isEmpty })
  }

  @Test func `copies wait behind those that can be asked`() throws {
    let database = try TestDatabase.sandbox()
    defer { withExtendedLifetime(database) {} }
    let load = WaitingLoad(count: 500, whole: 200, bank: .icbc, region: .beijing, agreement: "2021-12")
    try load.fill(database.open())
    try load.copy(in: database.location)
    let waiting = try database.open().read { try $0.waiting(at: .icbc, fetchesOnly: false, limit: 1_000).map(\.query) }
    #expect(Set(waiting) == Set(1...500) && waiting.count == 500)
    #expect(Set(waiting.prefix(200)) == Set(1...200))
  }

  @Test func `a process's findings come back from its lines as they were`() {
    let told = [
      WaitingPart.Told.round(rate: 1_234.5), .back(rate: 98.5, distance: 40, passedOver: 2, reports: 20_000),
    ]
    for value in told { #expect(WaitingPart.Told(line: Substring(value.line)) == value) }
    for line in ["ready", "round", "round x", "back 1.5 2 3", "back x 1 2 3"] {
      #expect(WaitingPart.Told(line: Substring(line)) == nil)
    }
  }
}
