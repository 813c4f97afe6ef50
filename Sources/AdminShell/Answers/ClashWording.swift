import Domain
import Program
import RolloutControl
import Text

/// How it is said that a scheduled commit will be dropped.
extension ScheduleClash {
  /// `dropped` says which one: `scheduled`, the other one, or `this`. `unless` says what keeps it from it: any one of these
  /// is enough, and of `all` it takes each. `schedule_depends` is not dropped where it meets these `preconditions`.
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
        zh: "\(dropped.number) 号排期（\(dropped.author)，\(dropped.effectiveAt.short) 生效）",
        en: "scheduled commit \(dropped.number) (\(dropped.author), in force from \(dropped.effectiveAt.short))")
      : Bilingual(zh: "这次排期的提交", en: "this commit")
    let (why, condition) = (reason, condition)
    guard fate.isDropped else {
      return Bilingual(zh: "\(who.zh)\(why.zh)", en: "\(who.en) \(why.en)")
    }
    return Bilingual(
      zh: "\(who.zh)到时会被放弃：\(why.zh)\(condition.zh)",
      en: "\(who.en) will be dropped when its time comes: \(why.en)\(condition.en)")
  }

  private var reason: Bilingual {
    let list = (zh: paths.joined(separator: "、"), en: paths.joined(separator: ", "))
    switch fate {
    case .conflict(_, let origin):
      let what = origin.text
      return Bilingual(zh: "\(what.zh)改动了相同的内容（\(list.zh)）", en: "\(what.en) changes the same things (\(list.en))")
    case .stepLost(let origin):
      let what = origin.lossText
      return Bilingual(zh: "它所依据的\(what.zh)", en: "it stands on \(what.en)")
    case .impediment(let impediment): return impediment.text
    case .forceIfMet(let subjects):
      return Bilingual(
        zh: "到时要看前提条件，不满足就放弃，现在无法预知（\(subjects.joined(separator: "、"))）",
        en: """
          depends on the preconditions, judged when its time comes, and is dropped where it does not meet them \
          (\(subjects.joined(separator: ", ")))
          """)
    case .force, .nothing: preconditionFailure("it is not dropped")
    }
  }

  private var condition: Bilingual {
    guard !unless.isEmpty else {
      guard isNew, let other else { return Bilingual(zh: "", en: "") }
      return Bilingual(
        zh: "；cancel commit \(other.number) 可取消那一个", en: "; cancel commit \(other.number) calls that one off")
    }
    return Bilingual(
      zh: "，除非" + unless.map(\.text.zh).joined(separator: "，或"),
      en: ", unless " + unless.map(\.text.en).joined(separator: " or "))
  }
}

extension [ScheduleClash] {
  /// A line each.
  func text(_ language: Language, _ paint: Paint) -> String {
    map { paint($0.message[language].withoutControls, .yellow) + "\n" }.joined()
  }
}

extension Play.Fate {
  /// As `show scheduled` says why.
  fileprivate var word: String { (dropReason ?? .preconditionsUnmet).rawValue }
}

