import Testing

@testable import AdminShell

struct OnboardingCompletionTests {
  @Test(
    "What may stand next in an onboarding command is offered",
    arguments: [
      ("set ", ["certification", "guardrail", "four-eyes", "approvals", "losses", "preconditions"]),
      ("set g", ["guardrail"]),
      ("set certification ", ["required", "off"]),
      ("set guardrail o", ["off"]), ("set speed ", []), ("reg", ["register", "registry"]),
      ("register bank ic", ["icbc"]),
      ("register bank icbc ", ["endpoint", "key", "lines"]), ("register bank icbc endpoint https://a l", ["lines"]),
      ("endpoint icbc http://a lines ", ["private", "public"]), ("rotate key net", ["network"]),
      ("rotate key network ", ["overlap"]), ("rotate key network overlap ", []), ("maintenance b", ["bank"]),
      ("maintenance bank cmb ", ["from", "to"]), ("cancel ", ["commit", "maintenance"]),
      ("pause service ", ["emergency", "reason"]),
      ("pause service emergency ", ["reason"]), ("add operator li role ap", ["approver"]),
      ("commit confirmed 5 guarded answered t", ["timeouts"]), ("request c", ["commit", "certify", "cancel"]),
      ("certify bank 招", ["招商银行"]),
      ("show ke", ["keys"]), ("show keys ", ["network"]), ("show bank ic", ["icbc"]), ("show cert", ["certification"]),
    ])
  func offered(before: String, expected: [String]) {
    let completion = Completer(catalogue, language: .zh).completion(of: before)
    #expect(completion?.choices.map(\.text) ?? [] == expected)
  }

  @Test("A value that cannot be listed is described beside those that can")
  func values() throws {
    let completion = try #require(Completer(catalogue, language: .en).completion(of: "set guardrail "))
    #expect(completion.choices.map(\.text) == ["off"] && completion.values.map(\.text) == ["VALUE"])
    let hours = try #require(Completer(catalogue, language: .en).completion(of: "rotate key network overlap "))
    #expect(try #require(hours.list(.en, columns: 80, withHelp: true)).contains("0 to 720"))
  }
}
