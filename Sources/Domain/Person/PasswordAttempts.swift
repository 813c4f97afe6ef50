/// The attempts at a person's payment password: how many were found wrong, and which are being tried (docs/rules.md,
/// "Keys").
///
/// An attempt is counted before it is compared, and holds one of the five places until it is known to be right or
/// wrong; so many at once try no more than five. One that never ends, as its program was killed, holds its place for a
/// short lease. An attempt that ends after its lease says nothing, right or wrong: its place may be somebody else's by
/// then.
public struct PasswordAttempts: Sendable, Equatable {
  /// Wrong passwords after which opening is locked, and for how long.
  public static let limit = 5
  public static let lock = Span.days(1)
  /// Longer than a password takes to be tried, with all that may wait before it.
  public static let lease = Span.minutes(1)

  /// Found wrong since the last right one.
  public private(set) var failures: Int
  public private(set) var lockedUntil: Moment?
  /// Begun, and not known to be right or wrong.
  public private(set) var open: [Open]

  public struct Open: Sendable, Equatable {
    /// Without blanks and `@`.
    public let id: String
    /// When its lease is over.
    public let until: Moment

    public init(id: String, until: Moment) {
      self.id = id
      self.until = until
    }
  }

  public init(failures: Int = 0, lockedUntil: Moment? = nil, open: [Open] = []) {
    self.failures = failures
    self.lockedUntil = lockedUntil
    self.open = open
  }

  public enum Beginning: Sendable, Equatable {
    case begun
    /// All places that are left are held by attempts that have not ended.
    case wait
    case locked(until: Moment)
  }

  /// Takes a place for an attempt, where there is one.
  public mutating func begin(_ id: String, at now: Moment) -> Beginning {
    if let lockedUntil {
      if now < lockedUntil { return .locked(until: lockedUntil) }
      (failures, self.lockedUntil) = (0, nil)
    }
    open.removeAll { $0.until <= now }
    guard failures + open.count < Self.limit else { return .wait }
    open.append(Open(id: id, until: now.adding(Self.lease)))
    return .begun
  }

  public enum Ending: Sendable, Equatable {
    case right
    case wrong(attemptsLeft: Int)
    case locked(until: Moment)
    /// Its lease is over: it counts as nothing, and nothing may be told of it.
    case void
  }

  /// An attempt is known to be right or wrong.
  public mutating func end(_ id: String, isRight: Bool, at now: Moment) -> Ending {
    guard let place = open.firstIndex(where: { $0.id == id }), now < open[place].until else { return .void }
    open.remove(at: place)
    if isRight {
      (failures, lockedUntil) = (0, nil)
      return .right
    }
    failures += 1
    guard failures >= Self.limit else { return .wrong(attemptsLeft: Self.limit - failures) }
    let until = now.adding(Self.lock)
    lockedUntil = until
    return .locked(until: until)
  }

  /// An attempt could not be made.
  public mutating func withdraw(_ id: String) { open.removeAll { $0.id == id } }
}

extension PasswordAttempts {
  /// The open ones as they are stored; nil for none.
  public var openText: String? {
    open.isEmpty ? nil : open.map { "\($0.id)@\($0.until.milliseconds)" }.joined(separator: " ")
  }

  public init(failures: Int, lockedUntil: Moment?, openText: String?) {
    let open = (openText ?? "").split(separator: " ").compactMap { item -> Open? in
      let parts = item.split(separator: "@")
      guard parts.count == 2, let until = Int64(parts[1]) else { return nil }
      return Open(id: String(parts[0]), until: Moment(milliseconds: until))
    }
    self.init(failures: failures, lockedUntil: lockedUntil, open: open)
  }
}
