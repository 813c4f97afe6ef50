import BankLink

/// An answer may come later; then the network fetches it.
enum LateChecks {
  static let all = [fetched, unknown, each]

  private static let fetched = Check(
    "late.fetched", zh: "可以取回先前询问的答复", en: "lets the answer to an earlier enquiry be fetched"
  ) { probe in
    let enquiry = probe.enquiry()
    let asked = try await probe.opened(enquiry)
    let reply = try await fetch([enquiry.identifier], probe)
    let item = try await probe.settled(enquiry, in: reply)
    guard item.text("status") == "answered", try probe.opened(enquiry, item).digits == asked.digits else {
      throw Finding(
        zh: "取回已答复的询问：应得到相同的卡，实际是 \(item.told)",
        en: "fetched an answered enquiry: expected the same cards, got \(item.told)")
    }
  }

  private static let unknown = Check(
    "late.unknown", zh: "取回没有问过的询问得到 unknown_enquiry", en: "answers unknown_enquiry to a fetch of what was never asked"
  ) { probe in
    let identifier = probe.enquiry().identifier
    let item = try await fetch([identifier], probe).items?.first { $0.text("enquiry") == identifier }
    guard item?.told != "declined unknown_enquiry" else { return }
    let told = item?.told ?? "-"
    throw Finding(
      zh: "取回没有问过的询问：应为 declined unknown_enquiry，实际是 \(told)",
      en: "fetched an enquiry that was never asked: expected declined unknown_enquiry, got \(told)")
  }

  private static let each = Check(
    "late.each", zh: "取回多个询问时逐个答复", en: "answers each enquiry of a fetch"
  ) { probe in
    let asked = [probe.enquiry(), probe.enquiry(about: TestPeople.zeros)]
    try await probe.ask(asked)
    let identifiers = asked.map(\.identifier) + [probe.enquiry().identifier]
    let told = try await fetch(identifiers, probe).items?.compactMap { $0.text("enquiry") } ?? []
    let missing = identifiers.filter { !told.contains($0) }.count
    guard missing > 0 else { return }
    throw Finding(
      zh: "取回 3 个询问：每个都应有一项，少了 \(missing) 项", en: "fetched 3 enquiries: expected an item for each, \(missing) missing"
    )
  }

  private static func fetch(_ enquiries: [String], _ probe: Probe) async throws -> Reply {
    try await probe.expectTaken(zh: "一次取回（/v1/answers）", en: "a fetch (/v1/answers)", probe.fetchDraft(enquiries))
  }
}
