import Domain
import Store

/// How an audit record is told to the other consoles, in a sentence.
struct NewsWording {
  let record: AuditRecord

  var text: Bilingual {
    let (author, object) = (record.author, self.object)
    return switch record.action {
    case "commit": commit
    case "restore": restore
    case "confirm" where author == Revision.systemAuthor:
      Bilingual(zh: "\(object.zh) 的护栏守住了，已自动确认", en: "the guardrails of \(object.en) held: it is confirmed")
    case "hold":
      Bilingual(
        zh: "\(object.zh) 的样本不足，护栏无从判断，继续等待确认", en: "too few enquiries to judge \(object.en): it goes on waiting")
    case "confirm": Bilingual(zh: "\(author) 确认了 \(object.zh)", en: "\(author) confirmed \(object.en)")
    case "emergency":
      Bilingual(zh: "\(author) 紧急操作（\(object.zh)）：\(reason)", en: "emergency by \(author) (\(object.en)): \(reason)")
    case "request":
      Bilingual(zh: "\(author) 提出了\(object.zh)", en: "\(author) asks for approval: \(object.en)")
    case "approve": Bilingual(zh: "\(author) 批准了 \(object.zh)", en: "\(author) approved \(object.en)")
    case "reject":
      Bilingual(zh: "\(author) 拒绝了 \(object.zh)：\(reason)", en: "\(author) rejected \(object.en): \(reason)")
    default: Bilingual(zh: "\(author) 更改了 \(object.zh)", en: "\(author) changed \(object.en)")
    }
  }

  /// `revision 5`, as each language says it.
  private var object: Bilingual {
    let parts = record.object.split(separator: " ", maxSplits: 1).map(String.init)
    let names = ["revision": "版本 ", "request": "申请 ", "review": "复核 ", "operator": "操作员 ", "scheduled": "排期 "]
    guard parts.count == 2, let name = names[parts[0]] else { return Bilingual(zh: record.object, en: record.object) }
    return Bilingual(zh: name + parts[1], en: record.object)
  }

  private var commit: Bilingual {
    let comment = detail("comment") ?? ""
    return Bilingual(
      zh: "\(record.author) 提交了\(object.zh)\(comment.isEmpty ? "" : "：" + comment)",
      en: "\(record.author) committed \(object.en)\(comment.isEmpty ? "" : ": " + comment)")
  }

  private var restore: Bilingual {
    guard case .integer(let number)? = record.detail["restoration"] else {
      return Bilingual(
        zh: "\(object.zh) 没有确认；其内容此后已全部改过，无可撤回",
        en: "\(object.en) was not confirmed; all of it was changed since, nothing was left to undo")
    }
    return Bilingual(
      zh: "\(object.zh) 没有确认，已撤回，成为版本 \(number)",
      en: "\(object.en) was not confirmed and is undone, in revision \(number)")
  }

  private var reason: String { detail("reason") ?? "" }

  private func detail(_ key: String) -> String? {
    if case .string(let text)? = record.detail[key] { text } else { nil }
  }
}
