import Crypto
import Domain
import Foundation
import RolloutRules
import Sealing
import Testing
import Text

@Suite("Verification of the audit chain")
struct VerificationTests {
  private static let (icbc, shanghai) = (BankCode("icbc"), RegionCode("CN-SH"))
  private let records: RecordsInMemory

  /// Records of every kind that the chain vouches for.
  init() throws {
    records = try RecordsInMemory()
    try records.setOperator("li", .approver, by: "tester")
    try records.commit { $0.set(.connected(.everywhere), for: Self.icbc) }
    try records.commit { $0.set(.closed, for: Self.icbc) }
    try records.certify(Self.icbc)
    try records.startTimer(
      of: records.commit { $0.set(.full, for: Self.shanghai) }, CommitTerms.Confirmation(minutes: 60))
    let rollout = try records.lastAppliedRevision().rollout
    _ = try records.schedule(
      rollout, base: 3, author: "wang", comment: "", effectiveAt: records.now.adding(.hours(2)))
    let request = try records.insertRequest(["change": "key"], author: "wang", comment: "a key")
    try records.approve(request, by: "li")
    _ = try records.breakGlass(request, by: "li", reason: "nobody is there")
    _ = try records.openReview(of: records.lastAppliedRevision(), by: "li", reason: "fraud")
  }

  private func verify(noted: AuditHead? = nil, expecting hash: String? = nil) throws -> AuditVerdict {
    try records.verifyAudit(noted: noted ?? records.log.end, expecting: hash) { _, _ in }
  }

  @Test("finds nothing where nobody had a hand in anything")
  func intact() throws {
    let verdict = try verify(expecting: records.log.entries[3].hash)
    #expect(verdict.isIntact && verdict.records == records.log.entries.count && verdict.expected == 4)
  }

  /// An alteration of the records, and the problem that verification finds.
  struct Forgery: CustomTestStringConvertible {
    let testDescription: String
    let problem: AuditProblem
    let make: @Sendable (RecordsInMemory) throws -> Void

    init(_ name: String, _ problem: AuditProblem, _ make: @escaping @Sendable (RecordsInMemory) throws -> Void) {
      testDescription = name
      self.problem = problem
      self.make = make
    }
  }

  static let forgeries = [
    Forgery("another author", .altered(at: 3)) { $0.log.entries[2].with(author: "mallory", at: 2, in: $0.log) },
    Forgery("a record taken out", .altered(at: 4)) { $0.log.entries.remove(at: 3) },
    Forgery("values of other kinds", .altered(at: 2)) {
      $0.log.entries[1].with(isOfItsKinds: false, at: 1, in: $0.log)
    },
    Forgery("a record without its MAC", .forged(at: 2)) { $0.log.entries[1].with(hasMAC: false, at: 1, in: $0.log) },
    Forgery("an operator", .operatorsAltered) {
      try $0.operatorTable.set("mallory", .administrator, at: $0.now, by: "")
    },
    Forgery("an operator less", .operatorsAltered) { try $0.operatorTable.remove("li") },
    Forgery("a revision of another author", .revisionAltered(1)) { records in
      let old = records.revisions[1]
      records.revisions[1] = Revision(
        number: 1, rollout: old.rollout, author: "mallory", comment: "", committedAt: old.committedAt,
        effectiveAt: old.effectiveAt, hash: old.hash)
    },
    Forgery("a revision less", .revisionsMissing) { $0.revisions.removeLast() },
    Forgery("what a revision changed", .originsAltered(1)) { $0.changes[1] = [] },
    Forgery("which revision closed a bank", .closuresAltered) { $0.closures["icbc"] = 1 },
    Forgery("a scheduled commit called off", .scheduledAltered) { try $0.scheduledList.markCancelled(1) },
    Forgery("a scheduled commit less", .scheduledAltered) { try $0.scheduledList.remove(1) },
    Forgery("a bank's address", .endpointAltered("icbc")) { $0.banks[Self.icbc]?.url = "http://mallory/" },
    Forgery("a certification", .certificationsAltered) { $0.certificationList.certifications = [] },
    Forgery("the end of a certification", .certificationsAltered) { $0.endList.ends[Self.icbc] = .distantFuture },
    Forgery("an approval", .approvalsAltered) {
      try $0.requestList.approve(1, version: 1, by: "mallory", at: $0.now)
    },
    Forgery("a timer put off", .approvalsAltered) { try $0.unconfirmedList.putOff(3, until: .distantFuture) },
    Forgery("a timer confirmed", .approvalsAltered) { try $0.unconfirmedList.markConfirmed(3, by: "mallory") },
    Forgery("broken glass", .approvalsAltered) { $0.glassList.glasses = [] },
    Forgery("a review", .approvalsAltered) { $0.reviewList.reviews = [] },
    Forgery("the store's tables", .schemaAltered("x")) { $0.storeProblems[.layout] = .schemaAltered("x") },
    Forgery("the store's rows", .recordsAltered(.query)) { $0.storeProblems[.rows] = .recordsAltered(.query) },
    Forgery("the seal", .sealBroken(table: "x")) { $0.storeProblems[.seals] = .sealBroken(table: "x") },
    Forgery("what follows", .populationAltered) { $0.storeProblems[.derived] = .populationAltered },
    Forgery("the file", .storageDamaged) { $0.storeProblems[.storage] = .storageDamaged },
  ]

