import Domain
import Foundation
import Sealing

@testable import Store

/// A place for a database with its secrets, removed with its owner, and a clock that is set by hand.
public final class TestDatabase: Sendable {
  public static let start = Moment(text: "2022-06-09T10:00:00") ?? .distantFuture

  public let location: StoreLocation
  public let clock = SettableClock(start)
  public let catalogue: Catalogue
  private let folder: TemporaryFolder

  public var path: String { location.path }

  /// A place without a database yet.
  public init() throws {
    folder = try TemporaryFolder()
    location = StoreLocation(path: folder.path(of: "chaka.sqlite"), secrets: folder.path(of: "secrets"))
    catalogue = .bundled
  }

  /// A sandbox, made a minute before `start`.
  public static func sandbox(author: String = "tester") throws -> TestDatabase {
    let database = try TestDatabase()
    try database.initialise(author: author)
    return database
  }

  /// A real database, made now, as no other time can be pretended; its clock stands still `span` later.
  public static func real(author: String = "tester", _ span: Span = .seconds(0)) throws -> TestDatabase {
    let database = try TestDatabase()
    try database.initialise(sandbox: false, author: author)
    database.clock.set(SystemClock().now.adding(span))
    return database
  }

  @discardableResult
  public func initialise(
    sandbox: Bool = true, author: String = "tester", now: Moment = start.adding(.minutes(-1))
  ) throws -> Initialisation {
    try Store.initialise(
      at: location, sandbox: sandbox, author: author, catalogue: catalogue, pretendedNow: sandbox ? now : nil)
  }

  /// Opens the database as a program does.
  public func open(hook: CommitHook = .none) throws -> Store {
    try Store.open(at: location, catalogue: catalogue, clock: clock, hook: hook)
  }

  /// Runs statements behind the program's back, as no program of ours does.
  public func tamper(_ statements: String...) throws { try tamper(statements) }

  public func tamper(_ statements: [String]) throws {
    let connection = try SQLiteDatabase(path: path, creating: false)
    for statement in statements { _ = try connection.write { try $0.execute(statement) } }
  }

  /// The location of the same database with other secrets.
  public func located(secrets: String) -> StoreLocation { StoreLocation(path: path, secrets: secrets) }

  /// The path of secrets that were made for another database.
  public func otherSecrets(sandbox: Bool) throws -> String {
    let other = folder.path(of: "other-secrets")
    _ = try ServerSecret.loadOrMake(in: other, sandbox: sandbox)
    return other
  }

  /// The bytes of the file, its WAL and its journal.
  public func bytes() -> Data {
    ["", "-wal", "-journal"].reduce(Data()) { $0 + (FileManager.default.contents(atPath: path + $1) ?? Data()) }
  }
}
