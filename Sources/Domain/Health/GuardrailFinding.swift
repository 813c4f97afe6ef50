import Text

/// A guardrail that a bank did not hold while a commit waited to be confirmed.
public struct GuardrailFinding: Sendable, Equatable {
  public let guardrail: HealthGuardrail
  /// The bank; nil for all banks together.
  public let bank: BankCode?
  /// The measured share of the enquiries asked.
  public let share: Share
  public let line: Share

  public var message: Bilingual {
    let name = bank.map { Bilingual(same: $0.text) } ?? Bilingual(zh: "全部银行", en: "all banks")
    return Bilingual(
      zh: "\(name.zh) \(guardrail.title.zh) \(share)%（\(guardrail.isFloor ? "至少" : "至多") \(line)%）",
      en: "\(name.en) \(guardrail.title.en) \(share)% (\(guardrail.isFloor ? "at least" : "at most") \(line)%)")
  }
}

extension HealthGuardrail {
  public var title: Bilingual {
    switch self {
    case .answered: Bilingual(zh: "30 秒内答复", en: "answered within 30 s")
    case .timeouts: Bilingual(zh: "超时", en: "timeouts")
    case .failures: Bilingual(zh: "失败", en: "failures")
    }
  }

  public var summary: Bilingual {
    let line = Self.usualLine(self)
    return switch self {
    case .answered:
      Bilingual(
        zh: "30 秒内答复的比例不低于策略 guardrail 的值（未设置时为 \(line)%）",
        en: "at least the policy guardrail (\(line)% when off) of enquiries answered within 30 s")
    case .timeouts: Bilingual(zh: "超时不超过询问的 \(line)%", en: "at most \(line)% of enquiries timed out")
    case .failures: Bilingual(zh: "失败不超过询问的 \(line)%", en: "at most \(line)% of enquiries failed")
    }
  }

  /// Whether the share must not fall under the guardrail's line; else it must not rise above.
  var isFloor: Bool { self == .answered }

  /// The guardrail's line if no policy sets one.
  private static func usualLine(_ guardrail: HealthGuardrail) -> Share {
    switch guardrail {
    case .answered: Share(hundredths: 9_500) ?? .full
    case .timeouts: Share(hundredths: 500) ?? .none
    case .failures: Share(hundredths: 1_000) ?? .none
    }
  }

  /// The finding on a bank, or on all together (nil), by this guardrail; nil if the guardrail held. The caller has
  /// checked that enough enquiries were asked to tell.
  func finding(of bank: BankCode?, _ health: BankHealth, under rollout: Rollout) -> GuardrailFinding? {
    guard let share = share(health) else { return nil }
    let line = self == .answered ? rollout.guardrail ?? Self.usualLine(self) : Self.usualLine(self)
    guard isFloor ? share < line : share > line else { return nil }
    return GuardrailFinding(guardrail: self, bank: bank, share: share, line: line)
  }

  private func share(_ health: BankHealth) -> Share? {
    let count =
      switch self {
      case .answered: health.latencies.prompt
      case .timeouts: health.timeouts
      case .failures: health.failureCount
      }
    return Share(hundredths: min(10_000, count * 10_000 / max(1, health.asked)))
  }
}
