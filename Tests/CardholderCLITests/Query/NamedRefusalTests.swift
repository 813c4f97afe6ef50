import Domain
import QueryEngine
import Testing

@testable import CardholderCLI

struct NamedRefusalTests {
  @Test func `a refused application names its banks, and keeps their codes for programs`() async throws {
    let sandbox = try Sandbox()
    let register = [
      "register", "--name", "李小明", "--id-number", "11010519491231002X", "--phone", "13800138264", "--region", "广东",
      "--password-file", try sandbox.file("482913"),
    ]
    #expect(try await sandbox.fault(register) == "code_required")
    #expect(try await sandbox.fault(register + ["--code", sandbox.code(of: "13800138264")]) == nil)
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
