import BankLink
import Crypto
import Domain
import Foundation
import Sealing
import Synchronization

/// One reference bank: its keys, its behaviour and its memory. Knows no network and no clock.
public final class SandboxBank: Sendable {
  public let code: BankCode
  private let maker: AnswerMaker
  private let mutant: Mutant?
  private let records: BankRecords?
  private let salt = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
  private let state: Mutex<State>

  private struct State {
    var memory: BankMemory
    var keys: BankKeyPair
    var batches: [String: BatchContent] = [:]
    var behaviour: Behaviour
    var quirk: Quirk?
  }

  init(
    code: BankCode, ledger: Ledger, keys: BankKeyPair, behaviour: Behaviour, remembered: Int,
    records: BankRecords? = nil, mutant: Mutant? = nil
  ) {
    self.code = code
    maker = AnswerMaker(bank: code, ledger: ledger, mutant: mutant)
    self.mutant = mutant
    self.records = records
    var memory = BankMemory(capacity: remembered)
    for (enquiry, entry) in records?.kept() ?? [] { _ = memory.remember(entry, for: enquiry) }
    state = Mutex(State(memory: memory, keys: keys, behaviour: behaviour, quirk: nil))
  }

  public var keys: BankKeyPair { state.withLock(\.keys) }

  /// The keys as shown at `/v1/keys`.
  var publicKeys: KeysMessage { keys.publicKeys }

  /// Makes new keys, as a bank does that lost its own; the old ones are forgotten.
  func renewKeys() { state.withLock { $0.keys = BankKeyPair() } }

  public var behaviour: Behaviour {
    get { state.withLock(\.behaviour) }
    set { state.withLock { $0.behaviour = newValue } }
  }

  public var quirk: Quirk? {
    get { state.withLock(\.quirk) }
    set { state.withLock { $0.quirk = newValue } }
  }
}

extension SandboxBank {
  /// The persons and consents of a batch's enquiries.
  typealias BatchContent = [String]
  private static let rememberedBatches = 1_024

  /// The refusal of a batch in conflict with an earlier one: the same enquiry, consent or batch came with other content
  /// before. `rememberingSince` is for the mutant that forgets.
  func conflict(of enquiries: [ReceivedEnquiry], batch: String?, rememberingSince start: Moment) -> WireRefusal? {
    state.withLock { state in
      if mutant == .remembered { state.memory.forget(before: start) }
      var consents: Set<String> = []
      for enquiry in enquiries {
        if let refusal = conflict(of: enquiry, state.memory) { return refusal }
        guard consents.insert(enquiry.consent).inserted else { return WireRefusal(.used, enquiry: enquiry.identifier) }
      }
      guard let batch else { return nil }
      let content = enquiries.map { "\($0.identifier) \($0.consent)" }
      if let known = state.batches[batch] {
        return (known == content && mutant != .batchAgain) || mutant == .batchConflict ? nil : .batchConflict
      }
      if state.batches.count >= Self.rememberedBatches { state.batches.removeAll() }
      state.batches[batch] = content
      return nil
    }
  }

  private func conflict(of enquiry: ReceivedEnquiry, _ memory: BankMemory) -> WireRefusal? {
    if let entry = memory[enquiry.identifier] {
      let isOther =
        (entry.consent != enquiry.consent && mutant != .otherConsent)
        || (entry.person != digest(of: enquiry.person) && mutant != .otherIdentity)
      if isOther {
        let spelled = enquiry.person.idNumber.map(String.init).joined(separator: " ")
        return .enquiryConflict(
          enquiry.identifier, mentioning: mutant == .nothingPersonal ? spelled : "another person")
      }
    }
    guard let other = memory.enquiry(of: enquiry.consent), other != enquiry.identifier, mutant != .consentUsed else {
      return nil
    }
    return WireRefusal(.used, enquiry: enquiry.identifier)
  }

  /// The bank's reaction to a batch of enquiries.
  public func ask(_ enquiries: [ReceivedEnquiry], now: Moment) -> Conduct {
    let (behaviour, quirk) = state.withLock { ($0.behaviour, $0.quirk) }
    if let failure = failure(behaviour, quirk) { return failure }
    let entries = enquiries.map { ($0.identifier, receive($0, quirk: quirk, now: now)) }
    return conduct(entries + foreign(quirk, enquiries, now), behaviour, now)
  }

