import BankLink
import Foundation
import Sealing

/// The checks of transport.
enum TransportChecks {
  static let all = [
    keys, keyIdentifiers, soundKeys, contentType, extraMembers, notFound, method, mediaType, keptAlive, replySize,
    mutualTLS, foreignCertificate,
  ]

  private static let keys = Check(
    "transport.keys", zh: "GET /v1/keys 公布加密公钥和签名公钥", en: "shows its keys for sealing and signing at GET /v1/keys"
  ) { probe in
    let reply = try await probe.get("keys")
    guard reply.status == 200, reply.isJSON, case .array(let keys)? = reply.json?["keys"] else {
      throw Finding(
        zh:
          "GET /v1/keys 应以 200 和 application/json 返回 {\"keys\":[...]}，实际收到 \(reply.status) \(reply.field("content-type") ?? "-")",
        en:
          "GET /v1/keys: expected 200 with {\"keys\":[...]} as application/json, got \(reply.status) \(reply.field("content-type") ?? "-")"
      )
    }
    guard keys.allSatisfy({ $0.bytes("publicKey")?.count == 32 }) else {
      throw Finding(
        zh: "GET /v1/keys 的每个 publicKey 应为 32 字节的 Base64",
        en: "GET /v1/keys: expected every publicKey to be 32 bytes in Base64")
    }
    for use in ["seal", "sign"] where !keys.contains(where: { $0.text("use") == use }) {
      throw Finding(
        zh: "GET /v1/keys 应有 use 为 \(use) 的公钥，实际没有", en: "GET /v1/keys: expected a key with the use \(use), found none")
    }
  }

  private static let keyIdentifiers = Check(
    "transport.key_ids", zh: "公钥的 keyId 是其 SHA-256 的前 16 位十六进制数字",
    en: "gives each key the first 16 hexadecimal digits of its SHA-256 as keyId"
  ) { probe in
    guard case .array(let keys)? = try await probe.get("keys").json?["keys"] else {
      throw Finding(zh: "GET /v1/keys 没有公布公钥", en: "GET /v1/keys shows no keys")
    }
    for key in keys {
      guard let bytes = key.bytes("publicKey") else { continue }
      let (expected, got) = (keyIdentifier(bytes), key.text("keyId") ?? "-")
      guard got == expected else {
        throw Finding(
          zh: "GET /v1/keys 中一个公钥的 keyId 应为 \(expected)，实际是 \(got)",
          en: "GET /v1/keys: expected the keyId \(expected), got \(got)")
      }
    }
  }

  /// The keys are judged as the network judges them before it seals to one.
  private static let soundKeys = Check(
    "transport.sound_keys", zh: "公布的公钥各有一个用途，没有弱密钥，也没有别的成员",
    en: "shows no weak keys, one use for each, and nothing else"
  ) { probe in
    guard let json = try await probe.get("keys").json, case .array(let keys)? = json["keys"] else {
      throw Finding(zh: "GET /v1/keys 没有公布公钥", en: "GET /v1/keys shows no keys")
    }
    // Whether the keyIds are right is for `transport.key_ids`.
    let unnamed = json.setting("keys", .array(keys.map { $0.removing("keyId") }))
    guard let shown = ShownKeys(json: unnamed) else {
      throw Finding(
        zh: "GET /v1/keys 应只有 keys，其中每项只有 keyId、use（seal 或 sign）和 32 字节的 publicKey：网络不接受别的成员或用途",
        en: """
          GET /v1/keys: expected keys only, each with keyId, use (seal or sign) and a publicKey of 32 bytes; the network \
          takes no other members or uses
          """)
    }
    guard !shown.keys.isSound else { return }
    throw Finding(
      zh: "GET /v1/keys 的公钥中有低阶点、编码不规范的，或有两项是同一公钥",
      en: "GET /v1/keys: a key is of small order or not canonical, or two are the same key")
  }

  private static let contentType = Check(
    "transport.content_type", zh: "答复的类型为 application/json", en: "answers as application/json", turn: .last
  ) { probe in
    try await probe.judge("transport.content_type") {
      let enquiry = probe.enquiry()
      try await probe.ask([enquiry])
      _ = try await probe.send(probe.fetchDraft([enquiry.identifier]))
    }
  }

  private static let replySize = Check(
    "transport.reply_size", zh: "答复不超过网络读取的大小", en: "sends replies no larger than the network reads", turn: .last
  ) { probe in
    try await probe.judge("transport.reply_size") { try await probe.ask([probe.enquiry()]) }
  }

