import BankLink
import Domain
import Foundation
import Synchronization

/// Looks at everything that comes back in a run, whichever check it was asked for, and keeps for each of some checks the
/// first thing that is wrong: what a bank does once in three hundred replies is found, too.
final class Watch: Sendable {
  private struct State {
    var findings: [String: Finding] = [:]
    /// Encapsulated keys, and which enquiry's answer came with each.
    var encapsulated: [Data: String] = [:]
    var nonces: Set<String> = []
  }

  private let state = Mutex(State())

  func finding(_ identifier: String) -> Finding? { state.withLock { $0.findings[identifier] } }

  func look(at reply: Reply, _ parcel: Parcel) {
    note("transport.reply_size", Self.size(reply, parcel))
    guard reply.status == 200 else { return lookAtError(reply, parcel) }
    guard reply.isToPost, !parcel.url.hasSuffix("/network") else { return }
    note("transport.content_type", Self.type(reply))
    note("sealing.nothing_beside", Self.members(reply) ?? Self.openWords(reply))
    note("sealing.nothing_in_fields", Self.fields(reply) ?? Self.offender(in: reply.fields))
    note("sealing.fresh_keys", repeatedKey(reply, parcel))
    note("signatures.response_nonce", repeatedNonce(reply))
  }

  func look(at post: Callbacks.Post) {
    note("sealing.nothing_in_fields", Self.offender(in: post.request.fields, of: .callback))
  }

  private func lookAtError(_ reply: Reply, _ parcel: Parcel) {
    if reply.code != nil { note("errors.content_type", Self.errorType(reply)) }
    note("errors.previous_person", Self.previousPerson(reply, parcel))
  }

  private func note(_ identifier: String, _ finding: Finding?) {
    guard let finding else { return }
    state.withLock { state in
      if state.findings[identifier] == nil { state.findings[identifier] = finding }
    }
  }
}

extension Watch {
  private static func size(_ reply: Reply, _ parcel: Parcel) -> Finding? {
    let limit = ReplyLimits.bytes(enquiries: parcel.count)
    guard reply.body.count > limit else { return nil }
    return Finding(
      zh: "\(parcel.count) 个查询的答复有 \(reply.body.count) 字节：网络至多读取 \(limit) 字节",
      en:
        "a reply about \(parcel.count) enquiries has \(reply.body.count) bytes: the network reads \(limit) at most")
  }

  private static func type(_ reply: Reply) -> Finding? {
    guard !reply.isJSON else { return nil }
    let type = reply.field("content-type") ?? "-"
    return Finding(
      zh: "\(reply.request.target) 的答复的 Content-Type 应为 application/json，实际是 \(type)",
      en: "a 200 of \(reply.request.target): expected the Content-Type application/json, got \(type)")
  }

  private static func errorType(_ reply: Reply) -> Finding? {
    guard !reply.isErrorJSON else { return nil }
    let type = reply.field("content-type") ?? "-"
    return Finding(
      zh: "一个 \(reply.status) 的 Content-Type 应为 application/json 或 application/problem+json，实际是 \(type)",
      en:
        "a \(reply.status): expected the error body as application/json or application/problem+json, got \(type)")
  }

  private static func previousPerson(_ reply: Reply, _ parcel: Parcel) -> Finding? {
    let own = Set(parcel.asked.map(\.person.idNumber))
    let others = TestPeople.all.filter { !own.contains($0.idNumber) }
    guard reply.mentions(others) else { return nil }
    return Finding(
      zh: "\(reply.told.zh)：其中有另一个请求所查的人的姓名、证件号、手机号或卡号",
      en:
        "\(reply.told.en): it holds the name, identity, phone or card number of somebody whom another request was about"
    )
  }
}

