import BankLink
import Crypto
import Foundation
import Sealing

/// Sealing between the two ends: identities are sealed to the bank, answers to the query.
enum SealingChecks {
  static let all = [
    otherKey, encapsulatedKey, weakEncapsulatedKey, weakAnswerKey, identity, order, ownKey,
    bound(.enquiry, "bound_enquiry", zh: "查询编号", en: "enquiry"), bound(.bank, "bound_bank", zh: "银行代码", en: "bank"),
    bound(.consent, "bound_consent", zh: "授权编号", en: "consent"), padded, exact, freshKeys, soundKeys,
    namesEnquiry, nothingBeside, nothingInFields,
  ]

  private static let otherKey = Check(
    "sealing.other_key", zh: "不认识的加密公钥要说明", en: "a sealing key that is not the bank's is told apart"
  ) { probe in
    var batch = DraftBatch([probe.enquiry()])
    batch.sealingKey = Curve25519.KeyAgreement.PrivateKey().publicKey.rawRepresentation
    try await probe.expectRefusal(
      zh: "用他行公钥加密的请求", en: "a request that is sealed to a key that is not the bank's",
      try probe.draft(batch), 400, "unknown_sealing_key")
  }

  private static let encapsulatedKey = Check(
    "sealing.encapsulated_key", zh: "拒绝不是公钥的封装密钥", en: "an encapsulated key that is no key is refused"
  ) { probe in
    var batch = DraftBatch([probe.enquiry()])
    batch.encapsulatedKey = Data(repeating: 7, count: 31)
    try await probe.expectRefusal(
      zh: "封装密钥只有 31 字节的请求", en: "a request whose encapsulated key has 31 bytes", try probe.draft(batch), 400,
      "bad_encapsulated_key")
  }

  /// Encapsulated keys whose secret everybody knows, or that are a second spelling of a key (RFC 9180, section 7.1.4).
  private static let weakEncapsulatedKey = Check(
    "sealing.weak_encapsulated_key", zh: "拒绝低阶的或写法不唯一的封装密钥",
    en: "encapsulated keys of small order, or in another spelling, are refused"
  ) { probe in
    for key in WeakKeys.sealing + [nil] {
      var batch = DraftBatch([probe.enquiry()])
      batch.encapsulatedKey = key
      batch.hasTopBit = key == nil
      let told = key?.hexadecimal ?? "… 80"
      try await probe.expectRefusal(
        zh: "封装密钥低阶或写法不唯一的请求（\(told)）",
        en: "a request whose encapsulated key is of small order or not in its one spelling (\(told))",
        probe.draft(batch), 400,
        "bad_encapsulated_key")
    }
  }

  private static let weakAnswerKey = Check(
    "sealing.weak_answer_key", zh: "不向低阶的或写法不唯一的密钥加密答复",
    en: "nothing is sealed to an answer key of small order, or in another spelling"
  ) { probe in
    let keys =
      WeakKeys.sealing + [WeakKeys.withTopBit(Curve25519.KeyAgreement.PrivateKey().publicKey.rawRepresentation)]
    let enquiries = keys.map { key in
      var enquiry = probe.enquiry()
      enquiry.consent.payload = [.init("answerKey", .string(key.base64EncodedString()))]
      return enquiry
    }
    let reply = try await probe.send(probe.draft(DraftBatch(enquiries)))
    for (enquiry, key) in zip(enquiries, keys) {
      guard reply.items?.contains(where: { $0.text("enquiry") == enquiry.identifier }) == true else { continue }
      guard try await probe.settled(enquiry, in: reply).text("status") == "answered" else { continue }
      throw Finding(
        zh: "授权的 answerKey 低阶或写法不唯一（\(key.hexadecimal)）：应以 bad_public_key 拒答，实际给出了答复，可能人人可读",
        en: """
          the answerKey of a consent is of small order or not in its one spelling (\(key.hexadecimal)): expected declined \
          bad_public_key, got an answer, which perhaps everybody can read
          """)
    }
  }

  private static let identity = Check(
    "sealing.identity", zh: "拒绝打不开的身份信息", en: "an identity that does not open is refused"
  ) { probe in
    var other = DraftBatch([probe.enquiry()])
    let bankKey = try probe.sealingKey
    other.sealingKey = Curve25519.KeyAgreement.PrivateKey().publicKey.rawRepresentation
    other.keyId = keyIdentifier(bankKey)
    try await probe.expectRefusal(
      zh: "冒用该行公钥编号加密的身份信息", en: "an identity sealed to another key under the bank's keyId",
      try probe.draft(other), 400, "identity_not_sealed")
    var enquiry = probe.enquiry()
    enquiry.sealedForEnquiry = probe.enquiry().identifier
    try await probe.expectRefusal(
      zh: "为另一查询加密的身份信息", en: "an identity sealed for another enquiry", try probe.draft(enquiry), 400,
      "identity_not_sealed")
  }

  private static let order = Check(
    "sealing.order", zh: "身份信息只能按加密的顺序打开", en: "identities open in the order in which they were sealed only"
  ) { probe in
    var batch = DraftBatch([probe.enquiry(), probe.enquiry(about: TestPeople.zeros)])
    batch.isSealedBackwards = true
    let reply = try await probe.send(probe.draft(batch))
    guard reply.items?.contains(where: { $0.text("status") != "declined" }) == true else { return }
    throw Finding(
      zh: "身份信息的顺序颠倒的一批：不应得到答复，实际收到 \(reply.told.zh)",
      en: "sent a batch whose identities were sealed in the opposite order: expected no answer, got \(reply.told.en)")
  }

