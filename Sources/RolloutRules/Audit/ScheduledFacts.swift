import Domain

/// The scheduled commits by the chain, after a walk through all of it.
struct ScheduledFacts {
  private var entered: [Int: [AuditRecord]] = [:]
  /// The revisions that they became, by the commit's number.
  private var applied: [Int: Int] = [:]
  private var cancelled: Set<Int> = []
  private var dropped: Set<Int> = []
  /// The commits that were dropped because their rows were altered: the content of these rows counts no more.
  private var droppedAsAltered: Set<Int> = []

  init(_ walk: AuditWalk) {
    for (revision, commit) in walk.commits.enumerated() {
      if let number = commit.scheduled { applied[Int(number)] = revision }
    }
    for record in walk.facts {
      guard record.object.hasPrefix(Self.prefix), let number = Int(record.object.dropFirst(Self.prefix.count)) else {
        continue
      }
      switch record.action {
      case "schedule": entered[number, default: []].append(record)
      case "cancel": cancelled.insert(number)
      case "drop":
        dropped.insert(number)
        if record.isDropOfAltered { droppedAsAltered.insert(number) }
      default: break
      }
    }
  }

  private static let prefix = "scheduled "

  var numbers: Set<Int> { Set(entered.keys) }

  func isDroppedAsAltered(_ number: Int) -> Bool { droppedAsAltered.contains(number) }

  /// Whether a row is as its author entered it, with the state that the chain has.
  func agree(with commit: ScheduledCommit) -> Bool {
    let number = commit.number
    if isDroppedAsAltered(number) { return commit.dropReason == .altered }
    guard let records = entered[number], records.count == 1,
      records[0].detail["content"] == .string(commit.contentHash)
    else { return false }
    return switch commit.state {
    case .pending: applied[number] == nil && !isEnded(number)
    case .applied(let revision): applied[number] == revision && !isEnded(number)
    case .cancelled: cancelled.contains(number) && applied[number] == nil
    case .dropped: dropped.contains(number) && applied[number] == nil
    }
  }

  /// Whether a commit was entered and has not ended.
  func isWaiting(_ number: Int) -> Bool { entered[number] != nil && applied[number] == nil && !isEnded(number) }

  private func isEnded(_ number: Int) -> Bool { cancelled.contains(number) || dropped.contains(number) }

  /// The remains of a commit whose row was altered: its author, its time, and that it was dropped.
  func remains(of number: Int) -> ScheduledCommit? {
    guard let record = entered[number]?.first else { return nil }
    var (effectiveAt, comment) = (record.at, "")
    if let text = record.detail.text("effectiveAt"), let moment = Moment(text: text) { effectiveAt = moment }
    if let text = record.detail.text("comment") { comment = text }
    return ScheduledCommit(
      number: number, base: 0, rollout: .initial, author: record.author, comment: comment, committedAt: record.at,
      effectiveAt: effectiveAt, state: .dropped(told: .nobody), dropReason: .altered)
  }
}

/// Comparison of scheduled commits with the chain.
extension AuditedRecords {
  func problemOfScheduled(_ walk: AuditWalk) throws -> AuditProblem? {
    let facts = ScheduledFacts(walk)
    let (commits, numbers) = (try scheduled.all(), try scheduled.numbers())
    let known = Set(numbers)
    let missing = facts.numbers.subtracting(known).filter { !facts.isDroppedAsAltered($0) }
    let areRight = commits.count == numbers.count && known.count == numbers.count && missing.isEmpty
    return areRight && commits.allSatisfy(facts.agree) ? nil : .scheduledAltered
  }
}

extension AuditRecord {
  /// Whether the record is of a scheduled commit that was dropped because its row was altered.
  public var isDropOfAltered: Bool {
    action == "drop" && object.hasPrefix("scheduled ")
      && detail["reason"] == .string(ScheduledCommit.DropReason.altered.rawValue)
  }
}
