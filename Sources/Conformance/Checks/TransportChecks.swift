import BankLink
import Domain
import Foundation
import Sealing

/// How a bank is reached.
enum TransportChecks {
  static let all = [
    keys, keyIdentifiers, contentType, extraMembers, notFound, method, mediaType, keptAlive, replySize,
    mutualTLS, foreignCertificate,
  ]

  private static let keys = Check(
    "transport.keys", zh: "GET /v1/keys 公布加密与签名公钥", en: "GET /v1/keys shows the keys for sealing and signing"
  ) { probe in
    let reply = try await probe.get("keys")
    guard reply.status == 200, reply.isJSON, case .array(let keys)? = reply.json?["keys"] else {
      throw Finding(
        zh:
          "GET /v1/keys 应以 200 和 application/json 给出 {\"keys\":[...]}，实际收到 \(reply.status) \(reply.field("content-type") ?? "-")",
        en:
          "GET /v1/keys: expected 200 with {\"keys\":[...]} as application/json, got \(reply.status) \(reply.field("content-type") ?? "-")"
      )
    }
    guard keys.allSatisfy({ $0.bytes("publicKey")?.count == 32 }) else {
      throw Finding(
        zh: "GET /v1/keys 的每个 publicKey 应是 32 字节的 Base64",
        en: "GET /v1/keys: expected every publicKey to be 32 bytes in Base64")
    }
    for use in ["seal", "sign"] where !keys.contains(where: { $0.text("use") == use }) {
      throw Finding(
        zh: "GET /v1/keys 里没有 use 为 \(use) 的公钥", en: "GET /v1/keys: expected a key with the use \(use), found none")
    }
  }

  private static let keyIdentifiers = Check(
    "transport.key_ids", zh: "公钥的 keyId 是其 SHA-256 的前 16 位十六进制",
    en: "a key's keyId is the first 16 hexadecimal digits of its SHA-256"
  ) { probe in
    guard case .array(let keys)? = try await probe.get("keys").json?["keys"] else {
      throw Finding(zh: "GET /v1/keys 没有给出公钥", en: "GET /v1/keys shows no keys")
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

  private static let contentType = Check(
    "transport.content_type", zh: "答复的类型是 application/json", en: "answers come as application/json", turn: .last
  ) { probe in
    try await probe.judge("transport.content_type") {
      let enquiry = probe.enquiry()
      try await probe.ask([enquiry])
      _ = try await probe.send(probe.fetchDraft([enquiry.identifier]))
    }
  }

  private static let replySize = Check(
    "transport.reply_size", zh: "答复不超过网络读取的大小", en: "replies are no larger than the network reads", turn: .last
  ) { probe in
    try await probe.judge("transport.reply_size") { try await probe.ask([probe.enquiry()]) }
  }

  private static let extraMembers = Check(
    "transport.extra_members", zh: "跳过不认识的成员，以便协议日后增补",
    en: "members that are not known are skipped, so that the protocol can grow"
  ) { probe in
    let json = try probe.json(DraftBatch([probe.enquiry()])).setting("later", ["a": 1])
    try await probe.expectTaken(
      zh: "带有未知成员的请求", en: "a request with a member that is not known", Draft(json, probe.signature))
  }

  private static let notFound = Check(
    "transport.not_found", zh: "没有的路径得到 404 和 JSON 错误体", en: "a path that is not there gives 404 with an error body"
  ) { probe in
    var draft = try probe.draft(probe.enquiry())
    draft.path = "nothing"
    try await probe.expectRefusal(
      zh: "对不存在的路径 /v1/nothing 的请求", en: "a request to the path /v1/nothing", draft, 404, "not_found")
  }

  private static let method = Check(
    "transport.method", zh: "不支持的方法得到 404 或 405 和 JSON 错误体",
    en: "a method that is not supported gives 404 or 405 with an error body"
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
    "transport.media_type", zh: "只接受 application/json 的请求", en: "only application/json is taken"
  ) { probe in
    var draft = try probe.draft(probe.enquiry())
    draft.contentType = "text/plain"
    try await probe.expectRefusal(
      zh: "类型为 text/plain 的请求", en: "a request as text/plain", draft, 415, "unsupported_media_type")
  }

  private static let keptAlive = Check(
    "transport.kept_alive", zh: "连接保持，不必每次重连", en: "connections are kept"
  ) { probe in
    let reply = try await probe.ask([probe.enquiry()])
    guard reply.field("connection")?.lowercased() != "close" else {
      throw Finding(
        zh: "答复带有 Connection: close；应保持连接，否则每次都要重新握手",
        en: "the response says Connection: close; connections should be kept, or every request has to connect anew",
        isSlow: true)
    }
  }

  private static let mutualTLS = Check(
    "transport.mutual_tls", zh: "https 连接必须要求对方的证书", en: "https is spoken only with whoever shows a certificate",
    needsTLS: true
  ) { probe in
    let parcel = try probe.parcel(probe.draft(probe.enquiry()))
    guard let reply = try? await probe.lines.send(parcel, showing: .none, for: probe.check) else { return }
    throw Finding(
      zh: "不出示客户端证书也能连接：握手应当失败，实际收到 \(reply.told.zh)",
      en: "connected without a client certificate: expected the handshake to fail, got \(reply.told.en)")
  }

  /// It has the names of the network's own certificate, and is signed by nobody but itself.
  private static let foreignCertificate = Check(
    "transport.foreign_certificate", zh: "https 连接只接受所信机构签发的证书",
    en: "https is spoken only with certificates of the authority that was agreed", needsTLS: true
  ) { probe in
    let draft = try probe.draft(probe.enquiry())
    let isOpen = (try? await probe.lines.send(probe.parcel(draft), showing: .none, for: probe.check)) != nil
    // Whoever asks for no certificate at all is told so by `transport.mutual_tls`.
    guard !isOpen else { return }
    let parcel = try probe.parcel(probe.draft(probe.enquiry()))
    guard let reply = try? await probe.lines.send(parcel, showing: .foreign, for: probe.check) else { return }
    throw Finding(
      zh: "自签的客户端证书（与网络证书同名）也能连接：握手应当失败，实际收到 \(reply.told.zh)",
      en: """
        connected with a self-signed client certificate that has the network's names: expected the handshake to fail, got \
        \(reply.told.en)
        """)
  }
}
