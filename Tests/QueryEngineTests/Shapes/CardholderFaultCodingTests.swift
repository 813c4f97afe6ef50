import Domain
import Testing
import Text

@testable import QueryEngine

/// A fault crosses to another program as code and facts, and is the same fault there.
struct CardholderFaultCodingTests {
  private static let time = Moment(milliseconds: 1_654_740_000_123)
  private static let banks = [BankCode("abc"), BankCode("icbc")]
  private static let change = BanksChange(added: [banks[0]], gone: [], renamed: [banks[1]])

  private static let problems: [CodeProblem] = [
    .wrong(attemptsLeft: 3), .wrong(attemptsLeft: 0), .malformed, .expired, .locked(until: nil), .locked(until: time),
    .banksChanged(change), .agreementChanged(AgreementChange(from: nil, to: "2")),
    .agreementChanged(AgreementChange(from: "1", to: "2")),
  ]

  private static let reasons: [RefusalReason] =
    [
      .notLoggedIn, .queryInProgress(query: "Q1"), .tooEarly(nextAt: time), .noBankChosen,
      .busy(banks, retryAt: time), .consentMissing, .checksLocked(until: time), .faceCheckFailed,
    ] + problems.map { .code($0) } + GateReason.allCases.map { .gate(Objection($0)) }
    + GateReason.allCases.map { .gate(Objection($0, bank: banks[0])) }

  private static let faults: [CardholderFault] =
    [
      .notLoggedIn, .notRegistered, .alreadyRegistered, .notVerified, .presenceNotShown, .faceCheckFailed,
      .movedRecently(nextAt: time), .queryInProgress(query: "Q1"), .queryWouldEnd(query: "Q1"),
      .reportWouldClose(query: "Q1", expiresAt: time, nextAt: nil),
      .reportWouldClose(query: "Q1", expiresAt: time, nextAt: time), .checksLocked(until: time),
      .codeRequired(maskedPhone: "138****8000"),
      .codeRequired(maskedPhone: "138****8000", banks: banks, isSent: false, lifetime: .minutes(3)),
      .passwordRequired, .passwordWrong(attemptsLeft: 4), .passwordLocked(until: time), .reportExpired(query: "Q1"),
      .reportClosed(query: "Q1"), .noSuchQuery, .noQueryYet, .noQueryInProgress, .busy,
      .refused(number: "R1", revision: 7, reasons: reasons),
    ] + QueryState.allCases.map { .reportNotReady(query: "Q1", state: $0) } + problems.map { .code($0) }
    + reasons.map { .refused(number: "R1", revision: 7, reasons: [$0]) }

  @Test(arguments: faults) func `each is read as what it was`(fault: CardholderFault) throws {
    let text = JSONValue.object(fault.facts).compact
    let facts = try #require(JSONValue(json: text))
    let read = CardholderFault(code: fault.code, facts: facts, variant: fault.variant)
    #expect(read == fault, "\(text)")
    #expect(read?.message == fault.message)
  }

  @Test func `no case is left out`() {
    #expect(Set(Self.faults.map(Self.place)) == Set(0..<23))
    #expect(Set(Self.reasons.map(Self.place)) == Set(0..<10))
    #expect(Set(Self.problems.map(Self.place)) == Set(0..<6))
  }

  @Test func `what lacks a fact, or is another's, is no fault of the desk`() {
    for code in ["password_wrong", "moved_recently", "report_would_close", "code_required", "query_in_progress"] {
      #expect(CardholderFault(code: code, facts: [:]) == nil, "\(code)")
    }
    #expect(CardholderFault(code: "usage", facts: [:]) == nil)
    #expect(CardholderFault(code: "service_unavailable", facts: ["service": "face"]) == nil)
    #expect(CardholderFault(code: "busy", facts: ["refusal": "R1", "revision": 1, "reasons": []]) == nil)
  }

  private static func place(_ fault: CardholderFault) -> Int {
    switch fault {
    case .refused: 0
    case .notLoggedIn: 1
    case .notRegistered: 2
    case .alreadyRegistered: 3
    case .notVerified: 4
    case .movedRecently: 5
    case .queryInProgress: 6
    case .queryWouldEnd: 7
    case .reportWouldClose: 8
    case .presenceNotShown: 9
    case .checksLocked: 10
    case .faceCheckFailed: 11
    case .codeRequired: 12
    case .code: 13
    case .passwordRequired: 14
    case .passwordWrong: 15
    case .passwordLocked: 16
    case .reportNotReady: 17
    case .reportExpired: 18
    case .reportClosed: 19
    case .noSuchQuery: 20
    case .noQueryYet, .noQueryInProgress: 21
    case .busy: 22
    }
  }

  private static func place(_ reason: RefusalReason) -> Int {
    switch reason {
    case .notLoggedIn: 0
    case .gate: 1
    case .queryInProgress: 2
    case .tooEarly: 3
    case .noBankChosen: 4
    case .busy: 5
    case .consentMissing: 6
    case .checksLocked: 7
    case .faceCheckFailed: 8
    case .code: 9
    }
  }

  private static func place(_ problem: CodeProblem) -> Int {
    switch problem {
    case .wrong: 0
    case .malformed: 1
    case .expired: 2
    case .locked: 3
    case .banksChanged: 4
    case .agreementChanged: 5
    }
  }
}