  private static let extraMembers = Check(
    "transport.extra_members", zh: "跳过不认识的成员，以便协议日后增补",
    en: "skips unknown members, so that the protocol can grow"
  ) { probe in
    let json = try probe.json(DraftBatch([probe.enquiry()])).setting("later", ["a": 1])
    try await probe.expectTaken(
      zh: "带有未知成员的请求", en: "a request with an unknown member", DraftRequest(json, probe.signature))
  }

  private static let notFound = Check(
    "transport.not_found", zh: "不存在的路径返回 404 和 JSON 错误体", en: "answers an unknown path with 404 and an error body"
  ) { probe in
    var draft = try probe.draft(probe.enquiry())
    draft.path = "nothing"
    try await probe.expectRefusal(
      zh: "对不存在的路径 /v1/nothing 的请求", en: "a request to the path /v1/nothing", draft, 404, "not_found")
  }

  private static let method = Check(
    "transport.method", zh: "不支持的方法返回 404 或 405 和 JSON 错误体",
    en: "answers an unsupported method with 404 or 405 and an error body"
  ) { probe in
    let reply = try await probe.get("enquiries")
    guard [404, 405].contains(reply.status), reply.code != nil else {
      let told = reply.told
      throw Finding(
        zh: "发送了 GET /v1/enquiries：应收到 404 或 405 和 JSON 错误体，实际收到 \(told.zh)",
        en: "sent GET /v1/enquiries: expected 404 or 405 with an error body, got \(told.en)")
    }
  }

  private static let mediaType = Check(
    "transport.media_type", zh: "只接受 application/json 的请求", en: "accepts application/json only"
  ) { probe in
    var draft = try probe.draft(probe.enquiry())
    draft.contentType = "text/plain"
    try await probe.expectRefusal(
      zh: "类型为 text/plain 的请求", en: "a request as text/plain", draft, 415, "unsupported_media_type")
  }

  private static let keptAlive = Check(
    "transport.kept_alive", zh: "保持连接，不必每次重连", en: "keeps connections open"
  ) { probe in
    let reply = try await probe.ask([probe.enquiry()])
    guard reply.field("connection")?.lowercased() != "close" else {
      throw Finding(
        zh: "答复带有 Connection: close：应保持连接，否则每次请求都要重新握手",
        en: "the response says Connection: close: keep connections open, or every request has to connect anew",
        isSlow: true)
    }
  }

  private static let mutualTLS = Check(
    "transport.mutual_tls", zh: "https 连接要求客户端证书", en: "requires a client certificate over https",
    needsTLS: true
  ) { probe in
    guard let reply = try await probe.entered(showing: .none) else { return }
    throw Finding(
      zh: "不出示客户端证书，请求了 \(reply.request.target)：握手应失败，或网关以 4xx 拒绝，实际收到 \(reply.told.zh)",
      en: """
        requested \(reply.request.target) without a client certificate: expected a failed handshake, or a 4xx from a \
        gateway, got \(reply.told.en)
        """)
  }

  /// A certificate with the names of the network's own, signed only by itself.
  private static let foreignCertificate = Check(
    "transport.foreign_certificate", zh: "https 连接只接受约定机构签发的证书",
    en: "accepts only certificates of the agreed authority over https", needsTLS: true
  ) { probe in
    // A bank that asks for no certificate at all fails `transport.mutual_tls`.
    guard try await probe.entered(showing: .none) == nil else { return }
    guard let reply = try await probe.entered(showing: .foreign) else { return }
    throw Finding(
      zh: "出示自签的客户端证书（与网络证书同名），请求了 \(reply.request.target)：握手应失败，或网关以 4xx 拒绝，实际收到 \(reply.told.zh)",
      en: """
        requested \(reply.request.target) with a self-signed certificate under the network's names: expected a failed \
        handshake, or a 4xx from a gateway, got \(reply.told.en)
        """)
  }
}

extension Probe {
  /// The first reply of the bank to a client with such a certificate; nil if the client does not get in.
  fileprivate func entered(showing certificate: BankConnections.ShownCertificate) async throws -> Reply? {
    var shown = DraftRequest(body: Data(), nil)
    (shown.method, shown.path) = ("GET", "keys")
    for draft in [try draft(enquiry()), shown] {
      guard let reply = try? await connections.send(outgoing(draft), showing: certificate, for: check) else { continue }
      if !reply.isTurnedAway { return reply }
    }
    return nil
  }
}
