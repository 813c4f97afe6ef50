import BankLink
import Foundation
import Sealing
import Text

/// The fault of a request is reported in JSON, with a code of the published list.
enum ErrorChecks {
  static let all = [
    notJSON, invalidUTF8, tooDeep, duplicateKey, tooLarge, unsupportedProtocol, badShape, emptyBatch, contentType,
    readable, retry, enquiryNamed, nothingPersonal, previousPerson,
  ]

  private static let notJSON = check(
    "not_json", "not_json", zh: "不是 JSON 的正文", en: "a body that is not JSON"
  ) { _ in Data("hello".utf8) }

  private static let invalidUTF8 = check(
    "utf8", "not_json", zh: "不是 UTF-8 的正文", en: "a body that is not UTF-8"
  ) { json in Data(json.setting("later", "?").compact.utf8.map { $0 == UInt8(ascii: "?") ? 0xff : $0 }) }

  private static let tooDeep = check(
    "too_deep", "too_deep", zh: "嵌套一万层的正文", en: "a body nested 10,000 levels deep"
  ) { json in
    let deep = String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
    return Data((json.compact.dropLast() + ",\"later\":\(deep)}").utf8)
  }

  private static let duplicateKey = check(
    "duplicate_key", "duplicate_key", zh: "同一个键出现两次的正文", en: "a body with the same key twice"
  ) { json in Data((json.compact.dropLast() + ",\"protocol\":\"1\"}").utf8) }

  private static let unsupportedProtocol = check(
    "protocol", "unsupported_protocol", zh: "协议版本为 2 的请求", en: "a request in version 2 of the protocol"
  ) { json in Data(json.setting("protocol", "2").compact.utf8) }

  private static let badShape = check(
    "bad_shape", "bad_shape", zh: "缺少成员 batch 的请求", en: "a request without the member batch"
  ) { json in Data(json.removing("batch").compact.utf8) }

  private static let emptyBatch = check(
    "empty_batch", "bad_shape", zh: "没有询问的一批", en: "a batch without enquiries"
  ) { json in Data(json.setting("enquiries", []).compact.utf8) }

  private static func check(
    _ name: String, _ code: String, zh: String, en: String, body: @escaping @Sendable (JSONValue) -> Data
  ) -> Check {
    Check("errors.\(name)", zh: "拒绝\(zh)", en: "refuses \(en)") { probe in
      let json = try probe.json(DraftBatch([probe.enquiry()]))
      try await probe.expectRefusal(zh: zh, en: en, DraftRequest(body: body(json), probe.signature), 400, code)
    }
  }

  private static let tooLarge = Check(
    "errors.too_large", zh: "拒绝超过 4 MiB 的正文", en: "refuses a body of more than 4 MiB"
  ) { probe in
    let large = String(repeating: "x", count: 5 << 20)
    let json = try probe.json(DraftBatch([probe.enquiry()])).setting("later", .string(large))
    try await probe.expectRefusal(
      zh: "5 MiB 的正文", en: "a body of 5 MiB", DraftRequest(json, probe.signature), 413, "too_large")
  }

  private static let contentType = Check(
    "errors.content_type", zh: "错误体的类型为 application/json 或 application/problem+json",
    en: "sends error bodies as application/json or application/problem+json", turn: .last
  ) { probe in
    try await probe.judge("errors.content_type") { try await wrong(probe) }
  }

  /// An error body that the network cannot read ends every enquiry of the batch, instead of one.
  private static let readable = Check(
    "errors.readable", zh: "错误体的格式网络能够读取", en: "sends error bodies that the network can read", turn: .last
  ) { probe in
    try await probe.judge("errors.readable") { try await wrong(probe) }
  }

  /// Details of one person must not come back to whoever asks next.
  private static let previousPerson = Check(
    "errors.previous_person", zh: "错误体里没有先前被查询人的信息", en: "says nothing in an error about a person asked about earlier",
    turn: .last
  ) { probe in
    try await probe.judge("errors.previous_person") {
      _ = try await probe.opened(probe.enquiry())
      try await wrong(probe)
    }
  }

  /// Requests with one fault each, of every kind of refusal.
  private static func wrong(_ probe: Probe) async throws {
    _ = try await probe.send(DraftRequest(body: Data("{}".utf8), probe.signature))
    _ = try await probe.send(DraftRequest(body: Data("hello".utf8), probe.signature))
    _ = try await probe.send(DraftRequest(body: Data("{}".utf8), nil))
    _ = try await probe.send(DraftRequest(body: Data("{}".utf8), DraftSignature(SigningKey())))
    var draft = DraftRequest(body: Data("{}".utf8), probe.signature)
    draft.contentType = "text/plain"
    _ = try await probe.send(draft)
    draft = probe.fetchDraft([])
    draft.signature = nil
    _ = try await probe.send(draft)
    draft.path = "nothing"
    _ = try await probe.send(draft)
    _ = try await probe.get("enquiries")
  }

  private static let retry = Check(
    "errors.retry", zh: "错误体说明是否可以重试", en: "says in an error body whether to try again"
  ) { probe in
    let reply = try await probe.send(DraftRequest(body: Data("{}".utf8), probe.signature))
    guard reply.status != 200, reply.json?["error"]?["retry"] != false else { return }
    let got = reply.json?["error"]?["retry"]?.compact ?? "-"
    throw Finding(
      zh: "发送了空的请求 {}：重试无用，错误体的 retry 应为 false，实际是 \(got)",
      en: "sent the empty request {}, which never succeeds: expected retry in the error body to be false, got \(got)")
  }

  private static let enquiryNamed = Check(
    "errors.enquiry_named", zh: "错误体指明出错的询问", en: "names in an error body the enquiry that it is about"
  ) { probe in
    var second = probe.enquiry()
    (second.consent.granted, second.consent.expires) = (.hours(-48), .hours(-24))
    let reply = try await probe.send(probe.draft(probe.enquiry(), second))
    guard reply.status != 200, reply.json?["error"]?.text("enquiry") != second.identifier else { return }
    throw Finding(
      zh: "发送了第二个询问的授权已过期的一批：错误体的 enquiry 应是第二个询问",
      en:
        "sent a batch whose second consent has expired: expected enquiry in the error body to name the second enquiry"
    )
  }

  private static let nothingPersonal = Check(
    "errors.nothing_personal", zh: "错误体里没有个人信息", en: "says nothing about the person in an error", turn: .last
  ) { probe in
    try await probe.judge("errors.nothing_personal") {
      var enquiry = probe.enquiry()
      try await probe.ask([enquiry])
      enquiry.person = TestPeople.zeros.document
      _ = try await probe.send(probe.draft(enquiry))
    }
  }
}
