import Domain

/// The nonces of signed messages that were taken, and which answers came in: a bank whose callback got no reply posts the
/// same answer again, also when its enquiry has ended meanwhile.
extension Transaction {
  /// Notes that a bank's message was taken; false where it was before. The moment is when its signature has run out.
  public func take(nonce: String, of bank: BankCode, until: Moment) throws -> Bool {
    let inserted = try sql.execute(
      "insert into nonces (nonce, until) values ($1, $2) on conflict (nonce) do nothing", .text("\(bank) \(nonce)"),
      .integer(until.milliseconds))
    return inserted > 0
  }

  /// Notes that a bank's answer was taken. `digest` tells it from any other; no nonce begins as it does.
  public func noteTaken(_ digest: String, of bank: BankCode, until: Moment) throws {
    _ = try take(nonce: Self.mark + digest, of: bank, until: until)
  }

  /// Whether this very answer was taken.
  public func isTaken(_ digest: String, of bank: BankCode) throws -> Bool {
    try sql.first(
      "select 1 from nonces where nonce = $1 and until >= $2", .text("\(bank) \(Self.mark)\(digest)"),
      .integer(now.milliseconds), read: { _ in true }) ?? false
  }

  private static let mark = "answer "

  func areNoncesOld(by age: Span) throws -> Bool {
    let limit = now.adding(.milliseconds(-age.milliseconds))
    return try sql.first(
      "select 1 from nonces where until < $1 limit 1", .integer(limit.milliseconds), read: { _ in true }) ?? false
  }

  func forgetOldNonces() throws {
    try sql.execute("delete from nonces where until < $1", .integer(now.milliseconds))
  }
}
