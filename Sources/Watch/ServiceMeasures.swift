import Domain
import Measures
import QueryEngine

/// What this process has counted since its start.
public final class ServiceMeasures: Sendable {
  private let accepted = Counter("chaka_applications_accepted_total", "Applications accepted.")
  private let refused = Counter(
    "chaka_applications_refused_total", "Applications refused, by the first reason's code.", by: ["code"])
  private let decided = Histogram(
    "chaka_application_duration_seconds", "Time from an application with a code to its decision.")
  private let queries = Counter("chaka_queries_ended_total", "Queries ended, by their state.", by: ["state"])
  private let enquiries = Counter(
    "chaka_enquiries_ended_total", "Enquiries ended, by bank and outcome.", by: ["bank", "outcome"])
  private let exchanges = Histogram(
    "chaka_bank_exchange_duration_seconds", "Time of one request to a bank.", by: "bank")
  private let failures = Counter(
    "chaka_bank_exchange_failures_total", "Requests to a bank that failed, by bank and code.", by: ["bank", "code"])
  private let reports = Counter("chaka_reports_opened_total", "Reports opened.")
  private let faults = Counter("chaka_faults_total", "Faults on the service's own side, by code.", by: ["code"])

  public init() {}

  public func note(_ occurrence: Occurrence) {
    switch occurrence {
    case .accepted(_, _, _, let took):
      accepted.add()
      decided.observe(took)
    case .refused(_, let codes, let took):
      refused.add(1, codes.first ?? "")
      decided.observe(took)
    case .ended(_, let state, let outcomes):
      queries.add(1, state.rawValue)
      for outcome in outcomes { enquiries.add(1, outcome.bank.text, outcome.state.rawValue) }
    case .exchanged(let bank, _, let code, let took):
      exchanges.observe(took, bank.text)
      if let code { failures.add(1, bank.text, code) }
    case .opened: reports.add()
    case .failed(let code): faults.add(1, code)
    }
  }

  var families: [Family] {
    [
      accepted.family, refused.family, decided.family, queries.family, enquiries.family, exchanges.family,
      failures.family, reports.family, faults.family,
    ]
  }
}
