import Foundation
import Testing

struct BankProgramTests {
  private let sandbox: ProgramSandbox
  private let keys: String

  init() throws {
    sandbox = try ProgramSandbox()
    keys = sandbox.folder + "/keys"
  }

  private func uses(_ document: String) throws -> [String] {
    let json = try JSONSerialization.jsonObject(with: Data(document.utf8)) as? [String: Any]
    let keys = try #require(json?["keys"] as? [[String: Any]])
    return keys.compactMap { $0["use"] as? String }
  }

  @Test func `keys makes a bank's keys once and shows what operators register`() throws {
    let first = try sandbox.run("chaka-bank", "keys", "--keys", keys, "--bank", "abc")
    #expect(first.status == 0)
    #expect(try uses(first.output) == ["seal", "sign"])
    #expect(try sandbox.run("chaka-bank", "keys", "--keys", keys, "--bank", "abc").output == first.output)
    let attributes = try FileManager.default.attributesOfItem(atPath: keys + "/abc.sign.key")
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test func `without a bank, keys shows all that are there, by bank`() throws {
    try sandbox.run("chaka-bank", "keys", "--keys", keys, "--bank", "abc", "--bank", "boc")
    let shown = try sandbox.run("chaka-bank", "keys", "--keys", keys)
    let banks = try #require(try shown.value("banks") as? [[String: Any]])
    #expect(banks.compactMap { $0["bank"] as? String } == ["abc", "boc"])
    #expect(try sandbox.run("chaka-bank", "keys", "--keys", keys + "/none").output == "{\"banks\":[]}\n")
  }

  @Test func `serve says where it listens in the language that was asked for`() throws {
    let book = try sandbox.file("book.yaml", "cardholders: []\n")
    let process = try sandbox.process(
      "chaka-bank", ["serve", "--port", "0", "--book", book, "--language", "zh"], name: "bank")
    try process.run()
    defer { kill(process.processIdentifier, SIGKILL) }
    for _ in 0..<400 where !sandbox.text("bank.out").contains("\n") { usleep(10_000) }
    #expect(sandbox.text("bank.out").hasPrefix("chaka-bank: 正在监听 http://127.0.0.1:"))
  }

  @Test func `keys of what can be no bank are refused`() throws {
    let ended = try sandbox.run("chaka-bank", "keys", "--keys", keys, "--bank", "No Bank")
    #expect(ended.status == 1 && ended.code == "bank_unknown")
  }

  static let refused: [(arguments: [String], status: Int32, code: String)] = [
    (["--network-key", "missing.json"], 3, "file_missing"),
    (["--network-key", "book.yaml"], 1, "invalid_key"),
    (["--certificate", "bank.pem"], 64, "usage"),
    (["--certificate", "book.yaml", "--private-key", "book.yaml", "--roots", "book.yaml"], 3, "certificate_unusable"),
  ]

  @Test(arguments: refused.indices)
  func `what serve cannot use is refused with its code`(index: Int) throws {
    let book = try sandbox.file("book.yaml", "cardholders: []\n")
    let (arguments, status, code) = Self.refused[index]
    let paths = arguments.map { $0.hasPrefix("--") ? $0 : sandbox.folder + "/" + $0 }
    let ended = try sandbox.run("chaka-bank", ["serve", "--port", "0", "--book", book] + paths)
    #expect(ended.status == status)
    #expect(ended.code == code)
  }

  @Test func `the English help of serve names every option`() throws {
    let process = try sandbox.process(
      "chaka-bank", ["serve", "--help"], environment: ["COLUMNS": "100"], name: "help")
    try process.run()
    process.waitUntilExit()
    let own = sandbox.text("help.out").components(separatedBy: "\n\nSHARED").first
    #expect(
      own == """
        answer from a book until stopped

        USAGE: chaka-bank serve --port <port> --book <file> [--bank <bank> ...] [--host <host>]
                 [--keys <dir>] [--records <dir>] [--network-key <file> ...] [--certificate <file>]
                 [--private-key <file>] [--roots <file>]

        OPTIONS:
          --port <port>         port; 0 picks a free one
          --book <file>         the book (YAML): cardholders, cards, behaviour
          --bank <bank>         serve only these banks (may repeat; default: all)
          --host <host>         address to listen on (default: 127.0.0.1)
          --keys <dir>          keep the banks' private keys here (default: new keys each time)
          --records <dir>       keep what the banks were asked here (default: in memory, lost on restart)
          --network-key <file>  trust only the network keys in this file (may repeat; default: networks
                                introduce themselves)
          --certificate <file>  own certificate (PEM); turns on mutual TLS, with --private-key and --roots
          --private-key <file>  its private key (PEM)
          --roots <file>        authorities to check the other side's certificate with (PEM)
          --version             show the version
          -h, --help            show this help
        """)
  }
}
