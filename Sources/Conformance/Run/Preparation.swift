import BankLink
import Domain
import Foundation
import Sealing

/// What comes before the checks: reads the bank's keys, and introduces the network where that is wanted.
struct Preparation: Sendable {
  let endpoint: BankEndpoint
  let network: SigningKey
  let introduces: Bool
  let lines: Lines

  enum Outcome {
    case ready(BankPublicKeys)
    /// Nothing at all came back.
    case unreachable(Finding)

    var keys: [String] {
      if case .ready(let keys) = self { keys.identifiers } else { [] }
    }

    var unreachable: Bilingual? {
      if case .unreachable(let finding) = self { finding.why } else { nil }
    }
  }

  /// Whatever the bank responds is for the checks to judge; only no response ends the run.
  func made() async -> Outcome {
    do {
      let document = try await lines.send(parcel("GET", "keys", Data())).json
      if introduces { _ = try await lines.send(introduction()) }
      return .ready(BankPublicKeys(registered: endpoint, shown: document))
    } catch let failure as BankFailure {
      return .unreachable(Finding(failure))
    } catch {
      return .unreachable(Finding(.unreachable))
    }
  }

  /// Says which key signs, and shows that the network has it.
  private func introduction() throws -> Parcel {
    try parcel(
      "POST", "network", Wire.encode(KeysMessage(keys: [.init(.sign, publicKey: network.publicKey.rawRepresentation)])))
  }

  private func parcel(_ method: String, _ path: String, _ body: Data) throws -> Parcel {
    let url = "\(endpoint.url)/v1/\(path)"
    guard var request = SignedRequest(method: method, url: url) else { throw BankFailure.forbidden(code: "bad_url") }
    if method == "POST" {
      request.fields = DraftSignature(network).fields(for: request, body: body)
      request.fields.append(Field("content-type", "application/json"))
    }
    return Parcel(request: request, url: url, body: body)
  }
}
