import Domain
import Foundation
import GRDB
import Registry
import RolloutControl
import Store
import Synchronization
import Testing

/// A clock that stands still until it is set.
final class SettableClock: WallClock {
  private let moment: Mutex<Moment>

  init(_ now: Moment) { moment = Mutex(now) }

  var now: Moment { moment.withLock { $0 } }
  func advance(_ span: Span) { moment.withLock { $0 = $0.adding(span) } }
  func sleep(until moment: Moment) async throws { try await Task.sleep(for: .milliseconds(1)) }
}

/// A fresh database, a sandbox unless it is to be a real one, with a clock that is set by hand, gone with its owner.
final class TestDatabase {
  static let catalogue = Result { try Registry.bundled().catalogue }
  static let start = Moment(text: "2022-06-09T10:00:00") ?? .distantFuture

  private let folder = FileManager.default.temporaryDirectory.path + "/chaka-control-\(UUID().uuidString)"
  private let location: StoreLocation
  let clock: SettableClock
  let catalogue: Catalogue
  let store: Store

  /// A real database begins now, as no other time can be pretended; its operators may act alone, unless root is to be
  /// the only one.
  init(isReal: Bool = false, isAlone: Bool = false) throws {
    catalogue = try Self.catalogue.get()
    clock = SettableClock(isReal ? SystemClock().now.adding(.minutes(1)) : Self.start)
    location = StoreLocation(path: folder + "/chaka.sqlite", secrets: folder + "/secrets")
    _ = try Store.initialise(
      at: location, sandbox: !isReal, author: "root", catalogue: catalogue,
      pretendedNow: isReal ? nil : Self.start.adding(.minutes(-1)))
    store = try Store.open(at: location, catalogue: catalogue, clock: clock)
    if isReal, !isAlone { try letOneActAlone() }
  }

  /// A second administrator, and no approvals asked for, which takes the approval of the second.
  private func letOneActAlone() throws {
    let root = try session("root")
    try root.administration.addOperator("wang", .administrator)
    _ = try PolicySetting(.fourEyes, "off").map { try root.edit(.setPolicy($0)) }
    _ = try session("wang").approvals.approve(try root.requestCommit(CommitTerms()).number)
  }

  var secrets: String { location.secrets }

  /// As another program opens it.
  func open(hook: CommitHook = .none) throws -> Store {
    try Store.open(at: location, catalogue: catalogue, clock: clock, hook: hook)
  }

  /// Does behind the program's back what no program of ours does.
  func tamper(_ statement: String) throws {
    try DatabaseQueue(path: location.path).write { try $0.execute(sql: statement) }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func session(_ author: String = "wang") throws -> OperatorSession {
    try OperatorSession(store: store, author: author)
  }

  /// Edits and commits in a session of its own.
  @discardableResult
  func commit(_ edits: RolloutEdit..., at time: Moment? = nil, author: String = "wang") throws -> CommitOutcome {
    let session = try session(author)
    for edit in edits { _ = try session.edit(edit) }
    return try session.commit(CommitTerms(at: time))
  }

  /// How much has been written.
  func records() throws -> Int { try store.read { try $0.auditHead().records } }
}

/// The fault of a call, nil where it goes through.
func fault(_ work: () throws -> some Any) -> RolloutFault? {
  do {
    _ = try work()
    return nil
  } catch {
    return error as? RolloutFault
  }
}

extension RegionCode {
  static let shanghai = RegionCode("CN-SH")
  static let yunnan = RegionCode("CN-YN")
  static let beijing = RegionCode("CN-BJ")
}

extension BankCode {
  static let icbc = BankCode("icbc")
  static let abc = BankCode("abc")
}

extension Share {
  static let half = Share(hundredths: 5_000) ?? .none
}
