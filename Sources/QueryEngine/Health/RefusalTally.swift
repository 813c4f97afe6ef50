import Domain
import Store
import Synchronization

/// Counts messages in the name of banks that are refused before they reach the store: forged signatures and the like.
/// The engine writes the counts at most once a second, so that a flood costs no write a request.
public final class RefusalTally: Sendable {
  private struct Entry: Hashable {
    let bank: BankCode
    let code: String
  }

  private struct State {
    var counts: [Entry: Int] = [:]
    var writtenAt: Moment?
  }

  static let pause = Span.seconds(1)

  private let state = Mutex(State())

  public init() {}

  /// Counts one refusal, under `nobody` if no bank is named. Only banks that were known a moment ago have counts, so
  /// that a flood of invented ones takes no memory.
  public func count(_ code: String, bank: BankCode? = nil) {
    state.withLock { $0.counts[Entry(bank: bank ?? Transaction.nobody, code: code), default: 0] += 1 }
  }

  /// Writes the counts since the last time, under `nobody` if the bank is not known any more. Writes nothing before a
  /// second has passed, unless this is the last time.
  func write(to store: Store, isFinal: Bool = false) async throws {
    let counts = take(at: store.clock.now, isFinal: isFinal)
    guard !counts.isEmpty else { return }
    try await store.submit(protecting: []) { transaction in
      let known = try transaction.lastAppliedCatalogue()
      for (entry, count) in counts {
        let bank = known.bank(entry.bank) == nil ? Transaction.nobody : entry.bank
        transaction.note(.refused(code: entry.code), of: bank, count: count)
      }
    }
  }

  private func take(at now: Moment, isFinal: Bool) -> [(Entry, Int)] {
    state.withLock { state in
      let isEarly = state.writtenAt.map { $0 <= now && now < $0.adding(Self.pause) } ?? false
      guard !state.counts.isEmpty, isFinal || !isEarly else { return [] }
      defer { (state.counts, state.writtenAt) = ([:], now) }
      return state.counts.map { ($0.key, $0.value) }
    }
  }
}
