import Domain
import Foundation
import Store
import Synchronization

/// A query that a worker has taken on, with its person's details sealed, for as long as one of its banks is being asked.
final class HeldQuery: Sendable {
  let query: QueryRecord
  let sealedDetails: Data

  init(_ query: QueryRecord, sealedDetails: Data) {
    self.query = query
    self.sealedDetails = sealedDetails
  }
}

/// An enquiry that a worker has taken on: to be asked, or its answer to be fetched.
struct HeldEnquiry: Sendable {
  let held: HeldQuery
  let position: Int
  let isFetch: Bool
  /// Whether it has to be asked by itself.
  let isAlone: Bool
  /// The time since which it has waited.
  let since: Moment
  let claimedAt: Moment

  var bank: BankCode { held.query.banks[position] }
  var place: EnquiryPlace { EnquiryPlace(query: held.query.number, position: position) }
}

/// The place of an enquiry among all.
struct EnquiryPlace: Sendable, Hashable {
  let query: Int
  let position: Int
}

/// The enquiries that one process has taken on, bank by bank in the order in which they waited: whole queries are taken
/// on, and each bank is asked from here. No more is taken on for a bank than can be sent at once, so that whatever waits
/// shows in the database; what is not sent all the same, as the bank has just failed, is put aside.
final class WorkInHand: Sendable {
  /// The longest time for which an enquiry is held until it is sent.
  static let longestHold = Span.seconds(5)

  private struct State {
    /// Of each bank, what is not sent yet.
    var lines: [BankCode: [HeldEnquiry]] = [:]
    /// The times at which enquiries on their way were sent.
    var sent: [EnquiryPlace: Moment] = [:]
  }

  private let state = Mutex(State())

  func count(of bank: BankCode) -> Int { state.withLock { $0.lines[bank]?.count ?? 0 } }
  var banks: [BankCode] { state.withLock { $0.lines.filter { !$0.value.isEmpty }.keys.sorted() } }

  func add(_ enquiries: [HeldEnquiry]) {
    state.withLock { state in for enquiry in enquiries { state.lines[enquiry.bank, default: []].append(enquiry) } }
  }

  /// Takes the enquiries of one request out of a bank's line: the longest waiting alone if it has to be asked by itself,
  /// otherwise all that need not, up to a limit.
  func next(of bank: BankCode, limit: Int) -> [HeldEnquiry] {
    state.withLock { state in
      guard let line = state.lines[bank], let first = line.first else { return [] }
      let taken = first.isAlone ? [0] : Array(line.indices.lazy.filter { !line[$0].isAlone }.prefix(limit))
      let positions = Set(taken)
      state.lines[bank] = line.indices.filter { !positions.contains($0) }.map { line[$0] }
      return taken.map { line[$0] }
    }
  }

  /// Takes all out of a bank's line that were taken on before a time.
  func takeOut(of bank: BankCode, claimedBefore time: Moment) -> [HeldEnquiry] {
    state.withLock { state in
      let line = state.lines[bank] ?? []
      state.lines[bank] = line.filter { $0.claimedAt >= time }
      return line.filter { $0.claimedAt < time }
    }
  }

  /// Notes that enquiries are being sent.
  func send(_ enquiries: [HeldEnquiry], at now: Moment) {
    state.withLock { state in for enquiry in enquiries { state.sent[enquiry.place] = now } }
  }

  /// The time at which an enquiry on its way was sent.
  func sentAt(_ place: EnquiryPlace) -> Moment? { state.withLock { $0.sent[place] } }

  /// Notes that the outcome of a request has been taken in.
  func settle(_ enquiries: [HeldEnquiry]) {
    state.withLock { state in for enquiry in enquiries { state.sent[enquiry.place] = nil } }
  }
}

/// The revision for which this process has last looked after disconnected banks.
final class ClosuresSeen: Sendable {
  private let revision = Mutex<Int?>(nil)
  func isNew(_ number: Int) -> Bool { revision.withLock { $0 != number } }
  func note(_ number: Int) { revision.withLock { $0 = number } }
}
