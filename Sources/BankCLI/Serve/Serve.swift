import ArgumentParser
import BankLink
import BankSandbox
import Domain
import Foundation
import Program
import Sealing
import Text

/// `chaka-bank serve`: one process for many banks, each at `http://HOST:PORT/BANK`, or `https://`, until SIGTERM or
/// SIGINT.
struct Serve: ContextCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration("serve", zh: "按账本答复，直到被停止", en: "answer from a book until stopped")
  }

  @OptionGroup var global: GlobalOptions

  @Option(help: ArgumentHelp(zh: "端口；0 表示任选空闲端口", en: "port; 0 picks a free one", valueName: "port"))
  var port: UInt16

  @Option(
    help: ArgumentHelp(
      zh: "账本（YAML）：持卡人、银行卡、各行行为", en: "the book (YAML): cardholders, cards, behaviour", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var book: String

  @Option(
    help: ArgumentHelp(
      zh: "只充当这些银行（可重复；默认全部）", en: "serve only these banks (may repeat; default: all)", valueName: "bank"))
  var bank: [String] = []

  @Option(help: ArgumentHelp(zh: "监听地址", en: "address to listen on", valueName: "host"))
  var host = "127.0.0.1"

  @Option(
    help: ArgumentHelp(
      zh: "保存各行私钥的目录（默认每次新建）", en: "keep the banks' private keys here (default: new keys each time)", valueName: "dir"),
    completion: .directory)
  var keys: String?

  @Option(
    help: ArgumentHelp(
      zh: "保存各行已答询问的目录（默认只在内存中，重启即忘）", en: "keep what the banks were asked here (default: in memory, lost on restart)",
      valueName: "dir"),
    completion: .directory)
  var records: String?

  @Option(
    help: ArgumentHelp(
      zh: "只信任此文件中的网络公钥（可重复；默认由网络自我介绍）",
      en: "trust only the network keys in this file (may repeat; default: networks introduce themselves)",
      valueName: "file"),
    completion: .file())
  var networkKey: [String] = []

  @OptionGroup var tls: TLSOptions

  @Option(help: .hidden)
  var mutant: Mutant?

  func run(in context: ProgramContext) async throws {
    let tls = try tls.files()
    let sandbox = Sandbox(
      book: try Book(file: book), banks: bank.isEmpty ? nil : try BankUnknown.codes(bank),
      keys: keys.map(BankKeys.directory) ?? .fresh, records: records, trust: try trust(), mutant: mutant)
    let clock = Self.clock(from: context.pretendedNow)
    let scheme = tls == nil ? "http" : "https"
    let server = SandboxServer(sandbox: sandbox, host: host, port: Int(port), tls: tls, now: clock) { [host] in
      Self.announce("\(scheme)://\(host):\($0)", in: context)
    }
    try await server.run(until: StopSignals.sequence())
  }

  private func trust() throws(NetworkKeyFault) -> NetworkTrust {
    guard !networkKey.isEmpty else { return NetworkTrust() }
    var keys: [VerifyingKey] = []
    for file in networkKey { keys += try NetworkKeyFile.keys(in: file) }
    return NetworkTrust(only: keys)
  }

  private static func announce(_ address: String, in context: ProgramContext) {
    switch context.format {
    case .json: Output.standard.line(JSONValue.object([.init("listening", .string(address))]).compact)
    case .table, .csv:
      let words = Bilingual(zh: "正在监听 \(address)", en: "listening on \(address)")[context.language]
      Output.standard.line("\(context.name): \(words)")
    }
  }

  /// The system's clock, or one that started at a pretended time.
  private static func clock(from start: Moment?) -> @Sendable () -> Moment {
    let shift = start.map { $0.since(systemTime()) } ?? .seconds(0)
    return { systemTime().adding(shift) }
  }

  private static func systemTime() -> Moment { Moment(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000)) }
}

/// For trying the conformance suite: `--mutant` with the identifier of the check to fail.
extension Mutant: ExpressibleByArgument {}

/// A `--bank` that cannot be a bank's code.
struct BankUnknown: Fault {
  static func codes(_ texts: [String]) throws(BankUnknown) -> [BankCode] {
    var codes: [BankCode] = []
    for text in texts {
      guard let code = BankCode(sandbox: text) else { throw BankUnknown() }
      codes.append(code)
    }
    return codes
  }

  var code: String { "bank_unknown" }
  var kind: FaultKind { .refused }
  var message: Bilingual {
    Bilingual(
      zh: "--bank 需要银行代码（小写字母、数字和连字符），例如 abc",
      en: "--bank takes a bank code (lower-case letters, digits, hyphens), such as abc")
  }
}
