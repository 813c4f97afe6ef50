import Domain
import Foundation
import Text

/// A reason why a program cannot use its database. Names files, never their contents.
public enum StoreFault: Fault, Equatable {
  case databaseMissing(String)
  case databaseNotOurs(String)
  case databaseNewer(String, found: Int, known: Int)
  case databaseOutdated(String, found: Int, known: Int)
  case databaseReadOnly(String, WriteObstacle = .readOnly)
  /// Another program holds the writer. `by` names the writing programs, as far as the machine tells.
  case databaseLocked(String, by: [String] = [])
  case diskFull(String)
  /// A migration that was applied has been edited since.
  case migrationChanged(Int)
  /// There is no database yet, and it cannot be made there.
  case databaseNotMakeable(String)
  /// `init` was asked for a sandbox beside the secrets of a real database, or the reverse.
  case secretsOfOtherKind(areSandbox: Bool)
  /// The database and the server secret disagree on whether this is a sandbox.
  case sandboxMismatch(databaseIsSandbox: Bool)
  /// `init` never changes whether a database is a sandbox.
  case madeOtherwise(isSandbox: Bool)
  /// The secret is not the one the database was made with.
  case secretMismatch
  /// A command that works in a sandbox only was used on a real database.
  case notASandbox(SandboxOnly)
  /// A real database is opened under the account that owns it only.
  case notServiceAccount
  /// A real database is the service's alone, and this program speaks to it. `isRunning` is nil where this account cannot
  /// tell.
  case serviceOnly(ServiceNotice, isRunning: Bool?)
  /// A service owns the database already; nil where it is maintenance that keeps a service from it.
  case serviceRunning(ServiceNotice?)
  case clockBehind(now: Moment, latest: Moment)
  /// The clock is ahead of the latest write and not believed: nothing is applied, written or destroyed by it (rule 14).
  case clockAhead(now: Moment, latest: Moment, ClockDoubt)
  /// This program's clock is not the machine's kernel's, and nothing was written yet to compare with, or the clock is
  /// slow.
  case clockNotTheKernels(now: Moment, kernel: Moment)
  /// The head beside the secrets is not in the chain: the database is an older copy, or its chain was cut off.
  case databaseOlder(noted: Int, found: Int)
  /// Recent writes are missing, by the time noted beside the secrets.
  case databaseOlderByTime(noted: Moment, found: Moment)
  /// People, queries or refusals are missing, by the numbers noted beside the secrets.
  case databaseOlderByNumbers
  /// The head beside the secrets is missing, or its signature is not ours.
  case headUnreadable
  /// The database, or a file that belongs to it, was moved away from its path while it was open.
  case databaseMoved(String)
  /// Another database stands at the path than the one that is noted beside the secrets.
  case databaseExchanged(String)
  /// Another database is noted at the path than stands there, and the file there is empty.
  case databaseEmptied(String)
  /// A table, index, trigger or view is not one that the program makes.
  case schemaAltered(String)
  /// A table is not as a program of ours wrote it.
  case altered(String)
  /// The database is not sealed under the server secret yet.
  case databaseUnsealed
  /// Before a database is sealed its chain has to be found whole.
  case notSealable(AuditProblem)
  /// The database is judged by another registry than the one that this program has read.
  case registryChanged
  /// The database is not older than the head beside the secrets, so there is nothing to decide about.
  case notOlder
  /// There is such a row already, by a constraint of the schema: somebody else has written it since it was looked for.
  case notUnique(UniqueKey)
  /// Any other failure of the engine.
  case failed(String, engineCode: Int)
  /// A stored value does not have the shape this program writes.
  case corrupt(String)

  public var code: String {
    switch self {
    case .databaseMissing: "database_missing"
    case .databaseNotOurs: "database_not_ours"
    case .databaseNewer: "database_newer"
    case .databaseOutdated: "database_outdated"
    case .databaseReadOnly: "database_read_only"
    case .databaseLocked: "database_locked"
    case .diskFull: "disk_full"
    case .migrationChanged: "migration_changed"
    case .databaseNotMakeable: "database_not_makeable"
    case .secretsOfOtherKind, .sandboxMismatch, .madeOtherwise: "sandbox_mismatch"
    case .secretMismatch: "secret_mismatch"
    case .notASandbox: "not_a_sandbox"
    case .notServiceAccount: "not_service_account"
    case .serviceOnly: "service_only"
    case .serviceRunning: "service_running"
    case .clockBehind: "clock_behind"
    case .clockAhead: "clock_ahead"
    case .clockNotTheKernels(let now, let kernel): now < kernel ? "clock_behind" : "clock_ahead"
    case .databaseOlder, .databaseOlderByTime, .databaseOlderByNumbers: "database_older"
    case .headUnreadable: "audit_head_unreadable"
    case .databaseMoved: "database_moved"
    case .databaseExchanged, .databaseEmptied: "database_exchanged"
    case .schemaAltered: "schema_altered"
    case .altered: "authority_altered"
    case .databaseUnsealed: "database_unsealed"
    case .notSealable: "database_not_sealable"
    case .registryChanged: "registry_changed"
    case .notOlder: "nothing_changed"
    case .notUnique: "not_unique"
    case .failed: "database_failed"
    case .corrupt: "database_corrupt"
    }
  }

