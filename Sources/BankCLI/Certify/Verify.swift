import ArgumentParser
import BankSandbox
import Conformance
import Domain
import Foundation
import Program
import Sealing
import Text

/// `chaka-bank verify FILE`: whether a published result is unchanged, and who signed it.
struct Verify: ContextCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      "verify", zh: "核对 certify --result 写出的结果", en: "verify a result that certify --result wrote",
      discussion: Bilingual(
        zh: """
          退出码：0 由所给密钥签名且未被改动；1 被改动、未签名、签名的密钥不受信任，或没有给出 --network-key（内容照样显示，\
          但未经核实）；3 无法读取。
          """,
        en: """
          Exit status: 0 signed by a key that was given, and unchanged; 1 changed, unsigned, signed by a key that is not \
          trusted, or no --network-key given (the content is shown, but not verified); 3 unreadable.
          """))
  }

  @OptionGroup var global: GlobalOptions

  @Argument(
    help: ArgumentHelp(zh: "结果文件", en: "the result", valueName: "file"), completion: .file(extensions: ["json"]))
  var file: String

  @Option(
    help: ArgumentHelp(
      zh: "网络的公钥（可重复）：结果须有其中之一的签名",
      en: "the network's public keys (may repeat); one of them must have signed the result",
      valueName: "file"),
    completion: .file())
  var networkKey: [String] = []

  func run(in context: ProgramContext) async throws {
    guard let bytes = FileManager.default.contents(atPath: file) else {
      throw ResultUnusable(file: file, problem: .missing)
    }
    var keys: [VerifyingKey] = []
    for file in networkKey { keys += try NetworkKeyFile.keys(in: file) }
    guard let json = try? JSONValue(utf8: Array(bytes)) else { throw ResultUnusable(file: file, problem: .unreadable) }
    switch PublishedResult.judge(json, keys: keys) {
    case .whole(let verdict, let endpoint, let keyId): show(verdict, endpoint, keyId, in: context)
    case .unverified(let verdict, let endpoint):
      show(verdict, endpoint, nil, in: context)
      throw ResultUnusable(file: file, problem: .unverified)
    case .altered: throw ResultUnusable(file: file, problem: .altered)
    case .unknownKey: throw ResultUnusable(file: file, problem: .untrusted)
    case .unreadable: throw ResultUnusable(file: file, problem: .unreadable)
    }
  }

  /// The verdicts of results, by their names there.
  private static let verdicts = [
    CertificationVerdict.pass.name: CertificationVerdict.pass.title,
    CertificationVerdict.fail.name: CertificationVerdict.fail.title,
    "conditional": Bilingual(zh: "有条件通过", en: "passed on condition"),
  ]

  private func show(_ verdict: String, _ endpoint: String, _ keyId: String?, in context: ProgramContext) {
    var table = Table([
      .init("endpoint", zh: "接口", en: "endpoint"), .init("verdict", zh: "结论", en: "verdict"),
      .init("signedBy", zh: "签名密钥", en: "signed by"),
    ])
    let nobody = Bilingual(zh: "未核实", en: "not verified")[context.language]
    let words = Self.verdicts[verdict]?[context.language] ?? verdict
    table.add([.init(endpoint), .init(words, csv: verdict), .init(keyId ?? nobody)])
    context.show(
      json: ["endpoint": .string(endpoint), "verdict": .string(verdict), "signedBy": JSONValue(keyId)], table: table,
      text: { table.text(context.language, context.paint) })
  }
}

/// A result is not valid.
struct ResultUnusable: Fault {
  enum Problem { case missing, unreadable, altered, untrusted, unverified }

  let file: String
  let problem: Problem

  var code: String {
    switch problem {
    case .missing: "file_missing"
    case .unreadable: "result_unreadable"
    case .altered: "result_altered"
    case .untrusted: "result_untrusted"
    case .unverified: "result_unverified"
    }
  }

  var kind: FaultKind { problem == .missing || problem == .unreadable ? .environment : .refused }
  var facts: [JSONValue.Member] { [.init("file", .string(file))] }

  var message: Bilingual {
    switch problem {
    case .missing: Bilingual(zh: "无法读取 \(file)", en: "\(file) cannot be read")
    case .unreadable: Bilingual(zh: "\(file) 不是认证结果", en: "\(file) is not a certification result")
    case .altered: Bilingual(zh: "\(file) 写出之后被改动过", en: "\(file) was changed after it was written")
    case .untrusted: Bilingual(zh: "\(file) 没有可信密钥的签名", en: "\(file) is not signed by a trusted key")
    case .unverified:
      Bilingual(
        zh: "\(file) 未经核实，任何人都能写出这样的文件：请用 --network-key 给出网络的公钥",
        en:
          "\(file) is not verified; anybody can write such a file: give the network's public key with --network-key"
      )
    }
  }
}
