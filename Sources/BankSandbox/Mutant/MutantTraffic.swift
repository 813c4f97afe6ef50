import BankLink
import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Sealing
import Synchronization

/// The traffic of a reference bank, altered to make it a mutant: requests with the fault that it overlooks are repaired
/// and signed anew, responses are spoiled.
final class MutantTraffic: Sendable {
  private let mutant: Mutant
  private let sandbox: Sandbox
  /// The key of repaired requests, which the banks behind trust.
  private let key = SigningKey()
  private let verifier = MessageVerifier()
  private let nonces = ReplayMemory()
  /// The signatures that are forgotten after a moment.
  private let fleeting = Mutex<[String: ContinuousClock.Instant]>([:])
  private let load = MutantLoad()

  init(_ mutant: Mutant, of sandbox: Sandbox) {
    self.mutant = mutant
    self.sandbox = sandbox
    sandbox.trust.add(key.publicKey)
  }

  /// The response of a path with this mutant around it.
  func respond(
    _ request: Request, _ context: WireContext, _ handle: WireRoute.Handler
  ) async throws -> Response {
    guard let bank = try context.parameters.get("bank").flatMap(BankCode.init(sandbox:)).flatMap(sandbox.bank) else {
      return try await handle(request, context)
    }
    switch request.uri.path.split(separator: "/").last {
    case "keys": return mutant.spoiled(keys: try await handle(request, context), of: bank)
    case "enquiries", "answers":
      let response = try await answered(request, context, bank, handle)
      return mutant.spoiled(response, to: request, signedBy: bank.keys.signing)
    default: return try await handle(request, context)
    }
  }

  private func answered(
    _ request: Request, _ context: WireContext, _ bank: SandboxBank, _ handle: WireRoute.Handler
  ) async throws -> Response {
    let body = Data(try await request.body.collect(upTo: 16 << 20).readableBytesView)
    context.noteWholeBody()
    do {
      if let early = try early(request, body) { return early }
      let seen = seen(request, body, bank)
      return try await load.bear(mutant) { try await handle(seen, context) }
    } catch let refusal as WireRefusal {
      // The reply to requests that ask about nobody.
      let isIdle = refusal.isOfSignature && MutantContent(body).enquiries == nil
      let previous = mutant == .previousPerson && isIdle ? sandbox.lastPerson : nil
      return mutant.spoiled(previous.map { WireRefusal(refusal, mentioning: $0.masked) } ?? refusal)
    }
  }

  /// The mutant's own answer or refusal, without the bank behind; nil if the bank answers.
  private func early(_ request: Request, _ body: Data) throws -> Response? {
    let content = MutantContent(body)
    switch mutant {
    case .skew: if let fault = skewed(request, body) { throw WireRefusal(fault) }
    case .encapsulatedKey where content.hasShortEncapsulatedKey:
      throw WireRefusal(.unavailable, "something broke that nobody caught")
    case .weakEncapsulatedKey where content.hasWeakEncapsulatedKey:
      throw WireRefusal(.identityNotSealed, "the identity does not open")
    case .extraMembers where content.hasUnknownMembers: throw WireRefusal(.badShape)
    case .full where (content.enquiries?.count ?? 0) > 100: throw WireRefusal.tooManyEnquiries
    case .emptyBatch where content.enquiries?.isEmpty == true: return JSONReply.ok(AnswerMessage(answers: []))
    default: break
    }
    return nil
  }

  /// The fault of a signature judged without any skew of the clocks.
  private func skewed(_ request: Request, _ body: Data) -> SignatureFault? {
    guard let verified = try? verified(request, body) else { return nil }
    let (expires, now) = (verified.replayableUntil - SignatureProfile.skewSeconds, machineSeconds())
    if expires < now { return .expired }
    return expires > now + SignatureProfile.lifetimeSeconds + 60 ? .future : nil
  }
}

extension MutantTraffic {
  /// The request in the form that the bank behind gets.
  private func seen(_ request: Request, _ body: Data, _ bank: SandboxBank) -> Request {
    var head = request.head
    if mutant == .mediaType { head.headerFields[.contentType] = "application/json" }
    let request = Request(head: head, body: .init(buffer: ByteBuffer(bytes: body)))
    let fault: SignatureFault?
    do throws(SignatureFault) {
      fault = try nonces.note(verified(request, body), now: machineSeconds()) ? nil : .replayed
    } catch { fault = error }
    if mutant == .replayedLater, fault == nil, let input = request.headers.value("signature-input") {
      fleeting.withLock { $0[input] = .now }
    }
    guard fault == nil || overlooks(fault, in: request) else { return request }
    let corrected = MutantBody(
      mutant: mutant, bank: bank.code, keys: bank.keys, key: key, trusted: sandbox.trust.key
    ).seen(body)
    guard fault != nil || corrected != body else { return request }
    return signed(request, corrected)
  }

  private func verified(_ request: Request, _ body: Data) throws(SignatureFault) -> MessageVerifier.Verified {
    try verifier.verify(SignedRequest(request.head, scheme: "http"), body: body, key: sandbox.trust.key)
  }

  /// Whether the mutant overlooks the fault: at one of the two paths only, as the other has a check of its own.
  private func overlooks(_ fault: SignatureFault?, in request: Request) -> Bool {
    let isFetch = request.uri.path.hasSuffix("/answers")
    let input = request.headers.value("signature-input") ?? ""
    return switch (mutant, fault) {
    case (.unsignedFetch, .missing), (.unsignedFetch, .replayed): false
    case (.unsignedFetch, _), (.replayedFetch, .replayed): isFetch
    case (.incomplete, .incomplete): !isFetch && input.contains("alg=\"ed25519\"")
    case (.algorithm, .incomplete): !isFetch && !input.contains("alg=\"ed25519\"")
    case (.replayedLater, .replayed): !isFetch && isForgotten(input)
    case (.unsigned, .missing), (.malformed, .malformed), (.unknownKey, .unknownKey), (.forged, .wrong),
      (.digestMissing, .digestMissing), (.digestWrong, .digestWrong), (.expired, .expired), (.future, .future),
      (.replayed, .replayed):
      !isFetch
    default: false
    }
  }

  /// Whether the signature was first seen longer ago than the mutant remembers.
  private func isForgotten(_ input: String) -> Bool {
    let memory = Duration.milliseconds(sandbox.mutantMemory.milliseconds)
    return fleeting.withLock { seen in seen[input].map { ContinuousClock.now - $0 > memory } ?? false }
  }

  private func signed(_ request: Request, _ body: Data) -> Request {
    var head = request.head
    for name in ["content-digest", "signature-input", "signature"] { head.headerFields.remove(name) }
    head.headerFields[.contentLength] = "\(body.count)"
    for field in MessageSigner(key).fields(for: SignedRequest(head, scheme: "http"), body: body) {
      head.headerFields.set(field)
    }
    return Request(head: head, body: .init(buffer: ByteBuffer(bytes: body)))
  }
}

extension String {
  /// The identity number as it is often masked, still recognisable.
  fileprivate var masked: String { "\(prefix(6))********\(suffix(4))" }
}
