import BankLink
import BankSandbox
import Conformance
import Domain
import Foundation
import Sealing
import ServiceLifecycle
import Serving

/// Runs a reference bank on a free port of the loopback while `body` runs.
func withBank<Value: Sendable>(
  _ mutant: Mutant? = nil, book: Book = Book(cardholders: []), tls: TLSFiles? = nil, variant: PermittedVariant? = nil,
  network: SigningKey = SigningKey(), port: Int = 0, keys: BankKeys = .fresh, records: String? = nil,
  _ body: @Sendable (RunningBank) async throws -> Value
) async throws -> Value {
  let (ports, entrance) = AsyncStream.makeStream(of: Int.self)
  let sandbox = Sandbox(
    book: book, keys: keys, records: records, trust: NetworkTrust(only: [network.publicKey]), mutant: mutant,
    // On a busy machine the bank remembers for a while.
    variant: variant, mutantMemory: .seconds(10))
  let server = SandboxServer(sandbox: sandbox, port: port, tls: tls, onListening: { entrance.yield($0) })
  let group = ServiceGroup(configuration: .init(services: [server], logger: silentLogger))
  let running = Task {
    defer { entrance.finish() }
    try await group.run()
  }
  var iterator = ports.makeAsyncIterator()
  guard let port = await iterator.next() else {
    try await running.value
    throw CancellationError()
  }
  let scheme = tls == nil ? "http" : "https"
  let bank = RunningBank(url: "\(scheme)://127.0.0.1:\(port)/abc", network: network, sandbox: sandbox, tls: tls)
  let outcome: Result<Value, any Error>
  do { outcome = .success(try await body(bank)) } catch { outcome = .failure(error) }
  await group.triggerGracefulShutdown()
  try await running.value
  return try outcome.get()
}

struct RunningBank: Sendable {
  let url: String
  let network: SigningKey
  let sandbox: Sandbox
  let tls: TLSFiles?

  /// A run with generous limits, as only one mutant is slow.
  func conformance(_ limits: ConformanceLimits = .patient, only: [String]? = nil) -> ConformanceRun {
    ConformanceRun(
      BankEndpoint(bank: BankCode("abc"), url: url), network: network, introduces: false, isSandbox: true, tls: tls,
      limits: limits, only: only, now: systemTime)
  }
}

extension ConformanceLimits {
  static let patient = limits(pace: .seconds(60))
  /// Limits for a bank that never does what the run waits for.
  static var brisk: ConformanceLimits {
    var limits = patient
    limits.answer = .seconds(15)
    return limits
  }
  static let paced = limits(pace: .seconds(1))
  /// Limits for a bank that forgets.
  static var mindful: ConformanceLimits {
    var limits = patient
    limits.memory = .milliseconds(15_000)
    return limits
  }

  private static func limits(pace: Duration) -> ConformanceLimits {
    var limits = ConformanceLimits()
    limits.exchange = .seconds(120)
    limits.answer = .seconds(120)
    limits.check = .seconds(180)
    // Only the mutants that forget do so within a run.
    limits.memory = .zero
    limits.pace = pace
    return limits
  }
}

@Sendable func systemTime() -> Moment { Moment(milliseconds: Int64(Date().timeIntervalSince1970 * 1_000)) }
