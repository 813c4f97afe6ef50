import Domain
import Program
import RolloutControl
import Text

/// The wording of conflicts of scheduled commits.
extension ScheduleClash {
  /// The JSON. `dropped` names the commit: `scheduled`, the other one, or `this`. `unless` are the conditions that keep
  /// it from that: any one of these is enough, and of `all` it takes each. With `schedule_depends` the commit is not
  /// dropped if it meets these `preconditions`.
  var json: JSONValue {
    let members: [JSONValue.Member] = [
      .init("code", fate.isDropped ? "schedule_conflict" : "schedule_depends"),
      .init("scheduled", JSONValue(other?.number)), .init("author", JSONValue(other?.author)),
      .init("effectiveAt", JSONValue(other?.effectiveAt)), .init("dropped", dropsOther ? "scheduled" : "this"),
      .init("reason", .string(fate.word)), .init("paths", JSONValue(paths)),
      .init("unless", .array(unless.map(\.json))), .init("message", .string(message.chosen)),
    ]
    guard case .forceIfMet(let subjects) = fate else { return .object(members) }
    return .object(members + [.init("preconditions", JSONValue(subjects))])
  }

  var message: Bilingual {
    let who =
      dropsOther
      ? Bilingual(
        zh: "定时提交 \(dropped.number)（\(dropped.author)，\(dropped.effectiveAt.short) 生效）",
        en: "Scheduled commit \(dropped.number) (\(dropped.author), effective \(dropped.effectiveAt.short))")
      : Bilingual(zh: "该定时提交", en: "This commit")
    let (why, condition) = (reason, condition)
    guard fate.isDropped else {
      return Bilingual(zh: "\(who.zh)\(why.zh)", en: "\(who.en) \(why.en)")
    }
    return Bilingual(
      zh: "\(who.zh)到时将作废：\(why.zh)\(condition.zh)",
      en: "\(who.en) will be dropped at its time: \(why.en)\(condition.en)")
  }

  private var reason: Bilingual {
    switch fate {
    case .conflict(_, let origin):
      let what = origin.text
      return Bilingual(
        zh: "与\(what.zh)冲突（\(changes.zh)）", en: "conflict with \(what.en) (\(changes.en))")
    case .stepLost(let origin):
      let what = origin.lossText
      return Bilingual(zh: "依赖于\(what.zh)", en: "depends on \(what.en)")
    case .impediment(.approvalRequired):
      return Bilingual(zh: "到时批准人数不足（\(changes.zh)）", en: "approvals missing (\(changes.en))")
    case .impediment(let impediment): return impediment.text
    case .forceIfMet(let subjects):
      return Bilingual(
        zh: "到时须满足前提条件，否则作废（\(subjects.joined(separator: "、"))）",
        en: """
          will be checked against preconditions at its time, and dropped if it does not meet them \
          (\(subjects.joined(separator: ", ")))
          """)
    case .force, .nothing: return Bilingual(zh: "将按时生效", en: "takes effect at its time")
    }
  }

  private var condition: Bilingual {
    guard !unless.isEmpty else {
      guard isNew, let other else { return Bilingual(zh: "", en: "") }
      return Bilingual(
        zh: "。可用 cancel commit \(other.number) 取消定时提交 \(other.number)",
        en: ". Use cancel commit \(other.number) to cancel scheduled commit \(other.number)")
    }
    return Bilingual(
      zh: "，除非" + unless.map(\.text.zh).joined(separator: "，或"),
      en: ", unless " + unless.map(\.text.en).joined(separator: " or "))
  }
}

extension [ScheduleClash] {
  /// The conflicts as text, a line each.
  func text(_ language: Language, _ paint: Paint) -> String {
    map { paint($0.message[language].withoutControls, .yellow) + "\n" }.joined()
  }
}

extension Rehearsal.Fate {
  /// The reason, as in `show scheduled`.
  fileprivate var word: String { (dropReason ?? .preconditionsUnmet).rawValue }
}

