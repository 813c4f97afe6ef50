import BankLink
import Crypto
import Foundation
import Sealing

/// Sealing between the two ends: identities are sealed to the bank, answers to the query.
enum SealingChecks {
  static let all = [
    otherKey, encapsulatedKey, weakEncapsulatedKey, weakAnswerKey, identity, order, ownKey,
    bound(.enquiry, "bound_enquiry", zh: "询问编号", en: "enquiry"), bound(.bank, "bound_bank", zh: "银行代码", en: "bank"),
    bound(.consent, "bound_consent", zh: "授权编号", en: "consent"), padded, exact, freshKeys, soundKeys,
    namesEnquiry, nothingBeside, nothingInFields,
  ]

  private static let otherKey = Check(
    "sealing.other_key", zh: "拒绝不是本行的加密公钥", en: "refuses a sealing key that is not its own"
  ) { probe in
    var batch = DraftBatch([probe.enquiry()])
    batch.sealingKey = Curve25519.KeyAgreement.PrivateKey().publicKey.rawRepresentation
    try await probe.expectRefusal(
      zh: "用他行公钥加密的请求", en: "a request sealed to a key that is not the bank's",
      try probe.draft(batch), 400, "unknown_sealing_key")
  }

  private static let encapsulatedKey = Check(
    "sealing.encapsulated_key", zh: "拒绝长度不对的封装密钥", en: "refuses an encapsulated key of the wrong length"
  ) { probe in
    var batch = DraftBatch([probe.enquiry()])
    batch.encapsulatedKey = Data(repeating: 7, count: 31)
    try await probe.expectRefusal(
      zh: "封装密钥只有 31 字节的请求", en: "a request whose encapsulated key has 31 bytes", try probe.draft(batch), 400,
      "bad_encapsulated_key")
  }

  /// Encapsulated keys whose secret everybody knows, or that are a second spelling of a key (RFC 9180, section 7.1.4).
  private static let weakEncapsulatedKey = Check(
    "sealing.weak_encapsulated_key", zh: "拒绝低阶或编码不规范的封装密钥",
    en: "refuses encapsulated keys that are of small order or not canonical"
  ) { probe in
    for key in WeakKeys.sealing + [nil] {
      var batch = DraftBatch([probe.enquiry()])
      batch.encapsulatedKey = key
      batch.hasTopBit = key == nil
      let told = key?.hexadecimal ?? "… 80"
      try await probe.expectRefusal(
        zh: "封装密钥低阶或编码不规范（\(told)）的请求",
        en: "a request whose encapsulated key is of small order or not canonical (\(told))",
        probe.draft(batch), 400,
        "bad_encapsulated_key")
    }
  }

