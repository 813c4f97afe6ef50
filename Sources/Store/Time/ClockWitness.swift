import CClock
import Domain

/// What the machine says of the time beside the clock of a program (rule 14): a clock is believed only where this bears
/// it out. It is asked each time anew.
public protocol ClockWitness: Sendable {
  /// The kernel's own time, which nothing that stands between a program and its clock can change; nil where the kernel
  /// does not tell.
  var kernelTime: Moment? { get }
  /// How long ago the machine was started, its sleep included. Setting the clock does not move it. Nil where the machine
  /// does not tell.
  var uptime: Span? { get }
  /// Tells this run of the machine from those before it; nil where the machine does not tell.
  var boot: String? { get }
  /// Whether a time source keeps the kernel's clock.
  var isSynchronised: Bool { get }
}

extension ClockWitness {
  /// When the machine was started, by the kernel's clock, or where it does not tell by one that says `now`. It moves
  /// exactly when that clock is set.
  func start(by now: Moment) -> Moment? {
    let time = kernelTime ?? now
    return uptime.map { time.adding(.milliseconds(-$0.milliseconds)) }
  }
}

/// The kernel's account, asked past every library that pretends a time to a program.
public struct KernelWitness: ClockWitness {
  public init() {}

  public var kernelTime: Moment? {
    let time = chaka_kernel_time()
    return time < 0 ? nil : Moment(milliseconds: time)
  }

  public var uptime: Span? {
    let uptime = chaka_kernel_uptime()
    return uptime < 0 ? nil : .milliseconds(uptime - Self.shiftMilliseconds)
  }

  public var boot: String? { Self.boot }

  public var isSynchronised: Bool { chaka_clock_is_synchronised() }

  private static let boot = text("/proc/sys/kernel/random/boot_id")?.split(separator: "\n").first.map(String.init)

  /// By how much this process's account of the machine's run is moved (time_namespaces(7)): `boottime SECONDS NANOSECONDS`.
  private static let shiftMilliseconds: Int64 = {
    let line = text("/proc/self/timens_offsets")?.split(separator: "\n").first { $0.hasPrefix("boottime") }
    let numbers = line?.split(separator: " ").dropFirst().compactMap { Int64($0) } ?? []
    return numbers.count == 2 ? numbers[0] * 1_000 + numbers[1] / 1_000_000 : 0
  }()

  private static func text(_ path: String) -> String? {
    var bytes = [UInt8](repeating: 0, count: 512)
    let count = bytes.withUnsafeMutableBytes { chaka_kernel_text(path, $0.baseAddress, Int64($0.count)) }
    return count > 0 ? String(decoding: bytes.prefix(Int(count)), as: UTF8.self) : nil
  }
}
