import Domain
import Text

/// A walk through the chain, record by record in the order of their numbers. Keeps only the parts that tables are
/// compared with afterwards.
public struct AuditWalk {
  /// The records but commits and those that nothing is compared with.
  public private(set) var facts: [AuditRecord] = []
  public private(set) var commits: [Commit] = []
  public private(set) var head = AuditHead(records: 0, hash: "")
  /// The problem of the first record that does not follow, or that no program of ours wrote: there the walk ends.
  public private(set) var problem: AuditProblem?
  /// The hash beside the record that the noted head is of.
  public private(set) var hashAtNoted: String?
  /// The record that has the expected hash.
  public private(set) var expectedAt: Int?
  private let noted: Int?
  private let expected: String?
  private var seal: AuditSeal
  /// Whether records have to be authenticated: older ones get their MACs once the rest was found right.
  private let isAuthenticated: Bool

  /// The content of a record of a commit that took force; nil if it cannot be read.
  public struct Commit: Sendable {
    public let hash: String?
    public let scheduled: Int64?
    /// The scope that the commit said beyond its changes.
    public let restated: String
  }

  /// The actions of records that are not kept.
  private static let unkept: Set<String> = ["commit", "read", "sign-in"]

  public init(_ seal: AuditSeal, isAuthenticated: Bool = true, noted: Int?, expected: String?) {
    self.seal = seal
    self.isAuthenticated = isAuthenticated
    self.noted = noted
    self.expected = expected
  }

  public mutating func take(_ entry: ChainEntry) {
    let position = head.records + 1
    if problem == nil { problem = finding(in: entry, at: position) }
    head = AuditHead(records: position, hash: entry.hash)
    if position == noted { hashAtNoted = entry.hash }
    if let expected, entry.hash == expected { expectedAt = position }
    guard problem == nil else { return }
    if entry.action == "commit" { note(commit: entry.detail) }
    if !Self.unkept.contains(entry.action) { facts.append(AuditRecord(entry)) }
  }

  private mutating func finding(in entry: ChainEntry, at position: Int) -> AuditProblem? {
    let follows = seal.hash(
      previous: head.hash, sequence: entry.sequence, at: entry.at, author: entry.author, action: entry.action,
      object: entry.object, detail: entry.detail)
    guard entry.sequence == position, entry.hash == follows, entry.isOfItsKinds else { return .altered(at: position) }
    guard isAuthenticated else { return nil }
    return entry.mac.map { seal.isRight($0, besides: entry.hash) } ?? false ? nil : .forged(at: position)
  }

  private mutating func note(commit detail: String) {
    let detail = JSONValue(json: detail) ?? .null
    var hash: String?
    var number: Int64?
    if case .string(let text)? = detail["hash"] { hash = text }
    if case .integer(let scheduled)? = detail["scheduled"] { number = scheduled }
    var restated = ""
    if case .string(let text)? = detail["restated"] { restated = text }
    commits.append(Commit(hash: hash, scheduled: number, restated: restated))
  }
}
