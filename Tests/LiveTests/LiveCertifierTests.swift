import Domain
import Foundation
import RolloutControl
import Settings
import Store
import TestFixtures
import Testing
import Text

@testable import Live

@Suite("What keeps a bank from being certified at all")
struct LiveCertifierTests {
  private let database: TestDatabase
  private let bank = BankCode("abc")

  init() throws {
    database = try TestDatabase.real(author: "root")
    let keys = BankPublicKeys(sealing: Data(repeating: 9, count: 32), signing: Data(repeating: 9, count: 32))
    try database.open().write { transaction in
      try transaction.setEndpoint("https://127.0.0.1:1/abc", of: bank, privateLines: true)
      try transaction.replaceKeys(of: bank, with: keys)
    }
  }

  /// The code, and how many checks were told of before.
  private func certify(_ configuration: Configuration) throws -> (code: String?, told: Int) {
    let session = try OperatorSession(store: try database.open(), author: "root")
    var told = 0
    let code = fault {
      try session.onboarding.report(on: bank, by: LiveCertifier { configuration }, progress: { _ in told += 1 })
    }
    return (code, told)
  }

  @Test("where the configuration has no tls is said before anything is checked")
  func withoutTLS() throws {
    let outcome = try certify(Configuration())
    #expect(outcome.code == "certificate_missing" && outcome.told == 0)
  }

  @Test("where the files of tls cannot be used is said before anything is checked")
  func unusableTLS() throws {
    var configuration = Configuration()
    configuration.tls = TLSSettings(certificate: "/nowhere/a", privateKey: "/nowhere/b", roots: "/nowhere/c")
    let outcome = try certify(configuration)
    #expect(outcome.code == "certificate_unusable" && outcome.told == 0)
  }
}
