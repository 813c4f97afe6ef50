/// The connections whose peers are not identified yet: pure, so that its bounds can be looked at.
///
/// A place is taken while a peer is looked up, and stays taken when that comes too late: a directory that gives no
/// answer would otherwise get a new thread for every try.
struct Arrivals {
  struct Arrival {
    let number: Int
    let descriptor: Int32
    /// The account's number by the kernel; nil if it would not tell, and there is only a refusal to give.
    let account: UInt32?
    let until: ContinuousClock.Instant
    let caller: Result<Caller, PeerFault>
  }

  private let limits: AcceptLimits
  private var count = 0
  private(set) var waiting: [Arrival] = []
  /// Those that are looked up, until somebody has claimed their connection.
  private(set) var lookedUp: [Int: Arrival] = [:]
  /// The account of every lookup whose thread has not ended.
  private var places: [Int: UInt32?] = [:]

  init(limits: AcceptLimits) { self.limits = limits }

  var isFull: Bool { waiting.count >= limits.waiting }

  /// The moment at which the next arrival is late.
  var nextLate: ContinuousClock.Instant? { (waiting + lookedUp.values).map(\.until).min() }

  mutating func add(
    _ descriptor: Int32, _ account: UInt32?, _ caller: Result<Caller, PeerFault>, now: ContinuousClock.Instant
  ) {
    count += 1
    waiting.append(
      Arrival(
        number: count, descriptor: descriptor, account: account, until: now + limits.identifying, caller: caller))
  }

  /// The next arrival to look up, which takes a place; nil if there is none, or no place for any.
  mutating func begin() -> Arrival? {
    guard places.count < limits.atOnce, let index = waiting.firstIndex(where: { hasPlace($0.account) }) else {
      return nil
    }
    let arrival = waiting.remove(at: index)
    lookedUp[arrival.number] = arrival
    places[arrival.number] = .some(arrival.account)
    return arrival
  }

  private func hasPlace(_ account: UInt32?) -> Bool {
    places.values.count { $0 == account } < limits.atOncePerAccount
  }

  /// Whether the connection is still the lookup's to give on: it is once, and not when it came too late.
  mutating func claim(_ number: Int) -> Bool { lookedUp.removeValue(forKey: number) != nil }

  /// Gives a lookup's place free.
  mutating func end(_ number: Int) { places[number] = nil }

  /// Takes out the arrivals that are late.
  mutating func late(_ now: ContinuousClock.Instant) -> [Arrival] {
    let late = (waiting + lookedUp.values).filter { $0.until <= now }
    waiting.removeAll { $0.until <= now }
    for arrival in late { lookedUp[arrival.number] = nil }
    return late
  }

  /// Takes out every arrival.
  mutating func all() -> [Arrival] {
    defer { (waiting, lookedUp) = ([], [:]) }
    return waiting + lookedUp.values
  }
}
