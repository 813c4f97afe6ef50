import CPeer
import Foundation
import Synchronization
import Text

/// The thread that accepts connections. It asks the kernel only, and calls nobody who could let it wait.
final class Acceptor: Sendable {
  private let socket: OperatorSocket
  private let group: OperatorGroup
  private let system: any PeerSystem
  private let limits: AcceptLimits
  private let wakeLine: WakeLine
  private let accept: @Sendable (Int32, PeerIdentity) -> Void
  private let refuse: @Sendable (Int32, any Fault) -> Void
  private let arrivals: Mutex<Arrivals>
  private let isStopping = Mutex(false)

  init(
    _ socket: OperatorSocket, _ group: OperatorGroup, _ system: any PeerSystem, _ limits: AcceptLimits,
    wakeLine: WakeLine, accept: @escaping @Sendable (Int32, PeerIdentity) -> Void,
    refuse: @escaping @Sendable (Int32, any Fault) -> Void
  ) {
    self.socket = socket
    self.group = group
    self.system = system
    self.limits = limits
    self.wakeLine = wakeLine
    self.accept = accept
    self.refuse = refuse
    arrivals = Mutex(Arrivals(limits: limits))
  }

  /// Accepts connections in a thread until `stop`, then closes the socket and every connection that is not given on.
  func run() async {
    await withCheckedContinuation { continuation in
      DeafThread.start("operators") {
        while !self.isStopping.withLock(\.self) { self.turn() }
        self.socket.close()
        for arrival in self.arrivals.withLock({ $0.all() }) { close(arrival.descriptor) }
        continuation.resume()
      }
    }
  }

  func stop() {
    isStopping.withLock { $0 = true }
    wakeLine.wake()
  }

  /// One wait, and what it brought.
  private func turn() {
    let (isFull, late) = arrivals.withLock { ($0.isFull, $0.nextLate) }
    var polled = [
      pollfd(fd: wakeLine.waiting, events: Int16(POLLIN), revents: 0),
      // A negative descriptor is passed over (poll(2)).
      pollfd(fd: isFull ? -1 : socket.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    let count = poll(&polled, nfds_t(polled.count), Self.milliseconds(until: late))
    if count < 0, errno != EINTR { pause() }
    if polled[0].revents != 0 { wakeLine.rest() }
    if polled[1].revents != 0 { takeAll() }
    giveUpLate()
    lookUp()
  }

  private static func milliseconds(until moment: ContinuousClock.Instant?) -> Int32 {
    guard let moment else { return -1 }
    let (seconds, rest) = (moment - .now).components
    return Int32(clamping: max(0, seconds * 1_000 + rest / 1_000_000_000_000_000 + 1))
  }

  private func takeAll() {
    while !arrivals.withLock(\.isFull) {
      let descriptor = chaka_peer_accept(socket.descriptor)
      guard descriptor >= 0 else {
        // Nobody is waiting, or somebody went away again; for want of descriptors or memory it helps to wait.
        let ordinary = [-EAGAIN, -EWOULDBLOCK, -ECONNABORTED, -EINTR]
        if !ordinary.contains(descriptor) { pause() }
        return
      }
      let system = system
      let account = system.credentials(of: descriptor)?.account
      let caller = Result { () throws(PeerFault) in try Caller(ofSocket: descriptor, system: system) }
      arrivals.withLock { $0.add(descriptor, account, caller, now: .now) }
    }
  }

  private func pause() { usleep(100_000) }

  private func giveUpLate() {
    for arrival in arrivals.withLock({ $0.late(.now) }) {
      DeafThread.start("refusal") {
        self.turnAway(arrival.descriptor, PeerFault.unknown(.accountsSilent))
      }
    }
  }

  private func lookUp() {
    while let arrival = arrivals.withLock({ $0.begin() }) {
      DeafThread.start("peer") {
        self.identify(arrival)
        self.arrivals.withLock { $0.end(arrival.number) }
        self.wakeLine.wake()
      }
    }
  }

  private func identify(_ arrival: Arrivals.Arrival) {
    let group = group
    let peer = arrival.caller.flatMap { caller in
      Result { () throws(PeerFault) in try PeerIdentity(caller, group: group) }
    }
    guard arrivals.withLock({ $0.claim(arrival.number) }) else { return }
    switch peer {
    case .success(let identity): accept(arrival.descriptor, identity)
    case .failure(let fault): turnAway(arrival.descriptor, fault)
    }
  }

  /// The longest time for which a peer is waited for that is turned away: to read why, and to hang up.
  private static let longestFarewell = Duration.seconds(1)

  /// Tells a peer why it may not come in.
  private func turnAway(_ descriptor: Int32, _ fault: PeerFault) {
    var bound = timeval(tv_sec: Int(Self.longestFarewell.components.seconds), tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &bound, socklen_t(MemoryLayout<timeval>.size))
    refuse(descriptor, fault)
    awaitEnd(descriptor)
    close(descriptor)
  }

  /// Waits until the peer hangs up. A peer that is just saying hello would otherwise hear that the connection broke, and
  /// not why.
  private func awaitEnd(_ descriptor: Int32) {
    shutdown(descriptor, Int32(SHUT_WR))
    let end = ContinuousClock.now + Self.longestFarewell
    var bytes = [UInt8](repeating: 0, count: 4_096)
    while ContinuousClock.now < end {
      var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&polled, 1, Self.milliseconds(until: end)) > 0, read(descriptor, &bytes, bytes.count) > 0 else {
        return
      }
    }
  }
}
