import BankLink
import BankSandbox
import Crypto
import Domain
import Foundation
import Sealing
import ServiceLifecycle
import Serving
import Testing

/// An enquiry about one person of the book, with everything that a test needs to ask and to open.
struct Asking: Sendable {
  let key = Curve25519.KeyAgreement.PrivateKey()
  var identifier = "enquiry-1"
  var bank = BankCode("abc")
  var name = "张三"
  var phone = "13800138000"

  func enquiry() throws -> BankEnquiry {
    let details = PersonalDetails(
      name: try PersonName(name), idNumber: try IdentityNumber("11010519491231002X"), phone: try PhoneNumber(phone))
    let consent = Consent(
      identifier: "consent-\(identifier)", bank: bank, person: "p", grantedAt: Moment(milliseconds: 0),
      expiresAt: Moment(milliseconds: 86_400_000), agreementVersion: "1", verification: ["face", "sms"],
      publicKey: key.publicKey.rawRepresentation)
    return BankEnquiry(identifier: identifier, consent: consent, details: details)
  }

  /// The cards in a reply, as `debit 6228 0018`.
  func open(_ reply: BankReply?) throws -> [String] {
    guard case .answered(let sealed) = reply else {
      Issue.record("not answered: \(String(describing: reply))")
      return []
    }
    let binding = AnswerBinding(enquiry: identifier, bank: bank, consent: "consent-\(identifier)")
    return try AnswerSeal.open(sealed, binding: binding, with: key).map { card in
      "\(card.kind.rawValue) \(card.first4) \(card.last4)"
    }
  }

  func received() throws -> ReceivedEnquiry {
    let enquiry = try enquiry()
    return ReceivedEnquiry(
      identifier: identifier, consent: enquiry.consent.identifier, consentBank: enquiry.consent.bank,
      publicKey: enquiry.consent.publicKey, person: enquiry.details.document)
  }
}

/// The contract's book, with one more card that is reported at each bank that leaves one out.
let contractBook = """
  cardholders:
    - name: 张三
      idNumber: 11010519491231002X
      phone: "13800138000"
      cards:
        - { bank: abc, kind: debit, number: "6228480000000000018" }
        - { bank: cmb, kind: credit, number: "6225750000000006", supplementary: true }
        - { bank: boc, kind: debit, number: "6216610000000000016", phoneOnFile: false }
        - { bank: ccb, kind: debit, number: "6217000000000000012", documentExpired: true }
        - { bank: cgb, kind: debit, number: "6214620000000000019", cardNotPresent: false }
        - { bank: cgb, kind: credit, number: "6225560000000001", cardNotPresent: true }
  behaviour:                       # optional, per bank
    psbc: { delaySeconds: 5 }
    hxb: { fail: unavailable }     # unavailable | timeout | garbage | late | twice
  """

/// A book with only that person, with behaviours.
func book(_ behaviours: [String: Behaviour] = [:]) throws -> Book {
  let read = try Book(yaml: contractBook, file: "book.yaml")
  let pairs = behaviours.map { (BankCode($0.key), $0.value) }
  return Book(cardholders: read.cardholders, behaviours: Dictionary(uniqueKeysWithValues: pairs))
}

/// A listening sandbox and its client.
struct Running: Sendable {
  let sandbox: Sandbox
  let port: HTTPBankPort
  let number: Int

  func endpoint(_ bank: BankCode = BankCode("abc")) -> BankEndpoint {
    BankEndpoint(bank: bank, url: "http://127.0.0.1:\(number)/\(bank)/")
  }

  func ask(_ asking: Asking, batch: String = "batch-1", callback: String? = nil) async throws -> BankReplies {
    try await port.ask([try asking.enquiry()], at: endpoint(asking.bank), batch: batch, callback: callback)
  }
}

func withSandbox(
  _ behaviours: [String: Behaviour] = [:], timeoutSeconds: Double = 30, trust: NetworkTrust = NetworkTrust(),
  limits: ServerLimits = ServerLimits(), key: SigningKey = SigningKey(), _ body: (Running) async throws -> Void
) async throws {
  let sandbox = Sandbox(book: try book(behaviours), trust: trust)
  let (ports, entrance) = AsyncStream.makeStream(of: Int.self)
  let server = SandboxServer(sandbox: sandbox, port: 0, limits: limits, onListening: { entrance.yield($0) })
  let group = ServiceGroup(configuration: .init(services: [server], logger: silentLogger))
  let serving = Task {
    defer { entrance.finish() }
    try await group.run()
  }
  var iterator = ports.makeAsyncIterator()
  var settings = HTTPBankPort.Settings(signingKey: { key }, now: { Moment(milliseconds: 1_000) })
  settings.timeoutSeconds = timeoutSeconds
  settings.isSandbox = true
  let client = HTTPBankPort(settings)
  var outcome: Result<Void, any Error> = .failure(NeverListened())
  if let number = await iterator.next() {
    do {
      outcome = .success(try await body(Running(sandbox: sandbox, port: client, number: number)))
    } catch { outcome = .failure(error) }
  }
  await group.triggerGracefulShutdown()
  try await serving.value
  await client.shutdown()
  try outcome.get()
}

/// A server that ended before it had a port.
private struct NeverListened: Error {}

/// A network's receiver that notes the callbacks of one bank, whose keys are given.
struct NotingDesk: CallbackReceiver {
  let keys: @Sendable () -> [VerifyingKey]
  let entrance: AsyncStream<(BankCode, BankReplies)>.Continuation
  /// The key that signs the desk's replies.
  var network = SigningKey()

  func networkKeys() -> KeysMessage { KeysMessage(keys: []) }
  func networkSigner() -> MessageSigner { MessageSigner(network) }
  func signingKeys(of bank: BankCode) -> [VerifyingKey]? { keys() }
  func note(refusal code: String, of bank: BankCode) { Issue.record("refused: \(code)") }

  func take(_ replies: BankReplies, from bank: BankCode, nonce: MessageVerifier.Verified) -> TakenMessage? {
    entrance.yield((bank, replies))
    return TakenMessage(taken: replies.items.count, refused: [])
  }
}

/// The failure of an exchange; nil if there is none.
func failure<Value>(_ work: () async throws -> Value) async throws -> BankFailure? {
  do {
    _ = try await work()
    return nil
  } catch let failure as BankFailure {
    return failure
  }
}
