import Domain
import Store
import Text

/// A reason for which the console refuses a command.
public enum RolloutFault: Fault, Equatable {
  case nothingChanged
  /// Somebody else's revision changed the same subjects since the candidate was made.
  case revisionConflict(base: Int, running: Int, ours: [RolloutChange], theirs: [RolloutChange])
  case unknownRevision(Int)
  case timeInPast(Moment, now: Moment)
  case timeInFuture(Moment, now: Moment)
  case invalidEndpoint(String)
  /// The endpoint is not https, and a real database speaks to banks over TLS only.
  case httpsRequired(String)
  /// One of the host's addresses is not public, and private lines were not allowed.
  case privateAddress(String)
  case invalidKey
  /// The 32 bytes are no key to seal to, or to verify with: not canonical, or of small order.
  case weakKey(use: String)
  /// The key has, or had, another owner or use.
  case keyInUse(KeyHolder)
  case sealingKeyMissing
  case signingKeyMissing
  case severalKeys
  /// The network's key before the last is still within its overlap.
  case rotationInProgress
  case invalidPeriod(from: Moment, until: Moment)
  case maintenanceOverlaps(from: Moment, until: Moment)
  case noMaintenance(BankCode)
  case endpointMissing(BankCode)
  case keysMissing(BankCode)
  case banksNotCertified([UncertifiedBank])
  case noSuchQuery(String)
  case noSuchRefusal(String)
  /// The script is to describe a whole state and rolls back to a revision, which is another one elsewhere.
  case notAState(rollback: Int)
  /// The script makes several commits, and a request is one.
  case severalCommits(Int)
  /// The commands written for the running rollout do not give it back.
  case notExportable

  public var code: String {
    switch self {
    case .nothingChanged: "nothing_changed"
    case .revisionConflict: "revision_conflict"
    case .unknownRevision: "unknown_revision"
    case .timeInPast: "time_in_past"
    case .timeInFuture: "time_in_future"
    case .invalidEndpoint: "invalid_endpoint"
    case .httpsRequired: "https_required"
    case .privateAddress: "private_address"
    case .invalidKey, .sealingKeyMissing, .signingKeyMissing, .severalKeys: "invalid_key"
    case .weakKey: "weak_key"
    case .keyInUse: "key_in_use"
    case .rotationInProgress: "rotation_in_progress"
    case .invalidPeriod: "invalid_period"
    case .maintenanceOverlaps: "maintenance_overlaps"
    case .noMaintenance: "no_maintenance"
    case .endpointMissing: "endpoint_missing"
    case .keysMissing: "keys_missing"
    case .banksNotCertified: "bank_not_certified"
    case .noSuchQuery: "no_such_query"
    case .noSuchRefusal: "no_such_refusal"
    case .notAState: "not_a_state"
    case .severalCommits: "several_commits"
    case .notExportable: "not_exportable"
    }
  }

  public var kind: FaultKind { .refused }

  public var facts: [JSONValue.Member] {
    switch self {
    case .nothingChanged, .invalidKey, .sealingKeyMissing, .signingKeyMissing, .severalKeys, .rotationInProgress,
      .notExportable:
      []
    case .weakKey(let use): [.init("use", .string(use))]
    case .keyInUse(let holder): holder.facts
    case .revisionConflict(let base, let running, let ours, let theirs):
      [
        .init("base", JSONValue(base)), .init("running", JSONValue(running)), .init("ours", ours.json),
        .init("theirs", theirs.json),
      ]
    case .noSuchQuery(let number): [.init("query", .string(number))]
    case .noSuchRefusal(let number): [.init("refusal", .string(number))]
    case .unknownRevision(let number), .notAState(let number): [.init("revision", JSONValue(number))]
    case .timeInPast(let time, let now), .timeInFuture(let time, let now):
      [.init("time", JSONValue(time)), .init("now", JSONValue(now))]
    case .invalidEndpoint(let url), .httpsRequired(let url), .privateAddress(let url): [.init("url", .string(url))]
    case .invalidPeriod(let from, let until), .maintenanceOverlaps(let from, let until):
      [.init("from", JSONValue(from)), .init("until", JSONValue(until))]
    case .noMaintenance(let bank), .endpointMissing(let bank), .keysMissing(let bank):
      [.init("bank", .string(bank.text))]
    case .severalCommits(let count): [.init("commits", JSONValue(count))]
    case .banksNotCertified(let banks): [.init("banks", .array(banks.map(\.json)))]
    }
  }
}
