import Domain
import Foundation
import Logging
import Settings
import Text

/// The log of a program that serves: lines on standard error, as text or as JSON. Of what comes beside a text only known
/// keys are written (`LogKey`), so that nothing about a person gets there by way of a library.
public struct ProgramLog: LogHandler {
  private let format: LogSettings.Format
  private let now: @Sendable () -> Moment
  private let put: @Sendable (String) -> Void
  public var logLevel: Logger.Level
  public var metadata: Logger.Metadata = [:]
  public var metadataProvider: Logger.MetadataProvider?

  /// The identifier of the request that is being answered; nil outside of one.
  @TaskLocal public static var request: String?

  /// `put` gets whole lines.
  init(
    _ settings: LogSettings, now: @escaping @Sendable () -> Moment = Self.clock,
    put: @escaping @Sendable (String) -> Void = Self.standardError
  ) {
    format = settings.format
    logLevel = Logger.Level(settings.level)
    self.now = now
    self.put = put
  }

  /// A logger by the settings.
  public static func logger(_ settings: LogSettings) -> Logger {
    Logger(label: "chaka") { _ in ProgramLog(settings) }
  }

  public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  public func log(event: LogEvent) { write(event.level, event.message, event.metadata) }

  private func write(_ level: Logger.Level, _ message: Logger.Message, _ own: Logger.Metadata?) {
    var all = metadata.merging(metadataProvider?.get() ?? [:]) { $1 }.merging(own ?? [:]) { $1 }
    if let request = Self.request { all[LogKey.request.rawValue] = .string(request) }
    let facts = LogKey.allCases.compactMap { key in all[key.rawValue].map { (key: key, value: "\($0)") } }
    let line = LogLine(at: now(), level: level.rawValue, text: "\(message)", facts: facts)
    put(format == .json ? line.json : line.plain)
  }

  /// One call for a line, so that lines of several threads stay whole. A line that cannot be written is lost.
  @Sendable private static func standardError(_ line: String) {
    let bytes = Array(line.utf8)
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
      guard count > 0 || count < 0 && errno == EINTR else { return }
      done += max(0, count)
    }
  }

  @Sendable private static func clock() -> Moment {
    Moment(milliseconds: Int64((Date().timeIntervalSince1970 * 1_000).rounded()))
  }
}

extension Logger.Level {
  init(_ level: LogSettings.Level) {
    self =
      switch level {
      case .debug: .debug
      case .info: .info
      case .notice: .notice
      case .warning: .warning
      case .error: .error
      }
  }
}

extension Logger {
  /// Writes a line with what it is about.
  public func tell(_ level: Logger.Level, _ text: String, _ facts: [LogKey: String] = [:]) {
    log(
      level: level, "\(text)",
      metadata: Dictionary(uniqueKeysWithValues: facts.map { ($0.key.rawValue, .string($0.value)) }))
  }
}
