import Domain
import Text

/// `compare`
struct CompareRevisions: ReadingCommand {
  /// The first revision; nil for the running one.
  let from: Int?
  /// The second revision; nil for the candidate.
  let to: Int?

  static let form = Form(
    "compare", [.atMost(2, .revision)], zh: "两个版本的差异", en: "the difference between two revisions",
    details: Bilingual(
      zh: "不写版本：现行版本到候选版本；一个：该版本到候选版本；两个：前者到后者。",
      en:
        "Without a revision, from the running one to the candidate; with one, from it to the candidate; with two, from A to B."
    ),
    examples: ["compare", "compare 2", "compare 1 3"])

  func run(in context: CommandContext) throws -> Reply {
    let session = try context.session()
    let comparison = try session.compare(from: from, to: to)
    let result = ComparisonResult(
      from: comparison.from, to: comparison.to, changes: comparison.changes,
      catalogue: try session.names(from: from, to: to))
    return Reply(result: result, status: comparison.changes.isEmpty ? .done : .different)
  }
}

extension CompareRevisions {
  init(_ arguments: Arguments, _ names: Binder) throws {
    self.init(from: try arguments.optionalNumber(0, .revision), to: try arguments.optionalNumber(1, .revision))
  }
}
