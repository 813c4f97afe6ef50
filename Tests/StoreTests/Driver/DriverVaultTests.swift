import Domain
import Foundation
import Sealing
import TestFixtures
import Testing

@testable import Store

@Suite("The vaults of a driver")
struct DriverVaultTests {
  private static let needle = Data("NEEDLE-of-a-sealed-answer-0123456789-abcdefghijklmnopqrstuvwxyz".utf8)

  /// A program with something kept in the vault of the day after its own.
  private func keeping(_ scene: DriverScene) throws -> (store: Store, day: CalendarDay) {
    let store = try scene.database.open()
    let day = scene.database.clock.now.day.adding(1)
    try store.write(protecting: [.days]) { transaction in
      try transaction.prepareVault(of: day)
      try transaction.keep(key: Self.needle, of: 1, in: day)
    }
    return (store, day)
  }

  private func holdsNeedle(_ scene: DriverScene) -> Bool? {
    scene.driver.bytes(of: scene.database).map { $0.range(of: Self.needle) != nil }
  }

  @Test("are made once for a day, and listed in order", arguments: drivers)
  func made(driver: any DriverUnderTest) throws {
    let scene = try DriverScene(driver)
    defer { withExtendedLifetime(scene) {} }
    let store = try scene.database.open()
    let days = [3, 1, 2, 1].map { store.clock.now.day.adding($0) }
    for day in days { try store.write(protecting: [.days]) { try $0.prepareVault(of: day) } }
    #expect(try scene.database.open().read { try $0.vaultDays() } == Set(days).sorted())
    for day in Set(days) {
      #expect(try scene.other.snapshot { try $0.first("select count(*) from vault_\(day.number)") { $0.int(0) } } == 0)
    }
  }

  @Test("give back what they keep, and take it along when they are dropped, out of the files, too", arguments: drivers)
  func dropped(driver: any DriverUnderTest) throws {
    let scene = try DriverScene(driver)
    defer { withExtendedLifetime(scene) {} }
    let (store, day) = try keeping(scene)
    #expect(try store.read { try $0.vault(of: 1, in: day) }?.key == Self.needle)
    #expect(holdsNeedle(scene) != false)
    scene.database.clock.set(day.end)
    #expect(try store.read { try $0.endedVaults() }.map(\.day) == [day])
    try store.write(protecting: [.days]) { try $0.dropVault(day) }
    #expect(try store.read { try $0.vault(of: 1, in: day) } == nil)
    #expect(try store.read { try $0.vaultDays() }.isEmpty)
    #expect(try store.truncateLog())
    #expect(holdsNeedle(scene) != true)
    try store.write(protecting: [.days]) { try $0.forgetVault(day) }
    #expect(try store.read { try $0.endedVaults() }.isEmpty)
    // What is left is a schema of ours.
    #expect(try scene.database.open().read { try $0.vaultDays() }.isEmpty)
  }

  @Test("leave the files only once no reader stands in the way, which is said and not waited for", arguments: drivers)
  func reader(driver: any DriverUnderTest) throws {
    let scene = try DriverScene(driver)
    defer { withExtendedLifetime(scene) {} }
    guard holdsNeedle(scene) != nil else { return }
    let (store, day) = try keeping(scene)
    try scene.other.snapshot { sql in
      #expect(try sql.first("select count(*) from vault_\(day.number)") { $0.int(0) } == 1)
      try store.write(protecting: [.days]) { try $0.dropVault(day) }
      let before = ContinuousClock.now
      #expect(try !store.truncateLog())
      #expect(ContinuousClock.now - before < .seconds(5))
      #expect(try sql.first("select count(*) from vault_\(day.number)") { $0.int(0) } == 1)
    }
    #expect(try store.truncateLog())
    #expect(holdsNeedle(scene) == false)
  }

  @Test("are not made by work that needs one: it is undone, and run again when the day is there", arguments: drivers)
  func missing(driver: any DriverUnderTest) async throws {
    let database = try driver.fresh()
    defer { withExtendedLifetime(database) {} }
    let store = try database.open()
    let day = store.clock.now.day.adding(20)
    let runs = Runs()
    try await store.submit(protecting: []) { transaction in
      let run = runs.next()
      try transaction.insert(RefusalRecord(id: "R\(run)", codes: ["busy"], revision: 0, pseudonym: nil))
      try transaction.requireVault(of: day)
    }
    #expect(runs.all == 2)
    #expect(try store.read { try $0.refusal("R1") } == nil && store.read { try $0.refusal("R2") } != nil)
    #expect(try store.read { try $0.vaultDays() }.contains(day))
  }
}
