import BankLink
import Domain
import Foundation
import Sealing

/// One program's port to the banks.
struct SimulatedBankPort: BankPort {
  let history: History
  let incarnation: Incarnation

  private static let timeout = Span.seconds(10)
  private var banks: SimulatedBanks { history.banks }

  func ask(
    _ enquiries: [BankEnquiry], at endpoint: BankEndpoint, batch: String, callback: String?
  ) async throws(BankFailure) -> BankReplies {
    let (bank, ids) = (endpoint.bank, enquiries.map(\.identifier))
    guard !incarnation.isDead else { throw .unreachable }
    history.note("\(incarnation.name) asks \(bank) \(ids.joined(separator: " ")) [\(banks.conduct(of: bank))]")
    for enquiry in enquiries { history.checkAsked(enquiry, at: bank, by: incarnation) }
    await incarnation.clock.standStill()
    return try await reply(to: ids, of: bank, isFetch: false)
  }

  func fetch(_ enquiries: [String], at endpoint: BankEndpoint) async throws(BankFailure) -> BankReplies {
    let bank = endpoint.bank
    guard !incarnation.isDead else { throw .unreachable }
    history.note(
      "\(incarnation.name) fetches \(bank) \(enquiries.joined(separator: " ")) [\(banks.conduct(of: bank))]")
    await incarnation.clock.standStill()
    return try await reply(to: enquiries, of: bank, isFetch: true)
  }

  private func reply(to ids: [String], of bank: BankCode, isFetch: Bool) async throws(BankFailure) -> BankReplies {
    switch banks.conduct(of: bank) {
    case .prompt, .malformed: break
    case .slow: await wait(.seconds(3))
    case .tooSlow, .silent:
      for id in ids { _ = banks.answer(to: id) }
      await wait(Self.timeout)
      throw fail(.timedOut, ids)
    case .unreachable: throw fail(.unreachable, ids)
    case .unavailable: throw fail(.unavailable(status: 503, retryAfter: nil), ids)
    case .unavailableForLong: throw fail(.unavailable(status: 500, retryAfter: .hours(1)), ids)
    case .throttled: throw fail(.throttled(retryAfter: .seconds(30)), ids)
    case .refusing: throw fail(.refused(status: 404, code: nil), ids)
    case .garbage: throw fail(.garbage(code: "not_json"), ids)
    case .late: return deliver(ids.map { later($0, after: .seconds(40)) }, asked: ids, from: bank)
    case .lateByCallback:
      if !isFetch { post(ids, of: bank, after: .seconds(20)) }
      return deliver(ids.map { later($0, after: .seconds(20)) }, asked: ids, from: bank)
    case .insistent:
      if !isFetch { for seconds in [20, 20, 50] as [Int64] { post(ids, of: bank, after: .seconds(seconds)) } }
      return deliver(ids.map { later($0, after: .seconds(90)) }, asked: ids, from: bank)
    case .afterDeadline:
      if !isFetch { post(ids, of: bank, after: .hours(25)) }
      return deliver(ids.map { ($0, .accepted(retryAfter: .hours(1))) }, asked: ids, from: bank)
    case .forgetful:
      let reply = isFetch ? BankReply.declined(.unknownEnquiry) : .accepted(retryAfter: .seconds(30))
      return deliver(ids.map { ($0, reply) }, asked: ids, from: bank)
    case .twice:
      post(ids, of: bank, after: .seconds(5), again: true)
      return deliver(ids.flatMap { [answered($0), answered($0, again: true)] }, asked: ids, from: bank)
    case .foreign:
      return deliver(foreign(to: bank) + ids.map { answered($0) } + foreign(to: bank), asked: ids, from: bank)
    case .declining: return deliver(ids.map { ($0, .declined(.unspecified)) }, asked: ids, from: bank)
    case .partial:
      let some = ids.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
      return deliver(some.map { answered($0) }, asked: ids, from: bank)
    }
    return deliver(ids.map { answered($0) }, asked: ids, from: bank)
  }

  private func wait(_ span: Span) async { try? await incarnation.clock.sleep(for: span) }

  private typealias Item = (enquiry: String, reply: BankReply)

  private func answered(_ id: String, again: Bool = false) -> Item {
    guard let answer = again ? banks.secondAnswer(to: id) : banks.answer(to: id) else {
      return (id, .declined(.unknownEnquiry))
    }
    return (id, BankReply(sealed: answer.sealed))
  }

  private func later(_ id: String, after span: Span) -> Item {
    guard let known = banks.held[id] else { return (id, .declined(.unknownEnquiry)) }
    let readyAt = known.firstAt.adding(span)
    let now = history.time.now
    return now < readyAt ? (id, .accepted(retryAfter: readyAt.since(now))) : answered(id)
  }

  /// Answers that this bank was not asked for: to another bank's enquiry, and to one that does not exist.
  private func foreign(to bank: BankCode) -> [Item] {
    let others = banks.asked.suffix(8).filter { banks.held[$0]?.bank != bank }
    return others.map { answered($0) } + [("E0000000000000000", .declined(.unspecified))]
  }
}

// MARK: Deliveries

extension SimulatedBankPort {
  private func deliver(_ items: [Item], asked: [String], from bank: BankCode) -> BankReplies {
    let replies = BankReplies(items: items)
    history.noteDelivered(replies, from: bank)
    for id in asked where replies[id] == nil { banks.deliver(.unreached(nil), for: id) }
    return replies
  }

  private func fail(_ failure: BankFailure, _ ids: [String]) -> BankFailure {
    // An unclear refusal of several may be about any of them: each is asked again by itself.
    let isUnclear = if case .refused(_, nil, _) = failure { ids.count > 1 } else { false }
    for id in ids {
      banks.deliver(failure.isRetryable || isUnclear ? .unreached(failure.retryAfter) : .malformed, for: id)
    }
    return failure
  }

  /// Posts the answers later, to a program that runs then.
  private func post(_ ids: [String], of bank: BankCode, after span: Span, again: Bool = false) {
    let replies = BankReplies(items: ids.map { answered($0, again: again) })
    history.post(replies, from: bank, after: span)
  }
}
