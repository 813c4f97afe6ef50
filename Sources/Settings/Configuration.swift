/// Everything `--config` sets. Each setting has a default; `Configuration.sample` is a file that says them all.
public struct Configuration: Sendable, Equatable {
  /// The service that confirms identity, phone and region at registration; nil outside a sandbox refuses registration.
  public var identity: EndpointSettings?
  /// The service that checks faces.
  public var face: EndpointSettings?
  /// The service that sends SMS.
  public var sms: EndpointSettings?
  public var engine = EngineSettings()
  public var banks = BankSettings()
  public var limits = LimitSettings()
  /// What the network shows banks, and whom it trusts; nil does without, which only a sandbox can.
  public var tls: TLSSettings?

  public init() {}

  /// Every file that it names.
  public var namedFiles: [String] {
    let services = [identity, face, sms].compactMap(\.self)
    let authorities = ([tls] + services.map(\.tls)).compactMap(\.self)
    return services.compactMap(\.tokenFile) + authorities.flatMap { [$0.certificate, $0.privateKey, $0.roots] }
  }
}

/// A service outside that is asked over HTTP. A real database needs `https://` and one of the two ways to show who
/// asks.
public struct EndpointSettings: Sendable, Equatable {
  /// `http://` or `https://`.
  public var url: String
  /// How long one request may take.
  public var timeoutSeconds = 10
  /// A file whose first line is sent as the bearer token (RFC 6750). It is read for every request, so that it can be
  /// renewed.
  public var tokenFile: String?
  /// Mutual TLS.
  public var tls: TLSSettings?

  public init(url: String, timeoutSeconds: Int = 10, tokenFile: String? = nil, tls: TLSSettings? = nil) {
    self.url = url
    self.timeoutSeconds = timeoutSeconds
    self.tokenFile = tokenFile
    self.tls = tls
  }
}

/// How `chaka-engine run` works.
public struct EngineSettings: Sendable, Equatable {
  /// The address on which banks may call back.
  public var callbackHost = "127.0.0.1"
  /// The port to listen on; nil is no callback server, answers are fetched.
  public var callbackPort: Int?
  /// What banks are told to call, path and all, where that is not `http://HOST:PORT/v1/callback`. Banks get `/BANK`
  /// behind it.
  public var callbackURL: String?
  /// How often to look for work when there was none.
  public var pollMilliseconds = 500
  /// How the address of callbacks ends: the server answers at no other path.
  public static let callbackPath = "/v1/callback"
  /// How many enquiries at most go into one request to a bank; the protocol's own limit is 200.
  public var batchSize = 200

  public init() {}
}

/// How banks are spoken to.
public struct BankSettings: Sendable, Equatable {
  /// How long one request to a bank may take.
  public var requestTimeoutSeconds = 10
  /// The port on which `certify bank` listens for callbacks; nil for a free port if the bank is on this machine, else
  /// none.
  public var certificationPort: Int?
  /// What a bank is told to call while it is certified, where that is not `http://HOST:PORT/v1/callback`.
  public var certificationURL: String?

  public init() {}
}

/// What people may do how often.
public struct LimitSettings: Sendable, Equatable {
  /// How long an SMS code is good.
  public var codeLifetimeMinutes = 5
  /// How often one code may be entered wrongly.
  public var codeAttempts = 5
  /// How many codes go to one phone in 24 hours, whatever for.
  public var codesPerDay = 10
  /// How many codes one requester gets in an hour, and how many checks, whatever the phone; nil: 30, and in a sandbox
  /// as many as they like.
  public var codesPerHour: Int?
  /// How long to wait before another code is sent to the same phone; nil: 60, and in a sandbox not at all.
  public var codeResendSeconds: Int?
  /// How many identity and face checks are asked for about one phone in an hour before a code has shown whose it is.
  public var checksPerHour = 10
  /// How long a session lasts.
  public var sessionDays = 30

  public init() {}
}

/// PEM files for mutual TLS: with banks on both sides of the link, and towards the services outside.
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
