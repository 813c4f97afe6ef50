import BankLink
import Domain
import Foundation
import Sealing
import Serving
import Text

/// Runs the suite against one live endpoint.
public struct ConformanceRun: Sendable {
  private let endpoint: BankEndpoint
  private let network: SigningKey
  private let introduces: Bool
  private let isSandbox: Bool
  private let tls: TLSFiles?
  private let limits: ConformanceLimits
  private let checks: [Check]
  private let now: @Sendable () -> Moment
  private let seconds: @Sendable () -> Int
  /// The address to which late answers can be posted; nil leaves the checks of callbacks out.
  public var callback: CallbackAddress?
  /// The enquiry of an earlier run, to be asked again.
  public var recall: EnquiryRecall?
  public var log: WireLog?
  /// One fewer than the connections that a bank has to serve at once, so that only `load.parallel` is about that.
  private static let workers = LoadChecks.connections - 1

  /// - Parameters:
  ///   - endpoint: the URL and the bank's registered keys; missing keys are read from `GET /v1/keys`.
  ///   - network: the key that signs requests and consents; the bank has to trust it.
  ///   - introduces: whether the bank is told the key first, as sandbox banks allow.
  ///   - isSandbox: whether the run accepts plain http and private addresses, and a bank without a test environment.
  ///   - only: identifiers of checks or names of groups; nil for all.
  ///   - now: the clock by which consents run.
  ///   - seconds: the machine's clock, for signatures.
  public init(
    _ endpoint: BankEndpoint, network: SigningKey, introduces: Bool, isSandbox: Bool, tls: TLSFiles? = nil,
    limits: ConformanceLimits = ConformanceLimits(), only: [String]? = nil, now: @escaping @Sendable () -> Moment,
    seconds: @escaping @Sendable () -> Int = machineSeconds
  ) {
    self.endpoint = endpoint
    self.network = network
    self.introduces = introduces
    self.isSandbox = isSandbox
    self.tls = tls
    self.limits = limits
    self.now = now
    self.seconds = seconds
    if Self.isLoopback(endpoint.url) { callback = CallbackAddress() }
    checks = Suite.checks.filter { check in
      only?.contains { $0 == check.identifier || $0 == check.group.rawValue } ?? true
    }
  }

  private static func isLoopback(_ url: String) -> Bool {
    let host = URLComponents(string: url)?.host ?? ""
    return ["127.0.0.1", "localhost", "[::1]", "::1"].contains(host)
  }

  /// The result of a run.
  public struct RunResult: Sendable {
    public let report: CertificationReport
    /// The reason for which not one check could be made; nil if the bank responded at all.
    public let unreachable: Bilingual?
    /// The identifiers of the keys that the bank shows, where these are not the registered ones and not one check was
    /// made for it; nil otherwise.
    public let otherKeys: [String]?
  }

  /// The progress after each check, in the order in which checks end.
  public struct Progress: Sendable {
    public let result: CheckResult
    /// The number of checks that have ended, this one included.
    public let number: Int
    public let count: Int
  }

  /// Runs the suite. Never throws: every failure is in the report.
  public func run(progress: @escaping @Sendable (Progress) -> Void = { _ in }) async -> RunResult {
    let startedAt = now()
    let connections = BankConnections(endpoint, isSandbox: isSandbox, tls: tls, timeout: limits.exchange, log: log)
    let preparation = await Preparation(
      endpoint: endpoint, network: network, introduces: introduces, connections: connections, seconds: seconds
    ).made(limits)
    let results: [CheckResult]
    var recall: EnquiryRecall?
    switch preparation {
    case .ready(let underTest):
      (results, recall) = await self.results(underTest, connections, progress)
    case .unreachable(let finding): results = failed(finding.why)
    case .otherKeys: results = failed(Self.otherKeys)
    }
    await connections.shutdown()
    let report = CertificationReport(
      suite: Suite.version, endpoint: endpoint.url, keys: preparation.bankUnderTest?.keys.identifiers ?? [],
      startedAt: startedAt, endedAt: now(), checks: results, environment: preparation.bankUnderTest?.environment,
      limits: limits.printed, notes: preparation.bankUnderTest.map(notes) ?? [], recall: recall?.json)
    return RunResult(report: report, unreachable: preparation.unreachable, otherKeys: preparation.otherKeys)
  }

  private func results(
    _ underTest: BankUnderTest, _ connections: BankConnections, _ progress: @escaping @Sendable (Progress) -> Void
  ) async -> ([CheckResult], EnquiryRecall?) {
    let seconds: @Sendable () -> Int = { [seconds] in seconds() + underTest.adjustment }
    let signer = MessageSigner(network, now: seconds)
    let isTLS = endpoint.url.lowercased().hasPrefix("https:")
    let watch = ReplyWatch()
    return await CallbackRecorder.listening(
      at: callback, tls: isTLS ? tls : nil, signer: signer, watch: watch, log: log
    ) { callbacks in
      let probe = Probe(
        endpoint: endpoint, base: underTest.environment.base(of: endpoint), environment: underTest.environment,
        isSandbox: isSandbox, network: network, introduces: introduces, keys: underTest.keys, connections: connections,
        callbacks: callbacks, recall: recall, limits: limits, now: now, seconds: seconds,
        offsetSeconds: underTest.offsetSeconds, watch: watch)
      let results = await CheckSeries(probe: probe, workers: Self.workers, progress: progress).run(checks)
      return (results, await remembered(probe))
    }
  }

  /// One more enquiry, for the next run to ask again.
  private func remembered(_ probe: Probe) async -> EnquiryRecall? {
    guard checks.contains(where: { $0.identifier == IdempotencyChecks.restart.identifier }) else { return nil }
    var enquiry = probe.enquiry()
    let (key, at) = (enquiry.answerKey, now())
    let artefact = enquiry.consent.artefact(
      answerKey: key.publicKey.rawRepresentation, network: network, now: at)
    enquiry.artefact = artefact
    guard (try? await withTimeLimit(limits.check, probe.time, { [enquiry] in try await probe.opened(enquiry) })) != nil
    else {
      return nil
    }
    return EnquiryRecall(
      endpoint: endpoint.url, enquiry: enquiry.identifier, consent: enquiry.consent.identifier, artefact: artefact,
      answerKey: key, askedAt: at)
  }

  /// Notes for the reader: the clocks, and the side that was checked.
  private func notes(_ underTest: BankUnderTest) -> [Bilingual] {
    guard underTest.offsetSeconds != 0 else { return [] }
    let (seconds, isBehind) = (abs(underTest.offsetSeconds), underTest.offsetSeconds > 0)
    let isAdjusted = underTest.adjustment != 0
    return [
      Bilingual(
        zh: "本机时钟比该行（按其 Date）\(isBehind ? "慢" : "快") \(seconds) 秒；"
          + (isAdjusted ? "签名以该行的时钟为准" : "相差超过 300 秒，请双方对时"),
        en: "this machine's clock is \(seconds) s \(isBehind ? "behind" : "ahead of") the bank's (by its Date); "
          + (isAdjusted ? "requests were signed by the bank's clock" : "more than 300 s apart: set both by NTP"))
    ]
  }

  private static let otherKeys = Bilingual(
    zh: "该行公布的公钥不是登记的", en: "the bank shows other keys than those registered")

  private func failed(_ why: Bilingual) -> [CheckResult] {
    checks.map { check in
      CheckResult(
        identifier: check.identifier, group: check.group, title: check.title, outcome: .failed(why: why),
        milliseconds: 0)
    }
  }
}
