import Testing
import Text

@testable import Domain

@Suite("What a rollout adds to the registry")
struct RegistryChangesTests {
  private let registry: Catalogue

  init() throws { registry = try Sample.catalogue() }

  private static let fudian = Bank(
    code: BankCode("fdb"), name: Bilingual(zh: "富滇银行", en: "Fudian Bank"), legalName: "富滇银行股份有限公司",
    spellings: ["富滇"], tier: .regional, home: RegionCode("CN-YN"))

  private func changes(_ edits: RolloutEdit...) -> RegistryChanges {
    edits.reduce(into: Rollout.initial) { $0.apply($1) }.registry
  }

  @Test("is found by every name, comes last, and is in the group of all and the rules about all")
  func added() throws {
    var own = registry
    own.preconditions = Preconditions(
      openings: [], connections: [ConnectionRule(banks: own.banks.map(\.code), certificationDays: 60)])
    let catalogue = try own.with(changes(.addBank(Self.fudian)))
    for name in ["fdb", "富滇银行", "富滇", "fudian bank", "富滇银行股份有限公司"] {
      #expect(try catalogue.resolveBank(name) == Self.fudian.code)
    }
    #expect(catalogue.banks.last == Self.fudian && catalogue.banks.count == registry.banks.count + 1)
    #expect(try catalogue.resolveBanks("all").last == Self.fudian.code)
    #expect(catalogue.bankGroup("some-2") == registry.bankGroup("some-2"))
    #expect(catalogue.preconditions.connections[0].banks.last == Self.fudian.code)
  }

