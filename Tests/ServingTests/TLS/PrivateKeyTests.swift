import Foundation
import Sealing
import TestAuthority
import Testing

@testable import Serving

@Suite("A private key for TLS")
struct PrivateKeyTests {
  @Test("that others may read is not used", arguments: [0o644, 0o640, 0o604, 0o660])
  func wide(_ mode: Int) async throws {
    try await TestAuthority.with { authority in
      let files = try authority.files("bank")
      try files.check()
      let fresh = try authority.files("bank")
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: fresh.privateKey)
      #expect(throws: RightsFault.wide(fresh.privateKey)) { try fresh.check() }
    }
  }
}
