import Text

extension UnmetPrecondition {
  /// The code: `group_not_ready` or `certification_too_short`.
  public var code: String {
    switch self {
    case .opening: "group_not_ready"
    case .connection: "certification_too_short"
    }
  }

  /// The JSON of the figures, each beside its bound.
  public var json: JSONValue {
    switch self {
    case .opening(let rule, let figures):
      [
        "code": .string(code), "group": .string(rule.group), "regions": JSONValue(figures.opened.map(\.text)),
        "after": .string(rule.after), "openSince": JSONValue(figures.openSince),
        "openDays": JSONValue(figures.openDays(upTo: rule.days)), "neededDays": JSONValue(rule.days),
        "ended": JSONValue(figures.answers.ended), "answered": JSONValue(figures.answers.answered),
        "answeredPercent": figures.answers.share?.json ?? .null, "neededPercent": rule.answered.json,
      ]
    case .connection(let bank, let rule, let endsAt, let at):
      [
        "code": .string(code), "bank": .string(bank.text), "endsAt": JSONValue(endsAt),
        "daysLeft": JSONValue(Self.daysLeft(endsAt, at: at)), "neededDays": JSONValue(rule.certificationDays),
      ]
    }
  }

  public var message: Bilingual {
    switch self {
    case .opening(let rule, let figures): Self.opening(rule, figures)
    case .connection(let bank, let rule, let endsAt, let at):
      Self.connection(bank, needed: rule.certificationDays, endsAt: endsAt, at: at)
    }
  }

  private static func opening(_ rule: OpeningRule, _ figures: OpeningFigures) -> Bilingual {
    let (time, share) = (openness(rule, figures), answered(rule, figures.answers))
    return Bilingual(
      zh: """
        开放地区组 \(rule.group)，须 \(rule.after) 已开放 \(rule.days) 天、按时答复至少 \(rule.answered)%；现在\(time.zh)，\
        \(share.zh)
        """,
      en: """
        group \(rule.group) needs \(rule.after) open for \(rule.days) days with at least \(rule.answered) % answered in \
        time: \(time.en), \(share.en)
        """)
  }

  private static func openness(_ rule: OpeningRule, _ figures: OpeningFigures) -> Bilingual {
    guard let since = figures.openSince else { return Bilingual(zh: "尚未全部开放", en: "it is not fully open") }
    let days = figures.openDays(upTo: rule.days)
    guard days < rule.days else {
      return Bilingual(zh: "已满 \(days) 天", en: "it has been open for \(days) days or longer")
    }
    return Bilingual(
      zh: "只开放了 \(days) 天（自 \(since.short)）",
      en: "it has been open for \(days.counted("day", "days")) (since \(since.short))")
  }

  private static func answered(_ rule: OpeningRule, _ answers: AnswerCount) -> Bilingual {
    guard let share = answers.share else {
      return Bilingual(
        zh: "近 \(rule.days) 天没有已结束的询问", en: "no enquiries ended in the last \(rule.days) days")
    }
    return Bilingual(
      zh: "近 \(rule.days) 天按时答复 \(share)%（\(answers.answered)/\(answers.ended) 笔）",
      en: "\(share) % answered in the last \(rule.days) days (\(answers.answered) of \(answers.ended))")
  }

  private static func connection(_ bank: BankCode, needed: Int, endsAt: Moment?, at: Moment) -> Bilingual {
    guard let endsAt else {
      return Bilingual(
        zh: "接入银行 \(bank)，认证须还有 \(needed) 天有效期；现在没有有效认证",
        en: "bank \(bank) needs \(needed) days of certification left to connect: it has no valid one")
    }
    let days = daysLeft(endsAt, at: at)
    return Bilingual(
      zh: "接入银行 \(bank)，认证须还有 \(needed) 天有效期；现在只剩 \(days) 天（到 \(endsAt.short)）",
      en: """
        bank \(bank) needs \(needed) days of certification left to connect: it has \(days) (until \
        \(endsAt.short))
        """)
  }

  /// The full days left of a certification; 0 if none is valid.
  private static func daysLeft(_ endsAt: Moment?, at: Moment) -> Int {
    endsAt.map { max(0, Int($0.since(at).milliseconds / Span.days(1).milliseconds)) } ?? 0
  }
}
