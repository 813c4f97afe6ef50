import Domain
import Program
import RolloutControl

/// `export`: the script.
struct ExportAnswer: Answer {
  let revision: Revision
  let script: ExportedScript

  var json: JSONValue {
    [
      "revision": JSONValue(revision.number), "hash": .string(revision.hash),
      "script": .string(script.text(Program.language)),
    ]
  }

  var table: Table {
    var table = Table([.init("command", zh: "命令", en: "command")])
    for command in script.commands { table.add([.init(command)]) }
    return table
  }

  func text(_ language: Language, _ paint: Paint) -> String { script.text(language) }
}

/// `plan`: what a script would change, as a diff.
struct PlanAnswer: Answer {
  let plan: Plan
  let catalogue: Catalogue

  private var comparison: ComparisonAnswer {
    ComparisonAnswer(from: .revision(plan.base), to: .plan, changes: plan.changes, catalogue: catalogue)
  }

  /// The shape of `compare`, and each commit beside it.
  var json: JSONValue { comparison.json.setting("commits", .array(plan.commits.map(\.json))) }
  var table: Table { comparison.table }

  func text(_ language: Language, _ paint: Paint) -> String {
    let later = plan.commits.filter { $0.terms.at != nil }.map { commit in
      let time = commit.terms.at?.short ?? ""
      let text = Bilingual(
        zh: "其中 \(commit.changes.count) 处到 \(time) 才生效",
        en: "\(commit.changes.count) of them would take force at \(time)")
      return paint(text[language], .dim) + "\n"
    }
    return comparison.text(language, paint) + later.joined()
  }
}

extension PlannedCommit {
  fileprivate var json: JSONValue {
    [
      "effectiveAt": JSONValue(terms.at), "comment": .string(terms.comment),
      "changes": .array(changes.map { $0.json }),
    ]
  }
}

/// `apply`: what was changed, and the commits that did it.
struct AppliedAnswer: Answer {
  let plan: Plan
  let outcomes: [CommitOutcome]
  /// The revision in force now.
  let running: Int
  let catalogue: Catalogue

  private var comparison: ComparisonAnswer {
    ComparisonAnswer(from: .revision(plan.base), to: .revision(running), changes: plan.changes, catalogue: catalogue)
  }

  var json: JSONValue {
    comparison.json.setting("commits", .array(outcomes.map { CommitAnswer(outcome: $0).json }))
  }

  var table: Table { comparison.table }

  func text(_ language: Language, _ paint: Paint) -> String {
    comparison.text(language, paint) + outcomes.map { CommitAnswer(outcome: $0).text(language, paint) }.joined()
  }
}
