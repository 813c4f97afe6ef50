import Domain
import Store
import Synchronization
import Text

/// Suspends banks that answer too rarely, if the policy `guardrail` sets a line: by a revision with the figures. Such a
/// bank comes back only through `resume`, and only enquiries after that count from then on.
struct AutomaticSuspension: Sendable {
  let parts: EngineParts

  /// The number asked in the window below which a bank is left alone.
  static let fewest = 50

  /// A bank below the line.
  struct Finding: Sendable, Equatable {
    let bank: BankCode
    let health: BankHealth
    let share: Share
  }

  /// Judges the banks once in a slot, and gives whether any was suspended.
  func run() async throws -> Bool {
    guard parts.suspension.isDue(at: parts.clock.now) else { return false }
    let isAny = try parts.store.read { try !findings(in: $0).isEmpty }
    guard isAny else { return false }
    return try await parts.store.submit(protecting: .rollout) { transaction in
      _ = try transaction.runningNumber()
      let found = try findings(in: transaction)
      if !found.isEmpty { try suspend(found, in: transaction) }
      return !found.isEmpty
    }
  }

  private func findings(in transaction: Transaction) throws -> [Finding] {
    let running = try transaction.lastAppliedRevision()
    guard let line = running.rollout.guardrail else { return [] }
    return try running.rollout.banks.keys.sorted().compactMap { bank in
      guard case .connected = running.rollout.state(of: bank) else { return nil }
      let health = try transaction.recentHealth(of: bank, since: try connectedSince(bank, running, in: transaction))
      guard health.asked >= Self.fewest, let share = health.share, share < line else { return nil }
      return Finding(bank: bank, health: health, share: share)
    }
  }

  /// The first moment of the bank's present connection, as far as it lies within the window.
  private func connectedSince(_ bank: BankCode, _ running: Revision, in transaction: Transaction) throws -> Moment? {
    let start = HealthWindow.tenMinutes.slots(at: transaction.now).lowerBound
    var first = running
    while first.effectiveAt > start, first.number > 0 {
      let previous = try transaction.revision(first.number - 1)
      guard case .connected = previous.rollout.state(of: bank) else { return first.effectiveAt }
      first = previous
    }
    return nil
  }

  private func suspend(_ found: [Finding], in transaction: Transaction) throws {
    let running = try transaction.lastAppliedRevision()
    guard let line = running.rollout.guardrail else { return }
    var rollout = running.rollout
    for finding in found { rollout.apply(.suspend([finding.bank], reason: finding.reason(line))) }
    let figures = found.map(\.figures)
    let comment = StoredWords.guardrail.text(
      zh: " \(line)%，暂停银行：" + figures.map(\.zh).joined(separator: "；"),
      en: " \(line)%, banks suspended: " + figures.map(\.en).joined(separator: "; "))
    _ = try transaction.append(
      rollout, author: Revision.systemAuthor, comment: comment, committedAt: transaction.now,
      effectiveAt: transaction.now)
  }
}

extension AutomaticSuspension.Finding {
  func reason(_ line: Share) -> String {
    StoredWords.guardrail.text(
      zh: "：30 秒内答复 \(share)%，低于 \(line)%", en: ": \(share)% answered within 30 s, below \(line)%")
  }

  /// `icbc 41.66% answered within 30 s over 10 min (enquiries 120, answered 50, timeouts 0, bank_timed_out 12)`
  var figures: Bilingual {
    let (asked, prompt, timeouts) = (health.asked, health.latencies.prompt, health.timeouts)
    let failures = health.failures.map { "\($0.code) \($0.count)" }
    let (zh, en) = (failures.map { "，" + $0 }.joined(), failures.map { ", " + $0 }.joined())
    return Bilingual(
      zh: "\(bank) 10 分钟内 30 秒答复 \(share)%（询问 \(asked)，答复 \(prompt)，超时 \(timeouts)\(zh)）",
      en: """
        \(bank) \(share)% answered within 30 s over 10 min (enquiries \(asked), answered \(prompt), timeouts \
        \(timeouts)\(en))
        """)
  }
}

/// The slot in which this process last looked at the banks.
final class SuspensionMark: Sendable {
  private let slot = Mutex<Moment?>(nil)

  /// Whether the banks are to be judged now; true once in a slot.
  func isDue(at now: Moment) -> Bool {
    slot.withLock { slot in
      let current = HealthSlot.start(of: now)
      defer { slot = current }
      return slot != current
    }
  }
}
