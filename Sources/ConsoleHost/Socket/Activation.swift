import Foundation
import Synchronization

/// The sockets that systemd hands over to a service (sd_listen_fds(3)).
public struct Activation: Sendable {
  private let descriptors: [(name: String, descriptor: Int32)]

  /// The sockets handed over to this process. The variables that say so are taken out of the environment the first
  /// time, so that no child thinks they were meant for it; the descriptors are kept from children, too.
  public static func taken() -> Activation {
    once.withLock { taken in
      if let taken { return taken }
      let activation = Activation(environment: ProcessInfo.processInfo.environment)
      for name in names { unsetenv(name) }
      taken = activation
      return activation
    }
  }

  private static let once = Mutex<Activation?>(nil)
  private static let names = ["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"]

  /// Reads the variables. Descriptors are counted from `first`.
  init(environment: [String: String], process: Int32 = getpid(), first: Int32 = 3) {
    guard environment["LISTEN_PID"].flatMap({ Int32($0) }) == process,
      let count = environment["LISTEN_FDS"].flatMap({ Int32($0) }), (1...1_024).contains(count)
    else {
      descriptors = []
      return
    }
    let names = (environment["LISTEN_FDNAMES"] ?? "").split(separator: ":", omittingEmptySubsequences: false)
    descriptors = (0..<count).compactMap { place in
      let descriptor = first + place
      guard fcntl(descriptor, F_SETFD, FD_CLOEXEC) == 0 else { return nil }
      // systemd calls a socket without a name "unknown".
      return (place < names.count ? String(names[Int(place)]) : "unknown", descriptor)
    }
  }

  /// The first descriptor of a name; nil if none was handed over.
  func descriptor(named name: String) -> Int32? { descriptors.first { $0.name == name }?.descriptor }
}
