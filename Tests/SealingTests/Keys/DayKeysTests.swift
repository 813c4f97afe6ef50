import Domain
import Foundation
import TestFixtures
import Testing

@testable import Sealing

@Suite("Day keys")
struct DayKeysTests {
  private let folder: SecretsFolder
  private let keys: DayKeys
  private let today = CalendarDay(number: 19_152)
  private let text = Data("a query's key".utf8)

  init() throws {
    folder = try SecretsFolder()
    keys = try DayKeys(secrets: folder.path, instance: "0123456789abcdef")
    try keys.prepare(today: today)
  }

  private func files() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path + "/day-keys-01234567").sorted()
  }

  private func anotherProgram(_ instance: String = "0123456789abcdef") throws -> DayKeys {
    try DayKeys(secrets: folder.path, instance: instance)
  }

  @Test("are made for today and ten days ahead, open to their owner only")
  func prepared() throws {
    #expect(try files() == (0...10).map { today.adding($0).description })
    for name in try files() { #expect(try folder.mode("day-keys-01234567/" + name) == 0o600) }
    #expect(try folder.mode("day-keys-01234567") == 0o700)
    let contents = try Set(files().map { try folder.content("day-keys-01234567/" + $0) })
    #expect(contents.count == 11 && contents.all { $0.count == 32 })
  }

  @Test("are the same for every program, and stay when they are prepared again")
  func shared() throws {
    let sealed = try keys.sealer(of: today.adding(8), now: today.start).seal(text, context: "Q1")
    let other = try anotherProgram()
    try other.prepare(today: today.adding(1))
    #expect(try other.sealer(of: today.adding(8), now: today.start).open(sealed, context: "Q1") == text)
    #expect(try files().count == 12)
  }

  @Test("open nothing of another day's")
  func otherDay() throws {
    let sealed = try keys.sealer(of: today, now: today.start).seal(text, context: "Q1")
    let other = try keys.sealer(of: today.adding(1), now: today.start)
    #expect(secretFault { try other.open(sealed, context: "Q1") } == .sealBroken)
  }

  @Test("serve until the last millisecond of their day, and not at midnight, destroyed or not")
  func midnight() throws {
    let last = today.end.adding(.milliseconds(-1))
    _ = try keys.sealer(of: today, now: last)
    #expect(secretFault { try keys.sealer(of: today, now: today.end) } == .dayKeyGone(today))
  }

  @Test("are destroyed when their day has ended, the others stay")
  func destroyed() throws {
    try keys.destroyEnded(now: today.end.adding(.milliseconds(-1)))
    #expect(try files().count == 11)
    try keys.destroyEnded(now: today.adding(2).end)
    #expect(try files() == (3...10).map { today.adding($0).description })
    try keys.destroyEnded(now: today.adding(2).end)
  }

  @Test("are overwritten before they are removed")
  func overwritten() throws {
    let path = folder.path + "/day-keys-01234567/" + today.description
    let link = folder.path + "/backup"
    try FileManager.default.linkItem(atPath: path, toPath: link)
    try keys.destroyEnded(now: today.end)
    #expect(try folder.content("backup") == Data(count: 32))
  }

  @Test("once destroyed are gone for good, also for a clock that was set back")
  func gone() throws {
    _ = try keys.sealer(of: today, now: today.start)
    try keys.destroyEnded(now: today.end)
    #expect(secretFault { try keys.sealer(of: today, now: today.start) } == .dayKeyGone(today))
    try keys.prepare(today: today.adding(1))
    #expect(secretFault { try keys.sealer(of: today, now: today.start) } == .dayKeyGone(today))
    #expect(try !files().contains(today.description))
  }

  @Test("that were lost are not made anew, and open again once they are put back")
  func lost() throws {
    let path = folder.path + "/day-keys-01234567/" + today.adding(3).description
    let sealed = try keys.sealer(of: today.adding(3), now: today.start).seal(text, context: "Q1")
    try FileManager.default.moveItem(atPath: path, toPath: path + ".away")
    let other = try anotherProgram()
    try other.prepare(today: today.adding(1), known: today.adding(10))
    #expect(try files().contains(today.adding(11).description) && !files().contains(today.adding(3).description))
    #expect(secretFault { try other.sealer(of: today.adding(3), now: today.start) } == .missing(path: path))
    try FileManager.default.moveItem(atPath: path + ".away", toPath: path)
    #expect(try other.sealer(of: today.adding(3), now: today.start).open(sealed, context: "Q1") == text)
  }

  @Test("of two databases with the same secrets are different keys")
  func instances() throws {
    let other = try anotherProgram("fedcba9876543210")
    try other.prepare(today: today)
    let sealed = try keys.sealer(of: today, now: today.start).seal(text, context: "Q1")
    #expect(secretFault { try other.sealer(of: today, now: today.start).open(sealed, context: "Q1") } == .sealBroken)
    try other.destroyEnded(now: today.adding(20).start)
    #expect(try files().count == 11)
  }

  @Test("never made, or damaged, open nothing")
  func damaged() throws {
    let far = today.adding(11)
    #expect(secretFault { try keys.sealer(of: far, now: today.start) }?.code == "secret_missing")
    try folder.write("short", to: "day-keys-01234567/" + today.description)
    #expect(secretFault { try keys.sealer(of: today, now: today.start) }?.code == "secret_unusable")
  }

  @Test("prepared by many programs at once are the same for all")
  func race() async throws {
    let path = folder.path
    let day = today.adding(100)
    let hashes = try await withThrowingTaskGroup(of: Data.self) { group in
      let sealed = Data("probe".utf8)
      for _ in 0..<8 {
        group.addTask {
          let keys = try DayKeys(secrets: path, instance: "0123456789abcdef")
          try keys.prepare(today: day)
          _ = try keys.sealer(of: day, now: day.start).seal(sealed, context: "x")
          return try Data(contentsOf: URL(fileURLWithPath: "\(path)/day-keys-01234567/\(day)"))
        }
      }
      return try await group.reduce(into: Set<Data>()) { $0.insert($1) }
    }
    #expect(hashes.count == 1)
  }
}
