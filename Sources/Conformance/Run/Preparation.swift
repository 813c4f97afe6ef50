import BankLink
import Domain
import Foundation
import Sealing
import Text

/// The work before the checks: reads the bank's keys and its clock, finds out whether it has a test environment, and
/// introduces the network if wanted.
struct Preparation: Sendable {
  let endpoint: BankEndpoint
  let network: SigningKey
  let introduces: Bool
  let connections: BankConnections
  let seconds: @Sendable () -> Int

  /// Whether there is a bank to check.
  enum Readiness {
    case ready(BankUnderTest)
    /// No response came at all.
    case unreachable(Finding)
    /// The bank shows keys, and for a use none of those that are registered: whatever is sealed to or signed with them
    /// would fail one check after the other. With the identifiers of those shown.
    case otherKeys([String])

    var bankUnderTest: BankUnderTest? {
      if case .ready(let underTest) = self { underTest } else { nil }
    }

    var unreachable: Bilingual? {
      if case .unreachable(let finding) = self { finding.why } else { nil }
    }

    var otherKeys: [String]? {
      if case .otherKeys(let shown) = self { shown } else { nil }
    }
  }

  /// Prepares a run. Any response is for the checks to judge; only a missing one ends the run.
  func made(_ limits: ConformanceLimits) async -> Readiness {
    do {
      let shown = try await shownKeys(endpoint.url)
      if let others = BankPublicKeys.others(than: endpoint, in: shown.json) { return .otherKeys(others) }
      let environment = try await environment()
      let underTest = BankUnderTest(
        keys: BankPublicKeys(registered: endpoint, shown: shown.json), environment: environment,
        offsetSeconds: offset(of: shown))
      if introduces {
        _ = try await patiently { try introduction(environment.base(of: endpoint), underTest.adjustment) }
      }
      return .ready(underTest)
    } catch let failure as BankFailure {
      return .unreachable(Finding(failure, limits))
    } catch {
      return .unreachable(Finding(.unreachable, limits))
    }
  }

  private func environment() async throws -> CertificationEnvironment {
    let base = CertificationEnvironment.test.base(of: endpoint)
    let reply = try await shownKeys(base)
    guard reply.status == 200, case .array? = reply.json?["keys"] else { return .endpoint }
    return .test
  }

  private func shownKeys(_ base: String) async throws -> Reply {
    try await patiently { try outgoing("GET", base, "keys", Data(), 0) }
  }

  /// Sends a request; if the bank has too much to do, again after the bank's pause, a few times, made anew each time.
  private func patiently(_ outgoing: () throws -> OutgoingRequest) async throws -> Reply {
    for _ in 0..<3 {
      let reply = try await connections.send(outgoing())
      guard let pause = reply.pause else { return reply }
      try await Task.sleep(for: min(pause, .seconds(10)))
    }
    return try await connections.send(outgoing())
  }

  /// The difference of the clocks in seconds. `Date` has whole seconds, and took a moment to come.
  private func offset(of reply: Reply) -> Int {
    let machine = Moment(milliseconds: Int64(seconds()) * 1_000)
    guard let date = reply.field("date").flatMap({ HTTPDate.moment($0, now: machine) }) else {
      return 0
    }
    let offset = Int(date.milliseconds / 1_000) - seconds()
    return abs(offset) <= 2 + Int(reply.took.components.seconds) ? 0 : offset
  }

  /// The request that introduces the network's key, and proves that the network has it.
  private func introduction(_ base: String, _ adjustment: Int) throws -> OutgoingRequest {
    try outgoing(
      "POST", base, "network",
      Wire.encode(KeysMessage(keys: [.init(.sign, publicKey: network.publicKey.rawRepresentation)])), adjustment)
  }

  private func outgoing(
    _ method: String, _ base: String, _ path: String, _ body: Data, _ adjustment: Int
  ) throws -> OutgoingRequest {
    let url = "\(base)/v1/\(path)"
    guard var request = SignedRequest(method: method, url: url) else { throw BankFailure.forbidden(code: "bad_url") }
    if method == "POST" {
      request.fields = DraftSignature(network).fields(for: request, body: body, now: seconds() + adjustment)
      request.fields.append(Field("content-type", "application/json"))
    }
    return OutgoingRequest(request: request, url: url, body: body)
  }
}

extension CertificationEnvironment {
  /// The address of requests.
  func base(of endpoint: BankEndpoint) -> String {
    switch self {
    case .test: "\(endpoint.url)/test"
    case .endpoint: endpoint.url
    }
  }
}