extension Watch {
  /// Beside the seal an answer says nothing: neither in the body nor in an item is there anything more.
  private static func members(_ reply: Reply) -> Finding? {
    guard case .object(let members)? = reply.json, let items = reply.items else { return nil }
    var extra = members.map(\.key).filter { $0 != "answers" }
    for case .object(let members) in items {
      let own = JSONValue.object(members).text("status").flatMap { Self.known[$0] } ?? []
      extra += members.map(\.key).filter { !["enquiry", "status"].contains($0) && !own.contains($0) }
    }
    guard let first = extra.first else { return Self.code(items) }
    return Finding(
      zh: "答复的正文在加密内容之外还有成员 \(first)：应只有 enquiry、status 以及 sealed、retryAfterSeconds 或 code",
      en:
        "a reply holds the member \(first) beside the seal: expected enquiry, status and one of sealed, retryAfterSeconds, code only"
    )
  }

  /// What is not on the list could be anything, and the network takes no such item.
  private static func code(_ items: [JSONValue]) -> Finding? {
    let isListed = items.allSatisfy { item in
      item.text("status") != "declined" || item.text("code").flatMap(DeclineCode.init) != nil
    }
    guard !isListed else { return nil }
    let list = DeclineCode.allCases.map(\.rawValue)
    return Finding(
      zh: "有一个拒答（declined）的 code 不在协议公布的代码之中：应为 \(list.joined(separator: "、")) 之一",
      en: "the code of a declined item is not one of the protocol's: expected one of \(list.joined(separator: ", "))")
  }

  private static let known = ["answered": ["sealed"], "accepted": ["retryAfterSeconds"], "declined": ["code"]]

  private static func openWords(_ reply: Reply) -> Finding? {
    guard reply.withoutSeals.mentions(TestPeople.all) else { return nil }
    return Finding(
      zh: "答复的正文在加密内容之外有所查之人的姓名、证件号、手机号或卡号",
      en: "a reply holds, beside the seal, a name, identity, phone or card number of the person asked about")
  }

  private static func fields(_ reply: Reply) -> Finding? {
    guard reply.withoutBody.mentions(TestPeople.all) else { return nil }
    return Finding(
      zh: "答复的头字段里有所查之人的姓名、证件号、手机号或卡号",
      en: "a header field of a reply holds a name, identity, phone or card number of the person asked about")
  }

  /// A field that the network takes from no bank.
  private static func offender(in fields: [Field], of message: FieldRule.Message = .answer) -> Finding? {
    guard let name = FieldRule.offender(in: fields, of: message) else { return nil }
    return Finding(
      zh: "头字段 \(name) 不是 HTTP、常见代理或本协议的字段，或者含有连续 13 位以上的数字：网络不接受这样的答复和回调",
      en: """
        the header field \(name) is none of HTTP, of the usual proxies or of this protocol, or holds 13 digits or more \
        together: the network takes no reply and no callback with it
        """)
  }

  /// The same enquiry may get the very same bytes again; two enquiries never have a key in common.
  private func repeatedKey(_ reply: Reply, _ parcel: Parcel) -> Finding? {
    let asked = Set(parcel.asked.map(\.enquiry))
    for item in reply.items ?? [] {
      guard let enquiry = item.text("enquiry"), asked.contains(enquiry), let sealed = item.bytes("sealed") else {
        continue
      }
      let other = state.withLock { state in
        let known = state.encapsulated[sealed.prefix(32)]
        state.encapsulated[sealed.prefix(32)] = enquiry
        return known
      }
      guard let other, other != enquiry else { continue }
      return Finding(
        zh: "两个查询的答复以同一个封装密钥（前 32 字节）开头：每次加密都应新生成临时密钥",
        en:
          "the answers to two enquiries begin with the same encapsulated key (32 bytes): each seal needs an ephemeral key of its own"
      )
    }
    return nil
  }

  private func repeatedNonce(_ reply: Reply) -> Finding? {
    guard let input = reply.field("signature-input"), let start = input.range(of: "nonce=\"") else { return nil }
    let nonce = String(input[start.upperBound...].prefix { $0 != "\"" })
    guard !state.withLock({ $0.nonces.insert(nonce).inserted }) else { return nil }
    return Finding(
      zh: "两个答复的签名带有同一个 nonce：每条消息都应有新的",
      en: "the signatures of two responses have the same nonce: each message needs a new one")
  }
}

/// How much of a reply the network reads.
enum ReplyLimits {
  static func bytes(enquiries: Int) -> Int { (96 << 10) * enquiries + (64 << 10) }
}
