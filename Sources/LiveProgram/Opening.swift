import Domain
import Foundation
import Program
import Registry
import Store

extension ProgramContext {
  /// The regions, banks and notices that come with the program. Throws `RegistryFault`.
  public func registry() throws -> Registry { try Registry.bundled() }

  /// The files that `--database` and `--secrets` name. Throws `UsageFault`.
  public func storeLocation() throws -> StoreLocation { StoreLocation(path: try databasePath, secrets: secretsPath) }

  /// Opens the database with its secrets for a use, its clock started at `--now`. Throws `StoreFault`.
  public func openStore(for use: DatabaseUse) throws -> Store { try openStore(registry().catalogue, for: use) }

  /// Opens the database with a catalogue that was loaded already. A real database is opened by few programs
  /// (`StoreLocation.admit`). One that is older than the notes beside the secrets, or was judged by another registry, is
  /// refused, unless it is opened for looking and deciding.
  public func openStore(_ catalogue: Catalogue, for use: DatabaseUse, regardless: Bool = false) throws -> Store {
    try namingService {
      try Store.open(
        at: storeLocation(), catalogue: catalogue, pretendedNow: pretendedNow, regardless: regardless,
        lock: admit(use))
    }
  }

  /// Admits the program to the database for a use, and gives the lock to hold meanwhile. Throws `StoreFault`.
  public func admit(_ use: DatabaseUse) throws -> ServiceLock? {
    try storeLocation().admit(use, known: serviceNotice)
  }

  /// Names the service to an account that may not look into its folders, where the machine has one.
  private func namingService<Value>(_ work: () throws -> Value) throws -> Value {
    do { return try work() } catch let fault as StoreFault where fault.isOfAnotherAccount {
      let address = InstalledAddress()
      guard let address, try address.isAbout(databasePath) else { throw fault }
      throw StoreFault.serviceOnly(address.notice, isRunning: nil)
    }
  }

  /// Where the service of this machine is, by what is installed.
  private var serviceNotice: ServiceNotice { InstalledAddress()?.notice ?? ServiceNotice() }
}
