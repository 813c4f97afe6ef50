/// The attempts at a person's payment password: the number of wrong ones, and those in progress (docs/rules.md,
/// "Keys").
///
/// An attempt is counted before the comparison, and holds one of the five places until it is found right or wrong, so
/// that parallel attempts are five at most. An attempt that never ends, as its program was killed, holds its place for
/// a short lease. An attempt that ends after its lease counts neither as right nor as wrong: its place may be somebody
/// else's by then.
public struct PasswordAttempts: Sendable, Equatable {
  /// The number of wrong passwords after which opening is locked.
  public static let limit = 5
  public static let lock = Span.days(1)
  /// The lease of an attempt: longer than a password takes to be tried, with all that may wait before it.
  public static let lease = Span.minutes(1)

  /// The number of wrong passwords since the last right one.
  public private(set) var failures: Int
  public private(set) var lockedUntil: Moment?
  /// The attempts that are begun and not yet found right or wrong.
  public private(set) var open: [Open]

  public struct Open: Sendable, Equatable {
    /// The attempt's identifier, without blanks and `@`.
    public let id: String
    /// The end of its lease.
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
    /// All remaining places are held by attempts that have not ended.
    case wait
    case locked(until: Moment)
  }

  /// Takes a place for an attempt, if one is free.
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
    /// The attempt's lease is over: it counts as nothing, and its result may not be told.
    case void
  }

  /// Ends an attempt that was found right or wrong.
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

  /// Withdraws an attempt that could not be made.
  public mutating func withdraw(_ id: String) { open.removeAll { $0.id == id } }
}

extension PasswordAttempts {
  /// The open attempts as stored; nil if there are none.
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
