import NIOCore
import Synchronization

/// The connections that a server holds, and the choice of the one that makes room when there are too many.
///
/// Every connection that comes is taken on, so that nobody waits behind others' idle ones. Once there are as many as
/// allowed, in all or from one address, the one that is needed least is closed: an unknown peer's before a known one's,
/// one without a request before one on which a request comes in, and of these the oldest. A request that has come in
/// whole is never cut off. No peer pushes out a better known one.
final class ConnectionRoom: Sendable {
  /// The degree to which the other side is known.
  enum Trust: Int, Sendable, Comparable {
    case unknown
    /// A message from this address was verified on another connection.
    case address
    /// The other side presented a certificate, or a message on this connection was verified.
    case peer

    static func < (left: Trust, right: Trust) -> Bool { left.rawValue < right.rawValue }
  }

  /// The phase of a connection at one moment.
  enum Phase: Int, Sendable {
    /// No bytes have come, or not more than a part of a head.
    case idle
    /// A body comes in.
    case reading
    /// A request has come in whole and is being answered.
    case working
  }

  fileprivate struct Place {
    let address: String
    let close: @Sendable () -> Void
    var trust: Trust
    var phase = Phase.idle
    /// The place of the phase's beginning in the order of all.
    var since: Int

    mutating func enter(_ phase: Phase, at turn: Int) { (self.phase, since) = (phase, turn) }
  }

  fileprivate struct State {
    var places: [Int: Place] = [:]
    var perAddress: [String: Int] = [:]
    var knownAddresses: Set<String> = []
    var turn = 0
  }

  private static let rememberedAddresses = 4_096

  private let most: Int
  private let mostPerAddress: Int
  private let state = Mutex(State())

  init(_ limits: ServerLimits) {
    most = max(1, limits.connections)
    mostPerAddress = max(1, limits.connectionsPerAddress)
  }

  var count: Int { state.withLock(\.places.count) }

  /// Takes a connection on, and gives its number in the room; nil if the connection has to be closed. `close` closes it
  /// when another needs its place.
  func enter(from address: String, close: @escaping @Sendable () -> Void) -> Int? {
    let (number, victim): (Int?, Place?) = state.withLock { state in
      let trust = state.knownAddresses.contains(address) ? Trust.address : .unknown
      let isCrowdedHere = state.perAddress[address, default: 0] >= mostPerAddress
      var victim: Place?
      if isCrowdedHere || state.places.count >= most {
        guard let least = state.least(from: isCrowdedHere ? address : nil, atMost: trust) else { return (nil, nil) }
        victim = state.remove(least)
      }
      state.turn += 1
      state.places[state.turn] = Place(address: address, close: close, trust: trust, since: state.turn)
      state.perAddress[address, default: 0] += 1
      return (state.turn, victim)
    }
    victim?.close()
    return number
  }

  func leave(_ number: Int) { state.withLock { _ = $0.remove(number) } }

  func set(_ phase: Phase, of number: Int) {
    state.withLock { state in
      state.turn += 1
      state.places[number]?.enter(phase, at: state.turn)
    }
  }

  /// Notes that the other side has proved its identity.
  func noteKnown(_ number: Int) {
    state.withLock { state in
      guard let place = state.places[number], place.trust < .peer else { return }
      state.places[number]?.trust = .peer
      if state.knownAddresses.count >= Self.rememberedAddresses { state.knownAddresses.removeAll() }
      state.knownAddresses.insert(place.address)
    }
  }
}

extension ConnectionRoom.State {
  /// The number of the connection that is needed least.
  fileprivate func least(from address: String?, atMost trust: ConnectionRoom.Trust) -> Int? {
    places
      .filter {
        $0.value.phase != .working && $0.value.trust <= trust && (address == nil || $0.value.address == address)
      }
      .min { Self.need($0.value) < Self.need($1.value) }?.key
  }

  private static func need(_ place: ConnectionRoom.Place) -> (Int, Int, Int) {
    (place.trust.rawValue, place.phase.rawValue, place.since)
  }

  fileprivate mutating func remove(_ number: Int) -> ConnectionRoom.Place? {
    guard let place = places.removeValue(forKey: number) else { return nil }
    let rest = perAddress[place.address, default: 1] - 1
    perAddress[place.address] = rest == 0 ? nil : rest
    return place
  }
}