extension Impediment {
  fileprivate var text: Bilingual {
    switch self {
    case .uncertified(let banks):
      let names = banks.map(\.text)
      return Bilingual(
        zh: "到时银行认证无效（\(names.joined(separator: "、"))）",
        en: "no valid certification at that time (\(names.joined(separator: ", ")))")
    case .registryConflict:
      return Bilingual(zh: "到时登记资料冲突", en: "registry conflict at that time")
    case .authorNotPermitted(let author):
      return Bilingual(zh: "到时 \(author) 已不是操作员", en: "\(author) will no longer be an operator")
    case .approvalRequired: return Bilingual(zh: "到时批准人数不足", en: "approvals missing")
    case .reviewOpen(let reviews):
      let numbers = reviews.map(String.init)
      return Bilingual(
        zh: "将重新打开紧急操作关闭的内容，而复核 \(numbers.joined(separator: "、")) 尚未签认",
        en: "it reopens what an emergency closed, and review \(numbers.joined(separator: ", ")) is not signed")
    case .rulesUnmeetable(let quorum):
      return Bilingual(
        zh: "需要 \(quorum.approvals) 人批准，但审批人只有 \(quorum.approvers) 名",
        en: "it requires \(quorum.approvals) approvals, but there are only \(quorum.approvers) approvers")
    case .preconditionsUnmet(let unmet):
      return Bilingual(
        zh: unmet.map(\.message.zh).joined(separator: "；"), en: unmet.map(\.message.en).joined(separator: "; "))
    case .overrideNeedsApprover:
      return Bilingual(
        zh: "到时强制提交的人已不是审批人", en: "the operator who overrode the preconditions will no longer be an approver")
    }
  }
}

extension Rehearsal.Timer {
  /// The condition within a sentence.
  fileprivate var text: Bilingual {
    switch self {
    case .revision(let number): Bilingual(zh: "版本 \(number) ", en: "revision \(number)")
    case .scheduled(let number): Bilingual(zh: "定时提交 \(number)", en: "scheduled commit \(number)")
    case .request(let number): Bilingual(zh: "申请 \(number)", en: "request \(number)")
    }
  }

  fileprivate var member: JSONValue.Member {
    switch self {
    case .revision(let number): .init("revision", JSONValue(number))
    case .scheduled(let number): .init("scheduled", JSONValue(number))
    case .request(let number): .init("request", JSONValue(number))
    }
  }
}

extension Rehearsal.Origin {
  fileprivate var text: Bilingual {
    switch self {
    case .revision(let number): Bilingual(zh: "版本 \(number) ", en: "revision \(number)")
    case .scheduled(let number):
      Bilingual(zh: "先生效的定时提交 \(number)", en: "scheduled commit \(number), effective before it")
    case .undoing(let timer): Bilingual(zh: "\(timer.text.zh)的撤销", en: "the undoing of \(timer.text.en)")
    case .request(let number):
      Bilingual(zh: "已破窗的申请 \(number)", en: "request \(number) (break glass)")
    case .certification(let bank):
      Bilingual(zh: "\(bank) 认证到期", en: "the expiry of \(bank)'s certification")
    }
  }

  /// The loss of a step on which another stood, within a sentence.
  fileprivate var lossText: Bilingual {
    switch self {
    case .undoing(let timer): Bilingual(zh: "\(timer.text.zh)，而它会先被撤销", en: "\(timer.text.en), which is undone first")
    case .scheduled(let number):
      Bilingual(zh: "定时提交 \(number)，而它会先作废", en: "scheduled commit \(number), which is dropped first")
    case .revision, .request, .certification: text
    }
  }
}

extension ForetoldDrop.Condition {
  fileprivate var text: Bilingual {
    switch self {
    case .confirmed(.request(let number)):
      Bilingual(zh: "申请 \(number) 经破窗生效", en: "request \(number) takes effect by break glass")
    case .undone(.request(let number)): Bilingual(zh: "申请 \(number) 被拒绝", en: "request \(number) is rejected")
    case .confirmed(let timer): Bilingual(zh: "\(timer.text.zh)及时得到确认", en: "\(timer.text.en) is confirmed in time")
    case .undone(let timer): Bilingual(zh: "\(timer.text.zh)被撤销", en: "\(timer.text.en) is undone")
    case .all(let conditions):
      Bilingual(
        zh: conditions.map(\.text.zh).joined(separator: "并且"),
        en: conditions.map(\.text.en).joined(separator: " and "))
    }
  }

  /// The condition: `{"revision":5,"confirmed":true}`, or `{"all":[...]}` of several.
  fileprivate var json: JSONValue {
    switch self {
    case .confirmed(let timer): .object([timer.member, .init("confirmed", true)])
    case .undone(let timer): .object([timer.member, .init("confirmed", false)])
    case .all(let conditions): ["all": .array(conditions.map(\.json))]
    }
  }
}
