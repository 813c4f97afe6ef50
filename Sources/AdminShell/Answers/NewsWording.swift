import Domain
import Store

/// How an audit record is told to the other consoles, in a sentence.
struct NewsWording {
  let record: AuditRecord

  var text: Bilingual {
    let (author, object) = (record.author, record.object)
    return switch record.action {
    case "commit": commit
    case "restore": restore
    case "confirm" where author == Revision.systemAuthor:
      Bilingual(zh: "\(object) 的护栏守住了，已自动确认", en: "the guardrails of \(object) held: it is confirmed")
    case "confirm": Bilingual(zh: "\(author) 确认了 \(object)", en: "\(author) confirmed \(object)")
    case "emergency":
      Bilingual(zh: "\(author) 紧急操作（\(object)）：\(reason)", en: "emergency by \(author) (\(object)): \(reason)")
    case "request":
      Bilingual(zh: "\(author) 提出申请 \(object)", en: "\(author) asks for approval: \(object)")
    case "approve": Bilingual(zh: "\(author) 批准了 \(object)", en: "\(author) approved \(object)")
    case "reject": Bilingual(zh: "\(author) 拒绝了 \(object)：\(reason)", en: "\(author) rejected \(object): \(reason)")
    default: Bilingual(zh: "\(author) 更改了 \(object)", en: "\(author) changed \(object)")
    }
  }

  private var commit: Bilingual {
    let comment = detail("comment").map { $0.isEmpty ? "" : " “\($0)”" } ?? ""
    return Bilingual(
      zh: "\(record.author) 提交了 \(record.object)\(comment)", en: "\(record.author) committed \(record.object)\(comment)"
    )
  }

  private var restore: Bilingual {
    guard case .integer(let number)? = record.detail["restoration"] else {
      return Bilingual(
        zh: "\(record.object) 没有确认；其内容此后已全部改过，无可撤回",
        en: "\(record.object) was not confirmed; all of it was changed since, nothing was left to undo")
    }
    return Bilingual(
      zh: "\(record.object) 没有确认，已撤回，成为版本 \(number)",
      en: "\(record.object) was not confirmed and is undone, in revision \(number)")
  }

  private var reason: String { detail("reason") ?? "" }

  private func detail(_ key: String) -> String? {
    if case .string(let text)? = record.detail[key] { text } else { nil }
  }
}
