import Foundation

@testable import Store

extension History {
  /// Makes a query of which nobody has taken anything on one from before: its identifiers are stored, and not derived.
  func age(_ number: Int) {
    let enquiries = now.enquiries(of: number)
    guard let incarnation = alive.first, incarnation.clock.ahead.milliseconds == 0, !isBehind(incarnation),
      let query = now.query(number), query.state == "accepted", !ledger.aged.contains(number), !enquiries.isEmpty,
      enquiries.allSatisfy({ $0.state == "queued" && !$0.isClaimed })
    else { return }
    note("\(query.id) becomes a query from before")
    ledger.aged.insert(number)
    let names = enquiries.map { _ in Transaction.EnquiryNames(enquiry: oldName("E"), consent: oldName("C")) }
    do {
      try incarnation.up().store.write { try $0.age(number, names) }
    } catch {
      judge(error, of: "a query from before", on: incarnation)
    }
  }

  private func oldName(_ prefix: String) -> String {
    prefix + (0..<26).map { _ in String(random.pick(Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))) }.joined()
  }
}

extension Transaction {
  fileprivate func age(_ number: Int, _ names: [EnquiryNames]) throws {
    guard let query = try query(number: number) else { return }
    try replace(
      QueryRecord(
        number: number, id: query.id, person: query.person, revision: query.revision, region: query.region,
        channel: query.channel, agreement: query.agreement, banks: query.banks, publicKey: query.publicKey,
        acceptedAt: query.acceptedAt, machine: query.machine, vaultDay: query.vaultDay, outcomes: query.outcomes,
        identifierKey: nil))
    for (position, names) in names.enumerated() {
      try insert(
        [.int(number), .int(position), .text(names.enquiry), .text(names.consent)], into: .namedEnquiries)
    }
  }
}
