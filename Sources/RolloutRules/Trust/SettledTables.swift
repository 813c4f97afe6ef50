import Domain

/// Tables that can be put right: what each row has to be follows from the audit chain, or from what banks registered. A
/// row that was altered takes no force, and says so in the chain.
extension RolloutRecords {
  /// Sees to the scheduled commits where they are not as they were sealed: one that is not what its author entered, or is
  /// gone, or cannot be read, is dropped. The whole chain is gone through, as what it does not say counts, too.
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

  /// Sees to the ends of certifications where they are not as they were sealed: they follow from the certifications and
  /// from what the banks registered.
  func settleCertified() throws {
    guard try !isAsSealed(.certified) else { return }
    try takeAsItIs(.certified)
    for bank in Set(try banksRegistered()).union(try certificationEnds.all().keys).sorted() {
      try certificationEnds.set(bank, until: try latestCertification(of: bank)?.end(on: ground(of: bank)))
    }
  }
}
