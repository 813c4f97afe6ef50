import BankLink
import QueryEngine
import Registry
import Sealing
import Serving
import Settings
import Store
import Text

/// The one place that puts the live parts of the query engine together.
public struct LiveEngine: Sendable {
  public let parts: EngineParts
  public let registry: Registry
  public let configuration: Configuration
  private let banks: HTTPBankPort

  public var store: Store { parts.store }
  /// The desk for a requester.
  public func desk(for requester: Requester) -> CardholderDesk { CardholderDesk(parts, requester: requester) }

  /// Joins an open database with banks over HTTP and the configured services; a sandbox stands in for those that are
  /// not configured. `wording` tells faults in the log; `tell` hears what happens; `adjust` is the caller's last word on
  /// the settings.
  public init(
    _ store: Store, _ registry: Registry, _ configuration: Configuration,
    wording: @escaping @Sendable (any Fault) -> String = { $0.message.en },
    adjust: (inout WorkSettings) -> Void = { _ in }, tell: @escaping @Sendable (Occurrence) -> Void = { _ in }
  ) throws {
    self.registry = registry
    self.configuration = configuration
    let worker = try WorkerMark(for: store)
    banks = HTTPBankPort(HTTPBankPort.Settings(store, configuration))
    var settings = WorkSettings(configuration, isSandbox: store.isSandbox)
    adjust(&settings)
    let services = OutsideServices(configuration, store)
    parts = EngineParts(
      store: store, agreement: registry.agreement.version, agreementText: registry.agreement.wording, banks: banks,
      identity: try services.identity(),
      face: try services.face(), gateway: try services.gateway(), random: SystemRandom(), passwords: PasswordQueue(),
      settings: settings, worker: worker, wording: wording, tell: tell)
  }

  /// The receiver of the answers that banks post.
  public var callbackDesk: LiveCallbackReceiver {
    LiveCallbackReceiver(engine: QueryEngine(parts), store: store, banks: banks)
  }

  /// Closes the connections; no request may be made afterwards.
  public func shutdown() async { await banks.shutdown() }
}

extension WorkSettings {
  init(_ configuration: Configuration, isSandbox: Bool) {
    self.init()
    batchSize = configuration.engine.batchSize
    poll = .milliseconds(Int64(configuration.engine.pollMilliseconds))
    // An exchange ends within twice its limit, and may be made once more if a kept connection was closed.
    lease = .seconds(Int64(configuration.banks.requestTimeoutSeconds) * 4 + 10)
    messageLease = .seconds(Int64(configuration.sms?.timeoutSeconds ?? 10) * 2 + 10)
    codeLifetime = .minutes(Int64(configuration.limits.codeLifetimeMinutes))
    codeAttempts = configuration.limits.codeAttempts
    codesPerDay = configuration.limits.codesPerDay
    // A tester, or a script, acts for many people on one machine and does not wait.
    codesPerHour = configuration.limits.codesPerHour ?? (isSandbox ? nil : 30)
    codePause = .seconds(Int64(configuration.limits.codeResendSeconds ?? (isSandbox ? 0 : 60)))
    checksPerHour = configuration.limits.checksPerHour
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
