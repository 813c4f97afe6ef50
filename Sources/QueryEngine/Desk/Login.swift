import Domain
import Store

extension CardholderDesk {
  /// Begins a session. Whether a phone is registered is said only after its own code was right.
  public func login(phone: PhoneNumber, code: String?) async throws -> SignedIn {
    let request = CodeDesk.Request(phone: phone, purpose: .login)
    guard let code else { try await CodeDesk(parts: parts).send(request) }
    try await require(code, for: request, consuming: true)
    return try await store.submit { transaction in
      let hash = store.secret.hash(phone.text, for: .lookUp)
      guard let person = try transaction.person(phoneHash: hash) else { throw DeskFault.notRegistered }
      return try beginSession(of: person.intact(), in: transaction)
    }
  }

  /// Ends a session; one that has ended already stays ended.
  public func logout(_ token: String?) async throws {
    guard let token else { throw DeskFault.notLoggedIn }
    try await store.submit { transaction in
      _ = try person(token, in: transaction)
      try transaction.deleteSession(tokenHash: tokenHash(token))
    }
  }
}
