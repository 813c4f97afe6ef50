import BankLink
import Foundation
import Text

extension Probe {
  /// Throws unless a request is refused with this status and this code of the published list. `zh` and `en` describe
  /// the request.
  @discardableResult
  func expectRefusal(
    zh: String, en: String, _ draft: DraftRequest, _ status: Int, _ code: String
  ) async throws -> Reply {
    try expect(try await send(draft), isRefusedWith: status, code, zh: zh, en: en)
  }

  /// Throws unless a request is refused with one of several codes: of several faults in a request, a bank may report
  /// any.
  func expectRefusal(zh: String, en: String, _ draft: DraftRequest, anyOf codes: [String]) async throws {
    let reply = try await send(draft)
    guard let code = reply.code, codes.contains(code), (400...499).contains(reply.status) else {
      let (told, list) = (reply.told, codes.joined(separator: ", "))
      throw Finding(
        zh: "发送了\(zh)：应拒绝（\(list) 之一），实际收到 \(told.zh)",
        en: "sent \(en): expected a refusal with one of \(list), got \(told.en)")
    }
  }

  @discardableResult
  func expect(
    _ reply: Reply, isRefusedWith status: Int, _ code: String, zh: String, en: String
  ) throws -> Reply {
    guard reply.status == status, reply.code == code else {
      let told = reply.told
      throw Finding(
        zh: "发送了\(zh)：应以 \(status) 和代码 \(code) 拒绝，实际收到 \(told.zh)",
        en: "sent \(en): expected \(status) with the code \(code), got \(told.en)")
    }
    return reply
  }

  /// Throws unless a request is taken: 200 with answers. `zh` and `en` describe the request.
  @discardableResult
  func expectTaken(zh: String, en: String, _ draft: DraftRequest) async throws -> Reply {
    try taken(try await send(draft), zh: zh, en: en)
  }

  @discardableResult
  func taken(_ reply: Reply, zh: String, en: String) throws -> Reply {
    guard reply.items != nil else {
      let told = reply.told
      throw Finding(
        zh: "发送了\(zh)：应收到 200 和答复，实际收到 \(told.zh)", en: "sent \(en): expected 200 with answers, got \(told.en)")
    }
    return reply
  }

  /// A request without any fault that asks about these enquiries.
  @discardableResult
  func ask(_ enquiries: [DraftEnquiry]) async throws -> Reply {
    let sent = try await patiently({ try await sendNoted(DraftBatch(enquiries)) }, pause: \.reply.pause)
    try taken(sent.reply, zh: "一个正常的请求", en: "an ordinary request")
    if enquiries.count == 1, enquiries[0].person == TestPeople.both.document {
      firstAsked.note(enquiries[0], sent.outgoing)
    }
    return sent.reply
  }

  private func sendNoted(_ batch: DraftBatch) async throws -> (outgoing: OutgoingRequest, reply: Reply) {
    let outgoing = try outgoing(draft(batch))
    return (outgoing, try await send(outgoing))
  }
}

extension Probe {
  /// The bank's final answer to an enquiry, asked in an ordinary request: `answered` or `declined`.
  func answer(to enquiry: DraftEnquiry) async throws -> JSONValue {
    try await settled(enquiry, in: try await ask([enquiry]))
  }

  /// The final answer to an enquiry, fetched for as long as it was only accepted.
  func settled(_ enquiry: DraftEnquiry, in first: Reply) async throws -> JSONValue {
    var reply = first
    let deadline = ContinuousClock.now.advanced(by: limits.answer)
    while true {
      guard let item = reply.items?.first(where: { $0.text("enquiry") == enquiry.identifier }) else {
        throw Finding(zh: "200 里没有所问询问的答复", en: "the 200 has no answer to the enquiry that was asked")
      }
      guard item.text("status") == "accepted" else { return item }
      try await wait(for: item, until: deadline)
      reply = try await expectTaken(zh: "一次取回", en: "a fetch", fetchDraft([enquiry.identifier]))
    }
  }

