import BankLink
import Domain
import Foundation
import Sealing
import Text

/// What comes before the checks: reads the bank's keys and its clock, finds out whether it has a test environment, and
/// introduces the network where that is wanted.
struct Preparation: Sendable {
  let endpoint: BankEndpoint
  let network: SigningKey
  let introduces: Bool
  let lines: Lines
  let seconds: @Sendable () -> Int

  struct Ground: Sendable {
    let keys: BankPublicKeys
    let environment: CertificationEnvironment
    /// Seconds by which the bank's clock, by its `Date`, is ahead of this machine's; 0 if they agree or it does not
    /// say.
    let offsetSeconds: Int

    /// Signatures are made by the bank's clock as far as the two may be apart.
    var adjustment: Int { abs(offsetSeconds) <= SignatureProfile.skewSeconds ? offsetSeconds : 0 }
  }

  enum Outcome {
    case ready(Ground)
    /// Nothing at all came back.
    case unreachable(Finding)
    /// The bank shows keys, and for a use none of those that are registered: whatever is sealed to or signed with them
    /// would fail one check after the other. With the identifiers of those shown.
    case otherKeys([String])

    var ground: Ground? {
      if case .ready(let ground) = self { ground } else { nil }
    }

    var unreachable: Bilingual? {
      if case .unreachable(let finding) = self { finding.why } else { nil }
    }

    var otherKeys: [String]? {
      if case .otherKeys(let shown) = self { shown } else { nil }
    }
  }

  /// Whatever the bank responds is for the checks to judge; only no response, and keys that are not the registered ones,
  /// end the run.
  func made(_ limits: ConformanceLimits) async -> Outcome {
    do {
      let shown = try await shownKeys(endpoint.url)
      if let others = BankPublicKeys.others(than: endpoint, in: shown.json) { return .otherKeys(others) }
      let environment = try await environment()
      let ground = Ground(
        keys: BankPublicKeys(registered: endpoint, shown: shown.json), environment: environment,
        offsetSeconds: offset(of: shown))
      if introduces {
        _ = try await patiently { try introduction(environment.base(of: endpoint), ground.adjustment) }
      }
      return .ready(ground)
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
    try await patiently { try parcel("GET", base, "keys", Data(), 0) }
  }

  /// A bank that has too much to do is asked again when it says so, a few times; what is sent again is made anew.
  private func patiently(_ parcel: () throws -> Parcel) async throws -> Reply {
    for _ in 0..<3 {
      let reply = try await lines.send(parcel())
      guard let pause = reply.pause else { return reply }
      try await Task.sleep(for: min(pause, .seconds(10)))
    }
    return try await lines.send(parcel())
  }

  /// `Date` has whole seconds, and took a moment to come.
  private func offset(of reply: Reply) -> Int {
    let machine = Moment(milliseconds: Int64(seconds()) * 1_000)
    guard let date = reply.field("date").flatMap({ HTTPDate.moment($0, now: machine) }) else {
      return 0
    }
    let offset = Int(date.milliseconds / 1_000) - seconds()
    return abs(offset) <= 2 + Int(reply.took.components.seconds) ? 0 : offset
  }

  /// Says which key signs, and shows that the network has it.
  private func introduction(_ base: String, _ adjustment: Int) throws -> Parcel {
    try parcel(
      "POST", base, "network",
      Wire.encode(KeysMessage(keys: [.init(.sign, publicKey: network.publicKey.rawRepresentation)])), adjustment)
  }

  private func parcel(
    _ method: String, _ base: String, _ path: String, _ body: Data, _ adjustment: Int
  ) throws -> Parcel {
    let url = "\(base)/v1/\(path)"
    guard var request = SignedRequest(method: method, url: url) else { throw BankFailure.forbidden(code: "bad_url") }
    if method == "POST" {
      request.fields = DraftSignature(network).fields(for: request, body: body, now: seconds() + adjustment)
      request.fields.append(Field("content-type", "application/json"))
    }
    return Parcel(request: request, url: url, body: body)
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
