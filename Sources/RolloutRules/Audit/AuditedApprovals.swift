import Domain
import Text

/// Comparison of requests, approvals, reviews and confirmations with the chain.
extension AuditedRecords {
  /// The problem of requests, approvals, reviews and timers that are not as the chain has them.
  func problemOfApprovals(_ records: [AuditRecord]) throws -> AuditProblem? {
    guard let requests = try? requests.all(), let reviews = try? reviews.all(), let timers = try? unconfirmed.all()
    else { return .approvalsAltered }
    let entered = Set(records.filter { $0.action == "request" }.map(\.object))
    let byObject = Dictionary(grouping: records.filter { entered.contains($0.object) }, by: \.object)
    guard entered == Set(requests.map(\.object)), requests.allSatisfy({ $0.isAsEntered(byObject[$0.object] ?? []) })
    else { return .approvalsAltered }
    let emergencies = records.filter { $0.action == "emergency" }
    let signatures = Dictionary(
      records.filter { $0.action == "sign" }.map { ($0.object, $0.author) }, uniquingKeysWith: { first, _ in first })
    guard emergencies.map(\.object) == reviews.map({ "review \($0.number)" }),
      zip(emergencies, reviews).allSatisfy({ $1.isAsEntered($0) }),
      reviews.allSatisfy({ signatures["review \($0.number)"] == $0.signed?.by })
    else { return .approvalsAltered }
    return try areTimersAsEntered(timers, records) && areGlassesAsEntered(records) ? nil : .approvalsAltered
  }

  private func areTimersAsEntered(_ timers: [UnconfirmedCommit], _ records: [AuditRecord]) throws -> Bool {
    let started = records.filter { $0.action == "timer" }
    let terms = Dictionary(started.map { ($0.object, $0.detail) }, uniquingKeysWith: { _, last in last })
    let beginnings = try beginnings(of: timers)
    let confirmed = Set(records.filter { $0.action == "confirm" }.map(\.object))
    let restored = Set(records.filter { $0.action == "restore" }.map(\.object))
    guard Set(started.map(\.object)) == Set(timers.map { "revision \($0.revision)" }) else { return false }
    let ends = Dictionary(
      records.filter { $0.action == "timer" || $0.action == "hold" }.map { ($0.object, $0.detail["until"]) },
      uniquingKeysWith: { _, last in last })
    return timers.allSatisfy { timer in
      let name = "revision \(timer.revision)"
      guard ends[name] == JSONValue(timer.until), beginnings[timer.revision] == timer.from,
        let entered = terms[name], timer.hasTerms(entered)
      else { return false }
      return switch timer.state {
      case .waiting: !confirmed.contains(name) && !restored.contains(name)
      case .confirmed: confirmed.contains(name)
      case .restored: restored.contains(name)
      }
    }
  }

  /// The times at which the revisions of timers took effect, which are the beginnings of the timers.
  private func beginnings(of timers: [UnconfirmedCommit]) throws -> [Int: Moment] {
    let numbers = Set(timers.map(\.revision))
    var beginnings: [Int: Moment] = [:]
    guard !numbers.isEmpty else { return beginnings }
    try eachStoredRevision { stored in
      guard numbers.contains(stored.stamp.number) else { return }
      beginnings[stored.stamp.number] = stored.stamp.effectiveAt
    }
    return beginnings
  }

  /// Whether the broken glasses are those of the chain.
  private func areGlassesAsEntered(_ records: [AuditRecord]) -> Bool {
    guard let glasses = try? brokenGlass.all() else { return false }
    let entered = records.filter { $0.action == "break-glass" }
    return entered.count == glasses.count && zip(glasses, entered).allSatisfy { $0.agrees(with: $1) }
  }
}

extension ApprovalRequest {
  /// The object of the request's records in the chain.
  fileprivate var object: String { "request \(number)" }

  /// Whether the request and its approvals are as its records in the chain.
  fileprivate func isAsEntered(_ records: [AuditRecord]) -> Bool {
    let entered = records.last { $0.action == "request" }
    let approved = records.filter { $0.action == "approve" && $0.detail["version"] == JSONValue(version) }
    return entered?.detail["version"] == JSONValue(version) && entered?.author == author
      && entered?.detail["content"] == .string(contentHash)
      && Set(approved.map(\.author)) == Set(approvals.map(\.by))
      && records.contains { $0.action == "reject" } == (state.name == "rejected")
  }
}

extension EmergencyReview {
  fileprivate func isAsEntered(_ record: AuditRecord) -> Bool {
    record.author == author && record.detail["reason"] == .string(reason)
      && record.detail["revision"] == JSONValue(revision)
  }
}

extension UnconfirmedCommit {
  /// Whether it is judged by what the chain holds of its guardrails and of what they need; earlier versions put less of
  /// it there.
  fileprivate func hasTerms(_ entered: JSONValue) -> Bool {
    ["guardrails", "atLeast", "otherwise"].allSatisfy { entered[$0] == nil || entered[$0] == terms[$0] }
  }
}

extension BrokenGlass {
  fileprivate func agrees(with record: AuditRecord) -> Bool {
    record.object == "request \(request)" && record.author == author && record.detail["version"] == JSONValue(version)
      && record.detail["reason"] == .string(reason) && record.detail["dueAt"] == JSONValue(dueAt)
  }
}
