import BankLink
import Domain
import Text

/// An outside service, or its stand-in in a sandbox.
public protocol OutsideService: Sendable {
  /// The fault for which the service can never be used; nil if none is known beforehand.
  var obstacle: PortFault? { get }
}

extension OutsideService {
  public var obstacle: PortFault? { nil }
}

/// Confirms that a name, an identity number and a phone belong together, and a region if one is given.
public protocol IdentityCheck: OutsideService {
  /// The note to the person when nobody real is asked.
  var sandboxNotice: Bilingual? { get }
  func confirms(_ details: PersonalDetails, region: RegionCode?) async throws(PortFault) -> Bool
}

/// Compares the person's face with their identity document.
public protocol FaceCheck: OutsideService {
  /// The note to the person when nobody real is asked.
  var sandboxNotice: Bilingual? { get }
  func passes(_ sample: FaceSample, details: PersonalDetails) async throws(PortFault) -> Bool
}

/// The sample that the person's device took for the face check.
public enum FaceSample: Sendable, Equatable {
  case given
  /// A sample for which a sandbox's check fails.
  case fail
}

/// Sends SMS. A second message under the same identifier is the same message (rule 7).
public protocol MessageGateway: OutsideService {
  func send(_ text: String, to phone: PhoneNumber, id: String) async throws(PortFault)
}

/// An outside service failed.
public enum PortFault: Fault, Equatable {
  case unavailable(service: String)
  case notConfigured(service: String)
  /// The file of the bearer token is missing, or others may read it.
  case tokenUnreadable(service: String)
  /// The first line of the file is no bearer token.
  case tokenMalformed(service: String)
  /// The certificate that shows who asks cannot be used, or its key or roots.
  case certificateUnusable(service: String)

  public var code: String {
    switch self {
    case .unavailable: "service_unavailable"
    case .notConfigured, .tokenUnreadable, .tokenMalformed, .certificateUnusable: "config_incomplete"
    }
  }

  public var kind: FaultKind { .environment }

  public var facts: [JSONValue.Member] {
    switch self {
    case .unavailable(let service), .notConfigured(let service), .tokenUnreadable(let service),
      .tokenMalformed(let service), .certificateUnusable(let service):
      [.init("service", .string(service))]
    }
  }

  public var message: Bilingual {
    switch self {
    case .unavailable(let service):
      Bilingual(
        zh: "\(Self.name(service).zh)没有回应，请稍后再试", en: "the \(Self.name(service).en) did not answer: try again later")
    case .notConfigured(let service):
      Bilingual(
        zh: "没有配置\(Self.name(service).zh)（\(service)），正式数据库必须配置",
        en: "the \(Self.name(service).en) (\(service)) is not configured, and a real database needs it")
    case .tokenUnreadable(let service):
      Bilingual(
        zh: "无法读取\(Self.name(service).zh)的令牌文件（\(service).tokenFile）：须属于本账户，且其他账户不可读写",
        en: """
          the token file of the \(Self.name(service).en) (\(service).tokenFile) cannot be read: it must belong to this \
          account, and other accounts must not read it
          """)
    case .tokenMalformed(let service):
      Bilingual(
        zh: "\(Self.name(service).zh)的令牌文件（\(service).tokenFile）第一行应为令牌，不含空格",
        en: """
          the first line of the token file of the \(Self.name(service).en) (\(service).tokenFile) must be the token, \
          without blanks
          """)
    case .certificateUnusable(let service):
      Bilingual(
        zh: "\(Self.name(service).zh)的证书（\(service).tls）无法使用：证书、私钥和根证书须可读，证书与私钥须配套",
        en: """
          the certificate for the \(Self.name(service).en) (\(service).tls) cannot be used: certificate, private key and \
          roots must be readable, and the key must belong to the certificate
          """)
    }
  }

  /// The name of the service for people, by its name in the configuration.
  private static func name(_ service: String) -> Bilingual {
    switch service.lowercased() {
    case "identity": Bilingual(zh: "实名核验服务", en: "identity check service")
    case "face": Bilingual(zh: "人脸核验服务", en: "face check service")
    case "sms": Bilingual(zh: "短信服务", en: "SMS service")
    default: Bilingual(zh: "\(service) 服务", en: "\(service) service")
    }
  }
}
