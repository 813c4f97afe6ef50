import AdminShell
import Domain
import LineEditor
import Program
import RolloutControl
import Text

/// The console's work at a size that no registry has yet, for the benchmark `console`.
struct ConsoleSpecimen {
  private let catalogue: Catalogue
  private let completer: Completer
  private let rollout: Rollout
  private let revisions: [Revision]

  /// A catalogue in which a number of banks is added to those of another, and as many revisions.
  init(_ catalogue: Catalogue, banks count: Int) throws {
    let more = (catalogue.banks.count..<count).map(Self.bank)
    let large = try Catalogue(
      regions: catalogue.regions, banks: catalogue.banks + more,
      regionGroups: Array(catalogue.regionGroups.dropFirst()), bankGroups: Array(catalogue.bankGroups.dropFirst()))
    var rollout = Rollout.initial
    rollout.apply(.connect(large.banks.enumerated().filter { $0.offset % 2 == 0 }.map(\.element.code), .everywhere))
    self.catalogue = large
    self.rollout = rollout
    completer = Completer(large, language: .zh)
    revisions = (1...count).map { Self.revision($0, rollout) }
  }

  private static func bank(_ number: Int) -> Bank {
    Bank(
      code: BankCode("rural\(number)"), name: Bilingual(zh: "第\(number)农信", en: "Rural Credit Union \(number)"),
      legalName: "第\(number)农村信用合作联社", spellings: ["\(number)号农信社", "RCU \(number)"], tier: .regional)
  }

  private static func revision(_ number: Int, _ rollout: Rollout) -> Revision {
    let moment = Moment(milliseconds: 1_600_000_000_000 + Int64(number) * 3_600_000)
    return Revision(
      number: number, rollout: rollout, author: "operator\(number % 7)", comment: "第 \(number) 次调整 change \(number)",
      committedAt: moment, effectiveAt: moment, hash: String(repeating: "0123abcd", count: 8))
  }

  /// The number of choices that Tab has for a line.
  func complete(_ line: String) -> Int {
    let lines = completer.completion(of: line)?.lines ?? []
    return lines.count + CommonStart.of(lines).utf8.count
  }

  /// The list that `?` prints.
  func list(_ line: String) -> String {
    completer.completion(of: line)?.list(.zh, columns: 80, withHelp: true) ?? ""
  }

  /// The tables that `show banks` and `show history` print.
  func banksTable() -> String { ConsoleTables.banks(catalogue, running: rollout) }

  func historyTable() -> String { ConsoleTables.history(revisions) }
}
