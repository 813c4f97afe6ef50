import Domain
import Foundation
import TestFixtures

@testable import QueryEngine

extension TestService {
  /// Registers a number of people, and gives them with their sessions.
  func crowd(_ count: Int) async throws -> [(person: Resident, token: String)] {
    var crowd: [(person: Resident, token: String)] = []
    for number in 0..<count {
      let person = Resident.numbered(number)
      crowd.append((person, try await register(person)))
    }
    return crowd
  }

  /// A bank's health over the last day.
  func health(of bank: BankCode) throws -> BankHealth {
    try store.read { try $0.health(of: bank)[.day] ?? BankHealth([]) }
  }
}
