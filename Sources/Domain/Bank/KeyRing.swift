import Foundation

/// The public keys of a bank that belong together.
public struct BankPublicKeys: Sendable, Equatable {
  /// X25519, 32 bytes: enquiries are sealed to it.
  public let sealing: Data
  /// Ed25519, 32 bytes: the bank signs with it. Nil only in a sandbox, where it is read from the endpoint.
  public let signing: Data?

  public init(sealing: Data, signing: Data?) {
    self.sealing = sealing
    self.signing = signing
  }
}

/// A pair of a bank's public keys and how long it is valid.
public struct BankKeyTerm: Sendable, Equatable {
  public let pair: BankPublicKeys
  public let validFrom: Moment
  /// Nil for the newest.
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

/// All pairs of keys a bank ever had, oldest first. What registers and rotates keys, and what audits them, is the same.
public struct KeyRing: Sendable, Equatable {
  public private(set) var all: [BankKeyTerm]

  public init(_ all: [BankKeyTerm] = []) { self.all = all }

  /// Newest first.
  public func valid(at now: Moment) -> [BankKeyTerm] { all.reversed().filter { $0.isValid(at: now) } }

  /// From now on this pair alone.
  public mutating func replace(with pair: BankPublicKeys, at now: Moment) { add(pair, at: now, othersUntil: now) }

  /// This pair from now on, and the earlier ones until the overlap is over.
  public mutating func rotate(to pair: BankPublicKeys, overlap: Span, at now: Moment) {
    add(pair, at: now, othersUntil: now.adding(overlap))
  }

  /// The newest pair, given again, stays what it is.
  private mutating func add(_ pair: BankPublicKeys, at now: Moment, othersUntil end: Moment) {
    let newest = all.last.flatMap { $0.pair == pair && $0.validUntil == nil ? $0 : nil }
    let others = newest == nil ? all : Array(all.dropLast())
    all = others.map { $0.isValid(at: now) ? $0.ending(by: end) : $0 }
    all.append(newest ?? BankKeyTerm(pair: pair, validFrom: now, validUntil: nil))
  }
}
