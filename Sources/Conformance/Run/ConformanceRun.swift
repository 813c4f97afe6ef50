import BankLink
import Domain
import Foundation
import Sealing

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
  private static let workers = 3

  /// - Parameters:
  ///   - endpoint: where, and the bank's registered keys; what is not registered is read from `GET /v1/keys`.
  ///   - network: signs requests and consents; the bank has to trust it.
  ///   - introduces: whether the bank is told the key first, as sandbox banks allow.
  ///   - isSandbox: takes plain http and private addresses.
  ///   - only: identifiers of checks or names of groups; nil: all.
  ///   - now: by which consents run.
  public init(
    _ endpoint: BankEndpoint, network: SigningKey, introduces: Bool, isSandbox: Bool, tls: TLSFiles? = nil,
    limits: ConformanceLimits = ConformanceLimits(), only: [String]? = nil, now: @escaping @Sendable () -> Moment
  ) {
    self.endpoint = endpoint
    self.network = network
    self.introduces = introduces
    self.isSandbox = isSandbox
    self.tls = tls
    self.limits = limits
    self.now = now
    let isTLS = endpoint.url.lowercased().hasPrefix("https:")
    checks = Suite.checks.filter { check in
      (isTLS || !check.needsTLS) && only?.contains { $0 == check.identifier || $0 == check.group.rawValue } ?? true
    }
  }

  /// What a run came to.
  public struct Outcome: Sendable {
    public let report: CertificationReport
    /// Why not one check could be made; nil where the bank responded at all.
    public let unreachable: Bilingual?
  }

  /// Told after each check, in the order in which they end.
  public struct Progress: Sendable {
    public let result: CheckResult
    /// How many have ended, this one included.
    public let number: Int
    public let count: Int
  }

  /// Never throws: whatever goes wrong is in the report.
  public func run(progress: @escaping @Sendable (Progress) -> Void = { _ in }) async -> Outcome {
    let startedAt = now()
    let lines = Lines(endpoint, isSandbox: isSandbox, tls: tls, timeout: limits.exchange)
    let preparation = await Preparation(endpoint: endpoint, network: network, introduces: introduces, lines: lines)
      .made()
    let results: [CheckResult]
    switch preparation {
    case .ready(let keys):
      let probe = Probe(
        endpoint: endpoint, network: network, keys: keys, lines: lines, limits: limits, now: now)
      results = await Series(probe: probe, workers: Self.workers, progress: progress).run(checks)
    case .unreachable(let finding): results = failed(finding, progress)
    }
    await lines.shutdown()
    let report = CertificationReport(
      suite: Suite.version, endpoint: endpoint.url, keys: preparation.keys, startedAt: startedAt, endedAt: now(),
      checks: results)
    return Outcome(report: report, unreachable: preparation.unreachable)
  }

  private func failed(_ finding: Finding, _ progress: (Progress) -> Void) -> [CheckResult] {
    checks.enumerated().map { offset, check in
      let result = CheckResult(
        identifier: check.identifier, group: check.group, title: check.title, outcome: .failed(why: finding.why),
        milliseconds: 0)
      progress(Progress(result: result, number: offset + 1, count: checks.count))
      return result
    }
  }
}
