import Domain
import Store
import Synchronization
import Text

/// Takes the bytes of dropped vaults out of the file: the day is done when the truncating checkpoint has succeeded
/// (rule 6). A reader stands in its way, so it is tried without waiting, with growing pauses (rule 15).
struct LogTruncation: Sendable {
  let parts: EngineParts

  /// Tries once if truncation is due, and gives whether it succeeded. Throws `ReaderInTheWay` if somebody reads.
  func run() async throws -> Bool {
    let (now, dropped) = try parts.store.read { ($0.now, try $0.endedVaults().filter(\.isDropped)) }
    guard !dropped.isEmpty else { return false }
    guard parts.truncation.isDue(at: now) else { return false }
    guard try parts.store.truncateLog() else {
      let since = parts.truncation.fail(at: now)
      throw ReaderInTheWay(since: since, readers: parts.store.readers())
    }
    parts.truncation.succeed()
    try await parts.store.submit(protecting: [.days]) { transaction in
      for vault in dropped { try transaction.forgetVault(vault.day) }
    }
    return true
  }
}

/// The time at which this process tries to truncate again.
final class TruncationPause: Sendable {
  private struct State {
    var failures = 0
    var since: Moment?
    var nextAt: Moment?
  }

  private let state = Mutex(State())
  private static let pauses = GrowingPause(from: .seconds(1), to: .minutes(5))

  func isDue(at now: Moment) -> Bool { state.withLock { $0.nextAt.map { $0 <= now } ?? true } }

  /// Pauses for twice as long as before, and gives the moment of the first failure.
  func fail(at now: Moment) -> Moment {
    state.withLock { state in
      state.nextAt = now.adding(Self.pauses.after(state.failures))
      state.failures += 1
      let since = state.since ?? now
      state.since = since
      return since
    }
  }

  func succeed() { state.withLock { $0 = State() } }
}

/// Expired reports are deleted and their keys destroyed, but a reader of the database keeps their sealed bytes in the
/// file.
struct ReaderInTheWay: Fault, Equatable {
  let since: Moment
  /// The programs that are reading, as far as the machine tells: `sqlite3 (1234)`.
  let readers: [String]

  var code: String { "expiry_waiting" }
  var kind: FaultKind { .environment }
  var facts: [JSONValue.Member] {
    [.init("since", JSONValue(since)), .init("readers", .array(readers.map { .string($0) }))]
  }

  var message: Bilingual {
    let (zh, en) = readers.isEmpty ? ("未知程序", "an unknown program") : (names("、"), names(", "))
    return Bilingual(
      zh: "过期报告的密文还留在文件里：\(zh) 从 \(since) 起一直在读数据库。密钥已销毁；请让该程序结束读取",
      en: """
        the sealed bytes of expired reports are still in the file: \(en) has been reading the database since \(since). Their \
        keys are destroyed; end its read
        """)
  }

  private func names(_ separator: String) -> String { readers.joined(separator: separator) }
}
