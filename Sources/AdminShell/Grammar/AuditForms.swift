import Store
import Text

/// Commands about the audit chain.
extension Grammar {
  static let auditForms: [Form] = [
    Form(
      "audit verify",
      clauses: [
        Clause(
          "expecting", .one(.hash), zh: "在别处记下的末端，应在链中", en: "a head noted elsewhere, which has to stand in the chain")
      ],
      zh: "核对审计链是否完整", en: "check that the audit chain is whole",
      details: Bilingual(
        zh: """
          先让到期的改动生效，再逐条核对审计记录，并核对各表与索引；数据库大时需要几分钟。把 audit head 给出的末端记在别处，\
          日后用 expecting 交回：连同密钥一起被改写的链也能被发现。
          """,
        en: """
          Puts in force what is due, and then checks every audit record, every table and every index; of a large database \
          that takes minutes. Note elsewhere what audit head gives, and give it back with expecting: that shows a chain that \
          was rewritten together with the secrets, too.
          """),
      examples: ["audit verify"]
    ) { .audit(.verify(expecting: try $0.hash("expecting"))) },
    Form("audit head", zh: "审计链的末端", en: "the head of the audit chain", examples: ["audit head"]) { _ in .audit(.head)
    },
    Form(
      "audit show", [.atMost(1, .count)],
      clauses: [
        Clause("from", .one(.time), zh: "从这个时间起", en: "from this time on"),
        Clause("to", .one(.time), zh: "到这个时间之前", en: "before this time"),
        Clause("by", .one(.author), zh: "这个操作员的", en: "by this operator"),
        Clause(
          "about", .one(.object), zh: "关于这个对象，如 icbc、\"revision 3\"", en: "about this object: icbc, \"revision 3\""),
        Clause("action", .one(.action), zh: "这种动作，如 commit、read", en: "of this kind: commit, read"),
      ],
      zh: "审计记录，可只看最近几条或其中一部分", en: "the audit records, the latest few, or those that fit",
      examples: ["audit show", "audit show 10", "audit show 20 by wang action read from 2022-06-09"]
    ) { arguments in
      .audit(
        .show(
          AuditFilter(
            last: try arguments.optionalNumber(0, .count), from: try arguments.time("from"),
            to: try arguments.time("to"), author: try arguments.optionalText("by"),
            object: try arguments.optionalText("about"), action: try arguments.optionalText("action"))))
    },
  ]
}

extension Arguments {
  /// A number that people were given: of letters and digits, in any case.
  func identifier(_ position: Int, _ kind: Operand.Kind) throws -> String {
    let word = operands[position]
    let text = word.text.uppercased()
    let isIdentifier =
      (2...64).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      }
    guard isIdentifier else { throw Diagnostic(SyntaxFault.notA(kind, word.text), at: word.place) }
    return text
  }

  /// SHA-256 in hexadecimal.
  func hash(_ keyword: String) throws -> String? {
    try clause(keyword).first.map { word in
      let text = word.text.lowercased()
      guard text.utf8.count == 64, text.allSatisfy(\.isHexDigit) else {
        throw Diagnostic(SyntaxFault.notA(.hash, word.text), at: word.place)
      }
      return text
    }
  }
}
