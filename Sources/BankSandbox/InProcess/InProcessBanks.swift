import BankLink
import Domain
import Foundation

/// The reference banks without a network between: for benchmarks and the simulation. The ledger, the sealing and the
/// judgement of replies are the same; late answers are fetched, callbacks are not posted.
public struct InProcessBanks: BankPort {
  private let sandbox: Sandbox
  private let timeout: Span
  private let now: @Sendable () -> Moment
  private let wait: @Sendable (Span) async -> Void
  private let work: @Sendable (() -> Void) -> Void

  /// - Parameters:
  ///   - timeout: how long the caller waits for a held reply before it counts as `timedOut`.
  ///   - wait: passes the time for which a reply is held; as given here, no time passes.
  ///   - work: runs the bank's own work, so that its processor time can be measured apart.
  public init(
    sandbox: Sandbox, timeout: Span = .seconds(10), now: @escaping @Sendable () -> Moment,
    wait: @escaping @Sendable (Span) async -> Void = { _ in },
    work: @escaping @Sendable (() -> Void) -> Void = { $0() }
  ) {
    self.sandbox = sandbox
    self.timeout = timeout
    self.now = now
    self.wait = wait
    self.work = work
  }

  public func ask(
    _ enquiries: [BankEnquiry], at endpoint: BankEndpoint, batch: String, callback: String?
  ) async throws(BankFailure) -> BankReplies {
    let bank = try bank(endpoint)
    return try await replies(working { bank.ask(enquiries.map(\.received), now: now()) })
  }

  public func fetch(_ enquiries: [String], at endpoint: BankEndpoint) async throws(BankFailure) -> BankReplies {
    let bank = try bank(endpoint)
    return try await replies(working { bank.fetch(enquiries, now: now()) })
  }

  private func bank(_ endpoint: BankEndpoint) throws(BankFailure) -> SandboxBank {
    guard let bank = try? sandbox.bank(endpoint.bank) else { throw .refused(status: 404, code: "bank_unknown") }
    return bank
  }

  private func working(_ decide: () -> Conduct) -> Conduct {
    var conduct = Conduct.silence
    work { conduct = decide() }
    return conduct
  }

  private func replies(_ conduct: Conduct) async throws(BankFailure) -> BankReplies {
    switch conduct {
    case .unavailable(let pause): throw .unavailable(status: 503, retryAfter: pause)
    case .silence:
      await wait(timeout)
      throw .timedOut
    case .body(let bytes): return try read(bytes)
    case .reply(let items, let hold, _):
      await wait(min(hold, timeout))
      guard hold < timeout else { throw .timedOut }
      return BankReplies(items: items.map { ($0.enquiry, $0.reply.judged) })
    }
  }

  private func read(_ bytes: [UInt8]) throws(BankFailure) -> BankReplies {
    do {
      return try Wire.decode(AnswerMessage.self, from: Data(bytes)).replies
    } catch {
      throw .garbage(code: error.code)
    }
  }
}

extension BankReply {
  /// The reply as judged on receipt.
  fileprivate var judged: BankReply {
    if case .answered(let sealed) = self { BankReply(sealed: sealed) } else { self }
  }
}

extension BankEnquiry {
  fileprivate var received: ReceivedEnquiry {
    ReceivedEnquiry(
      identifier: identifier, consent: consent.identifier, consentBank: consent.bank, publicKey: consent.publicKey,
      person: details.document)
  }
}
