import BankLink
import Foundation
import Sealing
import TestFixtures
import Testing

@testable import BankSandbox

struct NetworkKeyFileTests {
  private let key = SigningKey().publicKey
  private let folder: TemporaryFolder
  private var path: String { folder.path(of: "network") }

  init() throws { folder = try TemporaryFolder() }

  private func keys(_ text: String) throws -> [VerifyingKey] {
    try NetworkKeyFile.keys(in: folder.write(text, to: "network"))
  }

  @Test("The document that a network shows holds its signing keys, and nothing else of it counts")
  func document() throws {
    let message = KeysMessage(keys: [
      .init(.sign, publicKey: key.rawRepresentation), .init(.seal, publicKey: Data(repeating: 9, count: 32)),
    ])
    #expect(try keys(String(decoding: Wire.encode(message), as: UTF8.self)) == [key])
  }

  @Test("A key in Base64 is a network's key")
  func bare() throws {
    #expect(try keys(key.rawRepresentation.base64EncodedString() + "\n") == [key])
  }

  @Test("Anything else is refused", arguments: ["", "{}", #"{"keys":[]}"#, "AAAA", "<html>"])
  func other(text: String) {
    #expect(throws: NetworkKeyFault(file: path, isMissing: false)) { try keys(text) }
  }
}
