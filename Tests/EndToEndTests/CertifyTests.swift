import Foundation
import Testing

struct CertifyTests {
  private let sandbox: ProgramSandbox

  init() throws { sandbox = try ProgramSandbox() }

  private func bank(_ options: String...) throws -> RunningBanks {
    switch options.count {
    case 2: try RunningBanks(sandbox, book: "cardholders: []", options[0], options[1])
    default: try RunningBanks(sandbox, book: "cardholders: []")
    }
  }

  private func outcomes(_ ended: ProgramSandbox.Ended) throws -> [String: String] {
    let checks = try #require(try ended.value("checks") as? [[String: Any]])
    return Dictionary(
      uniqueKeysWithValues: checks.map { ($0["check"] as? String ?? "", $0["outcome"] as? String ?? "") })
  }

  @Test func `a bank that passes ends with 0, tells its progress and writes JUnit XML`() throws {
    let bank = try bank()
    let file = sandbox.folder + "/junit.xml"
    let ended = try sandbox.run(
      "chaka-bank", "certify", bank.url + "/abc", "--only", "masking", "errors.utf8", "--junit", file)
    #expect(ended.status == 0)
    #expect(try ended.value("verdict") as? String == "pass")
    #expect(try outcomes(ended).count == 8)
    #expect(ended.errors.split(separator: "\n").count == 8)
    #expect(sandbox.text("junit.xml").contains(#"<testcase classname="errors" name="errors.utf8""#))
  }

  @Test func `a bank that fails ends with 1 and a sentence that says what came instead`() throws {
    let bank = try bank("--mutant", "signatures.forged")
    let ended = try sandbox.run("chaka-bank", "certify", bank.url + "/abc", "--only", "signatures")
    #expect(ended.status == 1)
    #expect(try ended.value("verdict") as? String == "fail")
    #expect(try outcomes(ended).filter { $0.value == "failed" }.keys.sorted() == ["signatures.forged"])
    #expect(ended.output.contains("expected 401 with the code signature_wrong, got 200 with 1 answer"))
  }

  @Test func `a bank that passes on condition ends with 0 and says so`() throws {
    let bank = try bank("--mutant", "transport.kept_alive")
    let ended = try sandbox.run("chaka-bank", "certify", bank.url + "/abc", "--only", "transport")
    #expect(ended.status == 0)
    #expect(try ended.value("verdict") as? String == "conditional")
  }

  @Test func `a key that the bank was told to trust needs no introduction`() throws {
    let (key, trusted) = try keyPair()
    let bank = try bank("--network-key", trusted)
    let known = try sandbox.run(
      "chaka-bank", "certify", bank.url + "/abc", "--network-key", key, "--only", "transport.content_type")
    let unknown = try sandbox.run("chaka-bank", "certify", bank.url + "/abc", "--only", "transport.content_type")
    #expect(known.status == 0)
    #expect(unknown.status == 1)
  }

  @Test func `a result can be published, and one that was changed is known`() throws {
    let (key, trusted) = try keyPair()
    let bank = try bank("--network-key", trusted)
    let (result, log) = (sandbox.folder + "/result.json", sandbox.folder + "/wire.log")
    let made = try sandbox.run(
      "chaka-bank", "certify", bank.url + "/abc", "--network-key", key, "--result", result, "--log", log, "--only",
      "signatures.introduction", "masking.kind")
    #expect(made.status == 0)
    #expect(try outcomes(made) == ["signatures.introduction": "passed", "masking.kind": "passed"])
    let verified = try sandbox.run("chaka-bank", "verify", result, "--network-key", trusted)
    #expect(try verified.status == 0 && verified.value("verdict") as? String == "pass")
    let text = sandbox.text("result.json")
    let changed = try sandbox.file("changed.json", text.replacingOccurrences(of: #""passed""#, with: #""failed""#))
    #expect(try sandbox.run("chaka-bank", "verify", changed).status == 1)
    #expect(sandbox.text("wire.log").contains(#""check":"masking.kind""#))
  }

  @Test func `a bank that introduces whoever comes fails where it was given keys to trust`() throws {
    let (key, _) = try keyPair()
    let open = try bank()
    let introduced = try sandbox.run(
      "chaka-bank", "certify", open.url + "/abc", "--only", "signatures.introduction", "masking.kind")
    #expect(try outcomes(introduced) == ["signatures.introduction": "not_made", "masking.kind": "passed"])
    // The bank accepts this key from whoever has it, and any other.
    let ended = try sandbox.run(
      "chaka-bank", "certify", open.url + "/abc", "--network-key", key, "--only", "signatures.introduction")
    #expect(ended.status == 1)
    #expect(ended.output.contains("introduced an unknown network"))
  }

  /// The network's private key, and a file with the public one.
  private func keyPair() throws -> (key: String, trusted: String) {
    let keys = sandbox.folder + "/network"
    let made = try sandbox.run("chaka-bank", "keys", "--keys", keys, "--bank", "network")
    return (keys + "/network.sign.key", try sandbox.file("network.json", made.output))
  }

  static let refused: [(arguments: [String], status: Int32, code: String)] = [
    (["http://127.0.0.1:1/abc"], 3, "endpoint_unreachable"),
    (["http://127.0.0.1:1/abc", "--only", "masking.digit"], 64, "usage"),
    (["http://127.0.0.1:1/"], 1, "bank_unknown"),
    (["ftp://127.0.0.1/abc"], 64, "usage"),
    (["https://127.0.0.1:1/abc"], 64, "usage"),
    (["http://127.0.0.1:1/abc", "--network-key", "/dev/null"], 3, "key_damaged"),
    (["http://127.0.0.1:1/abc", "--junit", "/nowhere/junit.xml"], 3, "file_unwritable"),
  ]

  @Test(arguments: refused.indices)
  func `what cannot be certified is refused with its code`(index: Int) throws {
    let (arguments, status, code) = Self.refused[index]
    let ended = try sandbox.run("chaka-bank", ["certify"] + arguments)
    #expect(ended.status == status)
    let last = ended.errors.split(separator: "\n").last.map(String.init) ?? ""
    let error = try JSONSerialization.jsonObject(with: Data(last.utf8)) as? [String: [String: Any]]
    #expect(error?["error"]?["code"] as? String == code)
  }
}
