import QueryEngine
import Text

/// How a query is told to a person.
extension Visit {
  func appliedText(_ query: QueryView) -> String {
    let banks = query.banks.map { name(of: $0.bank) }.joined(separator: language == .zh ? "、" : ", ")
    let lines = [
      Bilingual(zh: "申请已受理，编号 \(query.query)。", en: "Your application was accepted: \(query.query)."),
      Bilingual(zh: "询问的银行：\(banks)", en: "Banks: \(banks)"), next(query),
    ]
    return (lines + [place(query)].compactMap(\.self)).map { $0[language] + "\n" }.joined()
  }

  func text(_ query: QueryView) -> String {
    let state = context.paint(query.state.name[language], .bold)
    let heading = Bilingual(
      zh: "查询 \(query.query)：\(state)（受理于 \(query.acceptedAt.short)）",
      en: "Query \(query.query): \(state) (accepted \(query.acceptedAt.short))")
    let sentences = [heading, next(query), place(query)].compactMap { $0.map { $0[language] + "\n" } }.joined()
    return sentences + "\n" + table(query).text(language, context.paint)
  }

  /// Where the query stands in the queue, while anything of it waits to be asked.
  func place(_ query: QueryView) -> Bilingual? {
    guard query.state.isOpen, let queue = query.queue else { return nil }
    guard let moment = queue.estimatedAt else {
      return Bilingual(
        zh: "排队第 \(queue.place) 位，目前估计不出何时问到。",
        en: "Place \(queue.place) in the queue; when it is asked cannot be told at the moment.")
    }
    return Bilingual(
      zh: "排队第 \(queue.place) 位，约 \(moment.shortFrom) 问到。",
      en: "Place \(queue.place) in the queue, asked about \(moment.shortFrom).")
  }

  /// What the person can expect, or do, now.
  private func next(_ query: QueryView) -> Bilingual {
    switch query.state {
    case .accepted, .collecting:
      Bilingual(
        zh: "报告最晚 \(query.dueAt.short) 前出具，届时会有短信告知。",
        en: "The report is made by \(query.dueAt.short); an SMS will tell you.")
    case .reported: ready(query)
    case .expired:
      Bilingual(zh: "报告已到期删除，只留下这条记录。", en: "The report has expired and was deleted; this record remains.")
    case .failed:
      Bilingual(
        zh: "没有银行作出答复或查询已取消，没有报告；您可以马上再申请。",
        en: "No bank answered or the query was cancelled, so there is no report; you can apply again at once.")
    }
  }

  private func ready(_ query: QueryView) -> Bilingual {
    let until = query.expiresAt?.lastMinute ?? ""
    return Bilingual(
      zh: "报告已出具，用 chaka report 和支付密码打开，\(until) 到期。",
      en: "The report is ready: open it with 'chaka report' and your payment password before \(until).")
  }
}
