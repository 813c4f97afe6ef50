import BankLink
import BankSandbox
import Domain
import QueryEngine
import Registry
import Store

/// A sandbox with everything open and every bank connected, the real desk and engine on it, and banks in the process.
struct OpenSandbox: Sendable {
  let store: Store
  let parts: EngineParts
  let writer: WriterMeter
  let banks: BanksMeter
  let messages: CapturedMessages

  var desk: CardholderDesk { CardholderDesk(parts, requester: Requester(token: "bench")) }
  var engine: QueryEngine { QueryEngine(parts) }

  /// Makes a database, lets `fill` write to it, and opens it. `port` reaches banks outside the process.
  init(
    _ name: String, in workplace: Workplace, registry: Registry, book: Book, timesDisk: Bool = false,
    fill: (StoreLocation) throws -> Void = { _ in }, port: ((Store) -> any BankPort)? = nil
  ) throws {
    let location = StoreLocation(in: workplace, name)
    try location.makeSandbox(registry.catalogue)
    try fill(location)
    try self.init(at: location, registry: registry, book: book, timesDisk: timesDisk, port: port)
  }

  /// Opens an existing database, for another process on the same one.
  init(
    at location: StoreLocation, registry: Registry, book: Book, timesDisk: Bool = false,
    port: ((Store) -> any BankPort)? = nil
  ) throws {
    writer = WriterMeter(timesDisk: timesDisk)
    banks = BanksMeter()
    messages = CapturedMessages()
    store = try Store.open(
      at: location, catalogue: registry.catalogue, clock: SystemClock(), scheduler: writer, hook: writer.hook)
    var settings = WorkSettings()
    settings.codeLifetime = .hours(2)
    parts = EngineParts(
      store: store, agreement: registry.agreement.version, agreementText: registry.agreement.wording,
      banks: port?(store) ?? banks.banks(book),
      identity: SandboxIdentityCheck(),
      face: SandboxFaceCheck(), gateway: messages, random: SystemRandom(),
      passwords: PasswordQueue(cost: .token, isInline: true),
      settings: settings)
  }
}

extension StoreLocation {
  init(in workplace: Workplace, _ name: String) {
    self.init(path: "\(workplace.path)/\(name)/chaka.sqlite", secrets: "\(workplace.path)/\(name)/secrets")
  }

  /// A new sandbox in which everything is open and every bank is connected.
  func makeSandbox(_ catalogue: Catalogue) throws {
    _ = try Store.initialise(at: self, sandbox: true, author: "bench", catalogue: catalogue, pretendedNow: nil)
    let store = try Store.open(at: self, catalogue: catalogue, pretendedNow: nil)
    try store.write(protecting: .rollout) { transaction in
      var rollout = Rollout()
      rollout.set(.app, open: true)
      for region in catalogue.regions { rollout.set(.full, for: region.code) }
      for bank in catalogue.banks {
        rollout.set(.connected(.everywhere), for: bank.code)
        try transaction.setEndpoint("http://bank.invalid/\(bank.code)", of: bank.code)
      }
      _ = try transaction.append(
        rollout, author: "bench", comment: "", committedAt: transaction.now, effectiveAt: transaction.now)
    }
  }
}
