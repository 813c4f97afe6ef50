import Domain
import Text

/// A reason for which a person's request is refused.
public enum CardholderFault: Fault, Equatable {
  /// An application is refused whole: its number, the revision, and every reason.
  case refused(number: String, revision: Int, reasons: [RefusalReason])
  case notLoggedIn
  case notRegistered
  case alreadyRegistered
  case notVerified
  case movedRecently(nextAt: Moment)
  case queryInProgress(query: String)
  /// A new password would end the running query, and the person has not agreed to that.
  case queryWouldEnd(query: String)
  /// A new password would close a report that can still be opened, and the person has not agreed to that. `nextAt` is
  /// the time from which they could apply again; nil if they can now.
  case reportWouldClose(query: String, expiresAt: Moment, nextAt: Moment?)
  /// Name, number, phone or face do not belong together. Somebody who has not yet shown that the phone is theirs is not
  /// told which of them is wrong.
  case presenceNotShown
  /// Too many identity and face checks were asked for: no more are made before that time.
  case checksLocked(until: Moment)
  case faceCheckFailed
  /// The code has been sent, or will be as soon as the SMS service takes it; the same call with the code completes.
  /// `banks` are those that the code is good for, `lifetime` is the time for which it is good.
  case codeRequired(
    maskedPhone: String, banks: [BankCode] = [], isSent: Bool = true, lifetime: Span = WorkSettings.usualCodeLifetime)
  case code(CodeProblem)
  case passwordRequired
  case passwordWrong(attemptsLeft: Int)
  case passwordLocked(until: Moment)
  case reportNotReady(query: String, state: QueryState)
  case reportExpired(query: String)
  /// The report was made under a payment password that was forgotten since: nothing opens it any more.
  case reportClosed(query: String)
  /// None of that number, or somebody else's.
  case noSuchQuery
  /// None at all, where the latest was asked for.
  case noQueryYet
  /// None that could be cancelled.
  case noQueryInProgress
  case busy

  public var code: String {
    switch self {
    case .refused(_, _, let reasons): reasons[0].code
    case .notLoggedIn: "not_logged_in"
    case .notRegistered: "not_registered"
    case .alreadyRegistered: "already_registered"
    case .notVerified, .presenceNotShown: "not_verified"
    case .checksLocked: "check_locked"
    case .movedRecently: "moved_recently"
    case .queryInProgress, .queryWouldEnd: "query_in_progress"
    case .reportWouldClose: "report_would_close"
    case .faceCheckFailed: "face_check_failed"
    case .codeRequired: "code_required"
    case .code(let problem): problem.code
    case .passwordRequired: "usage"
    case .passwordWrong: "password_wrong"
    case .passwordLocked: "password_locked"
    case .reportNotReady: "report_not_ready"
    case .reportExpired: "report_expired"
    case .reportClosed: "report_closed"
    case .noSuchQuery, .noQueryYet, .noQueryInProgress: "no_such_query"
    case .busy: "busy"
    }
  }

  public var kind: FaultKind {
    if case .passwordRequired = self { .usage } else { .refused }
  }

  public var facts: [JSONValue.Member] {
    switch self {
    case .refused(let number, let revision, let reasons):
      [
        .init("refusal", .string(number)), .init("revision", JSONValue(revision)),
        .init("reasons", .array(reasons.map { .object([.init("code", .string($0.code))] + $0.facts) })),
      ] + reasons[0].facts
    case .movedRecently(let nextAt): [.init("nextAt", JSONValue(nextAt))]
    case .queryInProgress(let query): [.init("query", .string(query)), .init("against", "change")]
    case .queryWouldEnd(let query): [.init("query", .string(query)), .init("against", "reset")]
    case .reportExpired(let query), .reportClosed(let query): [.init("query", .string(query))]
    case .reportWouldClose(let query, let expiresAt, let nextAt):
      [
        .init("query", .string(query)), .init("expiresAt", JSONValue(expiresAt)),
        .init("nextAt", JSONValue(nextAt)),
      ]
    case .reportNotReady(let query, let state):
      [.init("query", .string(query)), .init("state", .string(state.rawValue))]
    case .codeRequired(let phone, let banks, let isSent, let lifetime):
      [
        .init("phone", .string(phone)), .init("sent", .bool(isSent)),
        .init("goodForSeconds", .integer(lifetime.milliseconds / 1_000)),
      ]
        + (banks.isEmpty ? [] : [.init("banks", JSONValue(banks.map(\.text)))])
    case .code(let problem): problem.facts
    case .passwordWrong(let left): [.init("attemptsLeft", JSONValue(left))]
    case .passwordLocked(let until), .checksLocked(let until): [.init("until", JSONValue(until))]
    case .passwordRequired: [.init("needs", "password")]
    case .notLoggedIn, .notRegistered, .alreadyRegistered, .notVerified, .presenceNotShown, .faceCheckFailed,
      .noSuchQuery, .noQueryYet, .noQueryInProgress, .busy:
      []
    }
  }
}
