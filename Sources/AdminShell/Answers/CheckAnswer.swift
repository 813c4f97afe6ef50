import Domain
import Program
import RolloutControl
import Text

/// `commit check`: what a commit would change, what that means, and what stands in its way.
///
/// `compare`'s document with `warnings`, `impact` (as the command gives it), `asksForLosses` (whether the policy wants
/// `expecting lost N` where anybody loses something), `needsApproval` (the paths that somebody else has to approve),
/// `confirms`, `reopens`, `drops` and `conflicts` (`Consequences`), `unmet` (the preconditions) and `ready`.
struct CheckAnswer: Answer {
  let comparison: ComparisonAnswer
  let warnings: [CertificationWarning]
  let forecast: CommitForecast
  let impact: ImpactAnswer

  var json: JSONValue {
    guard case .object(let members) = comparison.json else { return comparison.json }
    return .object(
      members + [
        .init("warnings", .array(warnings.map(\.json))), .init("impact", impact.json),
        .init("asksForLosses", .bool(forecast.asksForLosses)),
        .init("needsApproval", JSONValue(forecast.needsApproval)),
      ] + forecast.consequences.members + [
        .init("unmet", .array(forecast.unmet.map(Self.document))), .init("ready", .bool(forecast.unmet.isEmpty)),
      ])
  }

  private static func document(of unmet: UnmetPrecondition) -> JSONValue {
    guard case .object(let members) = unmet.json else { return unmet.json }
    return .object(members + [.init("message", .string(unmet.message.chosen))])
  }

  var table: Table { comparison.table }

  func text(_ language: Language, _ paint: Paint) -> String {
    let warned = warnings.map { paint($0.message[language], .yellow) + "\n" }
    let unmet = forecast.unmet.map { paint($0.message[language], .red) + "\n" }
    let asked = forecast.lossesToConfirm.map { paint(Self.asked($0)[language], .yellow) + "\n" } ?? ""
    let verdict =
      unmet.isEmpty
      ? paint(ready[language], .green)
      : paint(
        Bilingual(
          zh: "不能提交：不满足前提条件；审批人可用 commit override 理由 越过",
          en: "not ready: preconditions are not met; an approver may commit override REASON")[language], .red, .bold)
    let others = Consequences(confirms: forecast.consequences.confirms, clashes: forecast.clashes).text(language, paint)
    return comparison.text(language, paint) + impact.text(language, paint) + warned.joined() + others + unmet.joined()
      + asked + verdict + "\n"
  }

  private var ready: Bilingual {
    let reviews = forecast.impact.reopens.map { String($0.review.number) }
    let saying = reviews.isEmpty ? "" : " reopening review " + reviews.joined(separator: " ")
    guard !forecast.needsApproval.isEmpty else {
      return Bilingual(
        zh: saying.isEmpty ? "可以提交" : "可以提交（commit\(saying)）", en: "ready to commit\(saying)")
    }
    let paths = forecast.needsApproval
    return Bilingual(
      zh: "可以申请提交（request commit\(saying)），须由别人批准：\(paths.joined(separator: "、"))",
      en: "ready to request commit\(saying); somebody else has to approve: \(paths.joined(separator: ", "))")
  }

  private static func asked(_ lost: Int) -> Bilingual {
    Bilingual(zh: "提交时须写明：expecting lost \(lost)", en: "the commit has to say: expecting lost \(lost)")
  }
}

extension CertificationWarning {
  fileprivate var json: JSONValue {
    [
      "code": "certification_ends", "bank": .string(bank.text), "endsAt": JSONValue(endsAt),
      "message": .string(message.chosen),
    ]
  }
}
