import BankLink
import Domain
import Sealing
import Text

/// No person is asked about without a consent that the network signed, for this bank, this enquiry and this time.
enum ConsentChecks {
  static let all = [
    refusal(
      "forged", "consent_forged", zh: "签名不符的授权", en: "a consent whose signature does not match"
    ) { consent, probe in
      consent.key = SigningKey()
      consent.keyId = probe.network.keyId
    },
    refusal(
      "unknown_key", "consent_unknown_key", status: 401, zh: "由未登记的密钥签名的授权",
      en: "a consent signed with an unregistered key"
    ) { consent, _ in consent.key = SigningKey() },
    keyInHeader,
    refusals(
      "algorithm", zh: "算法（alg）不是 EdDSA 的授权", en: "a consent whose algorithm (alg) is not EdDSA",
      ["none", "HS256", "ES256", "RS256", .null].map(saying)),
    refusals(
      "critical", zh: "头部带有 crit 的授权", en: "a consent with crit in its header",
      [{ $0.header = [.init("crit", ["exp"]), .init("exp", 0)] }]),
    refusal(
      "purpose", "consent_malformed", zh: "用途（purpose）不是 own_card_overview 的授权",
      en: "a consent whose purpose is not own_card_overview"
    ) { consent, _ in consent.payload = [.init("purpose", "credit_scoring")] },
    refusals(
      "type", zh: "类型（typ）不是 chaka-consent+jws 的授权", en: "a consent whose type (typ) is not chaka-consent+jws",
      [{ $0.header = [.init("typ", "JWT")] }, { $0.header = [.init("typ", .null)] }]),
    refusals(
      "scope", zh: "范围（scope）不是 bank、kind、first4、last4 的授权",
      en: "a consent whose scope is not bank, kind, first4, last4",
      [
        { $0.payload = [.init("scope", ["bank", "kind", "first4", "last4", "balance"])] },
        { $0.payload = [.init("scope", ["bank"])] }, { $0.payload = [.init("scope", .null)] },
      ]),
    refusals(
      "uses", zh: "使用次数（uses）不是 1 的授权", en: "a consent whose number of uses is not 1",
      [
        { $0.payload = [.init("uses", 2)] }, { $0.payload = [.init("uses", 0)] },
        { $0.payload = [.init("uses", .null)] },
      ]),
    refusal(
      "other_bank", "consent_for_other_bank", zh: "给另一家银行的授权", en: "a consent for another bank"
    ) { consent, probe in consent.bank = BankCode("not-\(probe.bank)") },
    refusal(
      "other_enquiry", "consent_for_other_enquiry", zh: "给另一询问的授权", en: "a consent for another enquiry"
    ) { consent, probe in consent.enquiry = probe.enquiry().identifier },
    outOfTime(
      "expired", "consent_expired", zh: "过期的授权", en: "an expired consent",
      [
        (.hours(-48), .hours(-24), "昨天到期的授权", "a consent that expired yesterday"),
        (.hours(-24), .minutes(-1), "一分钟前到期的授权", "a consent that expired a minute ago"),
      ]),
    outOfTime(
      "not_yet", "consent_not_yet_granted", zh: "尚未生效的授权", en: "a consent that is not valid yet",
      [
        (.hours(24), .hours(48), "明天才生效的授权", "a consent that is valid from tomorrow"),
        (.minutes(10), .hours(24), "十分钟后才生效的授权", "a consent that is valid in ten minutes"),
      ]),
    used,
  ]

  private static func refusal(
    _ name: String, _ code: String, status: Int = 400, zh: String, en: String,
    alter: @escaping @Sendable (inout DraftConsent, Probe) -> Void
  ) -> Check {
    Check("consent.\(name)", zh: "拒绝\(zh)", en: "refuses \(en)") { probe in
      var enquiry = probe.enquiry()
      alter(&enquiry.consent, probe)
      try await probe.expectRefusal(zh: zh, en: en, try probe.draft(enquiry), status, code)
    }
  }

  private static func saying(_ algorithm: JSONValue) -> @Sendable (inout DraftConsent) -> Void {
    { consent in consent.header = [.init("alg", algorithm)] }
  }

  /// A check with times by the bank's clock, which may be some minutes off.
  private static func outOfTime(
    _ name: String, _ code: String, zh: String, en: String,
    _ times: [(granted: Span, expires: Span, zh: String, en: String)]
  ) -> Check {
    Check("consent.\(name)", zh: "拒绝\(zh)", en: "refuses \(en)") { probe in
      for time in times {
        var enquiry = probe.enquiry()
        enquiry.consent.granted = time.granted.later(bySeconds: max(0, probe.offsetSeconds))
        enquiry.consent.expires = time.expires.later(bySeconds: min(0, probe.offsetSeconds))
        try await probe.expectRefusal(zh: time.zh, en: time.en, try probe.draft(enquiry), 400, code)
      }
    }
  }

  /// A key that comes along with the signed text says nothing about the signer (RFC 7515, section 4.1.3).
  private static let keyInHeader = Check(
    "consent.key_in_header", zh: "不信任授权自带的公钥", en: "does not trust a key that comes with the consent"
  ) { probe in
    for isUnderNetworksName in [true, false] {
      let stranger = SigningKey()
      var enquiry = probe.enquiry()
      enquiry.consent.key = stranger
      if isUnderNetworksName { enquiry.consent.keyId = probe.network.keyId }
      let key: JSONValue = [
        "kty": "OKP", "crv": "Ed25519", "x": .string(Base64URL.encode(stranger.publicKey.rawRepresentation)),
      ]
      enquiry.consent.header = [.init("jwk", key)]
      try await probe.expectRefusal(
        zh: "由未登记的密钥签名、头部（jwk）自带其公钥的授权",
        en: "a consent signed with an unregistered key that its header (jwk) brings along",
        try probe.draft(enquiry), anyOf: ["consent_forged", "consent_unknown_key", "consent_malformed"])
    }
  }

  /// A check of several consents, each refused as no artefact of this protocol.
  private static func refusals(
    _ name: String, zh: String, en: String, _ alterations: [@Sendable (inout DraftConsent) -> Void]
  ) -> Check {
    Check("consent.\(name)", zh: "拒绝\(zh)", en: "refuses \(en)") { probe in
      for alter in alterations {
        var enquiry = probe.enquiry()
        alter(&enquiry.consent)
        try await probe.expectRefusal(zh: zh, en: en, try probe.draft(enquiry), 400, "consent_malformed")
      }
    }
  }

  private static let used = Check(
    "consent.used", zh: "一份授权只能用一次", en: "refuses a consent that was used before"
  ) { probe in
    let first = probe.enquiry()
    try await probe.ask([first])
    var second = probe.enquiry()
    second.consent.identifier = first.consent.identifier
    try await probe.expectRefusal(
      zh: "已用于另一询问的授权", en: "a consent already used for another enquiry", try probe.draft(second), 400,
      "consent_used")
  }
}

extension Span {
  fileprivate func later(bySeconds seconds: Int) -> Span { .milliseconds(milliseconds + Int64(seconds) * 1_000) }
}