  public var kind: FaultKind {
    switch self {
    case .notASandbox, .notServiceAccount, .serviceOnly, .clockBehind, .clockAhead, .clockNotTheKernels, .notOlder:
      .refused
    case .databaseMissing, .databaseNotOurs, .databaseNewer, .databaseOutdated, .databaseReadOnly, .databaseLocked,
      .diskFull, .migrationChanged, .databaseNotMakeable, .secretsOfOtherKind, .sandboxMismatch, .madeOtherwise,
      .secretMismatch, .notUnique, .failed, .corrupt, .databaseOlder, .databaseOlderByTime, .databaseOlderByNumbers,
      .headUnreadable, .databaseMoved, .databaseExchanged, .databaseEmptied, .schemaAltered, .altered,
      .databaseUnsealed, .notSealable, .registryChanged, .serviceRunning:
      .environment
    }
  }

  /// Whether the fault is about the clock.
  public var isOfTheClock: Bool {
    switch self {
    case .clockBehind, .clockAhead, .clockNotTheKernels: true
    default: false
    }
  }

  /// Whether the fault is that another program holds the writer.
  public var isLocked: Bool {
    if case .databaseLocked = self { true } else { false }
  }

  public var facts: [JSONValue.Member] {
    switch self {
    case .databaseMissing(let path), .databaseNotOurs(let path), .databaseNotMakeable(let path),
      .databaseReadOnly(let path, _), .diskFull(let path):
      [.init("path", .string(path))]
    case .databaseLocked(let path, let writers):
      [.init("path", .string(path)), .init("writers", .array(writers.map { .string($0) }))]
    case .databaseNewer(let path, let found, let known), .databaseOutdated(let path, let found, let known):
      [.init("path", .string(path)), .init("found", JSONValue(found)), .init("known", JSONValue(known))]
    case .clockBehind(let now, let latest), .clockAhead(let now, let latest, _):
      [.init("now", JSONValue(now)), .init("latest", JSONValue(latest))]
    case .clockNotTheKernels(let now, let kernel):
      [.init("now", JSONValue(now)), .init("kernel", JSONValue(kernel))]
    case .migrationChanged(let number): [.init("migration", JSONValue(number))]
    case .notUnique(let key): [.init("key", .string(key.name))]
    case .failed(_, let engineCode): [.init("engineCode", JSONValue(engineCode))]
    case .databaseOlder(let noted, let found): [.init("noted", JSONValue(noted)), .init("found", JSONValue(found))]
    case .databaseOlderByTime(let noted, let found):
      [.init("noted", JSONValue(noted)), .init("found", JSONValue(found))]
    case .databaseMoved(let path), .databaseExchanged(let path): [.init("path", .string(path))]
    case .databaseEmptied(let path): [.init("path", .string(path)), .init("empty", true)]
    case .databaseOlderByNumbers: [.init("missing", ["persons", "queries", "refusals"])]
    case .secretsOfOtherKind: [.init("found", "secrets")]
    case .madeOtherwise(isSandbox: true): [.init("found", "sandbox")]
    case .notASandbox(let what): [.init("pretended", .string(what.rawValue))]
    case .schemaAltered(let name): [.init("name", .string(name))]
    case .altered(let table): [.init("table", .string(table))]
    case .notSealable(let problem): [.init("problem", .string(problem.code))]
    case .serviceOnly(let notice, let isRunning):
      notice.members.filter { ["socket", "server"].contains($0.key) }
        + (isRunning.map { [.init("running", .bool($0))] } ?? [])
    case .serviceRunning(let notice): notice?.members ?? [.init("maintenance", true)]
    case .sandboxMismatch, .madeOtherwise, .secretMismatch, .notServiceAccount, .corrupt, .headUnreadable,
      .databaseUnsealed, .registryChanged, .notOlder:
      []
    }
  }

  /// Whether the fault is that the database belongs to another account, as far as this one can tell.
  public var isOfAnotherAccount: Bool {
    switch self {
    case .notServiceAccount, .databaseReadOnly(_, .hidden), .databaseReadOnly(_, .owner): true
    default: false
    }
  }

  /// Whether the fault says that the opened database is not to be trusted. Such a database can be read and decided
  /// about.
  public var isAboutTrust: Bool {
    switch self {
    case .databaseOlder, .databaseOlderByTime, .databaseOlderByNumbers, .databaseExchanged, .headUnreadable,
      .schemaAltered, .altered, .corrupt, .databaseUnsealed, .registryChanged:
      true
    default: false
    }
  }
}

/// An option or command that works in a sandbox only.
public enum SandboxOnly: String, Sendable {
  /// A pretended time, with `--now`.
  case time
  /// Another operator than the system account.
  case `operator`
  /// A face check that fails.
  case face
  /// Reading the SMS of a phone.
  case phone

  var name: Bilingual {
    switch self {
    case .time: Bilingual(zh: "假定的时间", en: "a pretended time")
    case .operator: Bilingual(zh: "假定的操作员", en: "a pretended operator")
    case .face: Bilingual(zh: "假定的人脸核验结果", en: "a pretended face check")
    case .phone: Bilingual(zh: "查看手机收到的短信", en: "reading the SMS of a phone")
    }
  }
}
