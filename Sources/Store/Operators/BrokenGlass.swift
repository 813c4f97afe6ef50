import Domain

/// Requests that take force without the approvals they lack. Judging who may do what is the caller's until their time
/// comes; then it is judged here.
extension Transaction {
  /// Compared with what was sealed, like everything that decides.
  var brokenGlass: BrokenGlassTable {
    get throws {
      try check(.brokenGlass)
      return BrokenGlassTable(transaction: self)
    }
  }

  public func allBrokenGlass() throws -> [BrokenGlass] { try brokenGlass.all() }
  /// The latest of a request.
  public func brokenGlass(of request: Int) throws -> BrokenGlass? { try brokenGlass.latest(of: request) }
  /// The one that left a review behind.
  public func brokenGlass(leaving review: Int) throws -> BrokenGlass? { try brokenGlass.leaving(review: review) }

  public func breakGlass(_ request: ApprovalRequest, by name: String, reason: String) throws -> BrokenGlass {
    let glass = try brokenGlass.insert(
      request: request.number, version: request.version, author: name, reason: reason, at: now,
      dueAt: now.adding(BrokenGlass.delay))
    try audit(
      author: name, action: "break-glass", object: "request \(request.number)",
      detail: [
        "version": JSONValue(request.version), "reason": .string(reason), "dueAt": JSONValue(glass.dueAt),
      ])
    return glass
  }

  /// Its time has come and nobody rejected it.
  func end(_ glass: BrokenGlass) throws {
    guard let request = try request(glass.request), request.state == .open, request.version == glass.version,
      try isAsEntered(request)
    else { return try drop(glass, .altered) }
    guard try isApprover(glass.author) else { return try drop(glass, .authorNotPermitted) }
    let outcome =
      switch request.content["change"] {
      case "commit": try commit(request, glass)
      case "operator": try appoint(request)
      default: GlassOutcome.objection(.altered, [])
      }
    switch outcome {
    case .objection(let reason, let detail): try drop(glass, reason, detail)
    case .done(let revision): try finish(glass, request, revision)
    }
  }

  private enum GlassOutcome {
    case done(Revision)
    case objection(ScheduledCommit.DropReason, [JSONValue.Member])
  }

  private func finish(_ glass: BrokenGlass, _ request: ApprovalRequest, _ revision: Revision) throws {
    let review = try openReview(
      of: revision, by: glass.author, reason: "应急 break glass, request \(request.number): \(glass.reason)")
    try brokenGlass.markDone(glass.number, review: review.number)
    try close(request, .done)
  }

  private func drop(
    _ glass: BrokenGlass, _ reason: ScheduledCommit.DropReason, _ detail: [JSONValue.Member] = []
  ) throws {
    try brokenGlass.markDropped(glass.number, for: reason)
    try audit(
      author: glass.author, action: "drop", object: "request \(glass.request)",
      detail: .object([.init("reason", .string(reason.rawValue))] + detail))
  }

  private func commit(_ request: ApprovalRequest, _ glass: BrokenGlass) throws -> GlassOutcome {
    guard try role(of: request.author) ?? .viewer >= .operator else { return .objection(.authorNotPermitted, []) }
    guard case .integer(let base)? = request.content["base"],
      let rollout = request.content["rollout"].flatMap(Rollout.init(document:)),
      let terms = request.content["terms"].flatMap(CommitTerms.init(json:)),
      let restated = Scope(text: request.content["restated"]?.string ?? "")
    else { return .objection(.altered, []) }
    let intent = Intent(from: try revision(Int(base)).rollout, to: rollout, saying: restated)
    switch try chronicle().landing(of: intent) {
    case .conflict(let ours, let theirs):
      return .objection(.conflict, [.init("ours", ours.json), .init("theirs", theirs.json)])
    case .nothing: return .objection(.nothingChanged, [])
    case .force(let merged, let restated):
      let running = try lastAppliedRevision().rollout
      if let (reason, detail) = try objection(to: merged, over: running, terms, at: glass.dueAt) {
        return .objection(reason, detail)
      }
      return .done(try append(merged, restating: restated, of: request, terms, glass))
    }
  }

  private func append(
    _ rollout: Rollout, restating restated: Scope, of request: ApprovalRequest, _ terms: CommitTerms,
    _ glass: BrokenGlass
  ) throws -> Revision {
    let revision = try append(
      rollout, author: request.author, comment: request.comment, committedAt: glass.madeAt, effectiveAt: glass.dueAt,
      restating: restated,
      detail: [.init("request", JSONValue(request.number)), .init("brokenGlass", .string(glass.author))])
    if let confirmation = terms.confirmation { try startTimer(of: revision, confirmation) }
    return revision
  }

  private func objection(
    to rollout: Rollout, over running: Rollout, _ terms: CommitTerms, at moment: Moment
  ) throws -> (ScheduledCommit.DropReason, [JSONValue.Member])? {
    do { try rollout.requireConsistent(over: store.registry) } catch { return (.registryConflict, error.facts) }
    let uncertified = try uncertifiedBanks(in: rollout, at: moment)
    guard uncertified.isEmpty else {
      return (.bankNotCertified, [.init("banks", .array(uncertified.map(\.json)))])
    }
    let unmet = try unmetPreconditions(from: running, to: rollout, at: moment)
    guard unmet.isEmpty || terms.override != nil else {
      return (.preconditionsUnmet, [.init("unmet", .array(unmet.map(\.json)))])
    }
    return try objection(to: rollout, over: running, reopening: terms.reopening)
  }

  /// Gives the revision in force, as none is made.
  private func appoint(_ request: ApprovalRequest) throws -> GlassOutcome {
    guard case .string(let name)? = request.content["operator"] else { return .objection(.altered, []) }
    guard try role(of: request.author) ?? .viewer >= .administrator else {
      return .objection(.authorNotPermitted, [])
    }
    var role: OperatorRole?
    if case .string(let text)? = request.content["role"] { role = OperatorRole(rawValue: text) }
    let administrators = try operators().filter { $0.role == .administrator }.map(\.name)
    guard role == .administrator || administrators != [name], try shortage(withRole: role, of: name) == nil else {
      return .objection(.rulesUnmeetable, [])
    }
    if let role {
      try setOperator(name, role, by: request.author)
    } else {
      try removeOperator(name, by: request.author)
    }
    return .done(try lastAppliedRevision())
  }

  /// Compared with what the chain says of all of them.
  func areGlassesAsEntered(_ records: [AuditRecord]) -> Bool {
    guard let glasses = try? BrokenGlassTable(transaction: self).all() else { return false }
    let entered = records.filter { $0.action == "break-glass" }
    return entered.count == glasses.count && zip(glasses, entered).allSatisfy { $0.agrees(with: $1) }
  }
}

extension BrokenGlass {
  fileprivate func agrees(with record: AuditRecord) -> Bool {
    record.object == "request \(request)" && record.author == author && record.detail["version"] == JSONValue(version)
      && record.detail["reason"] == .string(reason) && record.detail["dueAt"] == JSONValue(dueAt)
  }
}

extension JSONValue {
  fileprivate var string: String? {
    if case .string(let text) = self { text } else { nil }
  }
}
