import Domain
import Store

extension CardholderDesk {
  static let timeBetweenMoves = Span.days(30)

  /// Changes the person's region: once in 30 days, not while a query runs, and confirmed by the identity check.
  public func move(_ token: String?, to region: RegionCode, code: String?) async throws -> SignedIn {
    let person = try await settled(token)
    // Nothing changes, and no code is used up.
    if person.region == region { return SignedIn(person: person.id, region: region, token: token ?? "") }
    try store.read { try refuseMove(of: person, in: $0) }
    let details = try details(of: person)
    let request = codeRequest(person, details.phone, .move, binding: region.text)
    guard let code else { try await codes.send(request) }
    try await require(code, for: request, consuming: true)
    guard try await parts.identity.confirms(details, region: region) else { throw CardholderFault.notVerified }
    return try await store.submit(protecting: [.person(person.id)]) { transaction in
      let person = try self.person(token, in: transaction)
      try refuseMove(of: person, in: transaction)
      try transaction.move(person, to: region)
      return SignedIn(person: person.id, region: region, token: token ?? "")
    }
  }

  private func refuseMove(of person: PersonRecord, in transaction: Transaction) throws {
    if let nextAt = person.movedAt?.adding(Self.timeBetweenMoves), transaction.now < nextAt {
      throw CardholderFault.movedRecently(nextAt: nextAt)
    }
    try refuseWhileQueryRuns(person, in: transaction)
  }
}
