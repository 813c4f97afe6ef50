import BankLink
import Sealing
import Text

/// Signatures of the bank: it signs every 200, over status, digest and the request's signature.
enum ResponseChecks {
  static let all = [
    check(
      "response_signed", [.missing, .malformed], zh: "每个 200 都有签名", en: "signs every 200",
      found: Bilingual(zh: "没有可读的签名（标签 chaka-1）", en: "no readable signature with the tag chaka-1")),
    check(
      "response_covers", [.incomplete], zh: "签名覆盖状态、摘要和请求的签名",
      en: "signs status, digest and the request's signature",
      found: Bilingual(
        zh: "签名没有覆盖 @status、content-digest 和 \"signature\";req;key=\"chaka\"，或缺少 created、expires、nonce、keyid、alg",
        en: """
          the signature does not cover @status, content-digest and "signature";req;key="chaka", or lacks created, \
          expires, nonce, keyid or alg
          """)),
    check(
      "response_key", [.unknownKey], zh: "用公布的密钥签名", en: "signs with a published key",
      found: Bilingual(
        zh: "签名的 keyid 不是该行公布（或登记）的签名公钥", en: "its keyid is none of the bank's published (or registered) keys")),
    check(
      "response_digest", [.digestMissing, .digestWrong], zh: "答复带有正确的 Content-Digest",
      en: "sends the right Content-Digest",
      found: Bilingual(zh: "没有 Content-Digest，或与正文不符", en: "Content-Digest is missing or does not match the body")),
    check(
      "response_valid", [.wrong, .expired, .future, .replayed], zh: "签名正确，并与所答的请求绑定",
      en: "signs correctly, bound to the request",
      found: Bilingual(
        zh: "签名与答复或所答的请求不符，或时间不对",
        en: "the signature does not match the response and its request, or its times are off")),
    nonce,
  ]

  private static let nonce = Check(
    "signatures.response_nonce", zh: "每个答复的签名都用新的 nonce", en: "uses a new nonce for the signature of every response",
    turn: .last
  ) { probe in
    try await probe.judge("signatures.response_nonce") { for _ in 0..<2 { try await probe.ask([probe.enquiry()]) } }
  }

  private static func check(
    _ name: String, _ faults: [SignatureFault], zh: String, en: String, found: Bilingual
  ) -> Check {
    Check("signatures.\(name)", zh: zh, en: en) { probe in
      let enquiry = probe.enquiry()
      let asked = try await probe.ask([enquiry])
      let fetched = try await probe.expectTaken(zh: "一次取回", en: "a fetch", probe.fetchDraft([enquiry.identifier]))
      for (reply, path) in [(asked, "/v1/enquiries"), (fetched, "/v1/answers")] {
        guard let fault = probe.fault(of: reply), faults.contains(fault) else { continue }
        throw Finding(
          zh: "\(path) 的 200：\(found.zh)（\(fault.code)）", en: "the 200 of \(path): \(found.en) (\(fault.code))")
      }
    }
  }
}

extension Probe {
  /// The fault of a response's signature; nil if it is valid.
  fileprivate func fault(of reply: Reply) -> SignatureFault? {
    let response = SignedResponse(status: reply.status, fields: reply.fields, request: reply.request)
    do {
      _ = try MessageVerifier(now: seconds).verify(response, body: reply.body) { keyId in
        keys.signing.first { $0.keyId == keyId }
      }
      return nil
    } catch {
      return error
    }
  }
}