  private static let weakAnswerKey = Check(
    "sealing.weak_answer_key", zh: "不向低阶或编码不规范的密钥加密答复",
    en: "seals no answer to a key that is of small order or not canonical"
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
        zh: "发送了 answerKey 低阶或编码不规范（\(key.hexadecimal)）的授权：应为 declined bad_public_key，实际给出了答复，可能人人可读",
        en: """
          sent a consent whose answerKey is of small order or not canonical (\(key.hexadecimal)): expected declined \
          bad_public_key, got an answer that anybody may be able to read
          """)
    }
  }

  private static let identity = Check(
    "sealing.identity", zh: "拒绝打不开的身份信息", en: "refuses an identity that does not open"
  ) { probe in
    var other = DraftBatch([probe.enquiry()])
    let bankKey = try probe.sealingKey
    other.sealingKey = Curve25519.KeyAgreement.PrivateKey().publicKey.rawRepresentation
    other.keyId = keyIdentifier(bankKey)
    try await probe.expectRefusal(
      zh: "用别的公钥加密、却写着该行 keyId 的身份信息", en: "an identity sealed to another key under the bank's keyId",
      try probe.draft(other), 400, "identity_not_sealed")
    var enquiry = probe.enquiry()
    enquiry.sealedForEnquiry = probe.enquiry().identifier
    try await probe.expectRefusal(
      zh: "为另一询问加密的身份信息", en: "an identity sealed for another enquiry", try probe.draft(enquiry), 400,
      "identity_not_sealed")
  }

  private static let order = Check(
    "sealing.order", zh: "身份信息只能按加密的顺序打开", en: "opens identities only in the order in which they were sealed"
  ) { probe in
    var batch = DraftBatch([probe.enquiry(), probe.enquiry(about: TestPeople.zeros)])
    batch.isSealedBackwards = true
    let reply = try await probe.send(probe.draft(batch))
    guard reply.items?.contains(where: { $0.text("status") != "declined" }) == true else { return }
    throw Finding(
      zh: "发送了身份信息顺序颠倒的一批：不应答复，实际收到 \(reply.told.zh)",
      en: "sent a batch whose identities were sealed in reverse order: expected no answer, got \(reply.told.en)")
  }

  private static let ownKey = Check(
    "sealing.own_key", zh: "每个答复都用所属询问的密钥加密", en: "seals each answer to the key of its own enquiry"
  ) { probe in
    let enquiries = [TestPeople.both, TestPeople.zeros, TestPeople.supplementary].map { probe.enquiry(about: $0) }
    let reply = try await probe.ask(enquiries)
    for enquiry in enquiries {
      guard reply.items?.contains(where: { $0.text("enquiry") == enquiry.identifier }) == true else { continue }
      _ = try probe.opened(enquiry, try await probe.settled(enquiry, in: reply))
    }
  }

  private static func bound(_ part: OpenedAnswer.Part, _ name: String, zh: String, en: String) -> Check {
    Check("sealing.\(name)", zh: "答复与\(zh)绑定", en: "binds answers to the \(en)") { probe in
      guard try await probe.opened(probe.enquiry()).unbound.contains(part) else { return }
      throw Finding(
        zh: "答复的附加认证数据里没有\(zh)：应为询问编号、银行代码、授权编号，每段之前是 4 字节长度",
        en: """
          the answer opens without the \(en) as authenticated data: expected enquiry, bank and consent, each preceded by \
          its length in 4 bytes
          """)
    }
  }

  private static let padded = Check(
    "sealing.padded", zh: "答复填充到 1024 字节的整数倍", en: "pads answers to multiples of 1,024 bytes"
  ) { probe in
    for person in [TestPeople.both, TestPeople.many] {
      guard try await !probe.opened(probe.enquiry(about: person)).isPadded else { continue }
      throw Finding(
        zh: "加密前应为 4 字节长度、JSON 和零，总长为 1024 字节的整数倍；否则长度会透露卡数",
        en: """
          expected 4 bytes of length, the JSON and zeros up to a multiple of 1,024 bytes before sealing; otherwise the \
          size reveals the number of cards
          """)
    }
  }

  private static let exact = Check(
    "sealing.padded_exactly", zh: "只填充到下一个 1024 字节，且填零", en: "pads answers with zeros, and only to the next multiple"
  ) { probe in
    for person in [TestPeople.unknown, TestPeople.both, TestPeople.many] {
      let enquiry = probe.enquiry(about: person)
      let item = try await probe.answer(to: enquiry)
      // Whether a person may be declined is for other checks.
      guard item.text("status") == "answered" else { continue }
      let answer = try probe.opened(enquiry, item)
      guard answer.isPadded, !answer.isExact else { continue }
      throw Finding(
        zh: "\(person.reported.count) 张卡的答复没有恰好填充到紧凑 JSON 之后的下一个 1024 字节，或填充的不是零：大小或填充会透露卡的信息",
        en: """
          an answer with \(person.reported.count.cards) is not padded with zeros to the next multiple of 1,024 bytes after \
          its compact JSON: size or padding reveals something about the cards
          """)
    }
  }

  private static let freshKeys = Check(
    "sealing.fresh_keys", zh: "每次加密都用新的临时密钥", en: "uses a new ephemeral key for every answer", turn: .last
  ) { probe in
    try await probe.judge("sealing.fresh_keys") {
      try await probe.ask([probe.enquiry(), probe.enquiry()])
      try await probe.ask([probe.enquiry()])
    }
  }

  private static let soundKeys = Check(
    "sealing.sound_keys", zh: "答复的封装密钥编码规范，且不是低阶点",
    en: "uses encapsulated keys that are canonical and not of small order",
    turn: .last
  ) { probe in
    try await probe.judge("sealing.sound_keys") { try await probe.ask([probe.enquiry()]) }
  }

  private static let nothingBeside = Check(
    "sealing.nothing_beside", zh: "加密内容之外不含其他信息", en: "says nothing beside the sealed answers", turn: .last
  ) { probe in
    try await probe.judge("sealing.nothing_beside") {
      let enquiry = probe.enquiry()
      _ = try await probe.settled(enquiry, in: probe.ask([enquiry]))
    }
  }

  private static let nothingInFields = Check(
    "sealing.nothing_in_fields", zh: "头字段里没有个人和银行卡的信息", en: "says nothing about people or cards in header fields",
    turn: .last
  ) { probe in
    try await probe.judge("sealing.nothing_in_fields") { try await probe.ask([probe.enquiry()]) }
  }

  private static let namesEnquiry = Check(
    "sealing.names_enquiry", zh: "加密的答复写明所答的询问", en: "names the enquiry inside the sealed answer"
  ) { probe in
    let enquiry = probe.enquiry()
    guard try await probe.opened(enquiry).json.text("enquiry") != enquiry.identifier else { return }
    throw Finding(
      zh: "加密的 JSON 中 enquiry 应为所问的询问编号",
      en: "expected enquiry in the sealed JSON to be the enquiry that was asked")
  }
}

extension Probe {
  fileprivate var sealingKey: Data {
    get throws {
      guard let key = keys.sealing else {
        throw Finding(
          zh: "没有可用的加密公钥，见 transport.keys", en: "no key to seal to: see transport.keys")
      }
      return key
    }
  }
}
