import Domain

extension Transaction {
  /// The earliest moment at which anything is to be done, or nil when nothing waits at all.
  public func nextDue() throws -> Moment? {
    let enquiry = try banksWithOpenEnquiries().map(\.nextAt).min()
    return [enquiry, try nextOther()].compactMap(\.self).min()
  }

  private func nextOther() throws -> Moment? {
    try sql.first(
      """
      select min(at) from (
        select min(due_at) as at from queries where state in ('accepted', 'collecting') and conclude_at is null
        union all select min(conclude_at) from queries where conclude_at is not null
        union all select min(expires_at) from queries where state = 'reported'
        union all select min(next_at) from outbox
        union all select min(effective_at) from scheduled where state = 'pending'
        union all select min(until_at) from unconfirmed where state = 'waiting'
        union all select min(due_at) from broken_glass where state = 'waiting'
        union all select min(ends_at) from certified
        union all select min(day + 1) * 86400000 - 28800000 from vaults
      ) as moments
      """,
      read: { $0.optionalInteger(0).map { Moment(milliseconds: $0) } }) ?? nil
  }
}
