/// The settings of `chaka-engine serve`.
public struct ServiceSettings: Sendable, Equatable {
  /// The path of the socket that operators connect to; nil for the usual one of a real database, and none of a sandbox.
  public var socket: String?
  /// The group whose members may connect to it.
  public var group = "chaka-operators"
  /// The largest number of consoles at a time.
  public var consoles = 64
  public var watch = WatchSettings()

  /// The usual path of the socket.
  public static let usualSocket = "/run/chaka/operators.sock"

  public init() {}
}

/// The port on which a service shows how it is: `/health/live`, `/health/ready`, `/metrics`.
public struct WatchSettings: Sendable, Equatable {
  public var host = "127.0.0.1"
  /// Nil for none.
  public var port: Int?

  public init() {}
}

/// What a program that serves writes about its work, and how.
public struct LogSettings: Sendable, Equatable {
  public enum Format: String, Sendable, CaseIterable {
    case text
    /// One JSON object a line.
    case json
  }

  /// The least level that is written.
  public enum Level: String, Sendable, CaseIterable {
    case debug
    case info
    case notice
    case warning
    case error
  }

  public var format = Format.text
  public var level = Level.info

  public init() {}
}

extension ServiceSettings {
  mutating func read(_ section: ConfigurationSection) throws(ConfigurationFault) {
    try section.allow(["socket", "group", "consoles", "watch"])
    socket = try section.text("socket") ?? socket
    group = try section.text("group") ?? group
    consoles = try section.number("consoles", in: 1...10_000) ?? consoles
    try section.section("watch").map { section throws(ConfigurationFault) in try watch.read(section) }
  }
}

extension WatchSettings {
  fileprivate mutating func read(_ section: ConfigurationSection) throws(ConfigurationFault) {
    try section.allow(["host", "port"])
    host = try section.text("host") ?? host
    port = try section.number("port", in: 1...65_535)
  }
}

extension LogSettings {
  mutating func read(_ section: ConfigurationSection) throws(ConfigurationFault) {
    try section.allow(["format", "level"])
    format = try section.choice("format") ?? format
    level = try section.choice("level") ?? level
  }
}
