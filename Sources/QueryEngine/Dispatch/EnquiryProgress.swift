import Domain
import Store

extension EnquiryRecord {
  /// Moves the enquiry on, and counts the event in its bank's health: the first asking, the time to the reply, a missed
  /// deadline.
  mutating func handle(_ event: EnquiryMachine.Event, in transaction: Transaction) -> EnquiryMachine.Action {
    let wasOpen = machine.state.isOpen
    let action = machine.handle(event, at: transaction.now)
    if action == .ask, askedAt == nil {
      askedAt = transaction.now
      transaction.note(.asked, of: bank)
    }
    if case .held = event, machine.state == .sent, machine.attempts == 0, let asked = askedAt {
      askedAt = nil
      transaction.note(.asked, of: bank, at: asked, count: -1)
    }
    guard wasOpen, let askedAt else { return action }
    switch machine.state {
    case .answered, .declined:
      transaction.note(.answered(after: transaction.now.since(askedAt)), of: bank, at: askedAt)
    case .timedOut: transaction.note(.timedOut, of: bank)
    case .queued, .sent, .acknowledged, .failed, .withdrawn: break
    }
    return action
  }

  /// Ends an enquiry whose bank was disconnected after its query was accepted, also if the bank is back by now
  /// (rule 9).
  mutating func withdraw(ifAcceptedBefore closure: Int?, in transaction: Transaction) throws {
    guard let closure, let accepted = try transaction.query(number: query)?.revision, accepted < closure else { return }
    _ = handle(.withdrawn(code: "bank_not_connected"), in: transaction)
  }
}

extension [EnquiryRecord] {
  /// The numbers of the enquiries' queries, each once, in the order of the enquiries.
  var queriesInOrder: [Int] {
    var seen: Set<Int> = []
    return map(\.query).filter { seen.insert($0).inserted }
  }
}
