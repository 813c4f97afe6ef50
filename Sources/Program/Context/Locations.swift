import Foundation

/// The paths of a program's files, by the XDG base directory specification: an unset, empty or relative variable
/// counts for nothing.
public struct Locations: Sendable {
  private let environment: [String: String]

  public init(environment: [String: String]) { self.environment = environment }

  /// The database: option, `$CHAKA_DATABASE`, `$XDG_DATA_HOME/chaka/chaka.sqlite`.
  func database(_ option: String?) -> String {
    option ?? variable("CHAKA_DATABASE") ?? base("XDG_DATA_HOME", else: ".local/share") + "/chaka/chaka.sqlite"
  }

  func databaseNaming(_ option: String?) -> DatabaseNaming {
    option != nil ? .option : variable("CHAKA_DATABASE") != nil ? .environment : .standard
  }

  /// The secrets: option, `$CHAKA_SECRETS`, `$XDG_CONFIG_HOME/chaka/secrets`.
  func secrets(_ option: String?) -> String {
    option ?? variable("CHAKA_SECRETS") ?? base("XDG_CONFIG_HOME", else: ".config") + "/chaka/secrets"
  }

  /// The path of the configuration that was named, which must exist.
  func namedConfiguration(_ option: String?) -> String? { option ?? variable("CHAKA_CONFIG") }

  /// The path of the usual configuration, which need not exist.
  var defaultConfiguration: String { base("XDG_CONFIG_HOME", else: ".config") + "/chaka/config.yaml" }

  /// `$XDG_STATE_HOME/chaka`: sessions and histories.
  public var state: String { base("XDG_STATE_HOME", else: ".local/state") + "/chaka" }

  private func variable(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }

  private func base(_ name: String, else standard: String) -> String {
    if let path = variable(name), path.hasPrefix("/") { return path }
    return (variable("HOME") ?? FileManager.default.homeDirectoryForCurrentUser.path) + "/" + standard
  }
}

/// Who named a database.
public enum DatabaseNaming: Sendable, Equatable {
  /// The option `--database`.
  case option
  /// `$CHAKA_DATABASE`.
  case environment
  /// Nobody: it is the usual one.
  case standard
}
