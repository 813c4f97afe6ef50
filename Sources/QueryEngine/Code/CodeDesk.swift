import Domain
import Foundation
import Sealing
import Store

/// Sends SMS codes and checks them. A code is bound to what it was sent for (rule 2).
struct CodeDesk: Sendable {
  let parts: EngineParts

  /// What a code is sent for: a phone, a purpose, and for an application the chosen banks.
  struct Request: Sendable {
    let phone: PhoneNumber
    let purpose: CodePurpose
    var binding = ""
    /// What the person was shown, where a code is for that: the banks of an application.
    var shown: ShownBanks?
    /// Whether the person left it to the service which banks these are: then others are a change of the offer, not another
    /// choice.
    var isOffer = false
  }

  private static let window = Span.hours(1)
  private static let memory = Span.days(1)

  /// Sends a new code and throws `codeRequired`; throws `code(.locked)` when too many were sent within the hour.
  func send(_ request: Request) async throws -> Never {
    if let obstacle = parts.gateway.obstacle { throw obstacle }
    let id = parts.random.messageIdentifier()
    let code = parts.random.code()
    try await parts.store.submit { transaction in
      try refuseTooMany(request, in: transaction)
      try keep(code, for: request, in: transaction)
      let minutes = parts.settings.codeLifetime.milliseconds / 60_000
      try Outbox(parts: parts).put(
        MessageText.code(code, for: request.purpose, minutes: minutes), to: request.phone, id: id, in: transaction,
        expiresAt: transaction.now.adding(parts.settings.codeLifetime), sentAtOnce: true)
    }
    try await Outbox(parts: parts).send(id)
    throw DeskFault.codeRequired(maskedPhone: request.phone.masked, banks: request.shown?.banks ?? [])
  }

  private func refuseTooMany(_ request: Request, in transaction: Transaction) throws {
    let since = Moment(milliseconds: transaction.now.milliseconds - Self.window.milliseconds)
    let recent = try transaction.codes(phoneHash: phoneHash(request), purpose: request.purpose.rawValue, since: since)
    if recent.count >= parts.settings.codesPerHour, let oldest = recent.last {
      throw DeskFault.code(.locked(until: oldest.sentAt.adding(Self.window)))
    }
    if let next = recent.first?.sentAt.adding(parts.settings.codePause), transaction.now < next {
      throw DeskFault.code(.locked(until: next))
    }
  }

  private func keep(_ code: String, for request: Request, in transaction: Transaction) throws {
    try transaction.insertCode(
      phoneHash: phoneHash(request), purpose: request.purpose.rawValue, binding: binding(request),
      codeHash: hash(code, request), expiresAt: transaction.now.adding(parts.settings.codeLifetime),
      forgetBefore: Moment(milliseconds: transaction.now.milliseconds - Self.memory.milliseconds),
      subject: request.shown?.json.compact ?? "")
  }

  /// What is wrong with a code, or nil when it is right. What cannot be a code is no attempt; a wrong attempt is counted; a right one is used up
  /// when `consuming`.
  func problem(
    _ code: String, for request: Request, consuming: Bool, in transaction: Transaction
  ) throws -> CodeProblem? {
    let since = Moment(milliseconds: transaction.now.milliseconds - Self.memory.milliseconds)
    let codes = try transaction.codes(phoneHash: phoneHash(request), purpose: request.purpose.rawValue, since: since)
    guard let entered = try? CodeText(code) else { return .malformed }
    let given = hash(entered.text, request)
    guard let latest = codes.first else { return .wrong(attemptsLeft: 0) }
    switch latest.state {
    case .locked: return .locked(until: nil)
    case .used, .replaced: return codes.contains { $0.codeHash == given } ? .expired : .wrong(attemptsLeft: 0)
    case .open: break
    }
    guard transaction.now < latest.expiresAt else { return .expired }
    if latest.codeHash == given, let change = change(since: latest, request) { return .banksChanged(change) }
    if latest.codeHash == given, latest.binding == binding(request) {
      if consuming { try transaction.setCode(latest.number, attempts: latest.attempts, state: .used) }
      return nil
    }
    let isOld = codes.dropFirst().contains { $0.codeHash == given }
    return try countWrong(latest, in: transaction) ?? (isOld ? .expired : .wrong(attemptsLeft: attemptsLeft(latest)))
  }

  /// How the banks differ from those that the code was sent for, where it was sent for what could be chosen then, or for
  /// banks that are called otherwise now. A choice of other banks is no change of the offer.
  private func change(since code: CodeRecord, _ request: Request) -> BanksChange? {
    guard let now = request.shown, let then = ShownBanks(json: JSONValue(json: code.subject)) else { return nil }
    guard request.isOffer || code.binding == binding(request) else { return nil }
    return then.change(to: now)
  }

  private func attemptsLeft(_ code: CodeRecord) -> Int { parts.settings.codeAttempts - code.attempts - 1 }

  private func countWrong(_ code: CodeRecord, in transaction: Transaction) throws -> CodeProblem? {
    let isLast = attemptsLeft(code) <= 0
    try transaction.setCode(code.number, attempts: code.attempts + 1, state: isLast ? .locked : .open)
    return isLast ? .locked(until: nil) : nil
  }

  private func phoneHash(_ request: Request) -> Data { parts.store.secret.hash(request.phone.text, for: .lookUp) }

  private func binding(_ request: Request) -> Data {
    parts.store.secret.hash("binding \(request.binding)", for: .codes)
  }

  private func hash(_ code: String, _ request: Request) -> Data {
    parts.store.secret.hash("\(request.phone.text) \(request.purpose.rawValue) \(code)", for: .codes)
  }
}

extension CardholderDesk {
  /// Checks a code in a transaction of its own, so that a wrong attempt is counted whatever follows.
  func require(_ code: String, for request: CodeDesk.Request, consuming: Bool) async throws {
    let desk = CodeDesk(parts: parts)
    let problem = try await store.submit { try desk.problem(code, for: request, consuming: consuming, in: $0) }
    if let problem { throw DeskFault.code(problem) }
  }
}
