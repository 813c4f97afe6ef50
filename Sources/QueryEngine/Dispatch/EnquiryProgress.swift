import Domain
import Store

extension EnquiryRecord {
  /// Moves the enquiry on, and counts the event in its bank's health: the time to the reply, a missed deadline.
  mutating func handle(_ event: EnquiryMachine.Event, in transaction: Transaction) -> EnquiryMachine.Action {
    let wasOpen = machine.state.isOpen
    let action = machine.handle(event, at: transaction.now)
    guard wasOpen, let askedAt else { return action }
    switch machine.state {
    case .answered, .declined:
      transaction.note(.answered(after: transaction.now.since(askedAt)), of: bank, at: askedAt)
    case .timedOut: transaction.note(.timedOut, of: bank)
    case .queued, .sent, .acknowledged, .failed, .withdrawn: break
    }
    return action
  }
}

extension QueryRecord {
  /// Whether the query was accepted before a revision that disconnected a bank, which may be back by now (rule 9).
  func isOlder(than closure: Int?) -> Bool { closure.map { revision < $0 } ?? false }
}
