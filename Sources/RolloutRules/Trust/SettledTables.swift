import Domain

/// Tables that can be restored: each row follows from the audit chain, or from the registrations of banks. A row that
/// was altered takes no force, and the chain records that.
extension RolloutRecords {
  /// Restores the table of scheduled commits if it is not as it was sealed: a commit that is not as its author entered
  /// it, or is missing or unreadable, is dropped. The whole chain is read, as a missing record counts, too.
  public func settleScheduled() throws {
    guard try !isAsSealed(.scheduled) else { return }
    let facts = ScheduledFacts(try wholeChain())
    try takeAsItIs(.scheduled)
    let commits = try scheduled.readable()
    let numbers = Set(try scheduled.numbers()).union(facts.numbers)
    let altered = numbers.sorted().filter { number in
      let found = commits.filter { $0.number == number }
      return found.count != 1 || !facts.agree(with: found[0])
    }
    for number in altered { try dropAltered(number, facts) }
    for number in altered where facts.isWaiting(number) {
      if let commit = facts.remains(of: number) { try dropSteps(after: commit) }
    }
  }

  private func dropAltered(_ number: Int, _ facts: ScheduledFacts) throws {
    let object = "scheduled \(number)"
    guard let commit = facts.remains(of: number) else {
      try scheduled.remove(number)
      return try audit(
        author: Revision.systemAuthor, action: AuditRecord.alteredAction, object: object,
        detail: ["code": .string("authority_altered")])
    }
    try scheduled.replaceAltered(commit)
    guard !facts.isDroppedAsAltered(number) else { return }
    try audit(
      author: commit.author, action: "drop", object: object,
      detail: ["reason": .string(ScheduledCommit.DropReason.altered.rawValue)])
  }

  /// Restores the ends of certifications if the table is not as it was sealed: the ends follow from the certifications
  /// and the banks' registrations.
  func settleCertified() throws {
    guard try !isAsSealed(.certified) else { return }
    try takeAsItIs(.certified)
    for bank in Set(try banksRegistered()).union(try certificationEnds.all().keys).sorted() {
      try certificationEnds.set(bank, until: try latestCertification(of: bank)?.end(on: ground(of: bank)))
    }
  }
}
