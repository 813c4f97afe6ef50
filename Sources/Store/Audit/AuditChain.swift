import Domain
import Foundation

extension Transaction {
  private var table: AuditTable { AuditTable(sql: sql) }

  /// Adds a record to the chain. The head beside the secrets follows the commit, but only along the chain that it is
  /// the head of: once the chain was tampered with, it stays where it was, and verification fails from then on.
  public func audit(author: String, action: String, object: String, detail: JSONValue) throws {
    let last = try table.head()
    let record = AuditRecord(
      sequence: last.records + 1, at: now, author: author, action: action, object: object, detail: detail,
      previous: last.hash)
    try table.insert(record)
    guard try headContinues(last) else { return }
    let head = AuditHead(records: record.sequence, hash: record.hash)
    let file = store.auditHead
    afterCommit { try file.note(head) }
  }

  /// Whether the head beside the secrets stands in the chain as it was before the record; the first one makes it.
  private func headContinues(_ last: AuditHead) throws -> Bool {
    guard let noted = try? store.auditHead.read() else { return last.records == 0 }
    return try table.hash(of: noted.records) == noted.hash
  }

  public func auditHead() throws -> AuditHead { try table.head() }

  /// The last records, oldest of them first; all of them without a number.
  public func auditRecords(last count: Int?) throws -> [AuditRecord] {
    try table.records(last: count).map(\.record)
  }

  /// Recomputes the whole chain and compares its end with the head beside the secrets.
  public func verifyAudit() throws -> AuditVerdict {
    let stored = try table.records(last: nil)
    var previous = ""
    for (position, link) in stored.enumerated() {
      let record = link.record
      let expected = AuditRecord(
        sequence: position + 1, at: record.at, author: record.author, action: record.action, object: record.object,
        detail: record.detail, previous: previous)
      guard link.storedHash == expected.hash, record.sequence == position + 1 else {
        return verdict(stored, problem: .altered(at: position + 1))
      }
      previous = expected.hash
    }
    let problem =
      try problemOfRevisions() ?? problemOfScheduled(stored) ?? problemOfOnboarding(stored.map(\.record))
      ?? problemOfOperators(stored.map(\.record)) ?? problemOfApprovals(stored.map(\.record))
    return verdict(stored, problem: problem ?? problemOfHead(stored))
  }

  private func verdict(_ stored: [AuditTable.Link], problem: AuditProblem?) -> AuditVerdict {
    AuditVerdict(records: stored.count, head: stored.last?.storedHash ?? "", problem: problem?.message)
  }

  /// Each revision's hash follows from its content and its parent's hash, and stands in the chain.
  private func problemOfRevisions() throws -> AuditProblem? {
    var parent = ""
    let committed = try table.committedHashes()
    guard let all = try? revisions.all() else { return .revisionsMissing }
    guard all.count == committed.count else { return .revisionsMissing }
    for (position, revision) in all.enumerated() {
      guard revision.number == position, revision.hashFollows(parent), committed[position] == revision.hash else {
        return .revisionAltered(revision.number)
      }
      parent = revision.hash
    }
    return try revisions.runningNumber() == all.count - 1 ? nil : .runningAltered
  }

  private func problemOfHead(_ stored: [AuditTable.Link]) -> AuditProblem? {
    guard let head = try? store.auditHead.read() else { return .headUnreadable }
    guard head.records <= stored.count else { return .cutOff(noted: head.records, found: stored.count) }
    guard head.records > 0, stored[head.records - 1].storedHash == head.hash else { return .altered(at: head.records) }
    return nil
  }
}

/// What can be wrong with the chain.
enum AuditProblem {
  case altered(at: Int)
  case cutOff(noted: Int, found: Int)
  case headUnreadable
  case revisionAltered(Int)
  case revisionsMissing
  case runningAltered
  case scheduledAltered
  case endpointAltered(String)
  case certificationsAltered
  case maintenancesAltered
  case operatorsAltered
  case approvalsAltered

  var message: Bilingual {
    switch self {
    case .altered(let position):
      Bilingual(
        zh: "第 \(position) 条审计记录被改动、删除或插入过", en: "audit record \(position) was altered, removed or inserted")
    case .cutOff(let noted, let found):
      Bilingual(
        zh: "审计记录被截断：应有至少 \(noted) 条，只有 \(found) 条",
        en: "the audit chain was cut off: at least \(noted) records were written, \(found) are left")
    case .headUnreadable:
      Bilingual(
        zh: "密钥目录中的审计链头缺失或签名不符", en: "the audit head beside the secrets is missing or its signature does not fit")
    case .revisionAltered(let number):
      Bilingual(zh: "第 \(number) 号版本被改动过", en: "revision \(number) was altered")
    case .revisionsMissing:
      Bilingual(zh: "版本的数目与审计记录不符", en: "the number of revisions does not agree with the audit chain")
    case .scheduledAltered:
      Bilingual(
        zh: "排期的提交与审计记录不符：有改动、删除或插入",
        en: "the scheduled commits do not agree with the audit chain: altered, removed or inserted")
    case .endpointAltered(let bank):
      Bilingual(
        zh: "银行 \(bank) 的接口地址或密钥与审计记录不符", en: "the endpoint or key of bank \(bank) does not agree with the audit chain")
    case .certificationsAltered:
      Bilingual(
        zh: "银行的认证与审计记录不符：有改动、删除或插入",
        en: "the banks' certifications do not agree with the audit chain: altered, removed or inserted")
    case .maintenancesAltered:
      Bilingual(
        zh: "银行的维护时段与审计记录不符：有改动、删除或插入",
        en: "the banks' maintenances do not agree with the audit chain: altered, removed or inserted")
    case .operatorsAltered:
      Bilingual(
        zh: "操作员名单与审计记录不符：有改动、删除或插入",
        en: "the operators do not agree with the audit chain: altered, removed or inserted")
    case .approvalsAltered:
      Bilingual(
        zh: "申请、批准、复核或确认期限与审计记录不符：有改动、删除或插入",
        en: "requests, approvals, reviews or timers do not agree with the audit chain: altered, removed or inserted")
    case .runningAltered:
      Bilingual(zh: "运行中的不是最后一个版本", en: "another revision than the last is running")
    }
  }
}
