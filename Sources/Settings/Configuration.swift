/// All settings of `--config`. Each has a default; `Configuration.sample` is a file with every setting.
public struct Configuration: Sendable, Equatable {
  /// The database, where neither `--database` nor `$CHAKA_DATABASE` names one: a path, `sqlite:PATH`, or `unix:PATH` for
  /// the socket of a service. Only a configuration that is named is asked.
  public var database: String?
  /// The service that confirms identity, phone and region at registration; nil outside a sandbox refuses registration.
  public var identity: EndpointSettings?
  /// The service that checks faces.
  public var face: EndpointSettings?
  /// The service that sends SMS.
  public var sms: EndpointSettings?
  public var engine = EngineSettings()
  public var banks = BankSettings()
  public var limits = LimitSettings()
  public var service = ServiceSettings()
  public var log = LogSettings()
  /// The certificate that the network presents to banks, and the authorities that it trusts; nil only in a sandbox.
  public var tls: TLSSettings?

  public init() {}

  /// Every file that the settings name.
  public var namedFiles: [String] {
    let services = [identity, face, sms].compactMap(\.self)
    let authorities = ([tls] + services.map(\.tls)).compactMap(\.self)
    return services.compactMap(\.tokenFile) + authorities.flatMap { [$0.certificate, $0.privateKey, $0.roots] }
  }
}

/// An outside service that is asked over HTTP. A real database needs `https://` and one of the two ways to identify
/// itself.
public struct EndpointSettings: Sendable, Equatable {
  /// The URL, `http://` or `https://`.
  public var url: String
  /// The time limit of one request.
  public var timeoutSeconds = 10
  /// A file whose first line is sent as the bearer token (RFC 6750). The file is read for every request, so that the
  /// token can be renewed.
  public var tokenFile: String?
  /// The files for mutual TLS.
  public var tls: TLSSettings?

  public init(url: String, timeoutSeconds: Int = 10, tokenFile: String? = nil, tls: TLSSettings? = nil) {
    self.url = url
    self.timeoutSeconds = timeoutSeconds
    self.tokenFile = tokenFile
    self.tls = tls
  }
}

/// The settings of `chaka-engine run`.
public struct EngineSettings: Sendable, Equatable {
  /// The address on which the callback server listens.
  public var callbackHost = "127.0.0.1"
  /// The port of the callback server; nil for none, then answers are fetched.
  public var callbackPort: Int?
  /// The URL of callbacks that banks are given, path included, if it is not `http://HOST:PORT/v1/callback`. `/BANK` is
  /// added for each bank.
  public var callbackURL: String?
  /// The interval at which the engine looks for work if there was none.
  public var pollMilliseconds = 500
  /// The path of callbacks, at which every callback URL ends: the server answers at no other.
  public static let callbackPath = "/v1/callback"
  /// The largest number of enquiries in one request to a bank; the protocol's own limit is 200.
  public var batchSize = 200

  public init() {}
}

/// The settings of requests to banks.
public struct BankSettings: Sendable, Equatable {
  /// The time limit of one request to a bank.
  public var requestTimeoutSeconds = 10
  /// The port on which `certify bank` listens for callbacks; nil for a free port if the bank is on this machine, else
  /// none.
  public var certificationPort: Int?
  /// The URL of callbacks that a bank is given during certification, if it is not `http://HOST:PORT/v1/callback`.
  public var certificationURL: String?

  public init() {}
}

/// The limits of people's requests.
public struct LimitSettings: Sendable, Equatable {
  /// The time for which an SMS code is good.
  public var codeLifetimeMinutes = 5
  /// The number of wrong entries of one code after which it is locked.
  public var codeAttempts = 5
  /// The largest number of codes to one phone in 24 hours, for any purpose.
  public var codesPerDay = 10
  /// The largest numbers of codes and of checks for one requester in an hour, whatever the phone; nil for 30, and in a
  /// sandbox for no limit.
  public var codesPerHour: Int?
  /// The pause before another code is sent to the same phone; nil for 60, and in a sandbox for none.
  public var codeResendSeconds: Int?
  /// The largest number of identity and face checks about one phone in an hour before a code has proved whose it is.
  public var checksPerHour = 10
  /// The term of a session.
  public var sessionDays = 30

  public init() {}
}

/// PEM files for mutual TLS: with banks on both sides of the link, and with outside services.
public struct TLSSettings: Sendable, Equatable {
  public var certificate: String
  public var privateKey: String
  /// The authorities that the other side's certificates come from.
  public var roots: String

  public init(certificate: String, privateKey: String, roots: String) {
    self.certificate = certificate
    self.privateKey = privateKey
    self.roots = roots
  }
}
