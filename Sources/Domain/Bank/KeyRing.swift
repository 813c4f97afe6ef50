import Foundation

/// The public keys of a bank that belong together.
public struct BankPublicKeys: Sendable, Equatable {
  /// The X25519 key, 32 bytes, that enquiries are sealed to.
  public let sealing: Data
  /// The Ed25519 key, 32 bytes, that the bank signs with. Nil only in a sandbox, where the key is read from the
  /// endpoint.
  public let signing: Data?

  public init(sealing: Data, signing: Data?) {
    self.sealing = sealing
    self.signing = signing
  }
}

/// A pair of a bank's public keys and its term.
public struct BankKeyTerm: Sendable, Equatable {
  public let pair: BankPublicKeys
  public let validFrom: Moment
  /// The end of the term; nil for the newest pair.
  public let validUntil: Moment?

  public init(pair: BankPublicKeys, validFrom: Moment, validUntil: Moment?) {
    self.pair = pair
    self.validFrom = validFrom
    self.validUntil = validUntil
  }

  public var sealing: Data { pair.sealing }
  public var signing: Data? { pair.signing }

  public func isValid(at now: Moment) -> Bool { validUntil.map { now < $0 } ?? true }

  fileprivate func ending(by moment: Moment) -> BankKeyTerm {
    BankKeyTerm(pair: pair, validFrom: validFrom, validUntil: min(validUntil ?? moment, moment))
  }
}

/// All pairs of keys that a bank ever had, oldest first. Registering, rotating and auditing keys go by the same ring.
public struct KeyRing: Sendable, Equatable {
  public private(set) var all: [BankKeyTerm]

  public init(_ all: [BankKeyTerm] = []) { self.all = all }

  /// The pairs valid now, newest first.
  public func valid(at now: Moment) -> [BankKeyTerm] { all.reversed().filter { $0.isValid(at: now) } }

  /// Makes this pair the only one from now on.
  public mutating func replace(with pair: BankPublicKeys, at now: Moment) { add(pair, at: now, othersUntil: now) }

  /// Makes this pair valid from now on, beside the earlier ones until the overlap is over.
  public mutating func rotate(to pair: BankPublicKeys, overlap: Span, at now: Moment) {
    add(pair, at: now, othersUntil: now.adding(overlap))
  }

  /// Adds a pair and ends the others. The newest pair, given again, keeps its place and term.
  private mutating func add(_ pair: BankPublicKeys, at now: Moment, othersUntil end: Moment) {
    let newest = all.last.flatMap { $0.pair == pair && $0.validUntil == nil ? $0 : nil }
    let others = newest == nil ? all : Array(all.dropLast())
    all = others.map { $0.isValid(at: now) ? $0.ending(by: end) : $0 }
    all.append(newest ?? BankKeyTerm(pair: pair, validFrom: now, validUntil: nil))
  }
}
