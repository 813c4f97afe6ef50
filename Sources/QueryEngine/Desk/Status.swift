import Domain
import Store

extension CardholderDesk {
  /// The person's latest query.
  public func status(_ token: String?) async throws -> QueryView {
    let person = try await settledVisitor(token)
    let reading = try parts.gauge.reading(of: store)
    return try store.read { transaction in
      guard let latest = try transaction.queries(of: person, limit: 1).first else { throw CardholderFault.noQueryYet }
      var view = try transaction.view(of: latest)
      if latest.state.isOpen {
        let enquiries = try transaction.enquiries(of: latest.number)
        view.queue = try parts.place(of: enquiries, by: reading, in: transaction)
      }
      return view
    }
  }

  /// Ends the person's running query as failed; answers that banks still send are discarded.
  public func cancel(_ token: String?) async throws -> QueryView {
    let person = try await settledVisitor(token)
    return try await store.submit(protecting: [.person(person), .work(.exclusive)]) { transaction in
      guard let latest = try transaction.queries(of: person, limit: 1).first, latest.state.isOpen else {
        throw CardholderFault.noQueryInProgress
      }
      try QueryEnding(parts: parts, transaction: transaction).cancel(latest)
      guard let cancelled = try transaction.query(number: latest.number) else { throw StoreFault.corrupt("queries") }
      return try transaction.view(of: cancelled)
    }
  }

  /// The person's queries, newest first.
  public func history(_ token: String?) async throws -> [QueryView] {
    let person = try await settledVisitor(token)
    return try store.read { transaction in
      try transaction.queries(of: person).map { QueryView($0, banks: $0.outcomes) }
    }
  }

  /// The time from which the person may apply again after the latest report (rule 3); nil if they can now.
  public func nextApplication(_ token: String?) throws -> Moment? {
    return try store.read { transaction in
      let person = try visitor(token, in: transaction)
      let nextAt = try transaction.latestReport(of: person)?.adding(QueryMachine.waitingTime)
      return nextAt.flatMap { transaction.now < $0 ? $0 : nil }
    }
  }

  /// The person of a session, after everything due for them has been done, so that their view never depends on a
  /// running engine.
  func settled(_ token: String?) async throws -> PersonRecord {
    let (person, isDue) = try store.read { transaction -> (PersonRecord, Bool) in
      let found = try self.person(token, in: transaction)
      return (found, try isAnyOverdue(of: found.id, in: transaction))
    }
    if isDue { try await settle(person.id) }
    return person
  }

  private func settledVisitor(_ token: String?) async throws -> String {
    let (person, isDue) = try store.read { transaction -> (String, Bool) in
      let found = try visitor(token, in: transaction)
      return (found, try isAnyOverdue(of: found, in: transaction))
    }
    if isDue { try await settle(person) }
    return person
  }

  func settledIfLoggedIn(_ token: String?) async throws -> PersonRecord? {
    do { return try await settled(token) } catch CardholderFault.notLoggedIn { return nil }
  }

  private func isAnyOverdue(of person: String, in transaction: Transaction) throws -> Bool {
    try transaction.queries(of: person).contains { $0.isOverdue(at: transaction.now) }
  }

  private func settle(_ person: String) async throws {
    try await store.submit(protecting: [.person(person), .work(.exclusive)]) { transaction in
      let ending = QueryEnding(parts: parts, transaction: transaction)
      for query in try transaction.queries(of: person) where query.isOverdue(at: transaction.now) {
        if query.isAltered {
          try ending.endAltered(query.number)
        } else if query.state.isOpen {
          try ending.endAtDeadline(query)
        }
      }
      try transaction.markExpired()
    }
  }
}

extension QueryRecord {
  /// Whether a deadline or a term has passed without its effect, or the query has to end because it was altered.
  func isOverdue(at now: Moment) -> Bool {
    isAltered || state.isOpen && dueAt <= now || state == .reported && (machine.expiresAt ?? .distantFuture) <= now
  }
}
