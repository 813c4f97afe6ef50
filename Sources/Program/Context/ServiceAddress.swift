import Domain
import Foundation
import Text

/// Where `chaka-admin` finds what it works on: a service, or a database that it opens itself.
public enum ServiceAddress: Sendable, Equatable {
  /// The path of the socket of a service on this machine.
  case socket(String)
  /// A service over the network.
  case server(EndpointURL)
  /// No service: the database that the context names.
  case database

  /// The socket of the service that the package installs.
  public static let installed = "/run/chaka/operators.sock"

  /// The first that is there (docs/contract.md, "chaka-admin"): one of the options; `$CHAKA_SOCKET`; `$CHAKA_DATABASE`;
  /// the setting `database` of a configuration that is named; the socket of an installed service; the usual database. So
  /// on a machine with a service a bare `chaka-admin` speaks to it, and a sandbox has to be named.
  ///
  /// Throws `UsageFault` if two options name a place, if an address cannot be read, or if an option is given that is the
  /// service's to decide; `ConfigurationFault` if the configuration cannot be read.
  public init(
    _ context: ProgramContext, socket: String? = nil, server: String? = nil, installed: String = Self.installed
  ) throws {
    let database = context.databaseNaming == .option ? context.databaseURL : nil
    guard [socket, server, database].count(where: { $0 != nil }) <= 1 else {
      throw UsageFault.other(
        Bilingual(
          zh: "--socket、--server 和 --database 只能用一个",
          en: "--socket, --server and --database cannot be used together"))
    }
    self = try Self.given(socket: socket, server: server, database: database) ?? Self.usual(context, installed)
    if self != .database { try Self.requireNothingOfTheService(context) }
  }

  private static func given(socket: String?, server: String?, database: String?) throws(UsageFault) -> ServiceAddress? {
    if let socket { return try path(socket, of: "--socket") }
    if let server { return try url(server, of: "--server") }
    return try database.map { address throws(UsageFault) in try read(address) }
  }

  private static func usual(_ context: ProgramContext, _ installed: String) throws -> ServiceAddress {
    if let socket = context.environment["CHAKA_SOCKET"], !socket.isEmpty { return try path(socket, of: "CHAKA_SOCKET") }
    let address = try context.databaseAddress()
    if address.isNamed { return try read(address.text) }
    return FileManager.default.fileExists(atPath: installed) ? .socket(installed) : .database
  }

  /// Reads the address of a database, which may be a service's.
  private static func read(_ address: String) throws(UsageFault) -> ServiceAddress {
    if let path = DatabaseAddress.socket(of: address) { return try self.path(path, of: "--database") }
    if address.hasPrefix("https:") { return try url(address, of: "--database") }
    return .database
  }

  private static func path(_ path: String, of option: String) throws(UsageFault) -> ServiceAddress {
    guard !path.isEmpty, !path.utf8.contains(0), path.utf8.count <= 107 else {
      throw .invalidValue(path.withoutControls, option: option, allowed: [])
    }
    return .socket(path)
  }

  private static func url(_ text: String, of option: String) throws(UsageFault) -> ServiceAddress {
    guard let url = EndpointURL(text), url.scheme == .https, url.path.isEmpty || url.path == "/" else {
      throw .invalidValue(text.withoutControls, option: option, allowed: [])
    }
    return .server(url)
  }

  private static func requireNothingOfTheService(_ context: ProgramContext) throws(UsageFault) {
    for (option, isGiven) in [("--secrets", context.namesSecrets), ("--now", context.pretendedNow != nil)] where isGiven
    {
      throw .other(
        Bilingual(
          zh: "\(option) 由服务决定，连接服务时请去掉",
          en: "\(option) belongs to the service: leave it out when you speak to one"))
    }
  }
}
