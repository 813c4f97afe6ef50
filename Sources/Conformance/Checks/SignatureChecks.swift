import BankLink
import Domain
import Foundation
import Sealing

/// Whom a bank listens to: requests are signed by the network (RFC 9421), over method, authority, target and digest.
enum SignatureChecks {
  static let all = [
    unsigned, malformed, incomplete, unknownKey, forged, digestMissing, digestWrong, expired, future, skew, replayed,
    fetch, introduction,
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
    draft.signature?.nonce = nil
    try await probe.expectRefusal(
      zh: "签名没有 nonce 的请求", en: "a request whose signature has no nonce", draft, 401, "signature_incomplete")
    draft = try probe.draft(probe.enquiry())
    draft.signature?.lifetime = 86_400
    try await probe.expectRefusal(
      zh: "签名有效期一天的请求（至多 300 秒）", en: "a request whose signature lasts a day (300 s at most)", draft, 401,
      "signature_incomplete")
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

  private static let forgeries: [(zh: String, en: String, forge: @Sendable (inout Draft) -> Void)] = [
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
    var draft = try probe.draft(probe.enquiry())
    draft.signature?.createdOffset = -3_600
    try await probe.expectRefusal(
      zh: "一小时前签名的请求", en: "a request that was signed an hour ago", draft, 401, "signature_expired")
  }

  private static let future = Check(
    "signatures.future", zh: "拒绝来自未来的签名", en: "signatures from the future are refused"
  ) { probe in
    var draft = try probe.draft(probe.enquiry())
    draft.signature?.createdOffset = 3_600
    try await probe.expectRefusal(
      zh: "签名时间在一小时之后的请求", en: "a request signed an hour in the future", draft, 401, "signature_from_future")
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

  private static let fetch = Check(
    "signatures.fetch", zh: "取回答复的请求也须签名", en: "fetches have to be signed, too"
  ) { probe in
    var draft = probe.fetchDraft([probe.enquiry().identifier])
    draft.signature = nil
    try await probe.expectRefusal(
      zh: "没有签名的取回（/v1/answers）", en: "a fetch (/v1/answers) without a signature", draft, 401, "signature_missing")
  }

  /// With an open introduction and a certificate of any authority, whoever likes asks about whomever they like.
  private static let introduction = Check(
    "signatures.introduction", zh: "陌生的网络不能自荐", en: "nobody can introduce themselves as a network"
  ) { probe in
    guard !probe.introduces else {
      throw NotMade(
        zh: "这次运行自己就靠自荐（没有 --network-key）：正式接口必须拒绝，届时另查",
        en: """
          this run introduced itself (there was no --network-key); a live endpoint has to refuse that, and is then checked \
          for it
          """)
    }
    let stranger = SigningKey()
    // Whoever listens to any key at all is told so by `signatures.unknown_key`.
    guard try await probe.send(asked(by: SigningKey(), probe)).code == "unknown_signing_key" else { return }
    var offer = Draft(
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

  /// An enquiry that is right in all but who signs it.
  private static func asked(by stranger: SigningKey, _ probe: Probe) throws -> Draft {
    var enquiry = probe.enquiry()
    enquiry.consent.key = stranger
    var draft = try probe.draft(enquiry)
    draft.signature = DraftSignature(stranger)
    return draft
  }
}
