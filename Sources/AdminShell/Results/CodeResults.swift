import Domain
import Program
import RolloutControl
import Text

/// `export`: the script.
struct ExportResult: CommandResult {
  let revision: Revision
  let script: ExportedScript

  var json: JSONValue {
    [
      "revision": JSONValue(revision.number), "hash": .string(revision.hash),
      "script": .string(script.text(Program.language)),
    ]
  }

  var table: Table {
    Table(script.commands, [Field("command", zh: "命令", en: "command") { .init($0) }])
  }

  func text(_ language: Language, _ paint: Paint) -> String { script.text(language) }
}

/// `plan`: the changes of a script, as a diff, and the reasons for which its commits would be refused.
struct PlanResult: CommandResult {
  let plan: Plan
  let catalogue: Catalogue

  private var comparison: ComparisonResult {
    ComparisonResult(from: .revision(plan.base), to: .plan, changes: plan.changes, catalogue: catalogue)
  }

  /// The JSON of `compare`, with each commit.
  var json: JSONValue { comparison.json.setting("commits", .array(plan.commits.map(\.json))) }
  var table: Table { comparison.table }

  func text(_ language: Language, _ paint: Paint) -> String {
    let later = plan.commits.filter { $0.terms.at != nil }.map { commit in
      let time = commit.terms.at?.short ?? ""
      let text = Bilingual(
        zh: "其中 \(commit.changes.count) 处将于 \(time) 生效",
        en: commit.changes.count == 1
          ? "1 of them takes effect at \(time)" : "\(commit.changes.count) of them take effect at \(time)")
      return paint(text[language], .dim) + "\n"
    }
    let others = plan.commits.map { $0.consequences.text(language, paint, SubjectNames(catalogue)) }
    return comparison.text(language, paint) + later.joined() + others.joined() + verdict(language, paint)
  }

  /// The reasons for which each commit would be refused.
  private func verdict(_ language: Language, _ paint: Paint) -> String {
    guard !plan.commits.isEmpty else { return "" }
    let refused = plan.commits.enumerated().flatMap { index, commit in
      commit.refusals.map { refusal in
        let said = sentence(plan.commits.count == 1 ? nil : index + 1, refusal.told)
        return paint("\(said[language].withoutControls) [\(refusal.code)]", .red) + "\n"
      }
    }
    guard refused.isEmpty else { return refused.joined() }
    return paint(Bilingual(zh: "检查通过，可以提交", en: "Valid. Ready to commit")[language], .green) + "\n"
  }

  /// The sentence about a commit; the only commit has no number.
  private func sentence(_ number: Int?, _ why: Bilingual) -> Bilingual {
    Bilingual(
      zh: (number.map { "第 \($0) 次提交" } ?? "提交") + "将被拒绝：\(why.zh)",
      en: (number.map { "Commit \($0)" } ?? "The commit") + " would be refused: \(why.en)")
  }
}

extension Refusal {
  var json: JSONValue {
    ["code": .string(code), "message": .string(told.chosen), "facts": .object(facts)]
  }
}

extension PlannedCommit {
  fileprivate var json: JSONValue {
    .object(
      [
        .init("effectiveAt", JSONValue(terms.at)), .init("comment", .string(terms.comment)),
        .init("changes", .array(changes.map { $0.json })), .init("ready", .bool(refusals.isEmpty)),
        .init("refusals", .array(refusals.map(\.json))),
      ] + consequences.members)
  }
}

/// `apply`: the changes, and the commits that made them.
struct AppliedResult: CommandResult {
  let plan: Plan
  let commits: [CommitResult]
  /// The revision in force now.
  let running: Int
  let catalogue: Catalogue

  private var comparison: ComparisonResult {
    ComparisonResult(from: .revision(plan.base), to: .revision(running), changes: plan.changes, catalogue: catalogue)
  }

  var json: JSONValue {
    comparison.json.setting("commits", .array(commits.map(\.json)))
  }

  var table: Table { comparison.table }

  func text(_ language: Language, _ paint: Paint) -> String {
    comparison.text(language, paint) + commits.map { $0.text(language, paint) }.joined()
  }
}
