import Dispatch
import Foundation
import Synchronization
import TestFixtures
import Testing

@testable import Store

@Suite("Long reads")
struct LongReadsTests {
  @Test("are few at a time, and the next begins when one has ended")
  func few() async throws {
    let reads = LongReads()
    let count = Count()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<12 {
        group.addTask {
          await Self.onThread {
            try? reads.run { _ in
              count.enter()
              usleep(20_000)
              count.leave()
            }
          }
        }
      }
    }
    #expect(count.most == LongReads.most)
  }

  @Test("give way to the truncation that they keep from the file, and begin anew when it has succeeded")
  func giveWay() throws {
    let reads = LongReads()
    var begun = 0
    let value = try reads.run { goOn in
      begun += 1
      if begun == 1 {
        reads.noteTruncation(succeeded: false)
        DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(50)) {
          reads.noteTruncation(succeeded: true)
        }
      }
      try goOn()
      return begun
    }
    #expect(value == 2)
  }

  @Test("end with the error of whoever reads, and leave their place to others")
  func errors() {
    struct Trouble: Error {}
    let reads = LongReads()
    for _ in 0..<10 { #expect(throws: Trouble.self) { try reads.run { _ in throw Trouble() } } }
  }

  @Test("are many beside others': sixteen people read while they go on")
  func readers() async throws {
    let database = try TestDatabase.sandbox()
    let store = try database.open()
    let (inside, go) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    for _ in 0..<15 {
      Thread.detachNewThread {
        do {
          try store.read { _ in
            inside.signal()
            go.wait()
          }
        } catch {
          Issue.record(error)
          inside.signal()
        }
      }
    }
    for _ in 0..<15 { await Self.onThread { inside.wait() } }
    #expect(try store.read { try $0.lastAppliedNumber() } == 0)
    for _ in 0..<15 { go.signal() }
    withExtendedLifetime(database) {}
  }

  /// Runs blocking work on a thread of its own: the threads that tests share are few.
  private static func onThread(_ work: @escaping @Sendable () -> Void) async {
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        work()
        continuation.resume()
      }
    }
  }
}

/// How many run at a time, and how many did at most.
private final class Count: Sendable {
  private let numbers = Mutex((running: 0, most: 0))

  var most: Int { numbers.withLock { $0.most } }

  func enter() {
    numbers.withLock { numbers in
      numbers.running += 1
      numbers.most = max(numbers.most, numbers.running)
    }
  }

  func leave() { numbers.withLock { $0.running -= 1 } }
}
