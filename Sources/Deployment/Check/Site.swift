import Settings

/// Where a deployment is, by its configuration and the options of the program that looks at it.
public struct Site: Sendable {
  /// The path of the configuration, and what it says; nil if it cannot be read, for which the fault is the reason.
  public var configurationFile: String
  public var configuration: Configuration?
  public var configurationFault: ConfigurationFault?
  public var database: String
  public var secrets: String
  /// The operators' socket and its group; nil if none is served.
  public var socket: String?
  public var group: String?
  /// The version of the program that looks.
  public var version: String

  public init(
    configurationFile: String, configuration: Configuration?, configurationFault: ConfigurationFault? = nil,
    database: String, secrets: String, socket: String?, group: String?, version: String
  ) {
    self.configurationFile = configurationFile
    self.configuration = configuration
    self.configurationFault = configurationFault
    self.database = database
    self.secrets = secrets
    self.socket = socket
    self.group = group
    self.version = version
  }
}
