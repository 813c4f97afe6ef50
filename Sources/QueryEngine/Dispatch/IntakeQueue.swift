import BankLink
import Domain
import Foundation
import Store
import Synchronization

/// What has become of enquiries: a bank's message, a failed exchange, or a decision of our own.
struct Delivery: Sendable {
  enum Content: Sendable {
    /// Replies of the bank; enquiries of the request that have no reply count as not reached.
    case replies(BankReplies)
    /// A failed exchange, which counts in the bank's health unless we cut it short ourselves.
    case failure(BankFailure, isCounted: Bool)
    /// Enquiries that were not asked and never will be.
    case abandoned(code: String)
    /// Enquiries that were taken on and not sent: they wait for their bank.
    case released
    /// Enquiries whose stored identifiers were altered: their queries end.
    case altered
    /// Enquiries to a bank that was disconnected after their queries were accepted.
    case withdrawn
  }

  /// The nonce of a posted message, good once until its signature has run out.
  struct Nonce: Sendable {
    let text: String
    let until: Moment?
  }

  let bank: BankCode
  let content: Content
  /// The enquiries that were sent, or were to be; none for a message that the bank posted.
  let enquiries: [HeldEnquiry]
  /// The enquiries by what the bank knows them by.
  let named: [String: HeldEnquiry]
  /// Whether the bank posted the message.
  let isPosted: Bool
  let nonce: Nonce?
  /// The hashes of the ephemeral keys of a message's answers, by the place of the reply; made before the transaction,
  /// so that this is short.
  let keys: [AnswerKeyHash?]

  /// Whether it is the outcome of an exchange that we began.
  var isReply: Bool {
    switch content {
    case .replies, .failure: !isPosted
    case .abandoned, .released, .altered, .withdrawn: false
    }
  }

  init(
    bank: BankCode, content: Content, enquiries: [HeldEnquiry] = [], named: [NamedEnquiry] = [], isPosted: Bool = false,
    nonce: Nonce? = nil
  ) {
    self.bank = bank
    self.content = content
    self.enquiries = enquiries + named.map(\.enquiry)
    self.named = Dictionary(named.map { ($0.identifier, $0.enquiry) }) { first, _ in first }
    self.isPosted = isPosted
    self.nonce = nonce
    guard case .replies(let replies) = content else {
      keys = []
      return
    }
    keys = replies.items.map { item in
      if case .answered(let sealed) = item.reply { AnswerKeyHash(ofAnswer: sealed) } else { nil }
    }
  }
}

/// Gathers deliveries while a commit is on its way, or while more replies are about to come, and takes in all that wait
/// in the next one, so that a commit writes each query once, whatever its banks replied. A lone delivery is not delayed.
final class IntakeQueue: Sendable {
  /// The answer to somebody who waits: the outcome, or the turn to take in everything that waits.
  private enum Turn: Sendable {
    case over(Result<IntakeReceipt, any Error>)
    case lead
  }

  private struct Entry: Sendable {
    let delivery: Delivery
    let waiter: CheckedContinuation<Turn, Never>
  }

  private struct State {
    var waiting: [Entry] = []
    var isLed = false
    /// The number of exchanges with banks whose outcome has not come yet.
    var underway = 0
  }

  private let state = Mutex(State())

  /// The largest number of deliveries in one transaction.
  static let batch = 128

  /// The time between two looks at what has come while exchanges are on their way; how many looks may find nothing new,
  /// and the largest number: a query's report is later by no more than a quarter of a second, its last reply not at all.
  private static let pause = Span.milliseconds(10)
  private static let mostVain = 5
  private static let mostPauses = 25

  /// The number of deliveries that wait for the next commit.
  var count: Int { state.withLock { $0.waiting.count } }

  /// Notes that an exchange with a bank begins, whose outcome is on its way.
  func expect() { state.withLock { $0.underway += 1 } }

  /// Notes that the outcome of an exchange has come.
  func came() { state.withLock { $0.underway -= 1 } }

  /// Takes in a delivery with others that wait. An error undoes nothing of the others.
  func take(_ delivery: Delivery, into parts: EngineParts) async throws -> IntakeReceipt {
    let leads = state.withLock { state in
      defer { state.isLed = true }
      return !state.isLed
    }
    guard leads else {
      let turn = await withCheckedContinuation { waiter in
        let isAlone = state.withLock { state in
          // Whoever led may have left meanwhile.
          guard state.isLed else {
            state.isLed = true
            return true
          }
          state.waiting.append(Entry(delivery: delivery, waiter: waiter))
          return false
        }
        if isAlone { waiter.resume(returning: .lead) }
      }
      switch turn {
      case .over(let result): return try result.get()
      case .lead: return try await lead(delivery, into: parts)
      }
    }
    return try await lead(delivery, into: parts)
  }

  /// Takes in a delivery and those that wait; then hands the turn on to whoever came meanwhile.
  private func lead(_ own: Delivery, into parts: EngineParts) async throws -> IntakeReceipt {
    await waitForMore(after: own, parts.clock)
    let others = state.withLock { state in
      let others = Array(state.waiting.prefix(Self.batch - 1))
      state.waiting.removeFirst(others.count)
      return others
    }
    let results = await Self.takeIn([own] + others.map(\.delivery), into: parts)
    for (other, result) in zip(others, results.dropFirst()) { other.waiter.resume(returning: .over(result)) }
    handOn()
    return try results[0].get()
  }

  /// Waits a little while more replies may come. A bank that has posted its message waits for our reply: that is not
  /// held up.
  private func waitForMore(after own: Delivery, _ clock: any WallClock) async {
    guard own.isReply else { return }
    var (before, vain) = (0, 0)
    for _ in 0..<Self.mostPauses {
      let count = state.withLock { state -> Int? in
        let isFull = state.waiting.count >= Self.batch - 1
        return state.underway == 0 || isFull || !state.waiting.allSatisfy(\.delivery.isReply)
          ? nil : state.waiting.count
      }
      guard let count, vain < Self.mostVain else { return }
      vain = count > before ? 1 : vain + 1
      before = count
      do { try await clock.sleep(for: Self.pause) } catch { return }
    }
  }

  /// Lets the first that waits lead; it is taken out, as it takes in itself.
  private func handOn() {
    let next = state.withLock { state -> Entry? in
      guard !state.waiting.isEmpty else {
        state.isLed = false
        return nil
      }
      return state.waiting.removeFirst()
    }
    next?.waiter.resume(returning: .lead)
  }

  /// The queries that deliveries are about; any, where a bank says which.
  private static func protections(of deliveries: [Delivery]) -> Protections {
    guard !deliveries.contains(where: \.isPosted) else { return .exchange }
    let queries = Set(deliveries.flatMap(\.enquiries).map(\.held.query.number))
    return Protections([.rollout(.shared), .work(.shared)] + queries.map { .query($0) })
  }

  private static func takeIn(
    _ deliveries: [Delivery], into parts: EngineParts
  ) async -> [Result<IntakeReceipt, any Error>] {
    do {
      return try await parts.store.submit(protecting: protections(of: deliveries)) { transaction in
        var intake = Intake(parts: parts, transaction: transaction)
        let receipts = try intake.take(deliveries)
        return receipts.map { $0.mapError { $0 as any Error } }
      }
    } catch {
      guard deliveries.count > 1 else { return [.failure(error)] }
      // One of them cannot be taken in: each by itself, so that it keeps no other.
      var results: [Result<IntakeReceipt, any Error>] = []
      for delivery in deliveries { results += await takeIn([delivery], into: parts) }
      return results
    }
  }
}