  @Test("gives another name, and what has it is still found by its own")
  func renamed() throws {
    let named = changes(
      .addBank(Self.fudian), .renameBank(Self.fudian.code, Bilingual(zh: "滇行", en: "Dian Bank")),
      .renameRegion(RegionCode("CN-YN"), RegionName(Bilingual(zh: "滇", en: "Dian"), fullName: "滇省")))
    let catalogue = try registry.with(named)
    for name in ["云南", "云南省", "Yunnan", "滇", "滇省", "53"] {
      #expect(try catalogue.resolveRegion(name) == RegionCode("CN-YN"))
    }
    for name in ["滇行", "富滇银行", "fdb"] { #expect(try catalogue.resolveBank(name) == Self.fudian.code) }
    #expect(catalogue.region(RegionCode("CN-YN"))?.name.zh == "滇")
    #expect(catalogue.ownName(of: RegionCode("CN-YN"))?.zh == "云南")
    #expect(catalogue.ownName(of: Self.fudian.code)?.zh == "富滇银行")
    #expect(catalogue.ownName(of: BankCode("icbc"))?.zh == "工商银行")
  }

  private static func bank(_ code: String, _ zh: String, _ spellings: [String] = [], home: String? = nil) -> RolloutEdit
  {
    .addBank(Sample.bank(code, zh, "B \(code)", spellings, home: home))
  }

  @Test(
    "is refused where it contradicts the registry or itself",
    arguments: [
      ([bank("fdb", "工行")], "registry_conflict"), ([bank("fdb", "上海")], "registry_conflict"),
      ([bank("fdb", "富滇", ["all"])], "registry_conflict"), ([bank("Fdb", "富滇")], "registry_conflict"),
      ([bank("fdb", "富滇", home: "CN-XX")], "registry_conflict"), ([bank("icbc", "富滇")], "registry_conflict"),
      ([bank("fdb", "富滇", ["x y"]), bank("gdb", "广电", ["XY"])], "registry_conflict"),
      ([.renameBank(BankCode("pab"), Bilingual(zh: "浦发", en: "P"))], "registry_conflict"),
      ([.renameBank(BankCode("nobody"), Bilingual(zh: "无", en: "N"))], "registry_conflict"),
      ([.renameRegion(RegionCode("CN-YN"), RegionName(Bilingual(zh: "陕西", en: "Y")))], "registry_conflict"),
      ([.renameRegion(RegionCode("CN-ZZ"), RegionName(Bilingual(zh: "无", en: "N")))], "registry_conflict"),
      ([.removeBank(BankCode("icbc"))], "bank_not_added"), ([.removeBank(BankCode("fdb"))], "bank_not_added"),
      (
        [bank("fdb", "富滇"), .connect([BankCode("fdb")], .everywhere), .removeBank(BankCode("fdb"))],
        "bank_not_closed"
      ),
    ] as [([RolloutEdit], String)])
  func refused(edits: [RolloutEdit], code: String) throws {
    var rollout = Rollout.initial
    for edit in edits.dropLast() { try rollout.apply(edit, over: registry) }
    let before = rollout
    let last = try #require(edits.last)
    #expect(throws: RegistryConflict.self) { try rollout.apply(last, over: registry) }
    do { try rollout.apply(last, over: registry) } catch { #expect(error.code == code && !error.message.zh.isEmpty) }
    #expect(rollout == before)
  }

  @Test("is refused by a sentence that means both, whichever of them is the new one")
  func bothNamed() throws {
    for (edit, en) in [
      (RolloutEdit.renameBank(BankCode("pab"), Bilingual(zh: "浦发", en: "P")), "\"浦发\" means both"),
      (.renameRegion(RegionCode("CN-YN"), RegionName(Bilingual(zh: "陕西", en: "Y"))), "\"陕西\" means both"),
      (Self.bank("fdb", "上海"), "\"上海\" means both bank fdb and region CN-SH"),
    ] {
      var rollout = Rollout.initial
      let fault = #expect(throws: RegistryConflict.self) { try rollout.apply(edit, over: registry) }
      #expect(try #require(fault).message.en.contains(en), "\(String(describing: fault))")
    }
  }

  @Test("keeps only what differs: its own name again, and a bank that is removed, leave nothing")
  func ownAgain() throws {
    var rollout = Rollout.initial
    for edit: RolloutEdit in [
      .renameRegion(RegionCode("CN-YN"), RegionName(Bilingual(zh: "滇", en: "Dian"))),
      .renameRegion(RegionCode("CN-YN"), RegionName(Bilingual(zh: "云南", en: "Yunnan"), fullName: "云南省")),
      .addBank(Self.fudian), .renameBank(Self.fudian.code, Bilingual(zh: "滇行", en: "Dian")),
      .removeBank(Self.fudian.code),
    ] {
      try rollout.apply(edit, over: registry)
    }
    #expect(rollout == .initial)
  }

  @Test("never stands in the way of what else fits when the registry's files have moved on")
  func movedOn() throws {
    let clashing = Sample.bank("aaa", "富滇银行", "Other")
    var changes = changes(.addBank(Self.fudian), .renameBank(BankCode("gone"), Bilingual(zh: "无", en: "N")))
    changes.set(clashing, for: clashing.code)
    let catalogue = registry.fitting(changes)
    #expect(catalogue.bank(clashing.code) != nil && catalogue.bank(Self.fudian.code) == nil)
    // A bank that the files have by now stays as the files have it.
    let newer = try registry.with(self.changes(.addBank(Self.fudian)))
    let other = Sample.bank("fdb", "富滇", "Something else")
    #expect(try newer.with(self.changes(.addBank(other))).bank(Self.fudian.code) == Self.fudian)
  }

  @Test("lets no bank be open that nobody knows")
  func unknown() throws {
    var rollout = Rollout.initial
    rollout.set(.connected(.everywhere), for: Self.fudian.code)
    #expect(throws: RegistryConflict.unknown(["fdb"])) { try rollout.requireConsistent(over: registry) }
    var settled = rollout
    settled.settleRegistry(over: registry, orOf: .initial)
    #expect(settled == .initial)
    rollout.apply(.addBank(Self.fudian))
    try rollout.requireConsistent(over: registry)
  }

  @Test("is part of the document only where there is something, and is read only as it was written")
  func document() throws {
    #expect(Rollout.initial.document["registry"] == nil)
    for text in [
      "{}", #"{"banks":{"fdb":{}},"regionNames":{},"bankNames":{}}"#,
      #"{"banks":{},"regionNames":{"CN-YN":{"zh":"滇"}},"bankNames":{}}"#,
      #"{"banks":{},"regionNames":{"CN-YN":{"zh":"滇","en":"D","full":1}},"bankNames":{}}"#,
      #"{"banks":{},"regionNames":{},"bankNames":{"icbc":"x"}}"#,
    ] {
      let json = try #require(JSONValue(json: text))
      #expect(Rollout(document: Rollout.initial.document.setting("registry", json)) == nil, "\(text)")
    }
  }

  @Test("that an unconfirmed commit added goes with it, unless something else was done with it since")
  func undone() {
    var made = Rollout.initial
    made.apply(.addBank(Self.fudian))
    made.apply(.connect([Self.fudian.code], .everywhere))
    var chronicle = Chronicle(ground: .init(number: 0, rollout: .initial, standing: .firm))
    chronicle.append(made, .waiting)
    #expect(chronicle.undoing(1).rollout == .initial)
    var later = made
    later.apply(.connect([Self.fudian.code], .named([RegionCode("CN-YN")])))
    chronicle.append(later, .firm)
    let undone = chronicle.undoing(1)
    #expect(undone.rollout == later)
    #expect(undone.kept.map(\.path) == ["banks.fdb", "registry.banks.fdb"])
  }
}
