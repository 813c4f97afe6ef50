import Program
import RolloutControl
import Text

/// The banks of an explanation for people: those with the same rule of the same revision stand together.
struct ExplainedBanks {
  let banks: [Explanation.BankAdmission]
  let wording: Wording
  /// The number of columns of the terminal.
  let columns: Int

  /// The banks, admitted ones first; else in the order of the question.
  func text(_ paint: Paint) -> String {
    let groups = grouped
    return (groups.filter { $0[0].reason == nil } + groups.filter { $0[0].reason != nil }).map { text($0, paint) }
      .joined()
  }

  private var grouped: [[Explanation.BankAdmission]] {
    banks.reduce(into: []) { groups, bank in
      let place = groups.firstIndex {
        $0[0].reason == bank.reason && $0[0].rule.origin.number == bank.rule.origin.number
      }
      if let place { groups[place].append(bank) } else { groups.append([bank]) }
    }
  }

  private func text(_ group: [Explanation.BankAdmission], _ paint: Paint) -> String {
    let (reason, origin) = (group[0].reason, group[0].rule.origin)
    let language = wording.language
    let head =
      reason == nil
      ? paint(Bilingual(zh: "可查询 \(group.count) 家", en: "Admitted: \(group.count)")[language], .green)
      : paint(Bilingual(zh: "不可查询 \(group.count) 家", en: "Not admitted: \(group.count)")[language], .red)
    let since = Bilingual(
      zh: "（版本 \(origin.number)，\(origin.author)，\(origin.effectiveAt.short)）",
      en: " (revision \(origin.number), \(origin.author), \(origin.effectiveAt.short))")
    let why = reason.map { wrapped("\($0.finding[language]) [\($0.code)]", to: columns - 4) } ?? []
    let names = wording.lines(of: group.map { wording.name($0.bank) }, columns: columns - 4)
    return "  " + head + paint(since[language].withoutControls, .dim) + "\n"
      + (why + names).map { "    " + $0 + "\n" }.joined()
  }
}
