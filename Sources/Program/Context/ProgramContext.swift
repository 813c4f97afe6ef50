import Domain
import Foundation
import Sealing
import Settings
import Text

/// The circumstances of a program's call: made once, passed to every command.
public struct ProgramContext: Sendable {
  /// The program's name, such as `chaka-admin`.
  public let name: String
  public private(set) var language: Language
  public let format: OutputFormat
  public let environment: [String: String]
  public let inputIsTerminal: Bool
  public let outputIsTerminal: Bool
  public let errorIsTerminal: Bool
  /// The address of the database, given or by default: a path, `sqlite:PATH` or `postgresql://...`.
  public let databaseURL: String
  public let secretsPath: String
  /// Whether the secrets were named by the option.
  public private(set) var namesSecrets = false
  /// The path of the configuration that was named, which must exist; nil if none was.
  public let namedConfigurationPath: String?
  /// The time at which the program's clock starts, in a sandbox (`--now`).
  public let pretendedNow: Moment?
  /// Who named the database.
  public private(set) var databaseNaming = DatabaseNaming.standard

  /// Whether output has colours: only on a terminal and never with `NO_COLOR`.
  public var colour: Bool {
    outputCanRedraw && (environment["NO_COLOR"] ?? "").isEmpty
  }
  /// Whether a text can be drawn again in its place: only on a terminal that can move its cursor.
  public var outputCanRedraw: Bool { outputIsTerminal && !isDumb }
  public var errorCanRedraw: Bool { errorIsTerminal && !isDumb }
  private var isDumb: Bool { environment["TERM"] == "dumb" }
  public var paint: Paint { Paint(isOn: colour) }
  public var locations: Locations { Locations(environment: environment) }
}

extension ProgramContext {
  /// Throws `UsageFault` if the time cannot be read.
  public init(name: String, options: GlobalOptions, environment: [String: String]) throws {
    let locations = Locations(environment: environment)
    self.init(
      name: name, language: options.language ?? Program.language, format: options.format ?? .table,
      environment: environment, inputIsTerminal: Screen.inputIsTerminal, outputIsTerminal: Screen.outputIsTerminal,
      errorIsTerminal: Screen.errorIsTerminal, databaseURL: locations.database(options.database),
      secretsPath: locations.secrets(options.secrets),
      namedConfigurationPath: locations.namedConfiguration(options.config), pretendedNow: try Self.now(options.now),
      databaseNaming: locations.databaseNaming(options.database))
    namesSecrets = options.secrets != nil
  }

  private static func now(_ text: String?) throws(UsageFault) -> Moment? {
    guard let text else { return nil }
    guard let moment = Moment(text: text) else { throw .invalidValue(text, option: "--now", allowed: []) }
    return moment
  }

  /// The same context in another language.
  public func speaking(_ language: Language) -> ProgramContext {
    var copy = self
    copy.language = language
    return copy
  }

  /// The values of the shared options, for starting another program.
  public var sharedArguments: [String] {
    databaseArguments
      + ["--secrets", secretsPath, "--format", format.rawValue, "--language", language.rawValue]
      + (namedConfigurationPath.map { ["--config", $0] } ?? []) + (pretendedNow.map { ["--now", "\($0)"] } ?? [])
  }

  /// The option with the database; a configuration that is named, and may name it, is handed on as well.
  private var databaseArguments: [String] {
    databaseNaming == .standard && namedConfigurationPath != nil ? [] : ["--database", databaseURL]
  }

  /// The path of the database. Throws `UsageFault` if no driver of this version opens the address, and
  /// `ConfigurationFault` if a configuration that might name it cannot be read.
  public var databasePath: String {
    get throws { try DatabaseAddress.path(of: databaseAddress().text) }
  }

  /// The address of the database, and whether anybody named it: the option, `$CHAKA_DATABASE`, the setting `database` of
  /// a configuration that is named; else the usual one.
  func databaseAddress() throws -> (text: String, isNamed: Bool) {
    guard databaseNaming == .standard else { return (databaseURL, true) }
    let set = namedConfigurationPath == nil ? nil : try configuration().database
    return (set ?? databaseURL, set != nil)
  }

  /// The path of the configuration, whether or not there is one.
  public var configurationPath: String { namedConfigurationPath ?? locations.defaultConfiguration }

  /// The settings of `--config`, else of the default file, else the defaults. Throws `ConfigurationFault`.
  public func configuration() throws -> Configuration {
    let path = configurationPath
    guard namedConfigurationPath != nil || FileManager.default.fileExists(atPath: path) else { return Configuration() }
    // The configuration names the services that people's data goes to.
    try FileRights.requireUnchangeable(path)
    return try Configuration(file: path)
  }
}
