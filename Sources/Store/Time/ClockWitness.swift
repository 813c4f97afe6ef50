import CClock
import Domain
import Foundation

/// What the machine says of the time beside the clock of a program (rule 14): a clock that jumps ahead is believed only
/// where this bears it out.
public protocol ClockWitness: Sendable {
  /// When the machine was started, by the clock that says `now`. It moves exactly when that clock is set. Nil where the
  /// machine does not tell.
  func machineStart(at now: Moment) -> Moment?
  /// The kernel's own time, which nothing that stands between a program and its clock can change; nil where the kernel
  /// does not tell.
  var kernelTime: Moment? { get }
  /// Whether a time source keeps the kernel's clock.
  var isSynchronised: Bool { get }
}

/// The kernel's account, read from `/proc`, which a library that pretends a time to a program leaves as it is.
public struct KernelWitness: ClockWitness {
  /// What `CLOCK_BOOTTIME` lacks of the kernel's uptime in this process, in milliseconds: 0 unless a time is pretended to it.
  private static let pretended = uptime.map { $0 - elapsed } ?? 0

  public init() {}

  public func machineStart(at now: Moment) -> Moment? {
    Moment(milliseconds: now.milliseconds - Self.elapsed - Self.pretended)
  }

  public var kernelTime: Moment? {
    guard let start = Self.start, let uptime = Self.uptime else { return nil }
    return Moment(milliseconds: start + uptime)
  }

  public var isSynchronised: Bool { chaka_clock_is_synchronised() }

  /// Milliseconds since the machine was started, as this process is told.
  private static var elapsed: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_BOOTTIME, &time)
    return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
  }

  /// Milliseconds since the machine was started: the first number of `/proc/uptime`, in seconds.
  private static var uptime: Int64? {
    text("/proc/uptime")?.split(separator: " ").first.flatMap { Double($0) }.map { Int64($0 * 1_000) }
  }

  /// When the machine was started, in milliseconds since 1970: the line `btime` of `/proc/stat`, in seconds.
  private static var start: Int64? {
    let line = text("/proc/stat")?.split(separator: "\n").first { $0.hasPrefix("btime ") }
    return line.flatMap { Int64($0.dropFirst(6)) }.map { $0 * 1_000 }
  }

  private static func text(_ path: String) -> String? { try? String(contentsOfFile: path, encoding: .utf8) }
}
