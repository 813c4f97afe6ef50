import BankLink
import Sealing

/// Asking is at least once: an enquiry that is asked again gets the same answer, and never another.
enum IdempotencyChecks {
  static let all = [sameAnswer, otherConsent, otherIdentity, batchAgain, batchConflict, remembered, restart]

  private static let sameAnswer = Check(
    "idempotency.same_answer", zh: "同一询问再问一次，答复不变", en: "gives the same answer to the same enquiry"
  ) { probe in
    let enquiry = probe.enquiry()
    let first = try await probe.opened(enquiry)
    let second = try await probe.answer(to: enquiry)
    guard second.text("status") == "answered", try probe.opened(enquiry, second).digits == first.digits else {
      throw Finding(
        zh: "同一询问（重新加密、重新签名）问了两次：第二次应得到相同的卡，实际是 \(second.told)",
        en: "sent the same enquiry twice, sealed and signed anew: expected the same cards again, got \(second.told)"
      )
    }
  }

  private static let otherConsent = Check(
    "idempotency.other_consent", zh: "拒绝换了授权的同一询问", en: "refuses the same enquiry with another consent"
  ) { probe in
    var enquiry = probe.enquiry()
    try await probe.ask([enquiry])
    enquiry.consent.identifier = probe.enquiry().consent.identifier
    try await probe.expectRefusal(
      zh: "换了授权的同一询问", en: "the same enquiry with another consent", try probe.draft(enquiry), 409,
      "enquiry_conflict")
  }

  private static let otherIdentity = Check(
    "idempotency.other_identity", zh: "拒绝换了人的同一询问", en: "refuses the same enquiry about another person"
  ) { probe in
    var enquiry = probe.enquiry()
    try await probe.ask([enquiry])
    enquiry.person = TestPeople.zeros.document
    try await probe.expectRefusal(
      zh: "换了人的同一询问", en: "the same enquiry about another person", try probe.draft(enquiry), 409, "enquiry_conflict")
  }

  private static let batchAgain = Check(
    "idempotency.batch_again", zh: "同一批可以再发一次", en: "accepts the same batch again"
  ) { probe in
    let batch = DraftBatch([probe.enquiry(), probe.enquiry(about: TestPeople.zeros)])
    for _ in 0..<2 {
      var draft = try probe.draft(batch)
      draft.idempotencyKey = batch.name
      try await probe.expectTaken(
        zh: "同一 Idempotency-Key 的同一批", en: "the same batch under the same Idempotency-Key", draft)
    }
  }

  /// An enquiry that a bank forgets after a moment would be answered anew about anybody. Checked only if the bank
  /// behaves right at once: otherwise the other checks tell.
  private static let remembered = Check(
    "idempotency.remembered", zh: "过一会儿仍记得先前的询问", en: "still knows an earlier enquiry after a while", turn: .last
  ) { probe in
    let fresh = probe.enquiry()
    try await probe.ask([fresh])
    let isConflict = try await probe.send(probe.draft(fresh.about(TestPeople.zeros))).code == "enquiry_conflict"
    let isUsed =
      try await probe.send(probe.draft(probe.enquiry(under: fresh.consent.identifier))).code == "consent_used"
    let enquiry = try await probe.firstEnquiry().enquiry
    if isConflict {
      try await probe.expectConflict(
        enquiry, zh: "这次运行的第一个询问，换了人", en: "the first enquiry of this run, about another person")
    }
    if isUsed {
      try await probe.expectUsed(
        enquiry.consent.identifier, zh: "这次运行的第一份授权，换了询问",
        en: "the first consent of this run, for another enquiry")
    }
  }

  /// Only a later run can tell which enquiries a bank still knows after a restart.
  static let restart = Check(
    "idempotency.restart", zh: "重启之后仍记得先前的询问", en: "still knows earlier enquiries after a restart"
  ) { probe in
    guard let recall = probe.recall else {
      throw CheckNotMade(
        zh: "没有先前的运行可比，请在该行重启之后再运行一次",
        en: "there is no earlier run to compare with: run again after the bank was restarted")
    }
    guard recall.endpoint == probe.endpoint.url, !recall.isOver(at: probe.now()) else {
      throw CheckNotMade(
        zh: "先前运行的接口地址不同，或已过 24 小时", en: "the earlier run was at another endpoint, or more than 24 hours ago")
    }
    // The wrong requests come first: a bank that was asked the right one would know the enquiry by that.
    try await probe.expectConflict(
      DraftEnquiry(recall, at: probe.bank), zh: "先前一次运行的询问，换了人",
      en: "an enquiry of an earlier run, about another person")
    try await probe.expectUsed(
      recall.consent, zh: "先前一次运行的授权，换了询问", en: "a consent of an earlier run, for another enquiry")
    let digits = try await probe.opened(DraftEnquiry(recall, at: probe.bank)).digits.sorted()
    guard digits == TestPeople.both.reported.map(\.digits).sorted() else {
      throw Finding(
        zh: "再次发送了先前一次运行的询问：应得到相同的卡，实际不同",
        en: "sent an enquiry of an earlier run again: expected the same cards, got others")
    }
  }

  private static let batchConflict = Check(
    "idempotency.batch_key", zh: "拒绝把同一 Idempotency-Key 用于其他询问",
    en: "refuses other enquiries under the same Idempotency-Key"
  ) { probe in
    let batch = DraftBatch([probe.enquiry()])
    var first = try probe.draft(batch)
    first.idempotencyKey = batch.name
    try await probe.expectTaken(zh: "带 Idempotency-Key 的一批", en: "a batch with an Idempotency-Key", first)
    var second = try probe.draft(probe.enquiry())
    second.idempotencyKey = batch.name
    try await probe.expectRefusal(
      zh: "沿用同一 Idempotency-Key 的其他询问", en: "other enquiries under the same Idempotency-Key", second, 409,
      "batch_conflict")
  }
}

extension Probe {
  /// Throws unless the known enquiry is refused about another person.
  fileprivate func expectConflict(_ enquiry: DraftEnquiry, zh: String, en: String) async throws {
    try await expectRefusal(zh: zh, en: en, draft(enquiry.about(TestPeople.zeros)), 409, "enquiry_conflict")
  }

  /// Throws unless the used consent is refused for another enquiry.
  fileprivate func expectUsed(_ consent: String, zh: String, en: String) async throws {
    try await expectRefusal(zh: zh, en: en, draft(enquiry(under: consent)), 400, "consent_used")
  }

  fileprivate func enquiry(under consent: String) -> DraftEnquiry {
    var enquiry = enquiry()
    enquiry.consent.identifier = consent
    return enquiry
  }
}

extension DraftEnquiry {
  fileprivate func about(_ person: TestPerson) -> DraftEnquiry {
    var enquiry = self
    enquiry.person = person.document
    return enquiry
  }
}
