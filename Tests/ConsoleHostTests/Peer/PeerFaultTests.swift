import ConsoleHost
import Program
import Testing
import Text

struct PeerFaultTests {
  @Test(arguments: [
    (PeerFault.foreign, "peer_foreign"), (.unknown(.noAccount(7)), "peer_unknown"),
    (.unknown(.noProcess), "peer_unknown"), (.unknown(.accountsSilent), "peer_unknown"),
    (.unknown(.renamed(from: "a", to: "b")), "peer_unknown"), (.notInGroup(account: "a", group: "g"), "not_in_group"),
    (.notInGroup(account: "a", group: nil), "not_in_group"),
  ])
  func `every refusal says in both languages what to do`(fault: PeerFault, code: String) throws {
    #expect(fault.code == code && fault.kind == .refused)
    let remedy = try #require(SharedRemedies().remedy(for: code, .object(fault.facts)))
    #expect(!remedy.zh.isEmpty && !remedy.en.isEmpty)
    #expect(fault.message.zh != fault.message.en)
  }

  @Test func `the remedy names account and group`() {
    let fault = PeerFault.notInGroup(account: "wang", group: "chaka-operators")
    let told = SharedRemedies().message(of: fault)
    for text in [told.en, told.zh] { #expect(text.contains("usermod -aG chaka-operators wang")) }
  }
}
