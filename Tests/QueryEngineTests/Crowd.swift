import Domain
import Foundation

@testable import QueryEngine

extension Resident {
  /// Somebody different for every number below a thousand.
  static func numbered(_ number: Int) -> Resident {
    let body = "11010519700101" + String(format: "%03d", number)
    let idNumber = "0123456789X".lazy.map { body + String($0) }.first { (try? IdentityNumber($0)) != nil } ?? body
    return Resident(name: "王五", idNumber: idNumber, phone: "13700\(String(format: "%06d", 500_000 + number * 37))")
  }
}

extension TestService {
  /// Registers so many people, and gives them with their sessions.
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