extension Impediment {
  fileprivate var text: Bilingual {
    switch self {
    case .uncertified(let banks):
      let names = banks.map(\.text)
      return Bilingual(
        zh: "届时银行没有有效认证（\(names.joined(separator: "、"))）",
        en: "no valid certification then: \(names.joined(separator: ", "))")
    case .registryConflict:
      return Bilingual(zh: "它的登记资料届时自相矛盾", en: "what it says of the registry contradicts itself then")
    case .authorNotPermitted(let author):
      return Bilingual(zh: "\(author) 届时已不是操作员", en: "\(author) is no operator any more then")
    case .approvalRequired(let paths):
      return Bilingual(
        zh: "届时须经批准，而批准不足（\(paths.joined(separator: "、"))）",
        en: "it needs approvals then that it does not have (\(paths.joined(separator: ", ")))")
    case .reviewOpen(let reviews):
      let numbers = reviews.map(String.init)
      return Bilingual(
        zh: "它会重新打开紧急操作关闭的内容，而第 \(numbers.joined(separator: "、")) 号复核尚未签认",
        en: "it reopens what an emergency closed, and review \(numbers.joined(separator: ", ")) is not signed")
    case .rulesUnmeetable(let quorum):
      return Bilingual(
        zh: "它要求 \(quorum.approvals) 人批准，而审批人只有 \(quorum.approvers) 名",
        en: "it asks for \(quorum.approvals) to approve, and there are \(quorum.approvers) approvers")
    case .preconditionsUnmet(let unmet):
      return Bilingual(
        zh: unmet.map(\.message.zh).joined(separator: "；"), en: unmet.map(\.message.en).joined(separator: "; "))
    case .overrideNeedsApprover:
      return Bilingual(zh: "越过前提条件的人届时已不是审批人", en: "whoever overrode its preconditions is no approver any more")
    }
  }
}

extension Play.Timer {
  /// Within a sentence.
  fileprivate var text: Bilingual {
    switch self {
    case .revision(let number): Bilingual(zh: "版本 \(number) ", en: "revision \(number)")
    case .scheduled(let number): Bilingual(zh: " \(number) 号排期", en: "scheduled commit \(number)")
    case .request(let number): Bilingual(zh: " \(number) 号申请", en: "request \(number)")
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

extension Play.Origin {
  fileprivate var text: Bilingual {
    switch self {
    case .revision(let number): Bilingual(zh: "版本 \(number) ", en: "revision \(number)")
    case .scheduled(let number):
      Bilingual(zh: "先生效的 \(number) 号排期", en: "scheduled commit \(number), which comes first,")
    case .undoing(let timer): Bilingual(zh: "撤回\(timer.text.zh)时", en: "the undoing of \(timer.text.en)")
    case .request(let number):
      Bilingual(zh: "用了 break glass 的 \(number) 号申请", en: "request \(number), whose glass is broken,")
    case .certification(let bank):
      Bilingual(zh: "\(bank) 的认证到期", en: "the end of the certification of \(bank)")
    }
  }

  /// Of a step on which another stood.
  fileprivate var lossText: Bilingual {
    switch self {
    case .undoing(let timer): Bilingual(zh: "\(timer.text.zh)会先被撤回", en: "\(timer.text.en), which is undone before")
    case .scheduled(let number):
      Bilingual(zh: " \(number) 号排期会先被放弃", en: "scheduled commit \(number), which is dropped before")
    case .revision, .request, .certification: text
    }
  }
}

extension ForetoldDrop.Condition {
  fileprivate var text: Bilingual {
    switch self {
    case .confirmed(.request(let number)):
      Bilingual(zh: " \(number) 号申请用 break glass 生效", en: "request \(number) takes force by break glass")
    case .undone(.request(let number)): Bilingual(zh: " \(number) 号申请被拒绝", en: "request \(number) is rejected")
    case .confirmed(let timer): Bilingual(zh: "\(timer.text.zh)及时得到确认", en: "\(timer.text.en) is confirmed in time")
    case .undone(let timer): Bilingual(zh: "\(timer.text.zh)被撤回", en: "\(timer.text.en) is undone")
    case .all(let conditions):
      Bilingual(
        zh: conditions.map(\.text.zh).joined(separator: "并且"),
        en: conditions.map(\.text.en).joined(separator: " and "))
    }
  }

  /// `{"revision":5,"confirmed":true}`, or `{"all":[...]}` of several.
  fileprivate var json: JSONValue {
    switch self {
    case .confirmed(let timer): .object([timer.member, .init("confirmed", true)])
    case .undone(let timer): .object([timer.member, .init("confirmed", false)])
    case .all(let conditions): ["all": .array(conditions.map(\.json))]
    }
  }
}
