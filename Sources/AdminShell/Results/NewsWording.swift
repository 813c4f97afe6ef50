import Domain
import Store
import Text

/// The wording of an audit record as news at other consoles, in a sentence.
struct NewsWording {
  let record: AuditRecord

  var text: Bilingual {
    let (author, object) = (record.author, self.object)
    return switch record.action {
    case "commit": commit
    case "restore": restore
    case "confirm" where author == Revision.systemAuthor:
      Bilingual(zh: "\(object.zh)护栏指标达标，已自动确认", en: "\(object.en.capitalised) met its guardrails and is confirmed")
    case "hold":
      Bilingual(
        zh: "\(object.zh)样本不足，无法判断护栏指标，继续等待确认",
        en: "\(object.en.capitalised) has too few enquiries to judge and stays unconfirmed")
    case "confirm": Bilingual(zh: "\(author) 确认了\(object.zh)", en: "\(author) confirmed \(object.en)")
    case "drop": dropped
    case "cancel": Bilingual(zh: "\(author) 取消了\(object.zh)", en: "\(author) cancelled \(object.en)")
    case "sign": Bilingual(zh: "\(author) 签认了\(object.zh)", en: "\(author) signed \(object.en)")
    case "break-glass": glass
    case "emergency":
      Bilingual(zh: "\(author) 紧急操作（\(object.zh)）：\(reason)", en: "Emergency by \(author) (\(object.en)): \(reason)")
    case "request":
      Bilingual(zh: "\(author) 提出了\(object.zh)", en: "\(author) requests approval: \(object.en)")
    case "approve": Bilingual(zh: "\(author) 批准了\(object.zh)", en: "\(author) approved \(object.en)")
    case "reject":
      Bilingual(zh: "\(author) 拒绝了\(object.zh)：\(reason)", en: "\(author) rejected \(object.en): \(reason)")
    default: Bilingual(zh: "\(author) 更改了\(object.zh)", en: "\(author) changed \(object.en)")
    }
  }

  /// The object in each language, such as `revision 5`.
  private var object: Bilingual {
    let parts = record.object.split(separator: " ", maxSplits: 1).map(String.init)
    let names = ["revision": "版本 ", "request": "申请 ", "review": "复核 ", "operator": "操作员 ", "scheduled": "定时提交 "]
    guard parts.count == 2, let name = names[parts[0]] else { return Bilingual(same: record.object) }
    return Bilingual(zh: name + parts[1], en: record.object)
  }

  private var commit: Bilingual {
    let comment = Bilingual(stored: detail("comment") ?? "")
    return Bilingual(
      zh: "\(record.author) 提交了\(object.zh)\(besides.zh)\(comment.zh.isEmpty ? "" : "：" + comment.zh)",
      en: "\(record.author) committed \(object.en)\(besides.en)\(comment.en.isEmpty ? "" : ": " + comment.en)")
  }

  /// The confirmed revisions and reopened reviews of the commit, and its origin.
  private var besides: Bilingual {
    var (zh, en): ([String], [String]) = ([], [])
    if let confirmed = list("confirms") {
      zh.append("确认了版本 \(confirmed)")
      en.append("confirming revision \(confirmed)")
    }
    if let reopened = list("reopening") {
      zh.append("重新打开了复核 \(reopened) 所涉的内容")
      en.append("reopening review \(reopened)")
    }
    if let name = detail("brokenGlass") {
      zh.append("经 \(name) 破窗")
      en.append("break glass by \(name)")
    }
    guard !zh.isEmpty else { return Bilingual(zh: "", en: "") }
    return Bilingual(zh: "（\(zh.joined(separator: "，"))）", en: " (\(en.joined(separator: ", ")))")
  }

  private func list(_ key: String) -> String? {
    let numbers = record.detail[key]?.numbers ?? []
    return numbers.isEmpty ? nil : numbers.map(String.init).joined(separator: ", ")
  }

  private var dropped: Bilingual {
    let why = detail("reason").flatMap(ScheduledCommit.DropReason.init(rawValue:))?.message
    let isGlass = record.object.hasPrefix("request ")
    return Bilingual(
      zh: (isGlass ? "\(object.zh)的破窗未能生效" : "\(object.zh)（\(record.author)）已作废")
        + (why.map { "：" + $0.zh } ?? ""),
      en: (isGlass
        ? "Break glass of \(object.en) did not take effect"
        : "Scheduled commit \(number) (\(record.author)) was dropped")
        + (why.map { ": " + $0.en } ?? ""))
  }

  private var glass: Bilingual {
    let due = detail("dueAt").flatMap(Moment.init(text:))?.short ?? ""
    return Bilingual(
      zh: "\(record.author) 对\(object.zh)破窗（\(reason)）：将于 \(due) 不经审批直接生效，可用 reject \(number) 阻止",
      en: """
        Break glass by \(record.author) (\(reason)): \(object.en) takes effect at \(due) without approval, unless rejected \
        with reject \(number)
        """)
  }

  private var number: String { String(record.object.split(separator: " ").last ?? "") }

  private var restore: Bilingual {
    guard case .integer(let number)? = record.detail["restoration"] else {
      return Bilingual(
        zh: "\(object.zh)未确认；内容此后已全部改过，无需撤销",
        en: "\(object.en.capitalised) was not confirmed; all of it has changed since, so nothing was undone")
    }
    return Bilingual(
      zh: "\(object.zh)未确认，已自动撤销（版本 \(number)）",
      en: "\(object.en.capitalised) was not confirmed and was undone by revision \(number)")
  }

  private var reason: String { detail("reason") ?? "" }

  private func detail(_ key: String) -> String? {
    if case .string(let text)? = record.detail[key] { text } else { nil }
  }
}
