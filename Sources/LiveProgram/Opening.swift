import Domain
import Program
import Registry
import Store

extension ProgramContext {
  /// The regions, banks and notices that come with the program. Throws `RegistryFault`.
  public func registry() throws -> Registry { try Registry.bundled() }

  /// The files that `--database` and `--secrets` name. Throws `UsageFault`.
  public func storeLocation() throws -> StoreLocation { StoreLocation(path: try databasePath, secrets: secretsPath) }

  /// Opens the database with its secrets, its clock started at `--now`. Throws `StoreFault`.
  public func openStore() throws -> Store { try openStore(registry().catalogue) }

  /// Opens the database with a catalogue that was loaded already. A database that is older than the notes beside the
  /// secrets, or was judged by another registry, is refused, unless it is opened for looking and deciding.
  public func openStore(_ catalogue: Catalogue, regardless: Bool = false) throws -> Store {
    try Store.open(
      at: storeLocation(), catalogue: catalogue, pretendedNow: pretendedNow, regardless: regardless)
  }
}
