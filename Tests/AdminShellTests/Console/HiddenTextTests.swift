import Testing

@testable import AdminShell

/// Texts that operators store and others read have no invisible characters.
@Suite("A hidden character")
struct HiddenTextTests {
  private static let hidden = [
    "\u{200b}", "\u{200d}", "\u{200f}", "\u{2060}", "\u{feff}", "\u{ad}", "\u{61c}", "\u{e0041}", "\u{fe0f}",
    "\u{3164}",
    "\u{fffd}", "\u{e000}",
  ]

  @Test("is refused in reasons, comments and names, with the place and its name", arguments: hidden)
  func refused(hidden: String) throws {
    let sandbox = try Scripting()
    for script in [
      "suspend bank icbc reason \"维护\(hidden)\"", "pause service reason '\(hidden)维护'",
      "open channel app\ncommit comment 上线\(hidden)",
      "rename bank icbc 工商\(hidden)银行 ICBC", "rename region 广东 粤 Y\(hidden)ue", "add operator l\(hidden)i role viewer",
      "add bank foo name 甲\(hidden) A",
    ] {
      let outcome = try sandbox.run(script)
      #expect(outcome.status == 64 && outcome.fault?["code"] == "usage", "\(script): \(outcome)")
    }
  }

  @Test(
    "and look-alikes are in no operator's name",
    arguments: ["l\u{456}", "ｌｉ", "lі", "\u{2f08}", "li\u{301}\u{301}", "l\u{a0}i", "lｉ"])
  func lookAlikes(name: String) {
    #expect(throws: (any Error).self) { try Operator(named: name) }
  }

  @Test("is made out of one name that has two spellings")
  func composed() throws {
    let names = try ["e\u{301}va", "éva"].map { try Array(Operator(named: $0).name.unicodeScalars) }
    #expect(names[0] == names[1])
    #expect(try Operator(named: "王").name == "王" && Operator(named: "li.wei-2@ops").name == "li.wei-2@ops")
  }

  @Test("is told by name, and emoji are none")
  func told() throws {
    let sandbox = try Scripting()
    let fault = try sandbox.run("suspend bank icbc reason \"维护\u{200b}\"").fault
    #expect(fault?["message"]?.compact.contains("U+200B ZERO WIDTH SPACE") == true)
    #expect(try sandbox.run("suspend bank icbc reason \"⚠️ 维护 👩‍💻\"").status == 0)
  }
}
