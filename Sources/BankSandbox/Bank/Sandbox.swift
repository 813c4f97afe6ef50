import BankLink
import Domain
import Synchronization

/// All reference banks of one process, made on first use. Each has a live side and, below `/test`, a test environment
/// with the same keys, in which the protocol's test people are on record.
public final class Sandbox: Sendable {
  private let book: Book
  private let allowed: Set<BankCode>?
  private let keys: BankKeys
  private let remembered: Int
  private let records: String?
  /// The networks that may ask.
  public let trust: NetworkTrust
  /// The one fault that all these banks have, for tests of the conformance suite.
  let mutant: Mutant?
  let variant: PermittedVariant?
  /// The time for which a mutant that forgets remembers; less than a certification takes.
  let mutantMemory: Span
  private let banks = Mutex<[BankCode: Sides]>([:])
  private let last = Mutex<String?>(nil)

  private struct Sides {
    let live: SandboxBank
    let test: SandboxBank
  }

  /// - Parameters:
  ///   - banks: nil: every code is served.
  ///   - remembered: how many enquiries each bank remembers.
  ///   - records: a directory in which each bank keeps what it was asked, so that it still knows it when it is started
  ///     again; nil keeps it in memory only.
  ///   - mutant: for tests, and so are `variant` and `mutantMemory`.
  public init(
    book: Book, banks: [BankCode]? = nil, keys: BankKeys = .fresh, remembered: Int = 8_192, records: String? = nil,
    trust: NetworkTrust = NetworkTrust(), mutant: Mutant? = nil,
    variant: PermittedVariant? = nil, mutantMemory: Span = .seconds(2)
  ) {
    self.variant = variant
    self.mutantMemory = mutantMemory
    self.book = book
    allowed = banks.map(Set.init)
    self.keys = keys
    self.remembered = remembered
    self.records = records
    self.trust = trust
    self.mutant = mutant
  }

  /// The live side of a bank; nil if the bank is not served.
  public func bank(_ code: BankCode) throws(KeyFault) -> SandboxBank? { try sides(code)?.live }

  /// The bank's test environment.
  public func testBank(_ code: BankCode) throws(KeyFault) -> SandboxBank? { try sides(code)?.test }

  private func sides(_ code: BankCode) throws(KeyFault) -> Sides? {
    guard allowed?.contains(code) ?? true else { return nil }
    if let sides = banks.withLock({ $0[code] }) { return sides }
    let pair = try keys.keys(of: code)
    let made = Sides(live: make(code, pair, isTest: false), test: make(code, pair, isTest: true))
    return banks.withLock { banks in
      if let sides = banks[code] { return sides }
      banks[code] = made
      return made
    }
  }

  private func make(_ code: BankCode, _ pair: BankKeyPair, isTest: Bool) -> SandboxBank {
    let file = records.map { "\($0)/\(code)\(isTest ? ".test" : "").records" }
    return SandboxBank(
      code: code, ledger: Ledger(book, knowsTestPeople: isTest, mutant: mutant), keys: pair,
      behaviour: book.behaviours[code] ?? .prompt, remembered: remembered,
      records: mutant == .restart ? nil : file.flatMap(BankRecords.init(file:)), mutant: mutant)
  }

  /// The last person that any of these banks was asked about, for the mutant that reveals it.
  var lastPerson: String? { last.withLock { $0 } }
  func noteLast(_ person: String?) { if mutant == .previousPerson { last.withLock { $0 = person } } }
}
