import RolloutControl
import Text

/// The candidates that lost consoles have left.
extension ConsoleSession {
  /// Offers the candidates that lost consoles have left; none is taken up silently.
  func takeUpLeftovers() {
    for leftover in kept?.leftovers() ?? [] {
      let count = (try? console.changes(of: leftover.snapshot)) ?? 0
      guard count > 0 else {
        tellUseless(leftover)
        continue
      }
      guard let isWanted = ask(about: leftover, count) else { return }
      if isWanted { return takeUp(leftover) }
      leftover.remove()
      printer.notes([Bilingual(zh: "已放弃这些改动", en: "Candidate discarded")])
    }
  }

  /// Reports a candidate that cannot be taken up, or would change nothing.
  private func tellUseless(_ leftover: KeptCandidate.Leftover) {
    leftover.remove()
    printer.notes([
      Bilingual(
        zh: "上次中断时未提交的改动（基于版本 \(leftover.snapshot.base)）不适用于此数据库，已放弃",
        en:
          "The recovered candidate (from revision \(leftover.snapshot.base)) does not fit this database and is discarded"
      )
    ])
  }

  /// The answer; nil if the question was left unanswered: then the candidate is kept and offered next time.
  private func ask(about leftover: KeptCandidate.Leftover, _ count: Int) -> Bool? {
    let changes = count.counted("change", "changes")
    let what = Bilingual(
      zh: "发现上次中断时未提交的改动（\(count) 处，基于版本 \(leftover.snapshot.base)）。",
      en: "Recovered a candidate: \(changes), from revision \(leftover.snapshot.base).")
    printer.error(what[printer.language] + "\n")
    while true {
      guard let answer = caller.answer(to: Bilingual(zh: "是否恢复？[y/n] ", en: "Resume? [y/n] ")[printer.language])
      else { return nil }
      switch answer.filter({ !$0.isWhitespace }).lowercased() {
      case "y", "yes", "是": return true
      case "n", "no", "否": return false
      default: continue
      }
    }
  }

  func takeUp(_ leftover: KeptCandidate.Leftover) {
    do {
      let session = try console.session()
      try session.putBack(leftover.snapshot)
      if kept?.keep(session.snapshot) == true { leftover.remove() }
    } catch {
      report(error)
    }
  }
}

extension Console {
  /// The number of changes that a snapshot would make. Throws if it does not fit the database.
  fileprivate func changes(of snapshot: CandidateSnapshot) throws -> Int {
    let base = try session().history.revision(snapshot.base)
    guard base.hash == snapshot.baseHash else { return 0 }
    return base.rollout.changes(to: snapshot.intent.over(base.rollout)).count
  }
}
