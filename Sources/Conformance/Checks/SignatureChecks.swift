import BankLink
import Foundation
import Sealing

/// Signatures that a bank requires: the network signs requests (RFC 9421), over method, authority, target and digest.
enum SignatureChecks {
  static let all = [
    unsigned, malformed, incomplete, algorithm, unknownKey, forged, digestMissing, digestWrong, expired, future, skew,
    replayed, replayedLater, fetch, fetchReplayed, introduction,
  ]

  private static let unsigned = Check(
    "signatures.unsigned", zh: "拒绝没有签名的请求", en: "refuses a request without a signature"
  ) { probe in
    var draft = try probe.draft(probe.enquiry())
    draft.signature = nil
    try await probe.expectRefusal(zh: "没有签名的请求", en: "a request without a signature", draft, 401, "signature_missing")
  }

  private static let malformed = Check(
    "signatures.malformed", zh: "拒绝签名字段无法读取的请求", en: "refuses signature fields that cannot be read"
  ) { probe in
    var draft = try probe.draft(probe.enquiry())
    draft.signature?.value = "1"
    try await probe.expectRefusal(
      zh: "签名是数字 1 而不是字节的请求", en: "a request whose signature is the number 1, not bytes", draft, 401,
      "signature_malformed")
  }

  private static let incomplete = Check(
    "signatures.incomplete", zh: "拒绝要素不全的签名", en: "refuses a signature that lacks a required component or parameter"
  ) { probe in
    for missing in DraftSignature(probe.network).components {
      var draft = try probe.draft(probe.enquiry())
      draft.signature?.components.removeAll { $0 == missing }
      try await probe.expectRefusal(
        zh: "签名没有覆盖 \(missing) 的请求", en: "a request whose signature does not cover \(missing)", draft, 401,
        "signature_incomplete")
    }
    var draft = try probe.draft(probe.enquiry())
    draft.signature?.nonce = .missing
    try await probe.expectRefusal(
      zh: "签名没有 nonce 的请求", en: "a request whose signature has no nonce", draft, 401, "signature_incomplete")
    for lifetime in [86_400, 600] {
      draft = try probe.draft(probe.enquiry())
      draft.signature?.lifetime = lifetime
      try await probe.expectRefusal(
        zh: "签名有效期 \(lifetime) 秒的请求（至多 300 秒）",
        en: "a request whose signature is valid for \(lifetime) s (300 s at most)",
        draft,
        401, "signature_incomplete")
    }
  }

  private static let algorithm = Check(
    "signatures.algorithm", zh: "拒绝算法不是 ed25519 的签名", en: "refuses a signature whose algorithm is not ed25519"
  ) { probe in
    for algorithm in ["rsa-v1_5-sha256", "hmac-sha256", "none"] {
      var draft = try probe.draft(probe.enquiry())
      draft.signature?.algorithm = algorithm
      try await probe.expectRefusal(
        zh: "签名的算法（alg）写作 \(algorithm) 的请求", en: "a request whose signature names the algorithm (alg) \(algorithm)",
        draft,
        anyOf: ["signature_incomplete", "signature_malformed", "signature_wrong"])
    }
  }

  private static let unknownKey = Check(
    "signatures.unknown_key", zh: "拒绝用未登记的密钥签名的请求", en: "refuses a request signed with an unregistered key"
  ) { probe in
    var draft = try probe.draft(probe.enquiry())
    draft.signature = DraftSignature(SigningKey())
    try await probe.expectRefusal(
      zh: "用未登记的密钥签名的请求", en: "a request signed with an unregistered key", draft, 401,
      "unknown_signing_key")
  }

  private static let forged = Check(
    "signatures.forged", zh: "拒绝伪造的签名", en: "refuses a forged signature"
  ) { probe in
    for (zh, en, forge) in forgeries {
      var draft = try probe.draft(probe.enquiry())
      forge(&draft)
      try await probe.expectRefusal(zh: zh, en: en, draft, 401, "signature_wrong")
    }
  }

  private static let forgeries: [(zh: String, en: String, forge: @Sendable (inout DraftRequest) -> Void)] = [
    (
      "写着网络的 keyid、却用别的密钥所作的签名", "a signature made with another key under the network's keyid",
      { $0.signature?.key = SigningKey() }
    ),
    ("为另一路径所作的签名", "a signature made for another path", { $0.signature?.target = "/elsewhere/v1/enquiries" }),
    ("为另一主机所作的签名", "a signature made for another host", { $0.signature?.authority = "elsewhere.example" }),
  ]

