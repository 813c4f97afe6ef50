import Domain
import Text

/// `compare`
struct CompareRevisions: ReadingCommand {
  /// The first revision; nil for the running one.
  let from: Int?
  /// The second revision; nil for the candidate.
  let to: Int?

  static let form = Form(
    "compare", [.atMost(2, .revision)], zh: "两个版本的差异", en: "differences between two revisions",
    details: Bilingual(
      zh: "不写版本：从现行版本到候选版本；写一个：从该版本到候选版本；写两个：从前者到后者。",
      en:
        "Without a revision: from the running revision to the candidate. With one: from it to the candidate. With two: from the first to the second."
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
