import Domain
import Text

/// `add bank`
struct AddBank: EditCommand {
  let bank: Bank

  static let form = Form(
    "add bank", [.one(.bankCode)],
    clauses: [
      Clause("name", .one(.names), isRequired: true, zh: "中文名和英文名", en: "the Chinese and the English name"),
      Clause("legal", .one(.name), zh: "法定中文全称，默认同中文名", en: "the legal Chinese name; default the Chinese name"),
      Clause("tier", .one(.tier), zh: "national 或 regional，默认 regional", en: "national or regional; default regional"),
      Clause("home", .one(.region), zh: "总行所在地区", en: "region of the head office"),
      Clause("spelled", .some(.name), zh: "其他写法", en: "other spellings"),
    ],
    zh: "登记新银行；接入之前不询问", en: "add a bank to the registry; not asked until connected",
    details: Bilingual(
      zh: """
        从下一条命令起即可使用它的代码和名称；提交后人人可见。再次执行则替换原有登记。名称不能与已有的重复。\
        登记资料中已有的银行请用 rename bank 改名。
        """,
      en: """
        Its code and names can be used from the next command on; everyone sees it once committed. Adding it again replaces \
        the entry. Names must not be in use already. To rename a bank of the registry, use rename bank.
        """),
    examples: ["add bank gxnx name 广西农信 \"Guangxi Rural Credit\" home 广西 spelled 桂农信"])

  var edit: RolloutEdit { .addBank(bank) }
}

extension AddBank {
  init(_ arguments: Arguments, _ names: Binder) throws {
    let words = arguments.clause("name")
    guard words.count == 2 else { throw Diagnostic(SyntaxFault.missingValue(of: "name"), at: words[0].end) }
    let code = try arguments.value(arguments.operands[0], .bankCode, BankCode.init(wellFormed:))
    let name = Bilingual(zh: try arguments.name(words[0]), en: try arguments.name(words[1]))
    let legalName = try arguments.clause("legal").first.map(arguments.name)
    let tier = try arguments.clause("tier").first.map { try arguments.value($0, .tier, BankTier.init(rawValue:)) }
    let spellings = try arguments.clause("spelled").map(arguments.name)
    self.init(
      bank: Bank(
        code: code, name: name, legalName: legalName ?? name.zh, spellings: spellings, tier: tier ?? .regional,
        home: try arguments.clause("home").first.map(names.region)))
  }
}
