import BankLink
import Foundation
import Sealing
import Synchronization
import Text

/// Judges every reply of a run, whichever check it was for, and keeps the first fault for some of the checks: a fault
/// in one of three hundred replies is found, too.
final class ReplyWatch: Sendable {
  private struct State {
    var findings: [String: Finding] = [:]
    /// The encapsulated keys, each with the enquiry whose answer came with it.
    var encapsulated: [Data: String] = [:]
    var nonces: Set<String> = []
  }

  private let state = Mutex(State())

  func finding(_ identifier: String) -> Finding? { state.withLock { $0.findings[identifier] } }

  func look(at reply: Reply, _ outgoing: OutgoingRequest) {
    note("transport.reply_size", Self.size(reply, outgoing))
    guard reply.status == 200 else { return lookAtError(reply, outgoing) }
    guard reply.isToPost, !outgoing.url.hasSuffix("/network") else { return }
    note("transport.content_type", Self.type(reply))
    if let json = reply.json, let items = reply.items {
      note("sealing.nothing_beside", Self.beside(json, items, Self.reply))
      note("sealing.sound_keys", Self.weakKey(items))
      let asked = Set(outgoing.asked.map(\.enquiry))
      note("sealing.fresh_keys", repeatedKey(items.filter { $0.text("enquiry").map(asked.contains) ?? false }))
    }
    note("sealing.nothing_in_fields", Self.fields(reply.fields, Self.reply))
    note("signatures.response_nonce", repeatedNonce(reply))
  }

  /// Judges a callback as strictly as a reply. Throws if the network would refuse the whole.
  func look(at post: CallbackRecorder.PostedCallback) throws(WireRefusal) {
    note("sealing.nothing_in_fields", Self.fields(post.request.fields, Self.callback, of: .callback))
    guard !post.request.target.contains("?") else { throw Self.query }
    guard let json = post.json else { throw Self.fault(of: post) }
    note("callbacks.nothing_beside", Self.beside(json, post.items, Self.callback))
    note("sealing.sound_keys", Self.weakKey(post.items))
    note("sealing.fresh_keys", repeatedKey(post.items))
    // Members beside the answers were judged just now.
    guard json["answers"] == nil || AnswerMessage(json: ["answers": json["answers"] ?? .null]) == nil else { return }
    throw WireRefusal(.badRequest, "the body has no answers")
  }

  func look(atRefused refusal: WireRefusal) {
    note(
      "callbacks.readable",
      Finding(
        zh: "网络无法读取一个回调（\(refusal.status) \(refusal.code)）：应为 application/json 类型的一个 JSON 文档，送到所给的地址，地址后不加任何内容",
        en: """
          the network cannot read a callback (\(refusal.status) \(refusal.code)): expected one JSON document as \
          application/json, posted to the very address that was given
          """))
  }

  private static let query = WireRefusal(.badRequest, "the address has a query")

  private static func fault(of post: CallbackRecorder.PostedCallback) -> WireRefusal {
    do {
      _ = try Wire.decode(AnswerMessage.self, from: post.body)
      return WireRefusal(.badRequest, "the body cannot be read")
    } catch { return WireRefusal(error) }
  }

  private static let reply = Bilingual(zh: "答复", en: "a reply")
  private static let callback = Bilingual(zh: "回调", en: "a callback")

  private func lookAtError(_ reply: Reply, _ outgoing: OutgoingRequest) {
    if reply.code != nil { note("errors.content_type", Self.errorType(reply)) }
    note("errors.readable", Self.unreadable(reply))
    note("errors.nothing_personal", Self.ownPerson(reply, outgoing))
    note("errors.previous_person", Self.previousPerson(reply, outgoing))
  }

  private func note(_ identifier: String, _ finding: Finding?) {
    guard let finding else { return }
    state.withLock { state in
      if state.findings[identifier] == nil { state.findings[identifier] = finding }
    }
  }
}

extension ReplyWatch {
  private static func size(_ reply: Reply, _ outgoing: OutgoingRequest) -> Finding? {
    let limit = ReplyLimits.bytes(enquiries: outgoing.count)
    guard reply.body.count > limit else { return nil }
    return Finding(
      zh: "\(outgoing.count) 个询问的答复有 \(reply.body.count) 字节：网络至多读取 \(limit) 字节",
      en:
        "a reply about \(outgoing.count.enquiries) has \(reply.body.count) bytes: the network reads \(limit) at most")
  }

