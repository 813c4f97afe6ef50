import Foundation
import Synchronization

/// Tells of every change that operators may want to hear of, by whatever process it is made, and without asking for it:
/// each audited commit puts a new file of the chain's head in place of the one beside the secrets, which the kernel
/// tells of (inotify(7)).
public final class ChangeSignal: Sendable {
  private let events: Int32
  private let stop: (reading: Int32, writing: Int32)
  private let name: String

  /// Watches for the changes of one database. Nil if the kernel gives no watch.
  public init?(of store: Store) {
    let path = store.auditHead.path
    let folder = (path as NSString).deletingLastPathComponent
    name = (path as NSString).lastPathComponent
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return nil }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    stop = (ends[0], ends[1])
    events = inotify_init1(Int32(IN_CLOEXEC))
    guard events >= 0, inotify_add_watch(events, folder, UInt32(IN_MOVED_TO)) >= 0 else { return nil }
  }

  deinit { for descriptor in [events, stop.reading, stop.writing] { close(descriptor) } }

  /// Calls the body after each change, at most twenty times a second, until `end` is called. Blocks its thread.
  public func run(_ body: () -> Void) {
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while true {
      var requests = [
        pollfd(fd: events, events: Int16(POLLIN), revents: 0),
        pollfd(fd: stop.reading, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&requests, 2, -1) > 0 else { continue }
      if requests[1].revents != 0 { return }
      let count = read(events, &buffer, buffer.count)
      guard count > 0, Self.names(in: buffer[..<count]).contains(name) else { continue }
      body()
      usleep(50_000)
    }
  }

  /// Ends `run`.
  public func end() {
    var byte: UInt8 = 1
    _ = write(stop.writing, &byte, 1)
  }

  /// The names in a run of `struct inotify_event`: a head of 16 bytes, whose last four are the length of the name.
  private static func names(in bytes: ArraySlice<UInt8>) -> [String] {
    var names: [String] = []
    var rest = bytes
    while rest.count >= 16 {
      let length = rest.dropFirst(12).prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
      let text = rest.dropFirst(16).prefix(length).prefix { $0 != 0 }
      names.append(String(decoding: text, as: UTF8.self))
      rest = rest.dropFirst(16 + length)
    }
    return names
  }
}
