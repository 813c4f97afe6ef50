import Foundation
import Store
import Synchronization
import TestFixtures
import Testing

@testable import QueryEngine

extension TestService {
  /// Keeps a transaction of another program open while the body runs, at a point that the caller chooses.
  fileprivate func holding(
    _ body: () async throws -> Void, in transaction: @escaping @Sendable (Store, @Sendable () -> Void) -> Void
  ) async throws {
    let other = try another().store
    let (begun, ended, left) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    let holder = Thread {
      transaction(other) {
        begun.signal()
        ended.wait()
      }
      left.signal()
    }
    holder.start()
    begun.wait()
    do { try await body() } catch {
      ended.signal()
      throw error
    }
    ended.signal()
    left.wait()
  }
}

@Suite("A reader at midnight")
struct LogTruncationTests {
  private let service: TestService

  init() throws { service = try TestService() }

  private func dropped() throws -> Int { try service.store.read { try $0.endedVaults() }.count }

  /// Keeps a read open in another program while the body runs.
  private func reading(_ body: () async throws -> Void) async throws {
    try await service.holding(body) { store, stay in
      _ = try? store.read { transaction in
        _ = try transaction.lastAppliedRevision()
        stay()
      }
    }
  }

  @Test("keeps nobody from writing, and neither the deletion nor the end of the keys from taking place")
  func reader() async throws {
    _ = try await service.reported()
    try await reading {
      service.clock.set(TestService.start.day.adding(8).start)
      try await service.engine.drain()
      try service.store.write { try $0.audit(author: "wang", action: "read", object: "nothing", detail: [:]) }
      // Waiting for the reader would take ten seconds each time, a hundred in all.
      let start = ContinuousClock.now
      for _ in 0..<10 { #expect(try !service.store.truncateLog()) }
      #expect(ContinuousClock.now - start < .seconds(50))
      #expect(try dropped() == 1)
      let folder = try #require(
        try FileManager.default.contentsOfDirectory(atPath: service.location.secrets).first { $0.hasPrefix("day-keys") }
      )
      let keys = try FileManager.default.contentsOfDirectory(atPath: "\(service.location.secrets)/\(folder)").sorted()
      #expect(keys.first == service.clock.now.day.description)
    }
  }

  @Test("is named, and the workers that read beside it are not")
  func workers() async throws {
    _ = try await service.reported()
    let store = service.store
    try await reading {
      #expect(store.readers().contains { $0.hasSuffix("(\(getpid()))") })
      let mark = try WorkerMark(for: store)
      #expect(!store.readers().contains { $0.hasSuffix("(\(getpid()))") })
      withExtendedLifetime(mark) {}
    }
  }

  @Test("is named with the time since when, is tried with growing pauses, and is over when it has gone")
  func pauses() async throws {
    _ = try await service.reported()
    let midnight = TestService.start.day.adding(8).start
    let truncation = LogTruncation(parts: service.parts)
    try await reading {
      service.clock.set(midnight)
      _ = try await Expiry(parts: service.parts).run()
      let first = await #expect(throws: ReaderInTheWay.self) { try await truncation.run() }
      #expect(first?.since == midnight && first?.readers.contains { $0.hasSuffix("(\(getpid()))") } == true)
      for (pause, isTried) in [
        (0, false), (999, false), (1, true), (1_999, false), (1, true), (3_999, false), (1, true),
      ] {
        service.clock.advance(.milliseconds(Int64(pause)))
        let tried = await fault { try await truncation.run() } == "expiry_waiting"
        #expect(tried == isTried)
      }
      service.clock.advance(.seconds(8))
      let last = await #expect(throws: ReaderInTheWay.self) { try await truncation.run() }
      #expect(last?.since == midnight)
    }
    // The reader's connection may close a moment after it has said that it is done.
    for _ in 0..<100 where try dropped() > 0 {
      service.clock.advance(.minutes(5))
      if await fault({ try await truncation.run() }) != nil { try await Task.sleep(for: .milliseconds(50)) }
    }
    #expect(try dropped() == 0)
  }
}

private final class Flag: Sendable {
  private let state = Mutex(false)
  var isRaised: Bool { state.withLock { $0 } }
  func raise() { state.withLock { $0 = true } }
}

@Suite("A writer at midnight")
struct WriterAtMidnightTests {
  private let service: TestService

  init() throws { service = try TestService() }

  private func dayKeys() throws -> [String] {
    let folder = try #require(
      try FileManager.default.contentsOfDirectory(atPath: service.location.secrets).first { $0.hasPrefix("day-keys") })
    return try FileManager.default.contentsOfDirectory(atPath: "\(service.location.secrets)/\(folder)").sorted()
  }

  /// Keeps a write open in another program while the body runs.
  private func writing(_ body: () async throws -> Void) async throws {
    try await service.holding(body) { store, stay in _ = try? store.write { _ in stay() } }
  }

  @Test("keeps the key of the day that ends from nothing")
  func keys() async throws {
    _ = try await service.reported()
    service.clock.set(TestService.start.day.adding(8).start)
    try await writing {
      try Expiry(parts: service.parts).destroyEndedKeys()
      #expect(try dayKeys().first == service.clock.now.day.description)
    }
    #expect(try service.store.read { try $0.endedVaults() }.contains { !$0.isDropped })
  }

  @Test("keeps a running engine from destroying no key")
  func running() async throws {
    _ = try await service.reported()
    service.clock.set(TestService.start.day.adding(8).start)
    let (engine, flag) = (service.engine, Flag())
    try await writing {
      let running = Task { try await engine.run(until: { flag.isRaised }) }
      defer { running.cancel() }
      let end = ContinuousClock.now + .seconds(30)
      while try dayKeys().first != service.clock.now.day.description, ContinuousClock.now < end {
        try await Task.sleep(for: .milliseconds(5))
      }
      #expect(try dayKeys().first == service.clock.now.day.description)
      flag.raise()
    }
  }
}
