import Domain
import Program
import RolloutControl

/// How it is said that a scheduled commit will be dropped.
extension ScheduleClash {
  /// `dropped` says which one: `scheduled`, the other one, or `this`. `unless` says what keeps it from it.
  var json: JSONValue {
    [
      "code": "schedule_conflict", "scheduled": JSONValue(other?.number), "author": JSONValue(other?.author),
      "effectiveAt": JSONValue(other?.effectiveAt), "dropped": dropsOther ? "scheduled" : "this",
      "reason": .string(fate.word), "paths": JSONValue(paths), "unless": .array(unless.map(\.json)),
      "message": .string(message.chosen),
    ]
  }

  var message: Bilingual {
    let who =
      dropsOther
      ? Bilingual(
        zh: "\(dropped.number) 号排期（\(dropped.author)，\(dropped.effectiveAt.short) 生效）",
        en: "scheduled commit \(dropped.number) (\(dropped.author), in force from \(dropped.effectiveAt.short))")
      : Bilingual(zh: "这次排期的提交", en: "this commit")
    let (why, condition) = (reason, condition)
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
    case .uncertified(let banks):
      let names = banks.map(\.text)
      return Bilingual(
        zh: "届时银行没有有效认证（\(names.joined(separator: "、"))）",
        en: "no valid certification then: \(names.joined(separator: ", "))")
    case .registryConflict:
      return Bilingual(zh: "它的登记资料届时自相矛盾", en: "what it says of the registry contradicts itself then")
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

extension Play.Fate {
  /// As `show scheduled` says why.
  fileprivate var word: String {
    switch self {
    case .conflict: ScheduledCommit.DropReason.conflict.rawValue
    case .stepLost: ScheduledCommit.DropReason.stepLost.rawValue
    case .uncertified: ScheduledCommit.DropReason.bankNotCertified.rawValue
    case .registryConflict: ScheduledCommit.DropReason.registryConflict.rawValue
    case .force, .nothing: preconditionFailure("it is not dropped")
    }
  }
}

extension Play.Timer {
  fileprivate var text: Bilingual {
    switch self {
    case .revision(let number): Bilingual(zh: "版本 \(number)", en: "revision \(number)")
    case .scheduled(let number): Bilingual(zh: "\(number) 号排期", en: "scheduled commit \(number)")
    }
  }

  fileprivate var member: JSONValue.Member {
    switch self {
    case .revision(let number): .init("revision", JSONValue(number))
    case .scheduled(let number): .init("scheduled", JSONValue(number))
    }
  }
}

extension Play.Origin {
  fileprivate var text: Bilingual {
    switch self {
    case .revision(let number): Bilingual(zh: "版本 \(number) ", en: "revision \(number)")
    case .scheduled(let number):
      Bilingual(zh: "先生效的 \(number) 号排期", en: "scheduled commit \(number), which comes first,")
    case .undoing(let timer): Bilingual(zh: "\(timer.text.zh) 的撤回", en: "the undoing of \(timer.text.en)")
    case .certification(let bank):
      Bilingual(zh: "\(bank) 的认证到期", en: "the end of the certification of \(bank)")
    }
  }

  /// Of a step on which another stood.
  fileprivate var lossText: Bilingual {
    switch self {
    case .undoing(let timer): Bilingual(zh: "\(timer.text.zh) 会先被撤回", en: "\(timer.text.en), which is undone before")
    case .scheduled(let number):
      Bilingual(zh: "\(number) 号排期会先被放弃", en: "scheduled commit \(number), which is dropped before")
    case .revision, .certification: text
    }
  }
}

extension ForetoldDrop.Condition {
  fileprivate var text: Bilingual {
    switch self {
    case .confirmed(let timer): Bilingual(zh: "\(timer.text.zh) 及时得到确认", en: "\(timer.text.en) is confirmed in time")
    case .undone(let timer): Bilingual(zh: "\(timer.text.zh) 被撤回", en: "\(timer.text.en) is undone")
    }
  }

  /// `{"revision":5,"confirmed":true}`
  fileprivate var json: JSONValue {
    switch self {
    case .confirmed(let timer): .object([timer.member, .init("confirmed", true)])
    case .undone(let timer): .object([timer.member, .init("confirmed", false)])
    }
  }
}