  /// The bank's reaction to a fetch of earlier enquiries.
  public func fetch(_ enquiries: [String], now: Moment) -> Conduct {
    let (behaviour, quirk) = state.withLock { ($0.behaviour, $0.quirk) }
    if let failure = failure(behaviour, quirk) { return failure }
    let entries = enquiries.map { enquiry in
      (enquiry, state.withLock { $0.memory[enquiry] } ?? .unknown)
    }
    return conduct(entries, behaviour, now)
  }

  private func failure(_ behaviour: Behaviour, _ quirk: Quirk?) -> Conduct? {
    if case .body(let bytes) = quirk { return .body(bytes) }
    switch behaviour.fail {
    case .unavailable: return .unavailable(retryAfter: .seconds(2))
    case .timeout: return .silence
    case .garbage: return .body(Array("<html>It works!</html>".utf8))
    case .late, .twice, nil: return nil
    }
  }

  private func receive(_ enquiry: ReceivedEnquiry, quirk: Quirk?, now: Moment) -> BankMemory.Entry {
    if let known = state.withLock({ $0.memory[enquiry.identifier] }) {
      return mutant == .sameAnswer ? .unknown : known
    }
    let made = BankMemory.Entry(
      firstReceived: now, consent: enquiry.consent, person: digest(of: enquiry.person),
      reply: maker.reply(to: enquiry, quirk: quirk))
    return state.withLock { state in
      if state.memory[enquiry.identifier] == nil { records?.add(made, for: enquiry.identifier) }
      return state.memory.remember(made, for: enquiry.identifier)
    }
  }

  private func digest(of person: IdentityDocument) -> Data {
    records?.digest(of: person) ?? PersonDigest.of(person, salt: salt)
  }

  private func foreign(_ quirk: Quirk?, _ asked: [ReceivedEnquiry], _ now: Moment) -> [(String, BankMemory.Entry)] {
    guard case .foreign(let identifier) = quirk, let first = asked.first else { return [] }
    let enquiry = ReceivedEnquiry(
      identifier: identifier, consent: first.consent, consentBank: first.consentBank, publicKey: first.publicKey,
      person: first.person)
    let entry = BankMemory.Entry(
      firstReceived: now, consent: enquiry.consent, person: digest(of: enquiry.person),
      reply: maker.reply(to: enquiry, quirk: nil))
    return [(identifier, entry)]
  }

  private func conduct(_ entries: [(String, BankMemory.Entry)], _ behaviour: Behaviour, _ now: Moment) -> Conduct {
    let ready: [Conduct.Item] = entries.map { ($0.0, $0.1.reply) }
    let latest = entries.map { $0.1.firstReceived.adding(behaviour.delay).since(now) }.max() ?? .seconds(0)
    let remaining = max(latest, .seconds(0))
    switch behaviour.fail {
    case .late where remaining > .seconds(0):
      let waiting: [Conduct.Item] = entries.map { enquiry, entry in
        let pause = max(entry.firstReceived.adding(behaviour.delay).since(now), .seconds(0))
        return (enquiry, pause > .seconds(0) ? .accepted(retryAfter: pause) : entry.reply)
      }
      return .reply(waiting, hold: .seconds(0), callback: .init(items: ready, after: remaining))
    case .twice: return .reply(ready + ready, hold: remaining, callback: .init(items: ready, after: remaining))
    default: return .reply(ready, hold: remaining, callback: nil)
    }
  }
}

extension BankMemory.Entry {
  fileprivate static let unknown = BankMemory.Entry(
    firstReceived: .init(milliseconds: 0), consent: "", person: Data(), reply: .declined(.unknownEnquiry))
}

extension WireRefusal {
  static func enquiryConflict(_ enquiry: String, mentioning person: String) -> WireRefusal {
    WireRefusal(
      .enquiryConflict, "this enquiry came with another consent or \(person) before", enquiry: enquiry)
  }

  static let batchConflict = WireRefusal(
    .batchConflict, "this Idempotency-Key came with other enquiries before")
}
