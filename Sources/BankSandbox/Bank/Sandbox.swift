import Domain
import Synchronization

/// All reference banks of one process, made when they are first asked for.
public final class Sandbox: Sendable {
  private let ledger: Ledger
  private let behaviours: [BankCode: Behaviour]
  private let allowed: Set<BankCode>?
  private let keys: BankKeys
  private let remembered: Int
  /// Which networks may ask.
  public let trust: NetworkTrust
  /// The one fault that all these banks have, for tests of the conformance suite.
  let mutant: Mutant?
  private let banks = Mutex<[BankCode: SandboxBank]>([:])

  /// `banks` nil: every code is served. `remembered` is how many enquiries each bank remembers. `mutant` is for tests.
  public init(
    book: Book, banks: [BankCode]? = nil, keys: BankKeys = .fresh, remembered: Int = 8_192,
    trust: NetworkTrust = NetworkTrust(), mutant: Mutant? = nil
  ) {
    ledger = Ledger(book, mutant: mutant)
    behaviours = book.behaviours
    allowed = banks.map(Set.init)
    self.keys = keys
    self.remembered = remembered
    self.trust = trust
    self.mutant = mutant
  }

  /// Nil for a bank that is not served.
  public func bank(_ code: BankCode) throws(KeyFault) -> SandboxBank? {
    guard allowed?.contains(code) ?? true else { return nil }
    if let bank = banks.withLock({ $0[code] }) { return bank }
    let made = SandboxBank(
      code: code, ledger: ledger, keys: try keys.keys(of: code), behaviour: behaviours[code] ?? .prompt,
      remembered: remembered, mutant: mutant)
    return banks.withLock { banks in
      if let bank = banks[code] { return bank }
      banks[code] = made
      return made
    }
  }
}
