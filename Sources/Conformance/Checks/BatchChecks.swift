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
    "batches.full", zh: "一次接受 200 个查询", en: "200 enquiries are taken at once"
  ) { probe in
    try await probe.expectTaken(
      zh: "200 个查询的一批", en: "a batch of 200 enquiries", try probe.draft(DraftBatch(enquiries(200, probe))))
  }

  private static let tooMany = Check(
    "batches.too_many", zh: "拒绝超过 200 个查询", en: "more than 200 enquiries are refused"
  ) { probe in
    try await probe.expectRefusal(
      zh: "201 个查询的一批", en: "a batch of 201 enquiries", try probe.draft(DraftBatch(enquiries(201, probe))), 400,
      "too_many_enquiries")
  }

  private static let duplicate = Check(
    "batches.duplicate", zh: "拒绝同一查询出现两次的一批", en: "a batch that names an enquiry twice is refused"
  ) { probe in
    let enquiry = probe.enquiry()
    try await probe.expectRefusal(
      zh: "同一查询出现两次的一批", en: "a batch that names an enquiry twice", try probe.draft(enquiry, enquiry), 400,
      "duplicate_enquiry")
  }

  /// A bank may leave some for later, but not all: otherwise a batch would never end.
  private static let complete = Check(
    "batches.complete", zh: "一批逐次答完：每次请求都有进展", en: "a batch is answered in the end: each request answers some of it"
  ) { probe in
    var waiting = enquiries(20, probe)
    while !waiting.isEmpty {
      let told = Set(try await probe.ask(waiting).items?.compactMap { $0.text("enquiry") } ?? [])
      let left = waiting.filter { !told.contains($0.identifier) }
      guard left.count < waiting.count else {
        throw Finding(
          zh: "\(waiting.count) 个查询的一批：没有一个得到答复；可以留下一些下次再答，但每次请求至少要答一个",
          en: """
            sent a batch of \(waiting.count): none was answered; some may be left for the next request, but each has to \
            answer one at least
            """)
      }
      waiting = left
    }
  }

  private static let once = Check(
    "batches.once", zh: "每个查询只答一次", en: "each enquiry is answered once"
  ) { probe in
    let identifiers = try await probe.ask(enquiries(3, probe)).items?.compactMap { $0.text("enquiry") } ?? []
    let repeated = identifiers.count - Set(identifiers).count
    guard repeated > 0 else { return }
    throw Finding(
      zh: "3 个查询的一批：每个至多一项，重复了 \(repeated) 项",
      en: "sent a batch of 3: expected one item for each at most, \(repeated) came twice")
  }

  private static let onlyAsked = Check(
    "batches.only_asked", zh: "只答所问的查询", en: "nothing is answered that was not asked"
  ) { probe in
    let asked = enquiries(3, probe)
    let identifiers = Set(asked.map(\.identifier))
    let strange = try await probe.ask(asked).items?.filter { !identifiers.contains($0.text("enquiry") ?? "") } ?? []
    guard !strange.isEmpty else { return }
    throw Finding(
      zh: "3 个查询的一批：有 \(strange.count) 项不属于所问的查询",
      en: "sent a batch of 3: \(strange.count) items are for enquiries that were not asked")
  }
}
