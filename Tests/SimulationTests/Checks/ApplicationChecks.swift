import Domain
import Foundation
import QueryEngine

/// The answer to an application.
enum NaiveAnswer: Equatable {
  case refused([NaiveReason])
  case faceDoesNotFit
  case codeSent
  case codeIsNoGood
  case accepted
}

extension History {
  /// The answer of the rules to an application in a state of the database and at a time (rule 2).
  func answer(to call: Ledger.Call, in view: View, at time: Moment) -> NaiveAnswer {
    guard let against = objections(to: call, in: view, at: time) else {
      return .refused([NaiveReason("not_logged_in")])
    }
    guard against.isEmpty else { return .refused(against) }
    guard call.faceFits else { return .faceDoesNotFit }
    let phone = lookUp(people[call.person].details.phone.text)
    guard let code = call.code else {
      let dayAgo = Moment(milliseconds: time.milliseconds - 86_400_000)
      let recent = view.snapshot.codes.count { $0.phoneHash == phone && $0.isOwn && $0.sentAt > dayAgo }
      return recent >= settings.codesPerDay ? .codeIsNoGood : .codeSent
    }
    let chosen = chosen(call, in: view, at: time)
    return isGood(code, for: chosen, phoneHash: phone, in: view.snapshot, at: time) ? .accepted : .codeIsNoGood
  }

  /// Every reason in the database against an application, in the order of lists; nil if nobody is signed in.
  func objections(to call: Ledger.Call, in view: View, at time: Moment) -> [NaiveReason]? {
    guard let token = call.tokenHash, let id = view.snapshot.isLoggedIn(token, at: time),
      let person = view.snapshot.person(id)
    else { return nil }
    let rollout = view.timeline.at(time).running
    let banks = chosen(call, in: view, at: time)
    var found = rollout.objections(region: person.region, bucket: person.bucket, channel: call.channel, banks: banks)
    if view.snapshot.openQuery(of: id, at: time) != nil { found.append(NaiveReason("query_in_progress")) }
    if let latest = view.snapshot.latestReport(of: id), time < latest.adding(.hours(168)) {
      found.append(NaiveReason("too_early"))
    }
    if banks.isEmpty, call.banks != nil || found.isEmpty { found.append(NaiveReason("no_bank_chosen")) }
    if !call.agreed { found.append(NaiveReason("consent_missing")) }
    return found
  }

  private func chosen(_ call: Ledger.Call, in view: View, at time: Moment) -> [BankCode] {
    if let banks = call.banks { return banks.uniqued }
    let phone = lookUp(people[call.person].details.phone.text)
    let region = view.snapshot.person(phoneHash: phone)?.region ?? cast.regions[0]
    return view.timeline.at(time).running.offered(in: region)
  }

  /// Whether a code is good: once, for the choice of banks it was sent for, until its time is over or a newer one is
  /// sent.
  func isGood(_ code: String, for banks: [BankCode], phoneHash: Data, in snapshot: Snapshot, at time: Moment) -> Bool {
    guard let latest = snapshot.codes.last(where: { $0.phoneHash == phoneHash && $0.purpose == "apply" }) else {
      return false
    }
    let sent = phones.codesSeen.contains { $0.code == code && codeHash($0.code, $0.phone) == latest.codeHash }
    let binding = template.secret.hash("binding " + banks.map(\.text).sorted().joined(separator: " "), for: .codes)
    return sent && latest.state == "open" && latest.binding == binding && time < latest.sentAt.adding(.minutes(5))
  }

  private func codeHash(_ code: String, _ phone: String) -> Data {
    template.secret.hash("\(phone) apply \(code)", for: .codes)
  }

  // MARK: Moments of a call

  /// Whether the condition was true at a moment during the call: other programs and people act at the same time.
  func isPossible(for call: Ledger.Call, _ holds: (View, Moment) -> Bool) -> Bool {
    for view in views[call.firstView...].reversed() {
      for tick in (ledger.ticks[call.firstTick...] + [time.now]).reversed() {
        let own = tick.adding(call.ahead)
        // By the noted time, or by the exact one of the program that knows it.
        if holds(view, max(own, view.snapshot.latest)) || holds(view, max(own, view.at)) { return true }
      }
    }
    return false
  }

  /// The answer that the simulator expected, for messages.
  func expected(_ call: Ledger.Call) -> NaiveAnswer {
    answer(to: call, in: views[views.count - 1], at: max(time.now.adding(call.ahead), now.latest))
  }

  // MARK: The outcome

  func judge(_ outcome: Result<QueryView, CardholderFault>, of call: Ledger.Call) {
    switch outcome {
    case .success(let view):
      let row = now.queries.first { $0.id == view.query }
      hold(row != nil, 10, "\(view.query) was accepted and is not there")
      hold(row?.banks == view.banks.map(\.bank) && row?.dueAt == view.dueAt, 1, "\(view.query) is not what was said")
      if let row, random.chance(5) { age(row.number) }
    case .failure(.refused(let number, let revision, let reasons)): judge(number, revision, reasons, call)
    case .failure(.codeRequired):
      hold(
        isPossible(for: call) { answer(to: call, in: $0, at: $1) == .codeSent }, 2, "a code was sent: \(expected(call))"
      )
    case .failure(.busy):
      hold(keysChanged(during: call), 2, "an application was put off though nobody changed a password")
    case .failure(let fault): violated(2, "an application ended with \(fault.code)")
    }
  }

  /// Whether the person had other keys at the end of a call than at its beginning.
  private func keysChanged(during call: Ledger.Call) -> Bool {
    let phone = lookUp(people[call.person].details.phone.text)
    return Set(views[call.firstView...].compactMap { $0.snapshot.person(phoneHash: phone)?.publicKey }).count > 1
  }

  private func judge(_ number: String, _ revision: Int, _ reasons: [RefusalReason], _ call: Ledger.Call) {
    let codes = reasons.map(\.code)
    let given = reasons.naive
    let isRight = isPossible(for: call) { view, time in
      view.timeline.at(time).number == revision && answer(to: call, in: view, at: time) == given
    }
    hold(isRight, 2, "refused with \(codes) by revision \(revision), but expected \(expected(call))")
    guard let record = now.refusals.first(where: { $0.id == number }) else {
      return violated(2, "the refusal \(number) left no record")
    }
    hold(
      record.codes == codes.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }, 2,
      "the record of \(number) differs")
    hold(record.revision == revision, 2, "the record of \(number) names another revision")
    hold(
      (record.pseudonym == nil) == (codes == ["not_logged_in"]), 2,
      "the record of \(number) has no pseudonym, or one too many")
  }
}

extension [RefusalReason] {
  fileprivate var naive: NaiveAnswer {
    if case .faceCheckFailed = self[0] { return .faceDoesNotFit }
    if case .code = self[0] { return .codeIsNoGood }
    return .refused(
      map { reason in
        if case .gate(let objection) = reason { return NaiveReason(reason.code, objection.bank) }
        return NaiveReason(reason.code)
      })
  }
}
