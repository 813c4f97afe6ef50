import BankLink
import BankSandbox
import Domain
import Store
import Synchronization

/// Banks in the process of which one is down until it is let back.
final class DownBank: BankPort {
  private struct State {
    var isBack = false
    /// The number of requests to the bank that failed.
    var failures = 0
    /// The load's numbers of those that the bank was asked about since its return, in the order asked.
    var asked: [Int] = []
    /// The numbers that were asked about in vain while it was down: they wait anew.
    var tried: Set<Int> = []
    var span: (first: Int64, last: Int64)?
  }

  private let banks: InProcessBanks
  private let bank: BankCode
  private let load: WaitingLoad
  private let state = Mutex(State())

  init(_ banks: InProcessBanks, down load: WaitingLoad) {
    self.banks = banks
    self.load = load
    bank = load.bank
  }

  func setBack(_ isBack: Bool) { state.withLock { $0.isBack = isBack } }

  var failures: Int { state.withLock { $0.failures } }
  var answered: Int { state.withLock { $0.asked.count } }

  /// The enquiries that the bank answered a second, from the first request after its return to the last.
  var rate: Double {
    state.withLock { state in
      guard let span = state.span, span.last > span.first else { return 0 }
      return Double(state.asked.count) * 1e9 / Double(span.last - span.first)
    }
  }

  /// The largest distance, in enquiries, between when the bank was asked about one and its place in the order of
  /// waiting; of those that were not tried in vain before.
  var distance: Int {
    state.withLock { state in
      let asked = state.asked.filter { !state.tried.contains($0) }
      let ranks = asked.map(WaitingLoad.rank)
      let order = Dictionary(uniqueKeysWithValues: ranks.sorted().enumerated().map { ($0.element, $0.offset) })
      return ranks.enumerated().map { abs($0.offset - (order[$0.element] ?? 0)) }.max() ?? 0
    }
  }

  /// The first places of the line that were passed over: neither asked since the return, nor tried before.
  var passedOver: Int {
    state.withLock { state in
      let known = Set(state.asked.map(WaitingLoad.rank)).union(state.tried.map(WaitingLoad.rank))
      return (0..<(known.max() ?? 0)).count { !known.contains($0) }
    }
  }

  func ask(
    _ enquiries: [BankEnquiry], at endpoint: BankEndpoint, batch: String, callback: String?
  ) async throws(BankFailure) -> BankReplies {
    guard endpoint.bank == bank else {
      return try await banks.ask(enquiries, at: endpoint, batch: batch, callback: callback)
    }
    let numbers = enquiries.compactMap { load.number(of: $0.details) }
    guard take(numbers) else { throw .unreachable }
    let replies = try await banks.ask(enquiries, at: endpoint, batch: batch, callback: callback)
    state.withLock { $0.span?.last = Stopwatch.wall }
    return replies
  }

  /// Whether the bank takes a request about these.
  private func take(_ numbers: [Int]) -> Bool {
    state.withLock { state in
      guard state.isBack else {
        state.failures += 1
        state.tried.formUnion(numbers)
        return false
      }
      if state.span == nil { state.span = (Stopwatch.wall, Stopwatch.wall) }
      state.asked += numbers
      return true
    }
  }

  func fetch(_ enquiries: [String], at endpoint: BankEndpoint) async throws(BankFailure) -> BankReplies {
    guard endpoint.bank != bank || state.withLock({ $0.isBack }) else { throw .unreachable }
    return try await banks.fetch(enquiries, at: endpoint)
  }
}
