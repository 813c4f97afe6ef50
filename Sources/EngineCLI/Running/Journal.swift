import Domain
import Logging
import Program
import QueryEngine
import Text

/// Writes into the log what happens to queries, refusals and enquiries, by their numbers: nothing about a person.
struct Journal: Sendable {
  private let log: Logger
  private let language: Language

  init(_ log: Logger, _ language: Language) {
    self.log = log
    self.language = language
  }

  @Sendable func note(_ occurrence: Occurrence) {
    switch occurrence {
    case .accepted(let query, let revision, let banks, let took):
      tell(
        .info, zh: "申请已受理", en: "an application was accepted",
        [.query: query, .revision: "\(revision)", .count: "\(banks)", .milliseconds: Self.milliseconds(took)])
    case .refused(let number, let codes, let took):
      tell(
        .info, zh: "申请未受理", en: "an application was refused",
        [.refusal: number, .codes: codes.joined(separator: " "), .milliseconds: Self.milliseconds(took)])
    case .ended(let query, let state, let outcomes):
      let answered = outcomes.count { $0.state == .answered }
      tell(
        .info, zh: "查询已结束", en: "a query has ended",
        [.query: query, .outcome: state.rawValue, .count: "\(answered)/\(outcomes.count)"])
    case .exchanged(let bank, let enquiries, let code, let took): exchanged(bank, enquiries, code, took)
    case .opened(let query): tell(.info, zh: "报告已打开", en: "a report was opened", [.query: query])
    case .failed: break  // The engine logs it itself, with what can be done against it.
    }
  }

  private func exchanged(_ bank: BankCode, _ enquiries: [String], _ code: String?, _ took: Duration) {
    var facts: [LogKey: String] = [
      .bank: bank.text, .count: "\(enquiries.count)", .milliseconds: Self.milliseconds(took),
    ]
    if let code { facts[.code] = code }
    if code == nil {
      tell(.debug, zh: "银行已回应", en: "a bank has replied", facts)
    } else {
      tell(.info, zh: "询问银行失败", en: "a request to a bank failed", facts)
    }
    guard log.logLevel <= .debug else { return }
    for enquiry in enquiries {
      tell(.debug, zh: "该次请求中的询问", en: "an enquiry of that request", [.bank: bank.text, .enquiry: enquiry])
    }
  }

  private func tell(
    _ level: Logger.Level, zh: @autoclosure () -> String, en: @autoclosure () -> String, _ facts: [LogKey: String]
  ) {
    guard level >= log.logLevel else { return }
    log.tell(level, language == .zh ? zh() : en(), facts)
  }

  private static func milliseconds(_ took: Duration) -> String { "\(Int64((took / .milliseconds(1)).rounded()))" }
}
