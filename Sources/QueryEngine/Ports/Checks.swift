import BankLink
import Domain
import Text

/// A service outside, or what stands in for it in a sandbox.
public protocol OutsideService: Sendable {
  /// The note to the person when nobody real is asked.
  var sandboxNotice: Bilingual? { get }
  /// Why it can never do its part, where that is known beforehand; nil where nothing is known against it.
  var obstacle: PortFault? { get }
}

extension OutsideService {
  public var obstacle: PortFault? { nil }
}

/// Confirms that a name, an identity number and a phone belong together, and a region where there is one to confirm.
public protocol IdentityCheck: OutsideService {
  func confirms(_ details: PersonalDetails, region: RegionCode?) async throws(PortFault) -> Bool
}

/// Compares the person's face with their identity document.
public protocol FaceCheck: OutsideService {
  func passes(_ sample: FaceSample, details: PersonalDetails) async throws(PortFault) -> Bool
}

/// The sample that the person's device took for the face check.
public enum FaceSample: Sendable, Equatable {
  case given
  /// In a sandbox: pretend that the check fails.
  case fail
}

/// Sends SMS. The same identifier again is the same message (rule 7).
public protocol MessageGateway: OutsideService {
  func send(_ text: String, to phone: PhoneNumber, id: String) async throws(PortFault)
}

/// A service outside did not do its part.
public enum PortFault: Fault, Equatable {
  case unavailable(service: String)
  case notConfigured(service: String)
  /// The bearer token or the certificate that shows who asks cannot be used.
  case callerUnknown(service: String)

  public var code: String {
    switch self {
    case .unavailable: "service_unavailable"
    case .notConfigured, .callerUnknown: "config_incomplete"
    }
  }

  public var kind: FaultKind { .environment }

  public var facts: [JSONValue.Member] {
    switch self {
    case .unavailable(let service), .notConfigured(let service), .callerUnknown(let service):
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
        zh: "配置中没有\(Self.name(service).zh)的地址（\(service)），正式数据库必须配置",
        en: "the configuration has no address of the \(Self.name(service).en) (\(service)), which a real database needs"
      )
    case .callerUnknown(let service):
      Bilingual(
        zh: "\(service).tokenFile 或 \(service).tls 无法使用：令牌文件须只有属主可读，第一行是令牌；证书与私钥须配套",
        en: """
          \(service).tokenFile or \(service).tls cannot be used: the token is the first line of a file that only its \
          owner reads; certificate and private key belong together
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
