import Domain
import Store
import Text

/// The check of an application by the database alone; face and code come after.
struct ApplicationCheck: Sendable {
  /// The chosen banks, `all` resolved, under their present names.
  let shown: ShownBanks
  let revision: Int
  /// The number of banks that the revision knows.
  let known: Int
  let reasons: [RefusalReason]

  var banks: [BankCode] { shown.banks }
}

extension Transaction {
  /// Checks an application by the gate of the revision in force: gate, query in progress, too early, banks, consent, in
  /// this order (rule 2). `busy` are the banks that cannot keep up, each with the time to come back.
  func check(
    _ application: Application, of person: PersonRecord, gate: Gate, busy: [BankCode: Moment]
  ) throws -> ApplicationCheck {
    let applicant = Applicant(region: person.region, bucket: person.bucket, channel: application.channel)
    let banks = chosen(application.banks, applicant, gate)
    var reasons = gate.objections(to: applicant, banks: banks).map { RefusalReason.gate($0) }
    reasons += try history(of: person)
    if banks.isEmpty, application.banks != .all || reasons.isEmpty { reasons.append(.noBankChosen) }
    let crowded = banks.filter { busy[$0] != nil }
    if let retryAt = crowded.compactMap({ busy[$0] }).max() { reasons.append(.busy(crowded, retryAt: retryAt)) }
    if !application.agreed { reasons.append(.consentMissing) }
    let shown = try named(banks)
    if reasons.isEmpty, let change = application.shown?.change(to: shown) {
      reasons.append(.code(.banksChanged(change)))
    }
    return ApplicationCheck(shown: shown, revision: gate.revision, known: gate.banks.count, reasons: reasons)
  }

  private func named(_ banks: [BankCode]) throws -> ShownBanks {
    let catalogue = try lastAppliedCatalogue()
    return ShownBanks(
      banks.map { .init(bank: $0, name: catalogue.bank($0)?.name ?? Bilingual(same: $0.text)) })
  }

  private func chosen(_ banks: Application.Banks, _ applicant: Applicant, _ gate: Gate) -> [BankCode] {
    switch banks {
    case .named(let named):
      var seen: Set<BankCode> = []
      return named.filter { seen.insert($0).inserted }
    case .all:
      var admitted: [BankCode] = []
      gate.judge(applicant, general: { _ in }) { place, reason in
        if reason == nil { admitted.append(gate.banks[place]) }
      }
      return admitted
    }
  }

  /// The reasons from earlier queries: one query at a time, and the next one 7 x 24 h after the latest report was
  /// generated (rule 3).
  private func history(of person: PersonRecord) throws -> [RefusalReason] {
    var reasons: [RefusalReason] = []
    if let latest = try queries(of: person.id, limit: 1).first, latest.state.isOpen {
      reasons.append(.queryInProgress(query: latest.id))
    }
    if let nextAt = try latestReport(of: person.id)?.adding(QueryMachine.waitingTime), now < nextAt {
      reasons.append(.tooEarly(nextAt: nextAt))
    }
    return reasons
  }
}
