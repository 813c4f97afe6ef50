import Domain
import Foundation
import Registry
import RolloutRules
import Text

/// The records of a rollout in memory, for tests of the rules without a store. A record that a test does not give fails
/// the test when it is read.
final class RecordsInMemory: AuditedRecords {
  static let bundled = Result { try Registry.bundled().catalogue }
  static let start = Moment(text: "2022-06-09T10:00:00") ?? .distantFuture

  var now = start
  let isSandbox = true
  var registry: Catalogue
  var revisions: [Revision] = []
  var banks: [BankCode: RegisteredBank] = [:]
  var figures = Figures()
  /// The revisions that changed each subject, and those that closed each bank last.
  var changes: [Int: [RolloutChange.Subject]] = [:]
  var closures: [String: Int] = [:]
  /// The tables that are not as they were sealed.
  var unsealed: Set<DecidingTable> = []
  /// The parts of the store that were altered.
  var storeProblems: [StorePart: AuditProblem] = [:]

  let log = ChainInMemory()
  let scheduledList = ScheduledInMemory()
  let unconfirmedList = UnconfirmedInMemory()
  let glassList = BrokenGlassInMemory()
  let requestList = RequestsInMemory()
  let reviewList = ReviewsInMemory()
  let operatorTable = OperatorsInMemory()
  let certificationList = CertificationsInMemory()
  let endList = CertificationEndsInMemory()

  /// Records with revision 0, as a sandbox begins.
  init() throws {
    registry = try Self.bundled.get()
    try audit(author: "tester", action: "init", object: "database", detail: ["administrator": "tester"])
    try operatorTable.set("tester", .administrator, at: now, by: "tester")
    try appendFirst(author: "tester")
  }

  var scheduled: any ScheduledRecords { scheduledList }
  var unconfirmed: any UnconfirmedRecords { unconfirmedList }
  var brokenGlass: any BrokenGlassRecords { glassList }
  var requests: any RequestRecords { requestList }
  var reviews: any ReviewRecords { reviewList }
  var operatorList: any OperatorRecords { operatorTable }
  var certifications: any CertificationRecords { certificationList }
  var certificationEnds: any CertificationEndRecords { endList }
  var chain: any ChainRecords { log }
  var auditSeal: AuditSeal { log.seal }

  func catalogue(of rollout: Rollout) -> Catalogue { registry }
  func audit(author: String, action: String, object: String, detail: JSONValue) throws {
    log.append(author, action, object, detail, at: now)
  }
  func sealedHead() throws -> AuditHead { log.end }

  // MARK: Due changes

  func isAnyDue() throws -> Bool { try nextChange().map { $0 <= now } ?? false }

  func nextChange() throws -> Moment? {
    let moments =
      scheduledList.commits.filter { $0.state == .pending }.map(\.effectiveAt)
      + unconfirmedList.commits.filter { $0.state == .waiting }.map(\.until)
      + glassList.glasses.filter { $0.state == .waiting }.map(\.dueAt) + endList.ends.values
    return moments.min()
  }

  // MARK: Revisions

  func lastAppliedNumber() throws -> Int { revisions.count - 1 }
  func knownRevision(_ number: Int) throws -> Revision? {
    revisions.indices.contains(number) ? revisions[number] : nil
  }
  func revision(_ number: Int) throws -> Revision {
    guard let revision = try knownRevision(number) else { throw NotStubbed("revision \(number)") }
    return revision
  }

  func run(_ revision: Revision, changing subjects: [RolloutChange.Subject], closing banks: [BankCode]) throws {
    revisions.append(revision)
    changes[revision.number] = subjects
    for bank in banks { closures[bank.text] = revision.number }
  }

  func latestChange(of subject: RolloutChange.Subject, upTo revision: Int) throws -> Int? {
    changes.filter { $0.key <= revision && $0.value.contains(subject) }.keys.max()
  }

  // MARK: Seals

  func check(_ tables: DecidingTable...) throws {
    for table in tables where unsealed.contains(table) { throw NotStubbed("an altered \(table)") }
  }
  func isAsSealed(_ table: DecidingTable) throws -> Bool { !unsealed.contains(table) }
  func takeAsItIs(_ table: DecidingTable) throws { unsealed.remove(table) }
  func altered(_ records: String) -> any Error { NotStubbed("alteration of \(records)") }
}

/// The banks with their figures.
extension RecordsInMemory {
  func registration(of bank: BankCode) throws -> RegisteredBank? { banks[bank] }
  func banksRegistered() throws -> [BankCode] { banks.keys.sorted() }
  func health(of bank: BankCode, from start: Moment, to end: Moment) throws -> BankHealth { try figures.health(bank) }
  func answerCount(of regions: [RegionCode], from day: CalendarDay) throws -> AnswerCount {
    try figures.answers(regions, day)
  }
  func queriesInFlight(at isAsked: (BankCode) -> Bool) throws -> [BankCode: QueriesInFlight] {
    try figures.queries().filter { isAsked($0.key) }
  }
}

/// The records that are compared with the chain.
extension RecordsInMemory {
  func readAgain() throws {}

  func eachStoredRevision(_ take: (StoredRevision) -> Void) throws {
    for revision in revisions {
      take(
        StoredRevision(
          stamp: RevisionStamp(
            number: revision.number, author: revision.author, comment: revision.comment,
            committedAt: revision.committedAt, effectiveAt: revision.effectiveAt),
          rollout: revision.rollout.document.compact, hash: revision.hash, restated: revision.restated.text))
    }
  }

  func notedChanges() throws -> [Int: [String]] {
    changes.filter { !$0.value.isEmpty }.mapValues { $0.map(\.path).sorted() }
  }
  func notedRunning() throws -> Int { revisions.count - 1 }
  func notedClosures() throws -> [String: Int] { closures }

  func storedRegistration(of bank: BankCode) throws -> StoredRegistration? {
    banks[bank].map { StoredRegistration(bank: $0, seal: Data(bank.text.utf8)) }
  }
  func banksStored() throws -> [BankCode] { banks.keys.sorted() }
  func notedRegistrations() throws -> [BankCode: Data?] {
    Dictionary(uniqueKeysWithValues: banks.keys.map { ($0, Data($0.text.utf8)) })
  }

  func certificationSummaries() throws -> [Int: String] {
    Dictionary(uniqueKeysWithValues: certificationList.certifications.map { ($0.number, $0.summary) })
  }
  func storedMaintenances() throws -> [AnnouncedMaintenance?] { [] }
  func problem(of part: StorePart, head: AuditHead) throws -> AuditProblem? { storeProblems[part] }
}

/// The work of tests with the records.
extension RecordsInMemory {
  @discardableResult
  func commit(by author: String = "wang", _ edit: (inout Rollout) -> Void) throws -> Revision {
    var rollout = try lastAppliedRevision().rollout
    edit(&rollout)
    return try append(rollout, author: author, comment: "", committedAt: now, effectiveAt: now)
  }

  /// Registers a bank and has it pass the conformance suite.
  func certify(_ bank: BankCode) throws {
    banks[bank] = RegisteredBank(url: "http://\(bank)/")
    try audit(
      author: "wang", action: "endpoint", object: "bank \(bank)",
      detail: ["url": .string("http://\(bank)/"), "lines": "public"])
    let check = CheckResult(
      identifier: "load.rate", group: .load, title: Bilingual(zh: "负载", en: "load"), outcome: .passed, milliseconds: 1)
    let report = CertificationReport(
      suite: "1", endpoint: "http://\(bank)/", keys: [], startedAt: now, endedAt: now, checks: [check])
    _ = try certify(bank, report, author: "wang")
  }
}
