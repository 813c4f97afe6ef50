import BankLink
import Domain
import Program
import QueryEngine
import Registry
import Sealing
import Store

/// The one place that puts the live parts of the query engine together.
public struct LiveEngine: Sendable {
  public let parts: EngineParts
  public let registry: Registry
  public let configuration: Configuration
  private let banks: HTTPBankPort

  public var store: Store { parts.store }
  public var desk: CardholderDesk { CardholderDesk(parts) }

  /// Opens the database and joins it with banks over HTTP and the configured services; a sandbox stands in for those
  /// that are not configured. `adjust` is the caller's last word on the settings.
  public init(_ context: ProgramContext, adjust: (inout WorkSettings) -> Void = { _ in }) throws {
    registry = try context.registry()
    configuration = try context.configuration()
    let store = try context.openStore(registry.catalogue)
    let worker = try WorkerMark(for: store)
    banks = HTTPBankPort(HTTPBankPort.Settings(store, configuration))
    var settings = WorkSettings(configuration)
    adjust(&settings)
    parts = EngineParts(
      store: store, agreement: registry.agreement.version, banks: banks,
      identity: Self.identity(configuration, store), face: Self.face(configuration, store),
      gateway: Self.gateway(configuration, store), random: SystemRandom(), passwords: PasswordQueue(),
      settings: settings, worker: worker)
  }

  /// What takes the answers that banks post.
  public var callbackDesk: LiveCallbackDesk { LiveCallbackDesk(engine: QueryEngine(parts), store: store, banks: banks) }

  /// Lets go of the connections; nothing may be asked afterwards.
  public func shutdown() async { await banks.shutdown() }

  private static func identity(_ configuration: Configuration, _ store: Store) -> any IdentityCheck {
    if let service = configuration.identity { return HTTPIdentityCheck(HTTPService("identity", service)) }
    return store.isSandbox ? SandboxIdentityCheck() : UnconfiguredService("identity")
  }

  private static func face(_ configuration: Configuration, _ store: Store) -> any FaceCheck {
    if let service = configuration.face { return HTTPFaceCheck(HTTPService("face", service)) }
    return store.isSandbox ? SandboxFaceCheck() : UnconfiguredService("face")
  }

  private static func gateway(_ configuration: Configuration, _ store: Store) -> any MessageGateway {
    if let service = configuration.sms { return HTTPMessageGateway(HTTPService("sms", service)) }
    return store.isSandbox ? SandboxMessageGateway(store: store) : UnconfiguredService("sms")
  }
}

extension HTTPService {
  fileprivate init(_ name: String, _ settings: EndpointSettings) {
    self.init(name, url: settings.url, timeoutSeconds: settings.timeoutSeconds)
  }
}

extension WorkSettings {
  init(_ configuration: Configuration) {
    self.init()
    batchSize = configuration.engine.batchSize
    poll = .milliseconds(Int64(configuration.engine.pollMilliseconds))
    // An exchange ends within twice its limit, and may be begun once more where a kept connection was closed.
    lease = .seconds(Int64(configuration.banks.requestTimeoutSeconds) * 4 + 10)
    messageLease = .seconds(Int64(configuration.sms?.timeoutSeconds ?? 10) * 2 + 10)
    codeLifetime = .minutes(Int64(configuration.limits.codeLifetimeMinutes))
    codeAttempts = configuration.limits.codeAttempts
    codesPerHour = configuration.limits.codesPerHour
    codePause = .seconds(Int64(configuration.limits.codeResendSeconds))
    sessionLifetime = .days(Int64(configuration.limits.sessionDays))
  }
}

extension HTTPBankPort.Settings {
  init(_ store: Store, _ configuration: Configuration) {
    self.init(
      signingKey: { try store.networkKeys.signing(now: store.clock.now) }, now: { store.clock.now })
    timeoutSeconds = Double(configuration.banks.requestTimeoutSeconds)
    isSandbox = store.isSandbox
    tls = configuration.tls.map(TLSFiles.init)
  }
}

extension TLSFiles {
  public convenience init(_ settings: TLSSettings) {
    self.init(certificate: settings.certificate, privateKey: settings.privateKey, roots: settings.roots)
  }
}
