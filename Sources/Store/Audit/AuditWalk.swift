import Domain
import Text

/// Goes through the chain record by record, in the order of their numbers, and keeps of them only what the tables are
/// compared with afterwards.
struct AuditWalk {
  /// Every record but commits, and those that nothing is compared with.
  private(set) var facts: [AuditRecord] = []
  private(set) var commits: [Commit] = []
  private(set) var head = AuditHead(records: 0, hash: "")
  /// What is wrong with the first record that does not follow, or that no program of ours wrote: there the chain ends.
  private(set) var problem: AuditProblem?
  /// The hash that stands beside the record that the head beside the secrets is of.
  private(set) var hashAtNoted: String?
  /// Which record the expected hash is of.
  private(set) var expectedAt: Int?
  private let noted: Int?
  private let expected: String?
  private var seal: AuditSeal
  /// Whether records have to be authenticated: those of before are given their MACs once the rest was found right.
  private let isAuthenticated: Bool

  /// What a record says of a commit that took force; nil where it cannot be read.
  struct Commit {
    let hash: String?
    let scheduled: Int64?
    /// What it said beyond what it changed.
    let restated: String
  }

  /// What stays in the chain alone.
  private static let unkept: Set<String> = ["commit", "read", "sign-in"]

  init(_ seal: AuditSeal, isAuthenticated: Bool = true, noted: Int?, expected: String?) {
    self.seal = seal
    self.isAuthenticated = isAuthenticated
    self.noted = noted
    self.expected = expected
  }

  /// Columns as `AuditTable.columns`, and the MAC.
  mutating func take(_ row: any SQLRow) {
    // Before any value is read: reading one as something else changes what it says it is.
    let isOfItsKinds = Self.isOfItsKinds(row)
    let (sequence, at, detail, hash) = (row.integer(0), row.integer(1), row.text(5), row.text(6))
    let (author, action, object) = (row.text(2), row.text(3), row.text(4))
    let position = head.records + 1
    if problem == nil {
      let follows = seal.hash(
        previous: head.hash, sequence: sequence, at: at, author: author, action: action, object: object, detail: detail)
      if sequence != position || hash != follows || !isOfItsKinds {
        problem = .altered(at: position)
      } else if isAuthenticated, !seal.isRight(row.blob(7), besides: hash) {
        problem = .forged(at: position)
      }
    }
    head = AuditHead(records: position, hash: hash)
    if position == noted { hashAtNoted = hash }
    if let expected, hash == expected { expectedAt = position }
    guard problem == nil else { return }
    if action == "commit" { note(commit: detail) }
    guard !Self.unkept.contains(action) else { return }
    facts.append(
      AuditRecord(
        sequence: position, at: Moment(milliseconds: at), author: author, action: action, object: object,
        detail: JSONValue(json: detail) ?? .null, hash: hash))
  }

  private static let kinds: [SQLKind] = [.integer, .integer, .text, .text, .text, .text, .text]

  private static func isOfItsKinds(_ row: any SQLRow) -> Bool {
    for (column, kind) in kinds.enumerated() where row.kind(column) != kind { return false }
    return true
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
