import ConsoleProtocol
import Foundation
import Synchronization
import Text

/// Serves consoles, each on a thread of its own: those of a service, or the one of this process.
public final class ConsoleHost: Sendable {
  private struct Served {
    let descriptor: Int32
    let wake: WakeSignal?
  }

  private struct State {
    var served: [Int: Served] = [:]
    var latest = 0
    var isStopping = false
  }

  private let parts: HostParts
  private let most: Int
  private let state = Mutex(State())
  /// The stack of a console's thread, in bytes: commands and their names are bound recursively.
  private static let stack = 8 << 20

  /// `most` consoles are served at a time.
  public init(_ parts: HostParts, most: Int = 64) {
    self.parts = parts
    self.most = most
  }

  /// The number of consoles that are served.
  public var count: Int { state.withLock { $0.served.count } }

  /// Serves the console behind a connected socket, which is closed at the end.
  public func serve(_ descriptor: Int32, as peer: any ConsolePeer) {
    let wake = parts.pauseBetweenNews == nil ? try? WakeSignal() : nil
    let number = state.withLock { state -> Int? in
      guard !state.isStopping, state.served.count < most else { return nil }
      state.latest += 1
      state.served[state.latest] = Served(descriptor: descriptor, wake: wake)
      return state.latest
    }
    guard let number else { return refuse(descriptor) }
    let parts = parts
    DeafThread.start("console \(number)", stack: Self.stack) { [self] in
      HostedConsole(ConsoleLink(descriptor: descriptor), parts, peer, wake: wake).serve {
        self.state.withLock { $0.isStopping }
      } ending: {
        self.state.withLock { _ = $0.served.removeValue(forKey: number) }
      }
    }
  }

  private func refuse(_ descriptor: Int32) {
    let isStopping = state.withLock { $0.isStopping }
    Self.tell(isStopping ? ConsoleFault.stopping : ConsoleFault.tooMany(most), on: ConsoleLink(descriptor: descriptor))
  }

  /// Tells whoever has connected why they are not let in. The descriptor stays its owner's.
  public static func tell(_ fault: any Fault, at descriptor: Int32) {
    let copy = dup(descriptor)
    if copy >= 0 { tell(fault, on: ConsoleLink(descriptor: copy)) }
  }

  private static func tell(_ fault: any Fault, on link: ConsoleLink) {
    link.limitWriting(to: .seconds(1))
    link.close(after: ServiceMessage.fault(ToldFault(fault)).frame)
  }

  /// Wakes all consoles after each change that `changes` calls its body for, on a thread that ends with it.
  public func wake(onEach changes: @escaping @Sendable (() -> Void) -> Void) {
    DeafThread.start("changes") { changes { self.wakeAll() } }
  }

  /// Tells every console that waits for its person to look for news.
  public func wakeAll() {
    for wake in state.withLock({ $0.served.values.compactMap(\.wake) }) { wake.wake() }
  }

  /// Takes no more consoles, and ends those that wait for their person at once; a command that is being done is
  /// waited for. True if all have ended within the span.
  public func stop(within span: Duration) async -> Bool {
    state.withLock { state in
      state.isStopping = true
      for served in state.served.values { shutdown(served.descriptor, Int32(SHUT_RD)) }
    }
    let end = ContinuousClock.now + span
    while count > 0, ContinuousClock.now < end { try? await Task.sleep(for: .milliseconds(20)) }
    return count == 0
  }
}