  private static func type(_ reply: Reply) -> Finding? {
    guard !reply.isJSON else { return nil }
    let type = reply.field("content-type") ?? "-"
    return Finding(
      zh: "\(reply.request.target) 的 200：Content-Type 应为 application/json，实际是 \(type)",
      en: "a 200 of \(reply.request.target): expected the Content-Type application/json, got \(type)")
  }

  private static func errorType(_ reply: Reply) -> Finding? {
    guard !reply.isErrorJSON else { return nil }
    let type = reply.field("content-type") ?? "-"
    return Finding(
      zh: "一个 \(reply.status)：Content-Type 应为 application/json 或 application/problem+json，实际是 \(type)",
      en:
        "a \(reply.status): expected the Content-Type application/json or application/problem+json, got \(type)")
  }

  private static func unreadable(_ reply: Reply) -> Finding? {
    guard let json = reply.json, json["error"] != nil, ErrorMessage(json: json) == nil else { return nil }
    return Finding(
      zh: "\(reply.told.zh)：网络无法读取这个错误体，整批询问因此失败；error 里应只有 code、message、enquiry、retry，旁边只能有 RFC 9457 的成员",
      en: """
        \(reply.told.en): the network cannot read the error body, so the whole batch fails; expected only code, message, \
        enquiry and retry in error, and only members of RFC 9457 beside it
        """)
  }

  private static func ownPerson(_ reply: Reply, _ outgoing: OutgoingRequest) -> Finding? {
    let own = Set(outgoing.asked.map(\.person.idNumber))
    guard reply.mentions(TestPeople.all.filter { own.contains($0.idNumber) }) || reply.holdsLongNumberInFields else {
      return nil
    }
    return Finding(
      zh: "\(reply.told.zh)：正文或头字段里有被查询人的姓名、证件号、手机号或卡号",
      en: """
        \(reply.told.en): body or header fields hold the name, identity number, phone or card number of the person asked \
        about
        """)
  }

  private static func previousPerson(_ reply: Reply, _ outgoing: OutgoingRequest) -> Finding? {
    let own = Set(outgoing.asked.map(\.person.idNumber))
    let others = TestPeople.all.filter { !own.contains($0.idNumber) }
    guard reply.mentions(others) else { return nil }
    return Finding(
      zh: "\(reply.told.zh)：里面有另一请求的被查询人的姓名、证件号、手机号或卡号",
      en:
        "\(reply.told.en): it holds the name, identity number, phone or card number of a person of another request"
    )
  }
}

extension ReplyWatch {
  /// The finding of clear text beside a sealed answer: neither the body nor an item may have any.
  private static func beside(_ json: JSONValue, _ items: [JSONValue], _ what: Bilingual) -> Finding? {
    members(json, items, what) ?? code(items) ?? openWords(json, items, what)
  }

  private static func members(_ json: JSONValue, _ items: [JSONValue], _ what: Bilingual) -> Finding? {
    guard case .object(let members) = json else { return nil }
    var extra = members.map(\.key).filter { $0 != "answers" }
    for case .object(let members) in items {
      let own = JSONValue.object(members).text("status").flatMap { Self.known[$0] } ?? []
      extra += members.map(\.key).filter { !["enquiry", "status"].contains($0) && !own.contains($0) }
    }
    guard let first = extra.first else { return nil }
    return Finding(
      zh: "\(what.zh)的正文在加密内容之外还有成员 \(first)：应只有 enquiry、status，以及 sealed、retryAfterSeconds、code 之一",
      en: """
        \(what.en) holds the member \(first) beside the seal: expected only enquiry, status and one of sealed, \
        retryAfterSeconds, code
        """)
  }

  /// The finding of a code that is not on the list: it could be anything, and the network takes no such item.
  private static func code(_ items: [JSONValue]) -> Finding? {
    let isListed = items.allSatisfy { item in
      item.text("status") != "declined" || item.text("code").flatMap(DeclineCode.init) != nil
    }
    guard !isListed else { return nil }
    let list = DeclineCode.allCases.map(\.rawValue)
    return Finding(
      zh: "一项拒答（declined）的 code 不在协议的代码之列：应为 \(list.joined(separator: "、")) 之一",
      en: "the code of a declined item is not on the protocol's list: expected one of \(list.joined(separator: ", "))")
  }

