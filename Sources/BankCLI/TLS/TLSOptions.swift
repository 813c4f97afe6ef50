import ArgumentParser
import BankLink
import Program
import Sealing
import Serving
import Text

/// The options for https: a certificate to show, its key, and the authorities to trust.
struct TLSOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      zh: "本方证书（PEM）；与 --private-key、--roots 一起启用双向 TLS",
      en: "own certificate (PEM); turns on mutual TLS, with --private-key and --roots", valueName: "file"),
    completion: .file())
  var certificate: String?

  @Option(help: ArgumentHelp(zh: "证书的私钥（PEM）", en: "its private key (PEM)", valueName: "file"), completion: .file())
  var privateKey: String?

  @Option(
    help: ArgumentHelp(
      zh: "校验对方证书的机构证书（PEM）", en: "authorities to check the other side's certificate with (PEM)",
      valueName: "file"),
    completion: .file())
  var roots: String?

  /// The three files, or nil if none is given.
  func files() throws -> TLSFiles? {
    guard [certificate, privateKey, roots].contains(where: { $0 != nil }) else { return nil }
    guard let certificate, let privateKey, let roots else { throw UsageFault.other(Self.incomplete) }
    let files = TLSFiles(certificate: certificate, privateKey: privateKey, roots: roots)
    do { try files.check() } catch let fault as RightsFault { throw fault } catch { throw CertificateUnusable() }
    return files
  }

  static let incomplete = Bilingual(
    zh: "https 须同时使用 --certificate、--private-key 和 --roots",
    en: "https needs --certificate, --private-key and --roots together")
}

/// TLS files are missing or have other content.
struct CertificateUnusable: Fault {
  var code: String { "certificate_unusable" }
  var kind: FaultKind { .environment }
  var message: Bilingual {
    Bilingual(
      zh: "TLS 证书、私钥或机构证书无法读取：须为 PEM 文件",
      en: "certificate, private key or roots cannot be read: they must be PEM files")
  }
}
