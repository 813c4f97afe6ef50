import BankLink
import QueryEngine
import Settings

extension ServiceSettingFault: SettingFault {
  var setting: String {
    switch self {
    case .plain(let service): "\(service).url"
    case .anonymous(let service): "\(service).tokenFile"
    }
  }
}

extension PortFault: SettingFault {
  public var setting: String {
    switch self {
    case .unavailable(let service): "\(service).url"
    case .notConfigured(let service): service
    case .tokenUnreadable(let service), .tokenMalformed(let service): "\(service).tokenFile"
    case .certificateUnusable(let service): "\(service).tls"
    }
  }
}

extension LocalFault: SettingFault {
  public var setting: String {
    switch self {
    case .certificateMissing: "tls"
    case .certificateUnusable, .certificateExpired: "tls.certificate"
    }
  }
}
