import BankLink
import Dispatch
import Domain
import Foundation
import Live
import Registry
import Settings
import Store
import Synchronization
import TestFixtures
import Testing

@Suite("What stands behind the callback server")
struct LiveCallbackReceiverTests {
  @Test("reads nothing from the database on the event loop that a bank's request came in on")
  func offTheLoop() async throws {
    let folder = try TemporaryFolder()
    defer { withExtendedLifetime(folder) {} }
    let registry = try Registry.bundled()
    let location = StoreLocation(path: folder.path(of: "db"), secrets: folder.path(of: "secrets"))
    _ = try Store.initialise(
      at: location, sandbox: true, author: "test", catalogue: registry.catalogue, pretendedNow: nil)
    let loop = Loop()
    let clock = WatchedClock(loop)
    let live = try LiveEngine(
      try Store.open(at: location, catalogue: registry.catalogue, clock: clock), registry, Configuration())
    let (desk, bank) = (live.callbackDesk, registry.catalogue.banks[0].code)
    clock.forget()
    try await withTaskExecutorPreference(loop) {
      #expect(try await desk.networkKeys().keys.count > 0)
      _ = try await desk.networkSigner()
      #expect(try await desk.signingKeys(of: bank) == [])
      #expect(try await desk.signingKeys(of: BankCode("nobody")) == nil)
    }
    #expect(clock.looks.elsewhere >= 4 && clock.looks.onLoop == 0)
    // The watched clock notices reads of the database on the loop.
    try await withTaskExecutorPreference(loop) { () async throws in _ = try live.store.now() }
    #expect(clock.looks.onLoop > 0)
    await live.shutdown()
  }

  /// An event loop: one piece of work at a time, on a thread that is known meanwhile.
  private final class Loop: TaskExecutor {
    private let queue = DispatchQueue(label: "loop")
    private let thread = Mutex<pthread_t?>(nil)

    var isHere: Bool { thread.withLock { $0 == pthread_self() } }

    func enqueue(_ job: consuming ExecutorJob) {
      let job = UnownedJob(job)
      queue.async {
        self.thread.withLock { $0 = pthread_self() }
        job.runSynchronously(on: self.asUnownedTaskExecutor())
        self.thread.withLock { $0 = nil }
      }
    }
  }

  /// A clock that every reader of the database reads.
  private final class WatchedClock: WallClock {
    private let loop: Loop
    private let seen = Mutex((onLoop: 0, elsewhere: 0))

    init(_ loop: Loop) { self.loop = loop }

    var looks: (onLoop: Int, elsewhere: Int) { seen.withLock { $0 } }
    func forget() { seen.withLock { $0 = (0, 0) } }

    var now: Moment {
      let isHere = loop.isHere
      seen.withLock { if isHere { $0.onLoop += 1 } else { $0.elsewhere += 1 } }
      return Moment(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000))
    }

    func sleep(until moment: Moment) async throws { try await Task.sleep(for: .milliseconds(1)) }
  }
}