  private static let digestMissing = Check(
    "signatures.digest_missing", zh: "拒绝没有 Content-Digest 的请求", en: "refuses a request without a Content-Digest"
  ) { probe in
    var draft = try probe.draft(probe.enquiry())
    draft.signature?.digest = .missing
    try await probe.expectRefusal(
      zh: "没有 Content-Digest 的请求", en: "a request without a Content-Digest", draft, 401, "digest_missing")
  }

  private static let digestWrong = Check(
    "signatures.digest_wrong", zh: "拒绝正文与摘要不符的请求", en: "refuses a body that does not match its digest"
  ) { probe in
    var draft = try probe.draft(probe.enquiry())
    draft.sentBody = try probe.draft(probe.enquiry()).body
    try await probe.expectRefusal(
      zh: "签名之后换过正文的请求", en: "a request whose body was replaced after signing", draft, 401, "digest_wrong")
  }

  private static let expired = Check(
    "signatures.expired", zh: "拒绝过期的签名", en: "refuses an expired signature"
  ) { probe in
    for seconds in [3_600, 1_000] {
      var draft = try probe.draft(probe.enquiry())
      draft.signature?.createdOffset = -seconds
      try await probe.expectRefusal(
        zh: "\(seconds) 秒前签名的请求", en: "a request signed \(seconds) s ago", draft, 401, "signature_expired")
    }
  }

  private static let future = Check(
    "signatures.future", zh: "拒绝签名时间在将来的请求", en: "refuses a signature from the future"
  ) { probe in
    for seconds in [3_600, 700] {
      var draft = try probe.draft(probe.enquiry())
      draft.signature?.createdOffset = seconds
      try await probe.expectRefusal(
        zh: "签名时间在 \(seconds) 秒之后的请求", en: "a request signed \(seconds) s in the future", draft, 401,
        "signature_from_future")
    }
  }

  private static let skew = Check(
    "signatures.skew", zh: "容许双方时钟相差五分钟", en: "tolerates clocks that are five minutes apart"
  ) { probe in
    var draft = try probe.draft(probe.enquiry())
    draft.signature?.createdOffset = 240
    try await probe.expectTaken(
      zh: "签名时间在四分钟之后的请求", en: "a request signed four minutes in the future", draft)
    draft = try probe.draft(probe.enquiry())
    draft.signature?.createdOffset = -540
    try await probe.expectTaken(
      zh: "签名四分钟前到期的请求", en: "a request whose signature expired four minutes ago", draft)
  }

  private static let replayed = Check(
    "signatures.replayed", zh: "拒绝重放的请求", en: "refuses a replayed request"
  ) { probe in
    let (first, second) = try await probe.sendTwice { try probe.draft(probe.enquiry()) }
    guard first.status == 200 else {
      throw Finding(
        zh: "发送了一个正常的请求：应收到 200，实际收到 \(first.told.zh)",
        en: "sent an ordinary request: expected 200, got \(first.told.en)")
    }
    try probe.expect(
      second, isRefusedWith: 401, "replayed", zh: "同一请求（同一 nonce）两次",
      en: "the same request (same nonce) twice")
  }

  /// A bank that forgets a nonce after a moment takes the request again for as long as its signature lasts.
  private static let replayedLater = Check(
    "signatures.replayed_later", zh: "拒绝过一会儿再重放的请求", en: "refuses a request replayed after a while",
    turn: .last
  ) { probe in
    let (_, second) = try await probe.sendTwice { try probe.draft(probe.enquiry()) }
    // A bank that takes the replay at once fails `signatures.replayed`.
    guard second.code == "replayed" else { return }
    let earlier = try await probe.firstEnquiry()
    let reply = try await probe.patiently({ try await probe.send(earlier.outgoing) }, pause: \.pause)
    guard reply.code != "replayed", reply.code != "signature_expired" else { return }
    let seconds = (ContinuousClock.now - earlier.at).components.seconds
    throw Finding(
      zh: "重发了 \(seconds) 秒前的请求（同一 nonce）：应以 401 和代码 replayed 拒绝，实际收到 \(reply.told.zh)；nonce 应记住 15 分钟",
      en: """
        sent the same request (same nonce) as \(seconds) s before: expected 401 with the code replayed, got \
        \(reply.told.en); remember a nonce for 15 minutes
        """)
  }

