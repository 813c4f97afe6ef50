import BankLink
import QueryEngine
import Serving
import Settings
import Store
import Text

/// The identity, face and SMS services of the configuration. A sandbox has its own in place of missing ones; a real
/// database takes none over plain http, or without a way to recognise us.
struct OutsideServices {
  private let configuration: Configuration
  private let store: Store

  init(_ configuration: Configuration, _ store: Store) {
    self.configuration = configuration
    self.store = store
  }

  func identity() throws -> any IdentityCheck {
    if let service = try service("identity", configuration.identity) { return HTTPIdentityCheck(service) }
    return store.isSandbox ? SandboxIdentityCheck() : UnconfiguredService("identity")
  }

  func face() throws -> any FaceCheck {
    if let service = try service("face", configuration.face) { return HTTPFaceCheck(service) }
    return store.isSandbox ? SandboxFaceCheck() : UnconfiguredService("face")
  }

  func gateway() throws -> any MessageGateway {
    if let service = try service("sms", configuration.sms) { return HTTPMessageGateway(service) }
    return store.isSandbox ? SandboxMessageGateway(store: store) : UnconfiguredService("sms")
  }

  private func service(_ name: String, _ settings: EndpointSettings?) throws -> HTTPService? {
    guard let settings else { return nil }
    let isPlain = !settings.url.lowercased().hasPrefix("https://")
    if isPlain, !store.isSandbox { throw ServiceSettingFault.plain(service: name) }
    // Without TLS no certificate is presented, and everybody sees the token.
    if isPlain, settings.tls != nil { throw ServiceSettingFault.plain(service: name) }
    let caller: HTTPService.Caller =
      if let file = settings.tokenFile { .bearer(file: file) } else if let tls = settings.tls {
        .mutualTLS(TLSFiles(tls))
      } else { .nobody }
    if case .nobody = caller, !store.isSandbox { throw ServiceSettingFault.anonymous(service: name) }
    let service = HTTPService(name, url: settings.url, timeoutSeconds: settings.timeoutSeconds, caller: caller)
    try service.check()
    return service
  }
}

/// A setting of an outside service would send people's data in the clear, or to any server that answers.
enum ServiceSettingFault: Fault, Equatable {
  case plain(service: String)
  case anonymous(service: String)

  var code: String {
    switch self {
    case .plain: "config_invalid"
    case .anonymous: "config_incomplete"
    }
  }

  var kind: FaultKind { .environment }

  var facts: [JSONValue.Member] {
    switch self {
    case .plain(let service), .anonymous(let service): [.init("service", .string(service))]
    }
  }

  var message: Bilingual {
    switch self {
    case .plain(let service):
      Bilingual(
        zh: "\(service).url 应为 https:// 地址，个人信息不能明文传送",
        en: "\(service).url must be an https:// address: personal data is never sent in the clear")
    case .anonymous(let service):
      Bilingual(
        zh: "请设置 \(service).tokenFile 或 \(service).tls：正式数据库向外部服务请求时须表明身份",
        en: "set \(service).tokenFile or \(service).tls: with a real database, services must be shown who asks")
    }
  }
}
