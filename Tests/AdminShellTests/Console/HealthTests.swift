import Domain
import Foundation
import Program
import Store
import TestFixtures
import Testing

@testable import AdminShell
@testable import AdminTerminal

struct HealthTests {
  private let scripting: Scripting

  /// A bank that was asked 40 enquiries a minute ago and answered half of them.
  init() throws {
    scripting = try Scripting()
    let store = try scripting.session().store
    try store.write { transaction in
      let icbc = BankCode("icbc")
      let before = transaction.now.adding(.minutes(-2))
      transaction.note(.asked, of: icbc, at: before, count: 40)
      transaction.note(.answered(after: .seconds(2)), of: icbc, at: before, count: 20)
      transaction.note(.failed(code: "bank_timed_out"), of: icbc, at: before, count: 3)
      transaction.note(.refused(code: "bad_signature"), of: Transaction.nobody, at: before, count: 9)
    }
  }

  @Test("show health tells each bank's figures by window, and null where there is too little to tell")
  func shape() throws {
    let document = try #require(try scripting.run("show health 工商银行 abc").documents.first)
    let banks = try items(of: document["banks"])
    #expect(banks.map { $0["bank"] } == ["icbc", "abc"])
    let minutes = try #require(banks[0]["windows"]?["tenMinutes"])
    #expect(minutes["asked"] == 40 && minutes["withinThirtySeconds"] == 50 && minutes["timeouts"] == 0)
    #expect(minutes["failures"] == [["code": "bank_timed_out", "count": 3]])
    #expect(minutes["p50Milliseconds"] != .null && banks[0]["windows"]?["day"] == minutes)
    let other = try #require(banks[1]["windows"]?["hour"])
    #expect(other["withinThirtySeconds"] == .null && other["p95Milliseconds"] == .null && other["asked"] == 0)
    #expect(document["unattributed"]?["hour"]?["refused"] == [["code": "bad_signature", "count": 9]])
  }

  @Test("show health without names is about every bank, and its table about those with traffic")
  func all() throws {
    let banks = try items(of: scripting.run("show health").documents.first?["banks"])
    #expect(banks.count == catalogue.banks.count)
    let text = try scripting.run([.command("show health")], format: .table, language: .zh).output
    #expect(text.contains("工商银行") && text.contains("50") && text.contains("bank_timed_out 3"))
    #expect(!text.contains("农业银行") && text.contains("（未登记的银行）"))
  }

  @Test("show health refuses a bank that does not exist")
  func unknown() throws {
    #expect(try scripting.run("show health atlantis").fault?["code"] == "bank_unknown")
  }

  @Test("show queue tells what waits, how fast it is asked and until when")
  func queue() throws {
    #expect(try scripting.run("show queue").documents.first?["queries"] == 0)
    let session = try scripting.session()
    _ = try session.edit(.connect([BankCode("icbc")], .everywhere))
    _ = try session.commit(CommitTerms())
    try session.store.write { transaction in
      for query in 1...8 {
        try transaction.put(
          .sample(
            "Q\(query)", of: "P\(query)", at: [BankCode("icbc")], accepted: transaction.now.adding(.minutes(-1))))
      }
    }
    let document = try #require(try scripting.run("show queue").documents.first)
    guard case .array(let banks)? = document["banks"], let bank = banks.first,
      case .string(let oldest)? = document["oldestSince"]
    else {
      Issue.record("no banks")
      return
    }
    #expect(document["queries"] == 8 && oldest.hasPrefix("2021-12-01T23:59"))
    #expect(bank["bank"] == "icbc" && bank["waiting"] == 8 && bank["askedPerMinute"] == 4)
    guard case .string(let estimate)? = bank["estimatedAt"] else {
      Issue.record("no estimate")
      return
    }
    #expect(estimate.hasPrefix("2021-12-02T00:02"))
    let text = try scripting.run([.command("show queue")], format: .table, language: .en).output
    #expect(text.hasPrefix("8 queries are waiting, the oldest since 2021-12-01 23:59"))
  }
}