  /// Fetching has another path, whose handler has to verify signatures just as strictly.
  private static let fetch = Check(
    "signatures.fetch", zh: "取回答复的请求也须签名", en: "requires a signature on fetches, too"
  ) { probe in
    for (zh, en, code, alter) in unsignedFetches {
      var draft = probe.fetchDraft([probe.enquiry().identifier])
      alter(&draft)
      try await probe.expectRefusal(zh: zh, en: en, draft, 401, code)
    }
  }

  private static let unsignedFetches:
    [(zh: String, en: String, code: String, alter: @Sendable (inout DraftRequest) -> Void)] =
      [
        (
          "没有签名的取回（/v1/answers）", "a fetch (/v1/answers) without a signature", "signature_missing",
          { $0.signature = nil }
        ),
        (
          "用未登记的密钥签名的取回", "a fetch signed with an unregistered key", "unknown_signing_key",
          { $0.signature = DraftSignature(SigningKey()) }
        ),
        (
          "写着网络的 keyid、却用别的密钥签名的取回", "a fetch signed with another key under the network's keyid", "signature_wrong",
          { $0.signature?.key = SigningKey() }
        ),
        (
          "签名之后换过正文的取回", "a fetch whose body was replaced after signing", "digest_wrong",
          { $0.sentBody = Data(#"{"enquiries":[]}"#.utf8) }
        ),
        (
          "一小时前签名的取回", "a fetch signed an hour ago", "signature_expired",
          { $0.signature?.createdOffset = -3_600 }
        ),
      ]

  private static let fetchReplayed = Check(
    "signatures.fetch_replayed", zh: "拒绝重放的取回", en: "refuses a replayed fetch"
  ) { probe in
    let enquiry = probe.enquiry()
    try await probe.ask([enquiry])
    let (_, second) = try await probe.sendTwice { probe.fetchDraft([enquiry.identifier]) }
    try probe.expect(
      second, isRefusedWith: 401, "replayed", zh: "同一取回（同一 nonce）两次", en: "the same fetch (same nonce) twice")
  }

  /// With an open introduction and a certificate of any authority, anybody could ask about any person.
  private static let introduction = Check(
    "signatures.introduction", zh: "拒绝陌生网络的自我介绍", en: "refuses the introduction of an unknown network"
  ) { probe in
    guard !probe.introduces else {
      throw CheckNotMade(
        zh: "这次运行没有已登记的密钥，是自我介绍的；正式接口必须拒绝自我介绍，用已登记的密钥运行时才检查",
        en: """
          this run had no registered key and introduced itself; a live endpoint must refuse that, which is checked once a \
          registered key is used
          """)
    }
    let stranger = SigningKey()
    // A bank that accepts any key at all fails `signatures.unknown_key`.
    guard try await probe.send(asked(by: SigningKey(), probe)).code == "unknown_signing_key" else { return }
    var offer = DraftRequest(
      KeysMessage(keys: [.init(.sign, publicKey: stranger.publicKey.rawRepresentation)]).json,
      DraftSignature(stranger))
    offer.path = "network"
    let reply = try await probe.send(offer)
    guard ![200, 201, 202, 204].contains(reply.status) else {
      throw Finding(
        zh: "以陌生网络的身份自我介绍（POST /v1/network）：应以 403 introduction_closed 或 404 拒绝，实际收到 \(reply.status)",
        en: """
          introduced an unknown network (POST /v1/network): expected 403 introduction_closed or 404, got \(reply.status)
          """)
    }
    try await probe.expectRefusal(
      zh: "陌生网络自我介绍之后签名的请求", en: "a request signed by an unknown network after its introduction",
      try asked(by: stranger, probe), 401, "unknown_signing_key")
  }

  /// An enquiry without a fault but its signer.
  private static func asked(by stranger: SigningKey, _ probe: Probe) throws -> DraftRequest {
    var enquiry = probe.enquiry()
    enquiry.consent.key = stranger
    var draft = try probe.draft(enquiry)
    draft.signature = DraftSignature(stranger)
    return draft
  }
}
