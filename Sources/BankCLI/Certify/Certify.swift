import ArgumentParser
import BankLink
import Conformance
import Domain
import Foundation
import Program
import Sealing
import Serving
import Text

/// `chaka-bank certify URL`: the conformance suite, for a bank's own team and its CI.
struct Certify: ContextCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "certify", zh: "对一家银行的接口运行一致性检查", en: "run the conformance suite against a bank's endpoint",
      discussion: Bilingual(
        zh: "退出码：0 通过（或有条件通过），1 未通过，3 无法连接。须先登记 Protocol/test-people.yaml 中的测试人物。",
        en: """
          Exit status: 0 passed (or passed on condition), 1 failed, 3 endpoint not reachable. The bank must have the \
          test people of Protocol/test-people.yaml on record.
          """))
  }

  @OptionGroup var global: GlobalOptions

  @Argument(
    help: ArgumentHelp(
      zh: "接口地址，例如 http://127.0.0.1:7800/abc", en: "the endpoint, such as http://127.0.0.1:7800/abc", valueName: "url"))
  var url: String

  @Option(
    help: ArgumentHelp(
      zh: "银行代码（默认取地址的最后一段）", en: "the bank's code (default: the last part of the URL)", valueName: "code"))
  var bank: String?

  @Option(
    help: ArgumentHelp(
      zh: "该行信任的 Ed25519 私钥（32 字节或其 Base64）；默认新建一个并自我介绍，只有沙箱银行接受",
      en: """
        the private Ed25519 key that the bank trusts (32 bytes, or those in Base64); by default a new one introduces \
        itself, which only sandbox banks accept
        """, valueName: "file"),
    completion: .file())
  var networkKey: String?

  @Option(
    help: ArgumentHelp(zh: "另存为 JUnit XML，供 CI 读取", en: "also write JUnit XML for CI", valueName: "file"),
    completion: .file(extensions: ["xml"]))
  var junit: String?

  @Option(
    help: ArgumentHelp(
      zh: "记下一个询问；重启该行后带同一文件再运行一次，检查它是否仍记得",
      en: "record one enquiry; run again with this file after a restart to check that the bank still knows it",
      valueName: "file"),
    completion: .file())
  var record: String?

  @Option(
    help: ArgumentHelp(
      zh: "把往返的报文写入此文件（一行一个 JSON，不含私钥，权限 0600）",
      en: "write what goes over the wire here (one JSON object per line, no private keys, mode 0600)", valueName: "file"
    ),
    completion: .file())
  var log: String?

  @Option(
    help: ArgumentHelp(
      zh: "另存可以公布和核对的结果（用 chaka-bank verify 核对）",
      en: "also write a result that can be published and verified (chaka-bank verify)", valueName: "file"),
    completion: .file(extensions: ["json"]))
  var result: String?

  @OptionGroup var limits: LimitOptions

  @OptionGroup var callbacks: CallbackOptions

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      zh: "只做这些组或检查项，例如 signatures masking.digits",
      en: "only these groups or checks, such as signatures masking.digits",
      valueName: "name"))
  var only: [String] = []

  @OptionGroup var tls: TLSOptions

  func run(in context: ProgramContext) async throws {
    let (key, clock) = (try NetworkKey.read(networkKey), Self.clock(from: context.pretendedNow))
    var run = try ConformanceRun(
      endpoint(), network: key, introduces: networkKey == nil, isSandbox: true, tls: tlsFiles(),
      limits: ConformanceLimits(limits.limits), only: names(), now: clock)
    if let address = callbacks.address { run.callback = address }
    run.recall = try record.flatMap(RecordFile.read)
    run.log = try log.map { path in
      guard let log = WireLog(path: path, now: clock) else { throw FileUnwritable(file: path) }
      return log
    }
    let outcome = await run.run { progress in Self.tell(progress, in: context) }
    if let junit { try write(JUnitReport(outcome.report, context.language).xml, to: junit) }
    if let record { try RecordFile.write(outcome.report.recall, to: record) }
    if let result {
      let published = PublishedResult(outcome.report, signedBy: networkKey == nil ? nil : key)
      try write(published.json.pretty + "\n", to: result)
    }
    let view = CertifyView(outcome.report, context)
    context.show(json: view.json, table: view.table, text: { outcome.unreachable == nil ? view.text : "" })
    if let why = outcome.unreachable { throw EndpointUnreachable(url: url, why: why) }
    if outcome.report.verdict == .fail { throw Ending(ExitStatus.refused.rawValue) }
  }

  private func endpoint() throws -> BankEndpoint {
    guard let address = EndpointURL(url) else { throw UsageFault.invalidValue(url, option: "URL", allowed: []) }
    let name = bank ?? address.path.split(separator: "/").last.map(String.init) ?? ""
    guard let code = BankCode(sandbox: name) else { throw BankUnknown() }
    return BankEndpoint(bank: code, url: address.base)
  }

  private func tlsFiles() throws -> TLSFiles? {
    let files = try tls.files()
    guard files != nil || !url.lowercased().hasPrefix("https:") else { throw UsageFault.other(TLSOptions.incomplete) }
    return files
  }

  private func names() throws -> [String]? {
    let known = CheckGroup.allCases.map(\.rawValue) + Suite.checks.map(\.identifier)
    for name in only where !known.contains(name) {
      let near = Nearest.match(to: name, among: known)
      throw UsageFault.invalidValue(
        name, option: "--only", allowed: near.map { [$0] } ?? CheckGroup.allCases.map(\.rawValue))
    }
    return only.isEmpty ? nil : only
  }

  private func write(_ text: String, to path: String) throws {
    guard FileManager.default.createFile(atPath: path, contents: Data(text.utf8)) else {
      throw FileUnwritable(file: path)
    }
  }

  private static func tell(_ progress: ConformanceRun.Progress, in context: ProgramContext) {
    let result = progress.result
    let place = "\(progress.number)/\(progress.count)".paddedInFront(to: 5)
    context.note(
      Bilingual(
        zh: "\(place) \(result.outcome.title.zh)  \(result.identifier)",
        en: "\(place) \(result.outcome.title.en.padded(to: 11))  \(result.identifier)"))
  }

  /// The system's clock, or one that started at a pretended time.
  private static func clock(from start: Moment?) -> @Sendable () -> Moment {
    let shift = start.map { $0.since(systemTime()) } ?? .seconds(0)
    return { systemTime().adding(shift) }
  }

  private static func systemTime() -> Moment { Moment(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000)) }
}
