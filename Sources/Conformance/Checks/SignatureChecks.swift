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
    "signatures.unsigned", zh: "拒绝没有签名的请求", en: "requests without a signature are refused"
  ) { probe in
    var draft = try probe.draft(probe.enquiry())
    draft.signature = nil
    try await probe.expectRefusal(zh: "没有签名的请求", en: "a request without a signature", draft, 401, "signature_missing")
  }

  private static let malformed = Check(
    "signatures.malformed", zh: "拒绝签名字段不可读的请求", en: "signature fields that cannot be read are refused"
  ) { probe in
    var draft = try probe.draft(probe.enquiry())
    draft.signature?.value = "1"
    try await probe.expectRefusal(
      zh: "签名是数字 1 而不是字节的请求", en: "a request whose signature is the number 1 and no bytes", draft, 401,
      "signature_malformed")
  }

  private static let incomplete = Check(
    "signatures.incomplete", zh: "拒绝没有覆盖全部要素的签名", en: "signatures that do not cover or say all they have to are refused"
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
        zh: "签名有效期 \(lifetime) 秒的请求（至多 300 秒）", en: "a request whose signature lasts \(lifetime) s (300 s at most)",
        draft,
        401, "signature_incomplete")
    }
  }

  private static let algorithm = Check(
    "signatures.algorithm", zh: "拒绝算法不是 ed25519 的签名", en: "signatures of another algorithm than ed25519 are refused"
  ) { probe in
    for algorithm in ["rsa-v1_5-sha256", "hmac-sha256", "none"] {
      var draft = try probe.draft(probe.enquiry())
      draft.signature?.algorithm = algorithm
      try await probe.expectRefusal(
        zh: "签名写着算法（alg）\(algorithm) 的请求", en: "a request whose signature says the algorithm (alg) \(algorithm)", draft,
        anyOf: ["signature_incomplete", "signature_malformed", "signature_wrong"])
    }
  }

  private static let unknownKey = Check(
    "signatures.unknown_key", zh: "拒绝未登记的密钥的签名", en: "signatures of keys that are not registered are refused"
  ) { probe in
    var draft = try probe.draft(probe.enquiry())
    draft.signature = DraftSignature(SigningKey())
    try await probe.expectRefusal(
      zh: "由未登记的密钥签名的请求", en: "a request signed with a key that is not registered", draft, 401,
      "unknown_signing_key")
  }

  private static let forged = Check(
    "signatures.forged", zh: "拒绝伪造的签名", en: "forged signatures are refused"
  ) { probe in
    for (zh, en, forge) in forgeries {
      var draft = try probe.draft(probe.enquiry())
      forge(&draft)
      try await probe.expectRefusal(zh: zh, en: en, draft, 401, "signature_wrong")
    }
  }

  private static let forgeries: [(zh: String, en: String, forge: @Sendable (inout DraftRequest) -> Void)] = [
    ("冒用网络密钥编号的签名", "a signature by another key under the network's keyid", { $0.signature?.key = SigningKey() }),
    ("为另一路径所作的签名", "a signature made for another path", { $0.signature?.target = "/elsewhere/v1/enquiries" }),
    ("为另一主机所作的签名", "a signature made for another host", { $0.signature?.authority = "elsewhere.example" }),
  ]

  private static let digestMissing = Check(
    "signatures.digest_missing", zh: "拒绝没有 Content-Digest 的请求", en: "requests without a Content-Digest are refused"
  ) { probe in
    var draft = try probe.draft(probe.enquiry())
    draft.signature?.digest = .missing
    try await probe.expectRefusal(
      zh: "没有 Content-Digest 的请求", en: "a request without a Content-Digest", draft, 401, "digest_missing")
  }

  private static let digestWrong = Check(
    "signatures.digest_wrong", zh: "拒绝正文与摘要不符的请求", en: "a body that does not fit its digest is refused"
  ) { probe in
    var draft = try probe.draft(probe.enquiry())
    draft.sentBody = try probe.draft(probe.enquiry()).body
    try await probe.expectRefusal(
      zh: "签名之后换过正文的请求", en: "a request whose body was exchanged after it was signed", draft, 401, "digest_wrong")
  }

  private static let expired = Check(
    "signatures.expired", zh: "拒绝过期的签名", en: "signatures that have expired are refused"
  ) { probe in
    for seconds in [3_600, 1_000] {
      var draft = try probe.draft(probe.enquiry())
      draft.signature?.createdOffset = -seconds
      try await probe.expectRefusal(
        zh: "\(seconds) 秒前签名的请求", en: "a request that was signed \(seconds) s ago", draft, 401, "signature_expired")
    }
  }

  private static let future = Check(
    "signatures.future", zh: "拒绝来自未来的签名", en: "signatures from the future are refused"
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
    "signatures.skew", zh: "容许两边时钟相差五分钟", en: "clocks may be five minutes apart"
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
    "signatures.replayed", zh: "拒绝重放的请求", en: "a request that was here before is refused"
  ) { probe in
    let (first, second) = try await probe.sendTwice { try probe.draft(probe.enquiry()) }
    guard first.status == 200 else {
      throw Finding(zh: "正常的请求没有被接受，收到 \(first.told.zh)", en: "an ordinary request was not taken: got \(first.told.en)")
    }
    try probe.expect(
      second, isRefusedWith: 401, "replayed", zh: "同一请求（同一 nonce）两次",
      en: "the very same request (the same nonce) twice")
  }

  /// A bank that forgets a nonce after a moment takes the request again for as long as its signature lasts.
  private static let replayedLater = Check(
    "signatures.replayed_later", zh: "过一会儿再重放的请求也拒绝", en: "a request that was here a while before is refused",
    turn: .last
  ) { probe in
    let (_, second) = try await probe.sendTwice { try probe.draft(probe.enquiry()) }
    // A bank that takes the replay at once fails `signatures.replayed`.
    guard second.code == "replayed" else { return }
    let earlier = try await probe.earlier()
    let reply = try await probe.patiently({ try await probe.send(earlier.parcel) }, pause: \.pause)
    guard reply.code != "replayed", reply.code != "signature_expired" else { return }
    let seconds = (ContinuousClock.now - earlier.at).components.seconds
    throw Finding(
      zh: "\(seconds) 秒前的同一请求（同一 nonce）：应以 401 和代码 replayed 拒绝，实际收到 \(reply.told.zh)；nonce 应记住 15 分钟",
      en: """
        sent the very same request (the same nonce) as \(seconds) s before: expected 401 with the code replayed, got \
        \(reply.told.en); a nonce has to be remembered for 15 minutes
        """)
  }

  /// Fetching has another path, whose handler has to verify signatures just as strictly.
  private static let fetch = Check(
    "signatures.fetch", zh: "取回答复的请求也须签名", en: "fetches have to be signed, too"
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
          "由未登记的密钥签名的取回", "a fetch signed with a key that is not registered", "unknown_signing_key",
          { $0.signature = DraftSignature(SigningKey()) }
        ),
        (
          "冒用网络密钥编号签名的取回", "a fetch signed by another key under the network's keyid", "signature_wrong",
          { $0.signature?.key = SigningKey() }
        ),
        (
          "签名之后换过正文的取回", "a fetch whose body was exchanged after it was signed", "digest_wrong",
          { $0.sentBody = Data(#"{"enquiries":[]}"#.utf8) }
        ),
        (
          "一小时前签名的取回", "a fetch that was signed an hour ago", "signature_expired",
          { $0.signature?.createdOffset = -3_600 }
        ),
      ]

  private static let fetchReplayed = Check(
    "signatures.fetch_replayed", zh: "拒绝重放的取回", en: "a fetch that was here before is refused"
  ) { probe in
    let enquiry = probe.enquiry()
    try await probe.ask([enquiry])
    let (_, second) = try await probe.sendTwice { probe.fetchDraft([enquiry.identifier]) }
    try probe.expect(
      second, isRefusedWith: 401, "replayed", zh: "同一取回（同一 nonce）两次", en: "the very same fetch (the same nonce) twice")
  }

  /// With an open introduction and a certificate of any authority, anybody could ask about any person.
  private static let introduction = Check(
    "signatures.introduction", zh: "陌生的网络不能自荐", en: "nobody can introduce themselves as a network"
  ) { probe in
    guard !probe.introduces else {
      throw NotMade(
        zh: "这次运行没有登记过的密钥，靠自荐进行；正式接口必须拒绝自荐，届时另查",
        en: """
          this run had no registered key and introduced itself; a live endpoint has to refuse that, and is then checked for it
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
        zh: "一个陌生的网络自荐（POST /v1/network）：应以 403 introduction_closed 或 404 拒绝，实际收到 \(reply.status)",
        en: """
          a stranger introduced itself as a network (POST /v1/network): expected 403 introduction_closed or 404, got \
          \(reply.status)
          """)
    }
    try await probe.expectRefusal(
      zh: "陌生的网络自荐之后签名的请求", en: "a request signed by a stranger that had offered its key",
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
