import AsyncHTTPClient
import BankLink
import Domain
import Foundation
import Sealing
import Text

/// The means by which checks speak to a bank.
struct Probe: Sendable {
  let endpoint: BankEndpoint
  /// The address of requests: the endpoint, or its test environment.
  let base: String
  let environment: CertificationEnvironment
  let isSandbox: Bool
  /// The key that signs requests and consents.
  let network: SigningKey
  /// Whether the network introduced itself, as sandbox banks allow.
  let introduces: Bool
  let keys: BankPublicKeys
  let connections: BankConnections
  let callbacks: CallbackRecorder?
  let recall: EnquiryRecall?
  let limits: ConformanceLimits
  let now: @Sendable () -> Moment
  /// The time of signatures, in seconds since 1970.
  let seconds: @Sendable () -> Int
  /// The seconds by which the bank's clock, by its `Date`, is ahead of this machine's.
  let offsetSeconds: Int
  let firstAsked = FirstEnquiry()
  /// The watch over all replies of the run.
  let watch: ReplyWatch
  /// The identifier of the check that is being made.
  private(set) var time = CheckTime()
  private(set) var slots = CheckSlots(1)
  private(set) var check = ""

  var bank: BankCode { endpoint.bank }
  var isTLS: Bool { endpoint.url.lowercased().hasPrefix("https:") }

  /// A new enquiry about a test person.
  func enquiry(about person: TestPerson = TestPeople.both) -> DraftEnquiry { DraftEnquiry(about: person, at: bank) }

  var signature: DraftSignature { DraftSignature(network) }

  func making(_ check: Check, _ slots: CheckSlots) -> Probe {
    var probe = self
    probe.time = CheckTime()
    probe.slots = slots
    probe.check = check.identifier
    return probe
  }

  /// Waits for the bank; meanwhile others are asked, and the check's own time stands still.
  func wait<Value>(_ work: () async throws -> Value) async throws -> Value {
    await slots.give()
    let outcome: Result<Value, any Error>
    do { outcome = .success(try await time.pause(work)) } catch { outcome = .failure(error) }
    await slots.take()
    return try outcome.get()
  }
}

extension Probe {
  func json(_ batch: DraftBatch) throws -> JSONValue {
    guard let key = keys.sealing else {
      throw Finding(
        zh: "没有可用的加密公钥，见 transport.keys", en: "no key to seal to: see transport.keys")
    }
    var batch = batch
    batch.callback = callbacks?.url(of: bank)
    do {
      return try batch.json(sealedTo: key, at: bank, network: network, now: now())
    } catch {
      throw Finding(zh: "无法用该行公布的加密公钥加密", en: "cannot seal to the key that the bank shows")
    }
  }

  func draft(_ batch: DraftBatch) throws -> DraftRequest {
    var draft = DraftRequest(try json(batch), signature)
    draft.asked = batch.enquiries.map { AskedEnquiry(enquiry: $0.identifier, person: $0.person) }
    return draft
  }

  func draft(_ enquiries: DraftEnquiry...) throws -> DraftRequest { try draft(DraftBatch(enquiries)) }

  func fetchDraft(_ enquiries: [String]) -> DraftRequest {
    var draft = DraftRequest(FetchMessage(enquiries: enquiries).json, signature)
    draft.path = "answers"
    draft.fetched = enquiries.count
    return draft
  }

  /// The request, signed and ready to send.
  func outgoing(_ draft: DraftRequest) throws -> OutgoingRequest {
    let url = "\(draft.isLive ? endpoint.url : base)/v1/\(draft.path)"
    guard var request = SignedRequest(method: draft.method, url: url) else {
      throw BankFailure.forbidden(code: "bad_url")
    }
    request.fields = draft.signature?.fields(for: request, body: draft.body, now: seconds()) ?? []
    if draft.method != "GET" { request.fields.append(Field("content-type", draft.contentType)) }
    if let key = draft.idempotencyKey { request.fields.append(Field("idempotency-key", "\"\(key)\"")) }
    return OutgoingRequest(
      request: request, url: url, body: draft.sentBody ?? draft.body, asked: draft.asked,
      count: max(draft.asked.count, draft.fetched, 1))
  }

  /// Judges every reply of the run. Sends `sample` first if the run has no reply to judge.
  func judge(_ identifier: String, _ sample: () async throws -> Void) async throws {
    try await sample()
    if let finding = watch.finding(identifier) { throw finding }
  }

  /// Sends a request once.
  func send(_ outgoing: OutgoingRequest) async throws -> Reply {
    let reply = try await connections.send(outgoing, for: check)
    watch.look(at: reply, outgoing)
    return reply
  }

  /// Sends a request, and again, signed anew, if the bank asks for a pause or closes a kept connection.
  func send(_ draft: DraftRequest) async throws -> Reply {
    try await patiently({ try await send(outgoing(draft)) }, pause: \.pause)
  }

  /// Sends the very same message twice; another one if the bank asks for a pause or closes a kept connection.
  func sendTwice(_ draft: () throws -> DraftRequest) async throws -> (first: Reply, second: Reply) {
    try await patiently({ try await sendTwice(try outgoing(draft())) }, pause: { $0.first.pause ?? $0.second.pause })
  }

  private func sendTwice(_ outgoing: OutgoingRequest) async throws -> (first: Reply, second: Reply) {
    (try await send(outgoing), try await send(outgoing))
  }

  /// Tries work up to four times, with the pauses that the bank asks for, as far as time allows.
  func patiently<Value>(
    _ attempt: () async throws -> Value, pause: (Value) -> Duration?
  ) async throws -> Value {
    for _ in 0..<3 {
      do {
        let value = try await attempt()
        guard let pause = pause(value), pause <= limits.answer else { return value }
        try await wait { try await Task.sleep(for: pause) }
      } catch BankFailure.unreachable {
        continue
      }
    }
    return try await attempt()
  }

  /// Reads a document that needs no signature.
  func get(_ path: String) async throws -> Reply {
    var draft = DraftRequest(body: Data(), nil)
    draft.method = "GET"
    draft.path = path
    return try await send(draft)
  }
}
