import Domain
import Program
import RolloutControl
import Text

/// `show queue`: the enquiries that wait to be asked, by bank, with an estimated end.
struct QueueResult: CommandResult {
  let report: QueueReport
  let catalogue: Catalogue

  var json: JSONValue {
    .object([
      .init("at", JSONValue(report.at)), .init("queries", JSONValue(report.queries)),
      .init("oldestSince", JSONValue(report.oldest)), .init("banks", .array(report.banks.map(bank))),
    ])
  }

  private func bank(_ queue: BankQueue) -> JSONValue {
    .object([
      .init("bank", .string(queue.bank.text)), .init("name", .string(name(queue))),
      .init("waiting", JSONValue(queue.waiting)), .init("oldestSince", JSONValue(queue.oldest)),
      .init("askedPerMinute", rate(queue).map { .number($0) } ?? .null),
      .init("estimatedAt", JSONValue(estimate(queue))),
      .init("refusingUntil", JSONValue(queue.retryAt(at: report.at))),
    ])
  }

  private func name(_ queue: BankQueue) -> String { catalogue.bank(queue.bank)?.name.chosen ?? queue.bank.text }
  private func rate(_ queue: BankQueue) -> Double? { queue.perMinute.map { ($0 * 10).rounded() / 10 } }
  /// The estimated time at which the last of the waiting enquiries is asked.
  private func estimate(_ queue: BankQueue) -> Moment? { queue.estimate(of: queue.waiting, at: report.at) }

  var table: Table {
    Table(
      report.banks,
      [
        Field("bank", zh: "代码", en: "code") { .init($0.bank.text) },
        Field("name", zh: "银行", en: "bank") { .init(name($0)) },
        Field("waiting", zh: "等待", en: "waiting", .right) { .init("\($0.waiting)") },
        Field("oldestSince", zh: "最早等待自", en: "oldest since") { time($0.oldest, unknown: "") },
        Field("askedPerMinute", zh: "每分钟询问", en: "asked per minute", .right) { queue in
          .init(rate(queue).map { JSONValue.number($0).compact } ?? "-", csv: rate(queue).map { "\($0)" } ?? "")
        },
        Field("estimatedAt", zh: "预计完成", en: "estimated finish") { time(estimate($0), unknown: "-") },
        Field("refusingUntil", zh: "暂不受理至", en: "not accepting until") { time($0.retryAt(at: report.at), unknown: "") },
      ])
  }

  private func time(_ moment: Moment?, unknown: String) -> Table.Cell {
    .init(moment?.short ?? unknown, csv: moment?.description ?? "")
  }

  func text(_ language: Language, _ paint: Paint) -> String {
    guard let oldest = report.oldest else {
      return Bilingual(zh: "没有等待询问的查询", en: "No queries are waiting")[language] + "\n"
    }
    let heading = Bilingual(
      zh: "\(report.queries) 个查询在等待，最早的自 \(oldest.short) 起",
      en:
        "\(report.queries.counted("query is", "queries are")) waiting, the oldest since \(oldest.short)"
    )
    return heading[language] + "\n\n" + table.withoutEmptyColumns.text(language, paint)
  }
}
