import Testing
import Text

@testable import Program

struct SharedRemediesTests {
  private func remedy(_ code: String, _ facts: JSONValue) -> String {
    SharedRemedies().remedy(for: code, facts)?.en ?? ""
  }

  @Test(arguments: ["secret_missing", "secret_unusable", "secret_foreign"])
  func `the network's keys come back from the backup, or are made anew by a rotation and by nothing else`(
    code: String
  ) {
    let told = remedy(code, ["path": "/secrets/network.keys"])
    #expect(told.contains("rotate key network") && !told.contains("init"), "\(told)")
  }

  @Test func `no other secret is made anew, init or not`() {
    let told = remedy("secret_missing", ["path": "/secrets/server.secret"])
    #expect(told.contains("--secrets") && told.contains("backup") && !told.contains("init"), "\(told)")
  }

  @Test func `a clock that is behind what was written names clock reset, one that is behind the machine's does not`() {
    #expect(remedy("clock_behind", ["now": "a", "latest": "b"]).contains("clock reset"))
    #expect(!remedy("clock_behind", ["now": "a", "kernel": "b"]).contains("clock reset"))
  }
}
