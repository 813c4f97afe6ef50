import BankLink
import Domain
import Sealing

/// Asking is at least once: what is asked again is answered again in the same way, and never as something else.
enum IdempotencyChecks {
  static let all = [sameAnswer, otherConsent, otherIdentity, batchAgain, batchConflict]

  private static let sameAnswer = Check(
    "idempotency.same_answer", zh: "同一查询再问一次，答复不变", en: "the same enquiry again gets the same answer"
  ) { probe in
    let enquiry = probe.enquiry()
    let first = try await probe.opened(enquiry)
    let second = try await probe.answer(to: enquiry)
    guard second.text("status") == "answered", try probe.opened(enquiry, second).digits == first.digits else {
      throw Finding(
        zh: "同一查询（重新加密、重新签名）问了两次：应得到相同的卡，第二次是 \(second.told)",
        en:
          "sent the same enquiry twice, sealed and signed anew: expected the same cards, the second time got \(second.told)"
      )
    }
  }

  private static let otherConsent = Check(
    "idempotency.other_consent", zh: "同一查询换了授权则冲突", en: "the same enquiry with another consent is a conflict"
  ) { probe in
    var enquiry = probe.enquiry()
    try await probe.ask([enquiry])
    enquiry.consent.identifier = probe.enquiry().consent.identifier
    try await probe.expectRefusal(
      zh: "带着另一份授权的同一查询", en: "the same enquiry with another consent", try probe.draft(enquiry), 409,
      "enquiry_conflict")
  }

  private static let otherIdentity = Check(
    "idempotency.other_identity", zh: "同一查询换了人则冲突", en: "the same enquiry about another person is a conflict"
  ) { probe in
    var enquiry = probe.enquiry()
    try await probe.ask([enquiry])
    enquiry.person = TestPeople.zeros.document
    try await probe.expectRefusal(
      zh: "换了人的同一查询", en: "the same enquiry about another person", try probe.draft(enquiry), 409, "enquiry_conflict")
  }

  private static let batchAgain = Check(
    "idempotency.batch_again", zh: "同一批可以再发一次", en: "the same batch can be sent again"
  ) { probe in
    let batch = DraftBatch([probe.enquiry(), probe.enquiry(about: TestPeople.zeros)])
    for _ in 0..<2 {
      var draft = try probe.draft(batch)
      draft.idempotencyKey = batch.name
      try await probe.expectTaken(
        zh: "同一 Idempotency-Key 的同一批", en: "the same batch under the same Idempotency-Key", draft)
    }
  }

  private static let batchConflict = Check(
    "idempotency.batch_key", zh: "同一 Idempotency-Key 不能用于别的查询",
    en: "an Idempotency-Key is not for other enquiries"
  ) { probe in
    let batch = DraftBatch([probe.enquiry()])
    var first = try probe.draft(batch)
    first.idempotencyKey = batch.name
    try await probe.expectTaken(zh: "带 Idempotency-Key 的一批", en: "a batch with an Idempotency-Key", first)
    var second = try probe.draft(probe.enquiry())
    second.idempotencyKey = batch.name
    try await probe.expectRefusal(
      zh: "同一 Idempotency-Key 下的另一些查询", en: "other enquiries under the same Idempotency-Key", second, 409,
      "batch_conflict")
  }
}
