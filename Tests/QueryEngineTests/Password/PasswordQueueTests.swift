import Foundation
import Sealing
import Synchronization
import Testing

@testable import QueryEngine

@Suite("The queue of payment passwords")
struct PasswordQueueTests {
  /// The number at work, now and at most.
  private final class Running: Sendable {
    private let count = Mutex((now: 0, most: 0))
    var most: Int { count.withLock { $0.most } }
    func enter() { count.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) } }
    func leave() { count.withLock { $0.now -= 1 } }
  }

  @Test("works on a few at a time, lets a few wait, and refuses the rest as busy")
  func bounded() async throws {
    let queue = PasswordQueue(cost: .token, concurrent: 2, longestQueue: 3)
    let running = Running()
    let results = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<20 {
        group.addTask {
          do {
            try await queue.run {
              running.enter()
              usleep(30_000)
              running.leave()
            }
            return true
          } catch {
            #expect(error as? CardholderFault == .busy)
            return false
          }
        }
      }
      return await group.reduce(into: [Bool]()) { $0.append($1) }
    }
    #expect(running.most <= 2)
    #expect(results.count { $0 } >= 5 && results.contains(false))
    #expect(try await queue.run { 7 } == 7)
  }

  @Test("gives the place back when the work throws")
  func throwing() async throws {
    struct Stop: Error {}
    let queue = PasswordQueue(cost: .token, concurrent: 1, longestQueue: 0)
    for _ in 0..<3 { await #expect(throws: Stop.self) { try await queue.run { throw Stop() } } }
    #expect(try await queue.run { 7 } == 7)
  }

  @Test("works on the caller's thread where that is wanted")
  func inline() async throws {
    let queue = PasswordQueue(cost: .token, concurrent: 0, longestQueue: 0, isInline: true)
    #expect(try await queue.run { 7 } == 7)
  }
}
