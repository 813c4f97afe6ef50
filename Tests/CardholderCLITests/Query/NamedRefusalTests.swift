import Domain
import QueryEngine
import Testing

@testable import CardholderCLI

struct NamedRefusalTests {
  @Test func `a refused application names its banks, and keeps their codes for programs`() async throws {
    let sandbox = try Sandbox()
    try await sandbox.signUp()
    do {
      try await sandbox.call(["apply", "--bank", "icbc", "--agree"])
      Issue.record("it was not refused")
    } catch let fault as NamedRefusal {
      #expect(fault.message.zh.contains("工商银行：") && fault.message.en.contains("Commercial Bank of China: "))
      #expect(fault.code == "channel_closed" && fault.facts.contains { $0.key == "refusal" })
      let reasons = fault.facts.first { $0.key == "reasons" }?.value
      #expect(reasons?.compact.contains(#""bank":"icbc""#) == true)
    }
  }
}
