import BankLink
import Conformance
import Dispatch
import Domain
import RolloutControl
import Sealing
import Serving
import Settings
import Store
import Synchronization
import Text

/// Runs the conformance suite over the network for the console, which waits for its end.
public struct LiveCertifier: CertificationRunner, Sendable {
  private let configuration: @Sendable () throws -> Configuration

  /// The settings are read anew for each certification.
  public init(_ configuration: @escaping @Sendable () throws -> Configuration) { self.configuration = configuration }

  public func certify(
    _ request: CertificationRequest, pause: () throws -> Void, progress: (CheckResult) -> Void
  ) throws -> CertificationReport {
    let run = try conformanceRun(request)
    let events = Events()
    let task = Task.detached {
      let outcome = await run.run { events.put(.checked($0.result)) }
      events.put(.ended(outcome))
    }
    defer { task.cancel() }
    while true {
      try pause()
      switch events.take() {
      case nil: continue
      case .checked(let result): progress(result)
      case .ended(let outcome):
        if let reason = outcome.unreachable { throw EndpointUnreachable(bank: request.bank, reason: reason) }
        if let shown = outcome.otherKeys {
          let registered = request.keys.flatMap(\.pair.identifiers)
          throw OtherKeysShown(bank: request.bank, registered: registered, shown: shown)
        }
        return outcome.report
      }
    }
  }

  private func conformanceRun(_ request: CertificationRequest) throws -> ConformanceRun {
    let store = request.store
    let endpoint = BankEndpoint(
      bank: request.bank, url: request.endpoint,
      publicKey: request.keys.first.flatMap { SealingPublicKey(rawRepresentation: $0.sealing) },
      signingKeys: request.keys.compactMap(\.signing).compactMap(VerifyingKey.init(rawRepresentation:)),
      allowsPrivateLines: request.privateLines)
    let configuration = try self.configuration()
    let tls = configuration.tls.map(TLSFiles.init)
    // A fault of our own is told as such, and not found out check by check (rule 14).
    if !store.isSandbox, let fault = LocalFault(of: tls) { throw fault }
    var limits = CertificationLimits(exchangeSeconds: configuration.banks.requestTimeoutSeconds)
    if let span = request.answerWithin { limits.answerSeconds = Int(span.milliseconds / 1_000) }
    var run = ConformanceRun(
      endpoint, network: try store.networkKeys.signing(now: store.clock.now), introduces: store.isSandbox,
      isSandbox: store.isSandbox, tls: tls, limits: ConformanceLimits(limits),
      now: { store.clock.now })
    run.recall = request.recall.flatMap(EnquiryRecall.init(json:))
    if let port = configuration.banks.certificationPort {
      run.callback = CallbackAddress(
        host: configuration.engine.callbackHost, port: port, url: configuration.banks.certificationURL)
    }
    return run
  }
}

/// The events of a run for the thread that waits for its end.
private final class Events: Sendable {
  enum Event: Sendable {
    case checked(CheckResult)
    case ended(ConformanceRun.RunResult)
  }

  private let waiting = Mutex<[Event]>([])
  private let count = DispatchSemaphore(value: 0)

  func put(_ event: Event) {
    waiting.withLock { $0.append(event) }
    count.signal()
  }

  /// The next event; nil if none comes for a while.
  func take() -> Event? {
    guard count.wait(timeout: .now() + .milliseconds(100)) == .success else { return nil }
    return waiting.withLock { $0.removeFirst() }
  }
}

/// The endpoint could not be reached, so that nothing is stored.
struct EndpointUnreachable: Fault {
  let bank: BankCode
  let reason: Bilingual

  var code: String { "bank_unreachable" }
  var kind: FaultKind { .environment }
  var facts: [JSONValue.Member] { [.init("bank", .string(bank.text))] }
  var message: Bilingual {
    Bilingual(zh: "无法测试银行 \(bank)：\(reason.zh)", en: "cannot test bank \(bank): \(reason.en)")
  }
}

/// The bank shows other keys than those that are registered, so that nothing was checked and nothing is stored.
struct OtherKeysShown: Fault {
  let bank: BankCode
  /// Identifiers of keys, as those shown.
  let registered: [String]
  let shown: [String]

  var code: String { "bank_keys_differ" }
  var kind: FaultKind { .refused }
  var facts: [JSONValue.Member] {
    [.init("bank", .string(bank.text)), .init("registered", JSONValue(registered)), .init("shown", JSONValue(shown))]
  }
  var message: Bilingual {
    Bilingual(
      zh: """
        银行 \(bank) 公布的公钥不是登记的（登记 \(registered.joined(separator: "、"))，公布 \(shown.joined(separator: "、"))），\
        未作检测
        """,
      en: """
        bank \(bank) shows other keys than those registered (registered \(registered.joined(separator: ", ")), shown \
        \(shown.joined(separator: ", "))); nothing was checked
        """)
  }
}
