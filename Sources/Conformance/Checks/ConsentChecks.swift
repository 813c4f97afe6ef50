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
    ) { consent, _ in consent.algorithm = "none" },
    refusal(
      "purpose", "consent_malformed", zh: "用途不是 own_card_overview 的授权",
      en: "a consent for another purpose than own_card_overview"
    ) { consent, _ in consent.purpose = "credit_scoring" },
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
