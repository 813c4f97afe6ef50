/// A transaction turned out to need more than it protects. It is rolled back, and run again with that.
struct Unprotected: Error {
  let needed: Protections
}

extension Database {
  /// The number of times that a transaction is run again because of others.
  private static var patience: Int { 10 }

  /// One write transaction. It is run again from its beginning when it turns out to need more than it protects, as with
  /// a change that has fallen due, and when another one came in between. So a body has no effect outside its
  /// transaction before it is committed. The body gets what is protected this time. Throws `databaseLocked` where
  /// others come in between over and over.
  func commit<Value>(
    protecting named: Protections, hook: CommitHook, _ body: (any WriteSession, Protections) throws -> Value
  ) throws -> Value {
    var protections = named
    var failures = 0
    while true {
      do {
        return try transaction(protecting: protections, hook: hook) { try body($0, protections) }
      } catch let fault as Unprotected {
        protections.formUnion(fault.needed)
      } catch is SerialisationFailure {
        failures += 1
        guard failures <= Self.patience else { throw StoreFault.databaseLocked(path) }
      }
    }
  }
}

extension Transaction {
  /// Makes sure of protections that only show to be needed on the way; throws where one is not held, and the
  /// transaction is run again with it. A body that catches the error is run again all the same.
  public func protect(_ needed: Protection...) throws {
    let missing = needed.filter { !protections.contains($0) }
    guard !missing.isEmpty else { return }
    for protection in missing { lacking.insert(protection) }
    throw Unprotected(needed: lacking)
  }

  /// Does work of this transaction; throws `Unprotected` where that turned out to need more, whatever became of it.
  func protected<Value>(_ work: () throws -> Value) throws -> Value {
    let outcome = Result { try work() }
    guard lacking.isEmpty else { throw Unprotected(needed: lacking) }
    return try outcome.get()
  }
}
