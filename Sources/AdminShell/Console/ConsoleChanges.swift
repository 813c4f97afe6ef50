import Domain
import Foundation
import RolloutControl
import Text

/// Commands that change the candidate, or onboard a bank.
extension Console {
  func change(_ action: Action, _ session: OperatorSession) throws -> Reply {
    let (before, said) = (session.candidate, session.intent.seen)
    switch action {
    case .edit(let edit): _ = try session.edit(edit)
    case .load(let path): try load(path, session)
    case .discard: try session.discard()
    case .rollback(let number): try session.rollback(to: number)
    default: preconditionFailure("not an editing command")
    }
    // Going back says all of it anew: over what others have committed since it takes that back, too.
    let saysAnew = session.intent.isWhole && session.intent.seen != said
    guard session.candidate != before || saysAnew else { return Reply(notes: [Self.nothingChanged]) }
    return Reply(confirmation: state(of: session))
  }

  private static let nothingChanged = Bilingual(zh: "没有改变任何内容", en: "this changes nothing")

  private func state(of session: OperatorSession) -> Bilingual {
    let count = session.latest.rollout.changes(to: session.candidate).count
    guard count > 0 else { return Bilingual(zh: "候选版本与现行版本相同", en: "the candidate is the running revision") }
    return Bilingual(
      zh: "候选版本有 \(count) 处改动，提交后生效",
      en: count == 1
        ? "the candidate has 1 change; commit puts it in force"
        : "the candidate has \(count) changes; commit puts them in force")
  }

  /// All of the file is read and checked before any of it is done.
  private func load(_ path: Word, _ session: OperatorSession) throws {
    let commands = try LoadedFile.commands(of: path, binder: binder.ahead, variables)
    for case .rollback(let number) in commands.map(\.action) { _ = try session.history.revision(number) }
    for command in commands {
      try Diagnostic.locating(command.place) {
        switch command.action {
        case .edit(let edit): _ = try session.edit(edit)
        case .discard: try session.discard()
        case .rollback(let number): try session.rollback(to: number)
        default: preconditionFailure("a loaded file holds editing commands")
        }
      }
    }
  }

  func onboard(_ action: Action, _ session: OperatorSession) throws -> Reply {
    switch action {
    case .endpoints(let endpoints):
      for endpoint in endpoints { try session.onboarding.setEndpoint(endpoint.url, for: endpoint.bank, lines: endpoint.lines) }
      return Reply(confirmation: Self.onboarded(endpoints.map(\.bank)))
    case .key(let bank, let file):
      try session.onboarding.setKey(Data(try ScriptFile.bytes(of: file)), for: bank)
      return Reply(confirmation: Self.onboarded([bank]))
    default: preconditionFailure("not an onboarding command")
    }
  }

  static func onboarded(_ banks: [BankCode]) -> Bilingual {
    Bilingual(
      zh: "已登记 \(banks.count) 家银行，立即生效",
      en: banks.count == 1
        ? "registered for 1 bank, in force at once" : "registered for \(banks.count) banks, in force at once")
  }
}
