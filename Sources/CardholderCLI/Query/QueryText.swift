import QueryEngine
import Text

/// Queries as sentences for people.
extension Visit {
  func appliedText(_ query: QueryView) -> String {
    let banks = query.banks.map { name(of: $0.bank) }.joined(separator: language == .zh ? "、" : ", ")
    let lines = [
      Bilingual(zh: "申请已受理，编号 \(query.query)。", en: "Your application is accepted as query \(query.query)."),
      Bilingual(zh: "查询的银行：\(banks)", en: "Banks: \(banks)"), next(query),
    ]
    return (lines + [place(query)].compactMap(\.self)).map { $0[language] + "\n" }.joined()
  }

  /// The query as text. `isGuided`: for a person who is led on from here, and types no command.
  func text(_ query: QueryView, isGuided: Bool = false) -> String {
    let state = context.paint(query.state.name[language], .bold)
    let heading = Bilingual(
      zh: "查询 \(query.query)：\(state)，受理时间 \(query.acceptedAt.short)",
      en: "Query \(query.query): \(state), accepted \(query.acceptedAt.short)")
    let sentences = [heading, next(query, isGuided: isGuided), place(query)].compactMap {
      $0.map { $0[language] + "\n" }
    }.joined()
    return sentences + "\n" + table(query).text(language, context.paint)
  }

  /// The query's place in the queue; nil if none of its banks waits to be asked.
  func place(_ query: QueryView) -> Bilingual? {
    guard query.state.isOpen, let queue = query.queue else { return nil }
    let ahead = queue.place - 1
    let place = Bilingual(
      zh: ahead == 0 ? "您排在第一位" : "前面还有 \(ahead) 人",
      en: ahead == 0
        ? "You are first in the queue" : ahead == 1 ? "1 person is ahead of you" : "\(ahead) people are ahead of you")
    guard let moment = queue.estimatedAt else {
      return Bilingual(zh: "\(place.zh)，暂时无法估计时间。", en: "\(place.en); no estimate yet.")
    }
    return Bilingual(
      zh: "\(place.zh)，预计 \(moment.shortFrom) 轮到您。", en: "\(place.en); your turn is at about \(moment.shortFrom).")
  }

  /// The sentence on what the person can expect, or do, now.
  private func next(_ query: QueryView, isGuided: Bool = false) -> Bilingual {
    switch query.state {
    case .accepted, .collecting:
      Bilingual(
        zh: "报告最晚 \(query.dueAt.short) 出来。您可以离开，出报告后会发短信告诉您。",
        en: "The report will be ready by \(query.dueAt.short). You can leave; an SMS will tell you when it is.")
    case .reported: ready(query, isGuided: isGuided)
    case .expired:
      Bilingual(zh: "报告已到期删除，只留下这条记录。", en: "The report has expired and was deleted; this record remains.")
    case .failed: failed(query.reason)
    }
  }

  private func failed(_ reason: String?) -> Bilingual {
    switch reason {
    case "cancelled":
      Bilingual(
        zh: "您已取消这次查询，没有报告；可以马上重新申请。",
        en: "You cancelled this query, so there is no report; you can apply again at once.")
    case "no_bank_answered":
      Bilingual(
        zh: "没有银行答复，没有报告；您可以马上重新申请。", en: "No bank answered, so there is no report; you can apply again at once.")
    default:
      Bilingual(
        zh: "这次查询出了问题，没有报告；您可以马上重新申请。",
        en: "Something went wrong with this query, so there is no report; you can apply again at once.")
    }
  }

  private func ready(_ query: QueryView, isGuided: Bool) -> Bilingual {
    let until = query.expiresAt?.lastMinute ?? ""
    return isGuided
      ? Bilingual(zh: "报告已经出来了，保管到 \(until)。", en: "The report is ready, and held until \(until).")
      : Bilingual(
        zh: "报告已经出来了，请用 chaka report 和支付密码打开，保管到 \(until)。",
        en: "The report is ready: open it with chaka report and your payment password until \(until).")
  }
}
