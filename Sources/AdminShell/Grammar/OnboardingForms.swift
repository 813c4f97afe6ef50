import Text

/// Commands that take banks on board: in force at once and audited, no part of a revision.
extension Grammar {
  static let onboardingForms: [Form] = registerForms + keyForms + certifyForms + maintenanceForms

  private static let lines = Clause(
    "lines", .one(.lines), zh: "private 允许专线，即内网地址；默认 public",
    en: "private allows a private address, as leased lines have; public by default")

  private static let overlap = Clause(
    "overlap", .one(.hours), zh: "新旧密钥同时有效多少小时，默认 72", en: "how many hours old and new are both valid, 72 by default")

  private static let registerForms: [Form] = [
    Form(
      "register bank", [.one(.bank)],
      clauses: [
        Clause("endpoint", .one(.url), isRequired: true, zh: "银行的网址", en: "where the bank is reached"),
        Clause("key", .one(.file), isRequired: true, zh: "银行的公钥文件", en: "the file with the bank's public keys"),
        lines,
      ],
      zh: "登记银行的网址和公钥，立即生效", en: "register a bank's address and public keys, in force at once",
      details: Bilingual(
        zh: "真实数据库只接受 https，并要求公钥文件含加密和签名两种公钥，即银行在 /v1/keys 公布的 JSON。",
        en: """
          A real database takes https only, and a file with a sealing and a signing key: the JSON that the bank serves \
          at /v1/keys.
          """),
      examples: ["register bank icbc endpoint https://icbc.example key icbc.json lines private"]
    ) { arguments in
      .onboard(
        .register(
          arguments.operands[0], url: try arguments.url(arguments.clause("endpoint")[0]), lines: try arguments.lines(),
          keys: arguments.clause("key")[0]))
    },
    Form(
      "endpoint", [.one(.bankOrAll), .one(.url)], clauses: [lines], zh: "登记银行的网址，立即生效",
      en: "say where a bank is reached, in force at once",
      details: Bilingual(
        zh: "endpoint all URL 为每家银行登记 URL/BANK。不属于版本，立即生效并留有审计记录。认证只对认证时的网址有效。",
        en: """
          endpoint all URL gives each bank URL/BANK. Not part of a revision: in force at once, and audited. A \
          certification is good for the address it was made at only.
          """),
      examples: ["endpoint icbc http://127.0.0.1:8443/icbc", "endpoint all http://127.0.0.1:8443"]
    ) { .endpoint(bank: $0.operands[0], url: try $0.url($0.operands[1]), lines: try $0.lines()) },
  ]

  private static let keyForms: [Form] = [
    Form(
      "key", [.one(.bank), .one(.file)], zh: "登记银行的公钥文件，立即生效",
      en: "register a bank's public keys from a file, in force at once",
      details: Bilingual(
        zh: "原有公钥立即失效；要让新旧公钥同时有效一段时间，用 rotate key。",
        en: "The keys before end at once; rotate key lets both be valid for a while."),
      examples: ["key icbc icbc.pub"]
    ) { .key(bank: $0.operands[0], file: $0.operands[1]) },
    Form(
      "rotate key", [.one(.bank), .one(.file)], clauses: [overlap], zh: "更换银行的公钥，新旧在重叠期内都有效",
      en: "change a bank's public keys, old and new valid during the overlap",
      details: Bilingual(
        zh: "在重叠期结束之前用新公钥重新认证，接入才不会中断。",
        en: "Certify the bank with its new keys before the overlap is over, and its connection is not interrupted."),
      examples: ["rotate key icbc icbc-2.json overlap 48"]
    ) { .onboard(.rotateKey($0.operands[0], file: $0.operands[1], overlap: try $0.overlap())) },
    Form(
      "rotate key network", clauses: [overlap], zh: "更换网络的签名密钥；重叠期结束后用新密钥签名",
      en: "change the key the network signs with; the new one signs once the overlap is over",
      details: Bilingual(
        zh: "银行信任用它签名的人：策略 four-eyes 含 onboarding 时须先 request。",
        en: "Banks trust whoever signs with it: where the policy four-eyes names onboarding, request comes first."),
      examples: ["rotate key network", "rotate key network overlap 168"]
    ) { .onboard(.rotateNetworkKey(overlap: try $0.overlap())) },
  ]

  private static let certifyForms: [Form] = [
    Form(
      "certify bank", [.one(.bank)],
      clauses: [
        Clause(
          "within", .one(.hours), zh: "已受理的查询最多等多少小时才有答复，默认 1 分钟",
          en: "how many hours an enquiry that was accepted may take, a minute by default")
      ],
      zh: "对银行的接口运行认证测试，并保存结果",
      en: "run the conformance suite against a bank's endpoint, and keep the result",
      details: Bilingual(
        zh: """
          通过的有效期 180 天，有条件通过 30 天；只对当时的网址和密钥有效。以最近一次为准：没有通过的，已接入的银行暂停。\
          银行在 /test 下有测试环境时，测试在那里进行。银行重启之后 24 小时内再认证一次，还会查它是否仍认得先前的查询。
          """,
        en: """
          Passed is good for 180 days, passed on condition for 30, at that address and with those keys only. The latest \
          run decides: where it fails, a connected bank is suspended. A bank that has a test environment below /test is tested \
          there. Certified once more within 24 hours, after a restart, it is also asked what it was asked before.
          """),
      examples: ["certify bank icbc", "certify bank icbc within 12"]
    ) { .onboard(.certify($0.operands[0], within: try $0.hours("within"))) }
  ]

  private static let maintenanceForms: [Form] = [
    Form(
      "maintenance bank", [.one(.bank)],
      clauses: [
        Clause("from", .one(.time), isRequired: true, zh: "从这个时间", en: "from this time"),
        Clause("to", .one(.time), isRequired: true, zh: "到这个时间", en: "to this time"),
      ],
      zh: "预告银行的维护：期间不询问，询问等它结束", en: "announce a bank's maintenance: nothing is asked meanwhile, enquiries wait",
      details: Bilingual(
        zh: "停止询问与暂停银行一样：策略 four-eyes 含 banks 时须先 request；取消维护不必。",
        en: """
          It holds enquiries back as a suspension does: where the policy four-eyes names banks, request comes first. \
          Calling it off needs no approval.
          """),
      examples: ["maintenance bank cmb from 2022-07-02T01:00 to 2022-07-02T05:00"]
    ) {
      .onboard(.maintenance($0.operands[0], from: try $0.requiredTime("from"), until: try $0.requiredTime("to")))
    },
    Form(
      "cancel maintenance", [.one(.bank)], zh: "取消银行的全部维护预告", en: "call a bank's maintenance off",
      examples: ["cancel maintenance cmb"]
    ) { .onboard(.cancelMaintenance($0.operands[0])) },
  ]
}
