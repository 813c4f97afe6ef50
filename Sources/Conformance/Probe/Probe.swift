import AsyncHTTPClient
import BankLink
import Domain
import Foundation
import Sealing

/// What checks speak to a bank with.
struct Probe: Sendable {
  let endpoint: BankEndpoint
  /// Signs requests and consents.
  let network: SigningKey
  let keys: BankPublicKeys
  let lines: Lines
  let limits: ConformanceLimits
  let now: @Sendable () -> Moment

  var bank: BankCode { endpoint.bank }

  /// A new enquiry about a test person.
  func enquiry(about person: TestPerson = TestPeople.both) -> DraftEnquiry { DraftEnquiry(about: person, at: bank) }

  var signature: DraftSignature { DraftSignature(network) }
}

extension Probe {
  func json(_ batch: DraftBatch) throws -> JSONValue {
    guard let key = keys.sealing else {
      throw Finding(
        zh: "没有可用的加密公钥，见检查 transport.keys", en: "no key to seal to is known: see the check transport.keys")
    }
    do {
      return try batch.json(sealedTo: key, at: bank, network: network, now: now())
    } catch {
      throw Finding(zh: "无法用该行公布的加密公钥加密", en: "nothing can be sealed to the key that the bank shows")
    }
  }

  func draft(_ batch: DraftBatch) throws -> Draft { Draft(try json(batch), signature) }

  func draft(_ enquiries: DraftEnquiry...) throws -> Draft { try draft(DraftBatch(enquiries)) }

  func fetchDraft(_ enquiries: [String]) -> Draft {
    var draft = Draft(FetchMessage(enquiries: enquiries).json, signature)
    draft.path = "answers"
    return draft
  }

  /// Signed as it is to be sent.
  func parcel(_ draft: Draft) throws -> Parcel {
    let url = "\(endpoint.url)/v1/\(draft.path)"
    guard var request = SignedRequest(method: draft.method, url: url) else {
      throw BankFailure.forbidden(code: "bad_url")
    }
    request.fields = draft.signature?.fields(for: request, body: draft.body) ?? []
    if draft.method != "GET" { request.fields.append(Field("content-type", draft.contentType)) }
    if let key = draft.idempotencyKey { request.fields.append(Field("idempotency-key", "\"\(key)\"")) }
    return Parcel(request: request, url: url, body: draft.sentBody ?? draft.body)
  }

  /// Sends once.
  func send(_ parcel: Parcel) async throws -> Reply { try await lines.send(parcel) }

  /// Sends, and again where the bank asks for a pause, or closes a connection that was kept.
  func send(_ draft: Draft) async throws -> Reply {
    for _ in 0..<3 {
      do {
        let reply = try await send(parcel(draft))
        guard let pause = reply.pause else { return reply }
        try await Task.sleep(for: pause)
      } catch BankFailure.unreachable {
        continue
      }
    }
    return try await send(parcel(draft))
  }

  /// Sends the very same message twice; another one where a connection that was kept is closed.
  func sendTwice(_ draft: () throws -> Draft) async throws -> (first: Reply, second: Reply) {
    for _ in 0..<3 {
      do { return try await sendTwice(try parcel(draft())) } catch BankFailure.unreachable { continue }
    }
    return try await sendTwice(try parcel(draft()))
  }

  private func sendTwice(_ parcel: Parcel) async throws -> (first: Reply, second: Reply) {
    (try await send(parcel), try await send(parcel))
  }

  /// Reads what needs no signature.
  func get(_ path: String) async throws -> Reply {
    var draft = Draft(body: Data(), nil)
    draft.method = "GET"
    draft.path = path
    return try await send(draft)
  }
}
