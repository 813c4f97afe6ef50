import BankLink
import Crypto

/// Up to two hundred enquiries come in one request.
enum BatchChecks {
  static let all = [full, tooMany, duplicate, complete, once, onlyAsked]

  private static func enquiries(_ count: Int, _ probe: Probe) -> [DraftEnquiry] {
    let key = Curve25519.KeyAgreement.PrivateKey()
    let people = [TestPeople.both, TestPeople.unknown, TestPeople.mix, TestPeople.zeros]
    return (0..<count).map { DraftEnquiry(about: people[$0 % people.count], at: probe.bank, answerKey: key) }
  }

  private static let full = Check(
    "batches.full", zh: "一批接受 200 个询问", en: "accepts a batch of 200 enquiries"
  ) { probe in
    try await probe.expectTaken(
      zh: "一批 200 个询问", en: "a batch of 200 enquiries", try probe.draft(DraftBatch(enquiries(200, probe))))
  }

  private static let tooMany = Check(
    "batches.too_many", zh: "拒绝一批超过 200 个询问", en: "refuses a batch of more than 200 enquiries"
  ) { probe in
    try await probe.expectRefusal(
      zh: "一批 201 个询问", en: "a batch of 201 enquiries", try probe.draft(DraftBatch(enquiries(201, probe))), 400,
      "too_many_enquiries")
  }

  private static let duplicate = Check(
    "batches.duplicate", zh: "拒绝同一询问出现两次的一批", en: "refuses a batch that names an enquiry twice"
  ) { probe in
    let enquiry = probe.enquiry()
    try await probe.expectRefusal(
      zh: "同一询问出现两次的一批", en: "a batch that names an enquiry twice", try probe.draft(enquiry, enquiry), 400,
      "duplicate_enquiry")
  }

  /// A bank may leave some for later, but not all: otherwise a batch would never end.
  private static let complete = Check(
    "batches.complete", zh: "每次请求至少答复一个询问，直到答完一批",
    en: "answers at least one enquiry in each request until the batch is done"
  ) { probe in
    var waiting = enquiries(20, probe)
    while !waiting.isEmpty {
      let told = Set(try await probe.ask(waiting).items?.compactMap { $0.text("enquiry") } ?? [])
      let left = waiting.filter { !told.contains($0.identifier) }
      guard left.count < waiting.count else {
        throw Finding(
          zh: "发送了一批 \(waiting.count) 个询问：应至少答复一个，实际一个也没有；其余的可以留到下次",
          en: """
            sent a batch of \(waiting.count): expected at least one answer, got none; the others may wait for the next \
            request
            """)
      }
      waiting = left
    }
  }

  private static let once = Check(
    "batches.once", zh: "每个询问只答一次", en: "answers each enquiry once"
  ) { probe in
    let identifiers = try await probe.ask(enquiries(3, probe)).items?.compactMap { $0.text("enquiry") } ?? []
    let repeated = identifiers.count - Set(identifiers).count
    guard repeated > 0 else { return }
    throw Finding(
      zh: "发送了一批 3 个询问：每个至多应有一项，重复了 \(repeated) 项",
      en: "sent a batch of 3: expected at most one item for each, \(repeated) repeated")
  }

  private static let onlyAsked = Check(
    "batches.only_asked", zh: "只答所问的询问", en: "answers only what was asked"
  ) { probe in
    let asked = enquiries(3, probe)
    let identifiers = Set(asked.map(\.identifier))
    let strange = try await probe.ask(asked).items?.filter { !identifiers.contains($0.text("enquiry") ?? "") } ?? []
    guard !strange.isEmpty else { return }
    throw Finding(
      zh: "发送了一批 3 个询问：应只答这 3 个，另有 \(strange.count) 项不是所问的",
      en: "sent a batch of 3: expected answers to these only, got \(strange.count) to others")
  }
}
