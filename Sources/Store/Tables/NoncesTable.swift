import Domain

/// The nonces of signed messages that were taken.
extension Transaction {
  /// Notes that a bank's message was taken; false where it was before. The moment is when its signature has run out.
  public func take(nonce: String, of bank: BankCode, until: Moment) throws -> Bool {
    let inserted = try sql.execute(
      "insert into nonces (nonce, until) values ($1, $2) on conflict (nonce) do nothing", .text("\(bank) \(nonce)"),
      .integer(until.milliseconds))
    return inserted > 0
  }

  func areNoncesOld(by age: Span) throws -> Bool {
    let limit = now.adding(.milliseconds(-age.milliseconds))
    return try sql.first(
      "select 1 from nonces where until < $1 limit 1", .integer(limit.milliseconds), read: { _ in true }) ?? false
  }

  func forgetOldNonces() throws {
    try sql.execute("delete from nonces where until < $1", .integer(now.milliseconds))
  }
}
