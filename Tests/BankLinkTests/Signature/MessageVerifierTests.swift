import BankLink
import Foundation
import Sealing
import Testing

struct MessageVerifierTests {
  private let key = SigningKey()
  private let body = Data(#"{"answers":[]}"#.utf8)
  private let request = SignedRequest(
    method: "POST", scheme: "http", authority: "bank.example:81", target: "/v1/answers")

  private func signed(at moment: Int = 1_000_000) -> SignedRequest {
    var request = request
    request.fields = MessageSigner(key) { moment }.fields(for: request, body: body)
    return request
  }

  private func verify(_ request: SignedRequest, _ body: Data, now: Int = 1_000_000) throws -> MessageVerifier.Verified {
    try MessageVerifier { now }.verify(request, body: body) { $0 == key.keyId ? key.publicKey : nil }
  }

  @Test("What was signed verifies, and says by whom and until when it could be replayed")
  func valid() throws {
    let verified = try verify(signed(), body)
    #expect(verified.keyId == key.keyId)
    #expect(verified.replayableUntil == 1_000_600)
    #expect(verified.nonce.count == 22)
  }

  @Test("A second signature of somebody else on the same message does no harm")
  func labels() throws {
    var request = signed()
    request.fields.insert(Field("signature-input", #"proxy=("@method");created=1"#), at: 0)
    request.fields.insert(Field("signature", "proxy=:AAAA:"), at: 0)
    #expect(try verify(request, body).keyId == key.keyId)
  }

  @Test(
    "Times count with five minutes of skew",
    arguments: [
      (1_000_600, nil), (1_000_601, SignatureFault.expired), (999_700, nil), (999_699, .future),
    ] as [(Int, SignatureFault?)])
  func times(now: Int, fault: SignatureFault?) {
    var found: SignatureFault?
    do { _ = try verify(signed(), body, now: now) } catch { found = error as? SignatureFault }
    #expect(found == fault)
  }

  @Test("Another body, target, method, host or signature is noticed")
  func altered() {
    #expect(throws: SignatureFault.digestWrong) { try verify(signed(), body + [0x20]) }
    for (method, authority, target) in [
      ("PUT", "bank.example:81", "/v1/answers"), ("POST", "bank.example", "/v1/answers"),
      ("POST", "bank.example:81", "/v1/answers?x"),
    ] {
      let other = SignedRequest(
        method: method, scheme: "http", authority: authority, target: target, fields: signed().fields)
      #expect(throws: SignatureFault.wrong) { try verify(other, body) }
    }
  }

  @Test(
    "A parameter or component that is missing makes it incomplete",
    arguments: [
      (#";nonce="[^"]*""#, ""), (#";created=\d+"#, ""), (#";expires=\d+"#, ""), (#";keyid="[^"]*""#, ""),
      (#";alg="ed25519""#, ""), (#""@authority" "#, ""), (#"expires=\d+"#, "expires=1000301"),
    ])
  func incomplete(pattern: String, replacement: String) {
    var request = signed()
    request.fields = request.fields.map { field in
      Field(field.name, field.value.replacingOccurrences(of: pattern, with: replacement, options: .regularExpression))
    }
    #expect(throws: SignatureFault.incomplete) { try verify(request, body) }
  }

  @Test("Fields that cannot be read are malformed, and none are missing")
  func malformed() {
    var request = signed()
    request.fields = request.fields.map { $0.name == "signature" ? Field("signature", "chaka=:!!:") : $0 }
    #expect(throws: SignatureFault.malformed) { try verify(request, body) }
    request.fields = []
    #expect(throws: SignatureFault.missing) { try verify(request, body) }
  }

  @Test("A response is bound to the request that it answers")
  func responses() throws {
    let first = signed()
    let second = signed()
    let signer = MessageSigner(key) { 1_000_000 }
    var response = SignedResponse(status: 200, request: first)
    response.fields = signer.fields(for: response, body: body)
    let verifier = MessageVerifier { 1_000_000 }
    #expect(try verifier.verify(response, body: body) { _ in key.publicKey }.keyId == key.keyId)
    let moved = SignedResponse(status: 200, fields: response.fields, request: second)
    #expect(throws: SignatureFault.wrong) { try verifier.verify(moved, body: body) { _ in key.publicKey } }
    let error = SignedResponse(status: 202, fields: response.fields, request: first)
    #expect(throws: SignatureFault.wrong) { try verifier.verify(error, body: body) { _ in key.publicKey } }
  }

  @Test("A nonce counts once, for as long as it could be replayed")
  func replays() throws {
    let memory = ReplayMemory()
    let verified = try verify(signed(), body)
    #expect(memory.note(verified, now: 1_000_000))
    #expect(!memory.note(verified, now: 1_000_000))
    #expect(!memory.note(verified, now: verified.replayableUntil))
    #expect(memory.note(try verify(signed(), body), now: 1_000_000))
  }

  /// Whatever the relation of its time to the moment at which the memory forgets its older half.
  @Test(
    "A nonce counts once also where others came in between", arguments: Array(stride(from: 0, through: 900, by: 60)))
  func replaysLater(offset: Int) throws {
    let memory = ReplayMemory()
    #expect(memory.note(try verify(signed(), body), now: 1_000_000))
    let moment = 1_000_000 + offset
    let verified = try verify(signed(at: moment), body, now: moment)
    #expect(memory.note(verified, now: moment))
    for later in stride(from: moment, through: verified.replayableUntil, by: 30) {
      #expect(memory.note(try verify(signed(at: later), body, now: later), now: later))
      #expect(!memory.note(verified, now: later), "\(later - moment) seconds later")
    }
  }
}
