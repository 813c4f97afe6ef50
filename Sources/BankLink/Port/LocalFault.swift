import Serving
import Text

/// A fault on the network's own side, for which no bank can be asked: enquiries wait until it is repaired (rule 14).
public enum LocalFault: Fault, Equatable {
  /// Banks are asked over mutual TLS, and the configuration names no certificate.
  case certificateMissing
  /// The certificate, its private key or the trusted roots cannot be read, or do not belong together.
  case certificateUnusable
  /// The certificate shown to banks, or every trusted root, has ended or is not valid yet.
  case certificateExpired

  /// What keeps these files from being shown to banks; nil where nothing does.
  public init?(of tls: TLSFiles?) {
    guard let tls else {
      self = .certificateMissing
      return
    }
    do { try tls.check() } catch {
      self = .certificateUnusable
      return
    }
    guard !tls.isCurrent else { return nil }
    self = .certificateExpired
  }

  public var code: String {
    switch self {
    case .certificateMissing: "certificate_missing"
    case .certificateUnusable: "certificate_unusable"
    case .certificateExpired: "certificate_expired"
    }
  }

  public var kind: FaultKind { .environment }

  public var message: Bilingual {
    switch self {
    case .certificateMissing:
      Bilingual(
        zh: "配置中没有 tls，正式数据库只通过双向 TLS 询问银行：请写明 certificate、privateKey、roots；其间查询会等待",
        en: """
          the configuration has no tls, and a real database asks banks over mutual TLS only: set certificate, privateKey \
          and roots; enquiries wait meanwhile
          """)
    case .certificateUnusable:
      Bilingual(
        zh: "tls 的 certificate、privateKey 或 roots 无法读取，或不配套：请检查这些文件；其间查询会等待",
        en: """
          certificate, privateKey or roots of tls cannot be read or do not belong together: check the files; enquiries \
          wait meanwhile
          """)
    case .certificateExpired:
      Bilingual(
        zh: "tls 的证书已过期或尚未生效（certificate，或全部 roots）：请更换；其间查询会等待",
        en: """
          the certificate of tls has expired or is not valid yet (certificate, or all of roots): renew it; enquiries wait \
          meanwhile
          """)
    }
  }
}