  private static let known = ["answered": ["sealed"], "accepted": ["retryAfterSeconds"], "declined": ["code"]]

  private static func openWords(_ json: JSONValue, _ items: [JSONValue], _ what: Bilingual) -> Finding? {
    let open = json.setting("answers", .array(items.map { $0.removing("sealed") }))
    guard ClearText(body: Data(open.compact.utf8)).mentions(TestPeople.all) else { return nil }
    return Finding(
      zh: "\(what.zh)的正文在加密内容之外有被查询人的姓名、证件号、手机号或卡号",
      en: "\(what.en) holds, beside the seal, the name, identity number, phone or card number of the person asked about"
    )
  }

  private static func fields(
    _ fields: [Field], _ what: Bilingual, of message: FieldRule.Message = .answer
  ) -> Finding? {
    guard ClearText(fields: fields).mentions(TestPeople.all) else { return offender(in: fields, of: message) }
    return Finding(
      zh: "\(what.zh)的头字段里有被查询人的姓名、证件号、手机号或卡号",
      en: "a header field of \(what.en) holds the name, identity number, phone or card number of the person asked about"
    )
  }

  /// The finding of a weak key that an answer is sealed under: the network judges the key before it stores the answer.
  private static func weakKey(_ items: [JSONValue]) -> Finding? {
    let isWeak = items.compactMap { $0.bytes("sealed") }.contains { sealed in
      sealed.count >= 32 && SealingPublicKey(rawRepresentation: sealed.prefix(32)) == nil
    }
    guard isWeak else { return nil }
    return Finding(
      zh: "答复的封装密钥（前 32 字节）编码不规范（应小于 2^255 - 19，最高位为零）或是低阶点：网络不接受",
      en: """
        the encapsulated key of an answer (its first 32 bytes) is not canonical (below 2^255 - 19, top bit clear) or is of \
        small order: the network refuses it
        """)
  }

  /// The finding of a field that the network takes from no bank.
  private static func offender(in fields: [Field], of message: FieldRule.Message = .answer) -> Finding? {
    guard let name = FieldRule.offender(in: fields, of: message) else { return nil }
    return Finding(
      zh: "头字段 \(name) 不属于 HTTP、常见代理或本协议，或含有连续 13 位以上的数字：网络不接受带有它的答复和回调",
      en: """
        the header field \(name) does not belong to HTTP, common proxies or this protocol, or holds 13 or more digits in a \
        row: the network refuses replies and callbacks with it
        """)
  }

  /// The finding of a key that two enquiries have in common; the same enquiry may get the very same bytes again.
  private func repeatedKey(_ items: [JSONValue]) -> Finding? {
    for item in items {
      guard let enquiry = item.text("enquiry"), let sealed = item.bytes("sealed") else { continue }
      let other = state.withLock { state in
        let known = state.encapsulated[sealed.prefix(32)]
        state.encapsulated[sealed.prefix(32)] = enquiry
        return known
      }
      guard let other, other != enquiry else { continue }
      return Finding(
        zh: "两个询问的答复以同一封装密钥（前 32 字节）开头：每次加密都应生成新的临时密钥",
        en:
          "the answers to two enquiries begin with the same encapsulated key (32 bytes): use a new ephemeral key each time"
      )
    }
    return nil
  }

  private func repeatedNonce(_ reply: Reply) -> Finding? {
    guard let input = reply.field("signature-input"), let start = input.range(of: "nonce=\"") else { return nil }
    let nonce = String(input[start.upperBound...].prefix { $0 != "\"" })
    guard !state.withLock({ $0.nonces.insert(nonce).inserted }) else { return nil }
    return Finding(
      zh: "两个答复的签名带有同一 nonce：每条消息都应有新的 nonce",
      en: "the signatures of two responses have the same nonce: use a new one for each message")
  }
}

/// The part of a reply that the network reads.
enum ReplyLimits {
  static func bytes(enquiries: Int) -> Int { (96 << 10) * enquiries + (64 << 10) }
}
