import Domain
import Program
import RolloutControl
import Text

/// `commit check`: the changes of a commit, their impact, and the obstacles to it.
///
/// `compare`'s document with `warnings`, `impact` (as the command gives it), `asksForLosses` (whether the policy wants
/// `expecting lost N` if anybody loses the service or a bank), `needsApproval` (the paths that somebody else has to
/// approve), `confirms`, `reopens`, `drops` and `conflicts` (`Consequences`), `unmet` (the preconditions) and `ready`.
struct CommitCheckResult: CommandResult {
  let comparison: ComparisonResult
  let warnings: [CertificationWarning]
  let forecast: CommitForecast
  let impact: ImpactResult

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
          zh: "不能提交：前提条件不满足。审批人可用 commit override 理由 强制提交",
          en: "Cannot commit: preconditions not met. An approver can use commit override REASON")[language], .red, .bold
      )
    let others = Consequences(confirms: forecast.consequences.confirms, clashes: forecast.clashes)
      .text(language, paint, names)
    return comparison.text(language, paint) + impact.text(language, paint) + warned.joined() + others + unmet.joined()
      + asked + verdict + "\n"
  }

  private var ready: Bilingual {
    let reviews = forecast.impact.reopens.map { String($0.review.number) }
    let saying = reviews.isEmpty ? "" : " reopening review " + reviews.joined(separator: " ")
    guard !forecast.needsApproval.isEmpty else {
      return Bilingual(
        zh: saying.isEmpty ? "检查通过，可以提交" : "检查通过，请用 commit\(saying)",
        en: saying.isEmpty ? "Valid. Ready to commit" : "Valid. Use commit\(saying)")
    }
    let changes = names.list(forecast.needsApproval)
    return Bilingual(
      zh: "检查通过，但需要审批（\(changes.zh)）。请用 request commit\(saying)",
      en: "Valid; needs approval (\(changes.en)). Run request commit\(saying)")
  }

  private var names: SubjectNames { SubjectNames(comparison.catalogue) }

  private static func asked(_ lost: Int) -> Bilingual {
    Bilingual(zh: "提交时须加：expecting lost \(lost)", en: "Add to the commit: expecting lost \(lost)")
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
