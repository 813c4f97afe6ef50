import Domain

/// Tables that can be put right: what each row has to be follows from the audit chain, or from what banks registered. A
/// row that was altered takes no force, and says so in the chain.
extension Transaction {
  /// Sees to the scheduled commits where they are not as they were sealed: one that is not what its author entered, or is
  /// gone, is dropped.
  func settleScheduled() throws {
    guard try !isAsSealed(.scheduled) else { return }
    takeAsItIs(.scheduled)
    let commits = Dictionary(grouping: try scheduled.all(), by: \.number).compactMapValues(\.first)
    let entered = try scheduledInChain()
    for number in Set(commits.keys).union(entered).sorted() {
      try settle(commits[number], number: number, records: auditTable.records(of: "scheduled \(number)"))
    }
  }

  private func settle(_ commit: ScheduledCommit?, number: Int, records: [AuditRecord]) throws {
    let actions = Set(records.map(\.action))
    let isEntered = commit.map { commit in
      records.contains { $0.action == "schedule" && $0.detail["content"] == .string(commit.contentHash) }
    }
    switch commit?.state {
    case .applied(let revision)? where isEntered == true:
      let made = try auditTable.record("commit", of: "revision \(revision)")
      if made?["scheduled"] != JSONValue(number) { try dropAltered(commit, number) }
    case .cancelled? where isEntered == true && actions.contains("cancel"),
      .dropped? where isEntered == true && actions.contains("drop"),
      .pending? where isEntered == true && actions.isDisjoint(with: ["cancel", "drop"]):
      if commit?.state == .pending, try hasTakenForce(number) { try dropAltered(commit, number) }
    default: if !actions.contains("drop") { try dropAltered(commit, number) }
    }
  }

  private func dropAltered(_ commit: ScheduledCommit?, _ number: Int) throws {
    try scheduled.markDropped(number, for: .altered)
    try audit(
      author: commit?.author ?? Revision.systemAuthor, action: "drop", object: "scheduled \(number)",
      detail: ["reason": .string(ScheduledCommit.DropReason.altered.rawValue)])
  }

  private func scheduledInChain() throws -> [Int] {
    try sql.all("select distinct object from audit where object >= 'scheduled ' and object < 'scheduled!'") {
      Int($0.text(0).dropFirst(10))
    }.compactMap(\.self)
  }

  private func hasTakenForce(_ number: Int) throws -> Bool {
    try sql.first(
      """
      select 1 from audit where object >= 'revision ' and object < 'revision!' and action = 'commit'
      and json_extract(detail, '$.scheduled') = $1 limit 1
      """,
      .int(number), read: { _ in true }) ?? false
  }

  /// Sees to the ends of certifications where they are not as they were sealed: they follow from the certifications and
  /// from what the banks registered.
  func settleCertified() throws {
    guard try !isAsSealed(.certified) else { return }
    takeAsItIs(.certified)
    for bank in Set(try certifiedBanks() + Array(try certified.all().keys)).sorted() {
      try certified.set(bank, until: try latestCertification(of: bank)?.end(on: ground(of: bank)))
    }
  }

  private func certifiedBanks() throws -> [BankCode] {
    try sql.all("select distinct bank from certifications") { BankCode($0.text(0)) }
  }

  /// Takes every table as it is: of a database that begins, or whose chain was found whole.
  func takeAllAsItIs(_ authority: Authority) {
    held = authority
    checked = Set(DecidingTable.allCases)
    followsHead = true
  }
}