  @Test("finds what was altered", arguments: forgeries)
  func altered(forgery: Forgery) throws {
    try forgery.make(records)
    #expect(try verify().problem == forgery.problem)
  }

  @Test("says of a chain that is whole how it stands to the head beside the secrets")
  func noted() throws {
    let head = records.log.end
    #expect(try records.verifyAudit(noted: nil, expecting: nil) { _, _ in }.problem == .headUnreadable)
    #expect(
      try verify(noted: AuditHead(records: head.records + 1, hash: "x")).problem
        == .cutOff(noted: head.records + 1, found: head.records))
    #expect(try verify(noted: AuditHead(records: 2, hash: "x")).problem == .older(noted: 2))
    #expect(try verify(noted: AuditHead(records: 2, hash: records.log.entries[1].hash)).isIntact)
    #expect(try verify(expecting: "x").problem == .headUnknown)
  }

  @Test("tells of what was met, until somebody has taken it over")
  func told() throws {
    let detail: JSONValue = ["code": "record_altered"]
    try records.audit(author: "chaka", action: AuditRecord.alteredAction, object: "person 1", detail: detail)
    #expect(try verify().problem == .recordsAltered(.person))
    #expect(
      try records.verifyAudit(noted: records.log.end, expecting: nil, leavingOutTold: true) { _, _ in }.isIntact)
    try records.audit(
      author: "tester", action: "reanchor", object: "audit", detail: ["reason": "looked into", "before": .null])
    let verdict = try verify()
    #expect(verdict.isIntact && verdict.reanchorings.map(\.reason) == ["looked into"])
  }

  @Test("knows no record of another database with the same secrets, or of a sandbox")
  func otherDatabases() {
    let seals = [("a", true), ("b", true), ("a", false)].map { instance, isSandbox in
      AuditSeal(
        ServerSecret(isSandbox: isSandbox, root: .init(data: Array(repeating: 0, count: 32))), instance: instance)
    }
    let head = AuditHead(records: 0, hash: "")
    let entries = seals.map {
      $0.entry(after: head, at: .distantFuture, author: "li", action: "read", object: "query", detail: [:])
    }
    for (seal, place) in zip(seals, 0...) {
      #expect(entries.map(seal.isAuthentic) == entries.indices.map { $0 == place })
    }
  }
}

extension ChainEntry {
  /// Puts an altered copy in place of the record.
  fileprivate func with(
    author: String? = nil, hasMAC: Bool = true, isOfItsKinds: Bool = true, at place: Int, in chain: ChainInMemory
  ) {
    chain.entries[place] = ChainEntry(
      sequence: sequence, at: self.at, author: author ?? self.author, action: action, object: object, detail: detail,
      hash: hash, mac: hasMAC ? mac : nil, isOfItsKinds: isOfItsKinds)
  }
}
