import BankLink
import Domain
import Sealing

/// Nobody is asked about without a consent that the network signed, for this bank, this enquiry and this time.
enum ConsentChecks {
  static let all = [
    refusal(
      "forged", "consent_forged", zh: "签名不符的授权", en: "a consent whose signature does not fit"
    ) { consent, probe in
      consent.key = SigningKey()
      consent.keyId = probe.network.keyId
    },
    refusal(
      "unknown_key", "consent_unknown_key", status: 401, zh: "由未登记的密钥签名的授权",
      en: "a consent signed with a key that is not registered"
    ) { consent, _ in consent.key = SigningKey() },
    refusal(
      "algorithm", "consent_malformed", zh: "算法为 none 的授权", en: "a consent whose algorithm is none"
    ) { consent, _ in consent.header = [.init("alg", "none")] },
    refusal(
      "purpose", "consent_malformed", zh: "用途不是 own_card_overview 的授权",
      en: "a consent for another purpose than own_card_overview"
    ) { consent, _ in consent.payload = [.init("purpose", "credit_scoring")] },
    refusals(
      "type", zh: "类型（typ）不是 chaka-consent+jws 的授权", en: "a consent of another type (typ) than chaka-consent+jws",
      [{ $0.header = [.init("typ", "JWT")] }, { $0.header = [.init("typ", .null)] }]),
    refusals(
      "scope", zh: "范围（scope）不是 bank、kind、first4、last4 的授权",
      en: "a consent for another scope than bank, kind, first4, last4",
      [
        { $0.payload = [.init("scope", ["bank", "kind", "first4", "last4", "balance"])] },
        { $0.payload = [.init("scope", ["bank"])] }, { $0.payload = [.init("scope", .null)] },
      ]),
    refusals(
      "uses", zh: "使用次数（uses）不是 1 的授权", en: "a consent for another number of uses than 1",
      [
        { $0.payload = [.init("uses", 2)] }, { $0.payload = [.init("uses", 0)] },
        { $0.payload = [.init("uses", .null)] },
      ]),
    refusal(
      "other_bank", "consent_for_other_bank", zh: "给另一家银行的授权", en: "a consent for another bank"
    ) { consent, probe in consent.bank = BankCode("not-\(probe.bank)") },
    refusal(
      "other_enquiry", "consent_for_other_enquiry", zh: "给另一查询的授权", en: "a consent for another enquiry"
    ) { consent, probe in consent.enquiry = probe.enquiry().identifier },
    refusal(
      "expired", "consent_expired", zh: "昨天到期的授权", en: "a consent that expired yesterday"
    ) { consent, _ in (consent.granted, consent.expires) = (.hours(-48), .hours(-24)) },
    refusal(
      "not_yet", "consent_not_yet_granted", zh: "明天才生效的授权", en: "a consent that is granted tomorrow"
    ) { consent, _ in (consent.granted, consent.expires) = (.hours(24), .hours(48)) },
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

  /// Each of several is refused as no artefact of this protocol.
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
    "consent.used", zh: "一份授权只能用一次", en: "a consent is good once"
  ) { probe in
    let first = probe.enquiry()
    try await probe.ask([first])
    var second = probe.enquiry()
    second.consent.identifier = first.consent.identifier
    try await probe.expectRefusal(
      zh: "先前用于另一查询的授权", en: "a consent that was used for another enquiry before", try probe.draft(second), 400,
      "consent_used")
  }
}
