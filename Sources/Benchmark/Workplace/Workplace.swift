import Dispatch
import Foundation
import Synchronization
import Text

/// A folder of the benchmark's own, on the disk to be measured, removed at the end or when interrupted.
final class Workplace {
  let path: String
  private let interruptions: [any DispatchSourceSignal]
  private let companions = Companions()

  private static let signals = [SIGINT, SIGTERM, SIGHUP]

  /// Makes the folder below a directory; nil for the system's temporary directory, or the current one if that is in
  /// memory, which has no disk to measure.
  init(below directory: String?) throws {
    let base = URL(fileURLWithPath: directory ?? Self.standardDirectory).path
    let path = "\(base)/chaka-bench-\(getpid())-\(UInt32.random(in: 0 ... .max))"
    do {
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw WorkplaceFault(directory: base)
    }
    self.path = path
    interruptions = Self.signals.map { [companions] number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        companions.stop()
        try? FileManager.default.removeItem(atPath: path)
        _exit(128 + number)
      }
      source.resume()
      return source
    }
  }

  deinit {
    for source in interruptions { source.cancel() }
    for number in Self.signals { signal(number, SIG_DFL) }
    try? FileManager.default.removeItem(atPath: path)
  }

  /// Notes a process that works in the folder, and is ended with it.
  func accompany(_ process: Int32) { companions.add(process) }

  /// The processes that are ended before the folder is removed.
  private final class Companions: Sendable {
    private let processes = Mutex<[Int32]>([])

    func add(_ process: Int32) { processes.withLock { $0.append(process) } }
    func stop() { processes.withLock { for process in $0 { kill(process, SIGTERM) } } }
  }

  private static var standardDirectory: String {
    let temporary = NSTemporaryDirectory()
    return isInMemory(temporary) ? FileManager.default.currentDirectoryPath : temporary
  }

  /// Whether a directory's file system keeps nothing on a disk, by its mount (proc_pid_mountinfo(5)).
  private static func isInMemory(_ path: String) -> Bool {
    let resolved = URL(fileURLWithPath: path).resolvingSymlinksInPath().path + "/"
    let mounts = (try? String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8)) ?? ""
    let found = mounts.split(separator: "\n").compactMap { line -> (point: String, type: String)? in
      let parts = line.components(separatedBy: " - ")
      let fields = parts[0].split(separator: " ")
      guard parts.count == 2, fields.count > 4, let type = parts[1].split(separator: " ").first else { return nil }
      let point = fields[4] == "/" ? "/" : fields[4] + "/"
      return resolved.hasPrefix(point) ? (point, String(type)) : nil
    }
    return ["tmpfs", "ramfs"].contains(found.max { $0.point.count < $1.point.count }?.type)
  }
}

/// The directory of the benchmark cannot be written.
struct WorkplaceFault: Fault, Equatable {
  let directory: String

  var code: String { "directory_unwritable" }
  var kind: FaultKind { .environment }
  var facts: [JSONValue.Member] { [.init("directory", .string(directory))] }
  var message: Bilingual {
    Bilingual(zh: "无法在 \(directory) 下创建临时目录", en: "cannot create a temporary folder in \(directory)")
  }
}
