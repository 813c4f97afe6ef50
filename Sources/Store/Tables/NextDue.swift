import Domain

extension Transaction {
  /// The earliest moment at which work is due, or nil if nothing waits.
  public func nextDue() throws -> Moment? {
    let waiting = try banksWaitedFor().map(\.since).min()
    return [try nextLook(), waiting, try nextEnding(), try nextOther()].compactMap(\.self).min()
  }

  /// The time at which a query is next to be looked at.
  private func nextLook() throws -> Moment? {
    try sql.first("select min(next_at) from work", read: { $0.optionalInteger(0).map { Moment(unbound: $0) } }) ?? nil
  }

  /// The next deadline, or the time at which the end of a query is tried again. A value that no program of ours wrote
  /// is due now.
  private func nextEnding() throws -> Moment? {
    try sql.first(
      """
      select min(at) from (
        select min(due_at) as at from queries where state in ('accepted', 'collecting') and conclude_at is null
        union all select min(case when conclude_at between $1 and $2 then conclude_at else $1 end)
          from queries where state in ('accepted', 'collecting') and conclude_at is not null
      ) as moments
      """,
      .integer(now.milliseconds), .integer(now.adding(Self.endingPause).milliseconds),
      read: { $0.optionalInteger(0).map { Moment(unbound: $0) } }) ?? nil
  }

  private func nextOther() throws -> Moment? {
    try sql.first(
      """
      select min(at) from (
        select min(expires_at) as at from queries where state = 'reported'
        union all select min(next_at) from outbox
        union all select min(effective_at) from scheduled where state = 'pending'
        union all select min(until_at) from unconfirmed where state = 'waiting'
        union all select min(due_at) from broken_glass where state = 'waiting'
        union all select min(ends_at) from certified
        union all select min(day + 1) * 86400000 - 28800000 from vaults
      ) as moments
      """,
      read: { $0.optionalInteger(0).map { Moment(unbound: $0) } }) ?? nil
  }
}
