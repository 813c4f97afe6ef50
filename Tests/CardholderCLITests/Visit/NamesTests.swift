import Domain
import LiveProgram
import Registry
import Store
import Testing
import Text

@testable import CardholderCLI
@testable import Program

struct NamesTests {
  private static let code = BankCode("gxnx")

  /// Commits a rollout as another program does during a visit.
  private static func commit(_ rollout: Rollout, in context: ProgramContext) throws {
    _ = try context.openStore(for: .person).write { transaction in
      try transaction.append(
        rollout, author: "op", comment: "", committedAt: transaction.now, effectiveAt: transaction.now)
    }
  }

  private static func added() -> Rollout {
    var rollout = Rollout.initial
    let name = Bilingual(zh: "广西农信", en: "Guangxi Rural Credit")
    rollout.apply(.addBank(Bank(code: code, name: name, legalName: name.zh, spellings: ["桂农信"], tier: .regional)))
    rollout.apply(.renameRegion(RegionCode("CN-GD"), RegionName(Bilingual(zh: "粤", en: "Yue"))))
    return rollout
  }

  @Test func `a visit goes by the names of now, and names a bank that is gone as it was called last`() async throws {
    let sandbox = try Sandbox()
    try await Visit.during(sandbox.context(language: .zh), PersonOptions.parse([])) { visit in
      #expect(visit.name(of: Self.code) == "gxnx" && visit.name(of: RegionCode("CN-GD")) == "广东")
      #expect(throws: NameFault.self) { try BankChoice.read(["桂农信"], catalogue: visit.catalogue) }
      try Self.commit(Self.added(), in: sandbox.context())
      #expect(visit.name(of: Self.code) == "广西农信" && visit.name(of: RegionCode("CN-GD")) == "粤")
      #expect(try BankChoice.read(["桂农信"], catalogue: visit.catalogue) == [Self.code])
      #expect(try visit.catalogue.resolveRegion("粤") == visit.catalogue.resolveRegion("广东"))
      try Self.commit(.initial, in: sandbox.context())
      #expect(visit.name(of: Self.code) == "广西农信" && visit.name(of: RegionCode("CN-GD")) == "广东")
      #expect(throws: NameFault.self) { try BankChoice.read(["gxnx"], catalogue: visit.catalogue) }
    }
  }
}