  /// Waits for the bank's own pause, since nothing may be fetched before; a second if the bank names none.
  private func wait(for item: JSONValue, until deadline: ContinuousClock.Instant) async throws {
    let pause = Duration.milliseconds(Int((max(item.number("retryAfterSeconds") ?? 1, 0.05) * 1_000).rounded(.up)))
    guard ContinuousClock.now.advanced(by: pause) < deadline else {
      let limit = limits.answer.components.seconds
      throw Finding(
        zh: "询问已受理（accepted），\(limit) 秒内没有答复",
        en: "the enquiry was accepted, but not answered within \(limit) s", isSlow: true, limit: .answer)
    }
    try await wait { try await Task.sleep(for: pause) }
  }

  /// The messages that the bank posted about an enquiry, once there are `count` of them; fewer if it takes too long.
  func posts(of enquiry: DraftEnquiry, count: Int, within limit: Duration) async throws -> [CallbackRecorder
    .PostedCallback]
  {
    guard let callbacks else { return [] }
    let deadline = ContinuousClock.now.advanced(by: limit)
    while callbacks.posts(of: enquiry.identifier).count < count, ContinuousClock.now < deadline {
      // An unreadable message names no enquiry: the one waited for may be among these.
      if callbacks.refused > 0, callbacks.posts(of: enquiry.identifier).isEmpty { break }
      try await wait { try await Task.sleep(for: .milliseconds(50)) }
    }
    return callbacks.posts(of: enquiry.identifier)
  }

  /// The answer to an enquiry, opened. Throws if there is none or it does not open at all.
  func opened(_ enquiry: DraftEnquiry) async throws -> OpenedAnswer {
    try opened(enquiry, try await answer(to: enquiry))
  }

  func opened(_ enquiry: DraftEnquiry, _ item: JSONValue) throws -> OpenedAnswer {
    guard item.text("status") == "answered" else {
      let told = item.told
      throw Finding(zh: "应得到答复（answered），实际是 \(told)", en: "expected an answer (answered), got \(told)")
    }
    guard let sealed = item.bytes("sealed"),
      let opened = OpenedAnswer(sealed, enquiry.binding(at: bank), with: enquiry.answerKey)
    else {
      throw Finding(
        zh: "加密的答复用该询问的密钥（授权中的 answerKey）打不开，或内容不是 JSON",
        en: "the sealed answer does not open with the enquiry's key (answerKey of the consent), or is not JSON inside")
    }
    return opened
  }

  /// Throws unless a person is answered with exactly these cards, by their digits.
  func expectCards(_ expected: [TestCard], _ enquiry: DraftEnquiry, zh: String, en: String) async throws {
    try Self.expect(expected, in: try await opened(enquiry), zh: zh, en: en)
  }

  static func expect(_ expected: [TestCard], in answer: OpenedAnswer, zh: String, en: String) throws {
    let wanted = expected.map(\.digits).sorted()
    let got = answer.digits.sorted()
    guard wanted != got else { return }
    // Digits that are not those of the published cards are not repeated.
    let missing = wanted.filter { !got.contains($0) }
    let known = TestPeople.all.flatMap(\.cards).map(\.digits)
    let extra = got.filter { !wanted.contains($0) }.map { known.contains($0) ? $0 : "????…????" }
    let list = { (digits: [String]) in digits.isEmpty ? "-" : digits.prefix(5).joined(separator: ", ") }
    throw Finding(
      zh: "询问了\(zh)：应返回 \(wanted.count) 张卡，实际 \(got.count) 张；缺少 \(list(missing))，多出 \(list(extra))",
      en: """
        asked about \(en): expected \(wanted.count.cards), got \(got.count); missing \(list(missing)), unexpected \
        \(list(extra))
        """
    )
  }
}

extension JSONValue {
  /// The status of an answer's item, for people.
  var told: String {
    [text("status") ?? "?", text("code")].compactMap(\.self).joined(separator: " ")
  }
}
