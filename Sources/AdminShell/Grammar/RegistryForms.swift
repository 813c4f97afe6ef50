import Domain
import Text

/// Commands that add banks to the registry and rename what it holds.
extension Grammar {
  static let registryForms: [Form] = [
    Form(
      "add bank", [.one(.bankCode)],
      clauses: [
        Clause("name", .one(.names), isRequired: true, zh: "中文名和英文名", en: "the Chinese and the English name"),
        Clause("legal", .one(.name), zh: "登记的中文全称，默认同中文名", en: "the registered Chinese name, else the Chinese one"),
        Clause(
          "tier", .one(.tier), zh: "national 或 regional，默认 regional", en: "national or regional; regional by default"),
        Clause("home", .one(.region), zh: "总行所在地区", en: "the region of the head office"),
        Clause("spelled", .some(.name), zh: "其他写法", en: "what else people write"),
      ],
      zh: "登记一家新银行；接入之前不询问", en: "add a bank to the registry; closed until it is connected",
      details: Bilingual(
        zh: """
          加入之后，同一脚本里的下一条命令就可以用它的代码和名称；提交后人人可见。再写一次就改掉原来的登记。名称不能已有别的含义。\
          登记资料文件里的银行不能这样改，用 rename bank。
          """,
        en: """
          From the next command on it goes by its code and names; with the commit everybody sees it. Said again, it \
          replaces what was said before. No name may mean something else already. Banks of the registry's files are not \
          changed like this: rename bank does that.
          """),
      examples: ["add bank gxnx name 广西农信 \"Guangxi Rural Credit\" home 广西 spelled 桂农信"]
    ) { .addBank(try $0.newBank()) },
    Form(
      "remove bank", [.one(.bank)], zh: "移除 add bank 登记的银行；须先断开",
      en: "remove a bank that add bank added; disconnect it first",
      examples: ["remove bank gxnx"]
    ) { .removeBank($0.operands[0]) },
    Form(
      "rename region", [.one(.region), .one(.chinese), .one(.english)],
      clauses: [Clause("full", .one(.name), zh: "中文全称，默认不变", en: "the full Chinese name, else as it was")],
      zh: "给地区改名；原来的写法仍然有效", en: "give a region another name; it is still found by its own",
      details: Bilingual(
        zh: "代码不变。改回登记资料里的名称，就不再有差别。", en: "Its code stays. Its own name again takes the change away."),
      examples: ["rename region 广东 粤省 Yue"]
    ) {
      .renameRegion(
        $0.operands[0],
        RegionName(try $0.bilingual(1), fullName: try $0.clause("full").first.map($0.name)))
    },
    Form(
      "rename bank", [.one(.bank), .one(.chinese), .one(.english)], zh: "给银行改名；原来的写法仍然有效",
      en: "give a bank another name; it is still found by its own",
      details: Bilingual(
        zh: "代码不变。改回登记资料里的名称，就不再有差别。", en: "Its code stays. Its own name again takes the change away."),
      examples: ["rename bank cqfm 富民银行 \"Fumin Bank\""]
    ) { .renameBank($0.operands[0], try $0.bilingual(1)) },
  ]
}

/// A bank as `add bank` says it, its home not looked up yet.
public struct NewBank: Sendable, Equatable {
  let code: BankCode
  let name: Bilingual
  let legalName: String?
  let tier: BankTier
  let home: Word?
  let spellings: [String]

  func bank(home: RegionCode?) -> Bank {
    Bank(code: code, name: name, legalName: legalName ?? name.zh, spellings: spellings, tier: tier, home: home)
  }
}

extension Arguments {
  /// A name is at most this long.
  static let longestName = 100

  fileprivate func newBank() throws -> NewBank {
    let names = clause("name")
    guard names.count == 2 else { throw Diagnostic(SyntaxFault.missingValue(of: "name"), at: names[0].end) }
    return NewBank(
      code: try value(operands[0], .bankCode, BankCode.init(wellFormed:)),
      name: Bilingual(zh: try name(names[0]), en: try name(names[1])),
      legalName: try clause("legal").first.map(name),
      tier: try clause("tier").first.map { try value($0, .tier, BankTier.init(rawValue:)) } ?? .regional,
      home: clause("home").first, spellings: try clause("spelled").map(name))
  }

  /// The Chinese name and, behind it, the English one.
  fileprivate func bilingual(_ position: Int) throws -> Bilingual {
    Bilingual(zh: try name(operands[position]), en: try name(operands[position + 1]))
  }

  /// Nothing in it is invisible: a bank that looks like another could pass for it.
  fileprivate func name(_ word: Word) throws -> String {
    let name = word.text.trimmingSpaces().composed
    if let odd = name.firstUnplain { throw Diagnostic(SyntaxFault.notInName(odd), at: word.place) }
    return try value(word, .name) { _ in (1...Self.longestName).contains(name.count) ? name : nil }
  }
}
