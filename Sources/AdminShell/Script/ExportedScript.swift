import Domain
import RolloutControl
import Text

/// A revision as a script that makes its rollout from nothing.
struct ExportedScript {
  let revision: Revision
  let commands: [String]

  /// The largest number of banks in one command, so that its line stays readable.
  private static let most = 32

  init(_ revision: Revision) {
    self.revision = revision
    let writer = CommandText()
    let edits = revision.rollout.edits.flatMap { Self.parts(of: $0) }.map(writer.text)
    commands = edits + (edits.isEmpty ? [] : [Self.commit(revision.comment)])
  }

  /// The script: a comment on its origin, and the commands.
  func text(_ language: Language) -> String {
    let title = Bilingual(
      zh: "查卡版本 \(revision.number)（\(revision.author)，\(revision.effectiveAt.short) 生效）。从版本 0 执行即得到相同状态。",
      en: """
        Revision \(revision.number) of the rollout (\(revision.author), effective \(revision.effectiveAt.short)). Run from \
        revision 0, it makes the same state.
        """)
    return (["# " + title[language].withoutControls, ""] + commands).joined(separator: "\n") + "\n"
  }

  /// Whether the commands, read as any script, give exactly this state.
  func isExact(_ catalogue: Catalogue) throws -> Bool {
    let binder = Binder(catalogue)
    do {
      for parsed in try ScriptReader.commands(in: Array(text(.en).utf8), file: "<export>") {
        _ = try binder.bind(parsed)
      }
      return try binder.scope.candidate() == revision.rollout
    } catch is any Fault {
      return false
    }
  }

  private static func commit(_ comment: String) -> String {
    let isText = comment.unicodeScalars.contains { !$0.properties.isWhitespace }
    return isText && comment.count <= Arguments.longestText ? "commit comment \(CommandText.quoted(comment))" : "commit"
  }

  private static func parts(of edit: RolloutEdit) -> [RolloutEdit] {
    switch edit {
    case .connect(let banks, let regions): chunks(banks).map { .connect($0, regions) }
    case .suspend(let banks, let reason): chunks(banks).map { .suspend($0, reason: reason) }
    default: [edit]
    }
  }

  private static func chunks(_ banks: [BankCode]) -> [[BankCode]] {
    stride(from: 0, to: banks.count, by: most).map { Array(banks[$0..<min($0 + most, banks.count)]) }
  }
}
