import Domain
import Text

/// Requests that take force without the approvals they lack. The caller checks the author's rights when glass is
/// broken; at the time of the change they are judged here.
extension RolloutRecords {
  /// The broken glasses, compared with their seal like every table that decides.
  func glassToDecide() throws -> any BrokenGlassRecords {
    try check(.brokenGlass)
    return brokenGlass
  }

  public func allBrokenGlass() throws -> [BrokenGlass] { try glassToDecide().all() }
  /// The latest broken glass of a request.
  public func brokenGlass(of request: Int) throws -> BrokenGlass? { try glassToDecide().latest(of: request) }
  /// The broken glass whose change left a review.
  public func brokenGlass(leaving review: Int) throws -> BrokenGlass? { try glassToDecide().leaving(review: review) }

  public func breakGlass(_ request: ApprovalRequest, by name: String, reason: String) throws -> BrokenGlass {
    let glass = try glassToDecide().insert(
      request: request.number, version: request.version, author: name, reason: reason, at: now,
      dueAt: now.adding(BrokenGlass.delay))
    try audit(
      author: name, action: "break-glass", object: "request \(request.number)",
      detail: [
        "version": JSONValue(request.version), "reason": .string(reason), "dueAt": JSONValue(glass.dueAt),
      ])
    return glass
  }

  /// Lets a request take force whose time has come and that nobody rejected.
  func end(_ glass: BrokenGlass) throws {
    guard let request = try request(glass.request), request.state == .open, request.version == glass.version,
      try isAsEntered(request)
    else { return try drop(glass, .altered) }
    guard try isApprover(glass.author) else { return try drop(glass, .authorNotPermitted) }
    let outcome =
      switch try change(of: request, without: glass) {
      case .commit(let intent, let terms, let warrant)?: try commit(intent, terms, warrant, request, glass)
      case .appointment(let name, let role, let author)?: try appoint(name, role, by: author)
      case nil: GlassOutcome.objection(.altered, [])
      }
    switch outcome {
    case .objection(let reason, let detail): try drop(glass, reason, detail)
    case .done(let revision): try finish(glass, request, revision)
    }
  }

  private func finish(_ glass: BrokenGlass, _ request: ApprovalRequest, _ revision: Revision) throws {
    let review = try openReview(
      of: revision, by: glass.author,
      reason: StoredWords.breakGlass.text(
        zh: "，申请 \(request.number)：\(glass.reason)", en: ", request \(request.number): \(glass.reason)"))
    try glassToDecide().markDone(glass.number, review: review.number)
    try close(request, .done)
  }

  private func drop(
    _ glass: BrokenGlass, _ reason: ScheduledCommit.DropReason, _ detail: [JSONValue.Member] = []
  ) throws {
    try glassToDecide().markDropped(glass.number, for: reason)
    try audit(
      author: glass.author, action: "drop", object: "request \(glass.request)",
      detail: .object([.init("reason", .string(reason.rawValue))] + detail))
  }

  /// The requests that wait to take force without the approvals they lack, with their changes.
  func delayedChanges() throws -> [(glass: BrokenGlass, change: BrokenGlass.Change)] {
    var found: [(glass: BrokenGlass, change: BrokenGlass.Change)] = []
    for glass in try glassToDecide().all() where glass.state == .waiting {
      guard let request = try request(glass.request), let change = try change(of: request, without: glass) else {
        continue
      }
      found.append((glass, change))
    }
    return found
  }

  /// The change of a request; nil if it cannot be read, or is not one for which glass is broken.
  private func change(of request: ApprovalRequest, without glass: BrokenGlass) throws -> BrokenGlass.Change? {
    let content = request.content
    switch content["change"] {
    case "commit":
      guard case .integer(let base)? = content["base"],
        let rollout = content["rollout"].flatMap(Rollout.init(document:)),
        let terms = content["terms"].flatMap(CommitTerms.init(json:)),
        let restated = Scope(text: content["restated"]?.text ?? "")
      else { return nil }
      let intent = Intent(from: try revision(Int(base)).rollout, to: rollout, saying: restated)
      return .commit(intent, terms, Warrant(request, terms, without: glass))
    case "operator":
      guard let name = content["operator"]?.text, let role = content["role"] else { return nil }
      guard role != .null else { return .appointment(name, nil, by: request.author) }
      return role.text.flatMap(OperatorRole.init(rawValue:)).map { .appointment(name, $0, by: request.author) }
    default: return nil
    }
  }

  private func commit(
    _ intent: Intent, _ terms: CommitTerms, _ warrant: Warrant, _ request: ApprovalRequest, _ glass: BrokenGlass
  ) throws -> GlassOutcome {
    switch try chronicle().landing(of: intent) {
    case .conflict(let ours, let theirs):
      return .objection(.conflict, [.init("ours", ours.json), .init("theirs", theirs.json)])
    case .nothing: return .objection(.nothingChanged, [])
    case .force(let merged, let restated):
      if case .dropped(let reason, let facts) = try judgement(of: merged, by: warrant, at: glass.dueAt) {
        return .objection(reason, facts)
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

  /// Appoints or removes an operator; gives the revision in force, as none is made.
  private func appoint(_ name: String, _ role: OperatorRole?, by author: String) throws -> GlassOutcome {
    guard try self.role(of: author) ?? .viewer >= .administrator else { return .objection(.authorNotPermitted, []) }
    let administrators = try operators().filter { $0.role == .administrator }.map(\.name)
    guard role == .administrator || administrators != [name], try shortage(withRole: role, of: name) == nil else {
      return .objection(.rulesUnmeetable, [])
    }
    if let role { try setOperator(name, role, by: author) } else { try removeOperator(name, by: author) }
    return .done(try lastAppliedRevision())
  }
}

extension Warrant {
  /// The warrant of a request without the approvals it lacks; whoever broke its glass answers for the overrides.
  fileprivate init(_ request: ApprovalRequest, _ terms: CommitTerms, without glass: BrokenGlass) {
    self.init(
      author: request.author, approvers: request.approvals.map(\.by) + [glass.author], needsApproval: false,
      reopening: terms.reopening, override: terms.override.map { Override(reason: $0, subjects: nil) })
  }
}

private enum GlassOutcome {
  case done(Revision)
  case objection(ScheduledCommit.DropReason, [JSONValue.Member])
}
