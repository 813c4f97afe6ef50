import CClock
import Domain

/// The machine's own account of the time, beside the clock of a program (rule 14): a clock is believed only if the
/// witness bears it out. The machine is asked anew each time.
public protocol ClockWitness: Sendable {
  /// The kernel's own time, which no library between a program and its clock can change; nil if the kernel does not
  /// tell.
  var kernelTime: Moment? { get }
  /// The time since the machine was started, its sleep included. Setting the clock does not change this. Nil if the
  /// machine does not tell.
  var uptime: Span? { get }
  /// The identifier of this run of the machine; nil if the machine does not tell.
  var boot: String? { get }
  /// Whether a time source keeps the kernel's clock.
  var isSynchronised: Bool { get }
}

extension ClockWitness {
  /// The time at which the machine was started, by the kernel's clock, or by a clock that shows `now` if the kernel
  /// does not tell. Changes exactly when that clock is set.
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

  /// The shift of this process's account of the machine's run (time_namespaces(7)): `boottime SECONDS NANOSECONDS`.
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
