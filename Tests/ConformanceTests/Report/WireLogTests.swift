import BankLink
import BankSandbox
import Conformance
import Foundation
import TestFixtures
import Testing
import Text

@Suite("The wire log")
struct WireLogTests {
  @Test("shows what was sent and what came back, to its owner only, and no private key")
  func log() async throws {
    let folder = try TemporaryFolder()
    defer { withExtendedLifetime(folder) {} }
    let path = folder.path(of: "wire.log")
    try await withBank { bank in
      var run = bank.conformance(only: ["masking.kind", "errors.too_large"])
      run.log = WireLog(path: path, now: systemTime)
      _ = await run.run()
    }
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let lines = text.split(separator: "\n").compactMap { JSONValue(json: String($0)) }
    #expect(lines.contains { $0["check"] == "masking.kind" && $0["response"]?["status"] == 200 })
    #expect(lines.contains { $0["check"] == "errors.too_large" && $0["response"]?["status"] == 413 })
    #expect(text.utf8.count < 200_000)
    #expect(!text.contains("110000190001010012") && !text.contains("PRIVATE"))
  }
}