  private static let ownKey = Check(
    "sealing.own_key", zh: "每个答复都用自己的查询的密钥加密", en: "each answer is sealed to the key of its own enquiry"
  ) { probe in
    let enquiries = [TestPeople.both, TestPeople.zeros, TestPeople.supplementary].map { probe.enquiry(about: $0) }
    let reply = try await probe.ask(enquiries)
    for enquiry in enquiries {
      guard reply.items?.contains(where: { $0.text("enquiry") == enquiry.identifier }) == true else { continue }
      _ = try probe.opened(enquiry, try await probe.settled(enquiry, in: reply))
    }
  }

  private static func bound(_ part: OpenedAnswer.Part, _ name: String, zh: String, en: String) -> Check {
    Check("sealing.\(name)", zh: "答复与\(zh)绑定", en: "answers are bound to the \(en)") { probe in
      guard try await probe.opened(probe.enquiry()).unbound.contains(part) else { return }
      throw Finding(
        zh: "答复的附加认证数据里没有\(zh)；应为查询编号、银行代码、授权编号，各以 4 字节长度开头",
        en: """
          the answer opens without the \(en) as authenticated data; expected enquiry, bank and consent, each preceded by \
          its length in 4 bytes
          """)
    }
  }

  private static let padded = Check(
    "sealing.padded", zh: "答复填充到 1024 字节的整数倍", en: "answers are padded to steps of 1,024 bytes"
  ) { probe in
    for person in [TestPeople.both, TestPeople.many] {
      guard try await !probe.opened(probe.enquiry(about: person)).isPadded else { continue }
      throw Finding(
        zh: "加密前应为 4 字节长度、JSON 和零，总长是 1024 的整数倍；否则长度会透露卡数",
        en: """
          expected 4 bytes of length, the JSON and zeros to a multiple of 1,024 bytes before sealing, or the size tells \
          how many cards there are
          """)
    }
  }

  private static let exact = Check(
    "sealing.padded_exactly", zh: "只填充到下一个 1024 字节，且填零", en: "answers are padded to the next step, with zeros"
  ) { probe in
    for person in [TestPeople.unknown, TestPeople.both, TestPeople.many] {
      let enquiry = probe.enquiry(about: person)
      let item = try await probe.answer(to: enquiry)
      // Whether a person may be declined is for other checks.
      guard item.text("status") == "answered" else { continue }
      let answer = try probe.opened(enquiry, item)
      guard answer.isPadded, !answer.isExact else { continue }
      throw Finding(
        zh: "\(person.reported.count) 张卡的答复没有恰好填充到其紧凑 JSON 之后的下一个 1024 字节，或填充的不是零：大小或填充会透露卡数",
        en: """
          an answer with \(person.reported.count) cards is not padded to the very next multiple of 1,024 bytes behind its \
          compact JSON, or not with zeros: size or filling tells about the cards
          """)
    }
  }

  private static let freshKeys = Check(
    "sealing.fresh_keys", zh: "每次加密都用新的临时密钥", en: "every answer is sealed with an ephemeral key of its own", turn: .last
  ) { probe in
    try await probe.judge("sealing.fresh_keys") {
      try await probe.ask([probe.enquiry(), probe.enquiry()])
      try await probe.ask([probe.enquiry()])
    }
  }

  private static let soundKeys = Check(
    "sealing.sound_keys", zh: "封装密钥写法唯一，且不是低阶点",
    en: "the encapsulated keys of answers are in their one spelling, and none is weak",
    turn: .last
  ) { probe in
    try await probe.judge("sealing.sound_keys") { try await probe.ask([probe.enquiry()]) }
  }

  private static let nothingBeside = Check(
    "sealing.nothing_beside", zh: "加密内容之外什么也不说", en: "beside the seal nothing is said", turn: .last
  ) { probe in
    try await probe.judge("sealing.nothing_beside") {
      let enquiry = probe.enquiry()
      _ = try await probe.settled(enquiry, in: probe.ask([enquiry]))
    }
  }

  private static let nothingInFields = Check(
    "sealing.nothing_in_fields", zh: "头字段里没有人和卡的信息", en: "header fields hold nothing about people or cards", turn: .last
  ) { probe in
    try await probe.judge("sealing.nothing_in_fields") { try await probe.ask([probe.enquiry()]) }
  }

  private static let namesEnquiry = Check(
    "sealing.names_enquiry", zh: "答复里面写明所答的查询", en: "inside, an answer names its enquiry"
  ) { probe in
    let enquiry = probe.enquiry()
    guard try await probe.opened(enquiry).json.text("enquiry") != enquiry.identifier else { return }
    throw Finding(
      zh: "加密的 JSON 里 enquiry 应为所问的查询编号",
      en: "expected the member enquiry of the sealed JSON to be the enquiry that was asked")
  }
}

extension Probe {
  fileprivate var sealingKey: Data {
    get throws {
      guard let key = keys.sealing else {
        throw Finding(
          zh: "没有可用的加密公钥，见检查 transport.keys", en: "no key to seal to is known: see the check transport.keys")
      }
      return key
    }
  }
}
