import BankLink
import Crypto
import Domain
import Foundation
import Synchronization

/// One reference bank: its key, its behaviour and what it remembers. Knows no network and no clock.
public final class SandboxBank: Sendable {
  public let code: BankCode
  private let maker: AnswerMaker
  private let state: Mutex<State>

  private struct State {
    var memory: BankMemory
    var key: Curve25519.KeyAgreement.PrivateKey
    var behaviour: Behaviour
    var quirk: Quirk?
  }

  init(
    code: BankCode, ledger: Ledger, key: Curve25519.KeyAgreement.PrivateKey, behaviour: Behaviour, remembered: Int
  ) {
    self.code = code
    maker = AnswerMaker(bank: code, ledger: ledger)
    state = Mutex(State(memory: BankMemory(capacity: remembered), key: key, behaviour: behaviour, quirk: nil))
  }

  /// The X25519 key that enquiries are sealed to.
  public var key: Curve25519.KeyAgreement.PrivateKey { state.withLock(\.key) }

  /// Makes a new key; the old one is forgotten.
  public func renewKey() { state.withLock { $0.key = Curve25519.KeyAgreement.PrivateKey() } }

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
  /// What the bank does with a batch of enquiries.
  public func ask(_ enquiries: [ReceivedEnquiry], now: Moment) -> Conduct {
    let (behaviour, quirk) = state.withLock { ($0.behaviour, $0.quirk) }
    if let failure = failure(behaviour, quirk) { return failure }
    let entries = enquiries.map { ($0.identifier, receive($0, quirk: quirk, now: now)) }
    return conduct(entries + foreign(quirk, enquiries, now), behaviour, now)
  }

  /// What the bank does when asked for answers to earlier enquiries.
  public func fetch(_ enquiries: [String], now: Moment) -> Conduct {
    let (behaviour, quirk) = state.withLock { ($0.behaviour, $0.quirk) }
    if let failure = failure(behaviour, quirk) { return failure }
    let entries = enquiries.map { enquiry in
      let unknown = BankMemory.Entry(firstReceived: .init(milliseconds: 0), reply: .declined(code: "unknown_enquiry"))
      return (enquiry, state.withLock { $0.memory[enquiry] } ?? unknown)
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
    if let known = state.withLock({ $0.memory[enquiry.identifier] }) { return known }
    let made = BankMemory.Entry(firstReceived: now, reply: maker.reply(to: enquiry, quirk: quirk))
    return state.withLock { $0.memory.remember(made, for: enquiry.identifier) }
  }

  private func foreign(_ quirk: Quirk?, _ asked: [ReceivedEnquiry], _ now: Moment) -> [(String, BankMemory.Entry)] {
    guard case .foreign(let identifier) = quirk, let first = asked.first else { return [] }
    let enquiry = ReceivedEnquiry(
      identifier: identifier, consent: first.consent, consentBank: first.consentBank, publicKey: first.publicKey,
      person: first.person)
    return [(identifier, BankMemory.Entry(firstReceived: now, reply: maker.reply(to: enquiry, quirk: nil)))]
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
