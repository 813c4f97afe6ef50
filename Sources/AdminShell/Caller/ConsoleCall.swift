import RolloutControl
import Text

/// One request of a console under a name of its own, by which it can be asked for again when its answer never came.
public final class ConsoleCall {
  private let id: String
  private var count = 0
  /// Whether it was asked for before, so that commands of it may be done already.
  let isRepeated: Bool

  public init(_ id: String, isRepeated: Bool) {
    (self.id, self.isRepeated) = (id, isRepeated)
  }

  /// The name of the next command of the request: the same when it is asked for again.
  func next() -> String {
    count += 1
    return "\(id)/\(count)"
  }
}

extension CommandContext {
  /// The reply to a command that was done already: of a commit the same, of any other what the audit chain tells. Nil
  /// if it was not done, or does no harm when it is done again.
  func reply(toDone command: BoundCommand, named call: String) throws -> Reply? {
    guard !(command.command is ApplyScript) else { return nil }
    let session = try session()
    let records = try session.audit.records(ofCall: call)
    guard !records.isEmpty else { return nil }
    if command.command is Commit, let outcome = try session.outcome(by: records) {
      return Reply(result: try result(for: outcome))
    }
    return Reply(
      notes: records.map { record in
        Bilingual(
          zh: "“\(command.name)”此前已执行：审计记录 \(record.sequence)（\(record.action) \(record.object)）",
          en:
            "\"\(command.name)\" was done already: audit record \(record.sequence) (\(record.action) \(record.object))")
      })
  }
}
