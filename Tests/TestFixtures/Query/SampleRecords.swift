import Domain
import Foundation
import Sealing
import Store

/// Rows like those of the desk and the engine, for tests of the targets below.
extension PersonRecord {
  public static func sample(
    _ id: String, in region: RegionCode = .shanghai, bucket: Int = 0, at moment: Moment = TestDatabase.start
  ) -> PersonRecord {
    PersonRecord(
      id: id, sealedDetails: Data("details of \(id)".utf8), region: region, bucket: Bucket(number: UInt16(bucket)),
      keys: PersonKeys(publicKey: Data("public \(id)".utf8), sealedPrivateKey: Data("private \(id)".utf8)),
      registeredAt: moment)
  }
}

extension Transaction {
  /// Registers a person whose identity and phone are their identifier.
  public func register(_ person: PersonRecord) throws {
    try insert(person, identityHash: Data(person.id.utf8), phoneHash: Data(person.id.utf8))
  }
}

extension QueryRecord {
  /// A query accepted at a moment, due a day later.
  public static func sample(
    _ id: String, of person: String = "P1", at banks: [BankCode] = [.abc], accepted moment: Moment = TestDatabase.start
  ) -> QueryRecord {
    QueryRecord(
      id: id, person: person, revision: 1, region: .shanghai, channel: .app, agreement: "1", banks: banks,
      publicKey: Data("key of \(id)".utf8), acceptedAt: moment,
      machine: QueryMachine(
        state: .accepted, reason: nil, generatedAt: nil, expiresAt: nil, dueAt: moment.adding(QueryMachine.deadline)),
      vaultDay: QueryMachine.lastDay(generatedAt: moment))
  }
}

extension EnquiryRecord {
  /// The enquiry of a query at a bank, due at a moment.
  public static func sample(
    _ query: Int, _ position: Int = 0, at bank: BankCode = .abc, _ state: EnquiryState = .queued, attempts: Int = 0,
    next moment: Moment = TestDatabase.start
  ) -> EnquiryRecord {
    EnquiryRecord(
      query: query, position: position, bank: bank,
      machine: EnquiryMachine(
        state: state, code: nil, attempts: attempts, nextAt: moment, dueAt: TestDatabase.start.adding(.hours(24))))
  }
}

extension Transaction {
  /// Accepts a query with one enquiry a bank, each in a state and due at a moment; gives its work.
  @discardableResult
  public func put(
    _ query: QueryRecord, _ enquiries: [(state: EnquiryState, nextAt: Moment)] = [], owner: String? = nil
  ) throws -> WorkRecord {
    var work = WorkRecord.new(try insert(query))
    for (place, item) in enquiries.enumerated() {
      work.enquiries[place].machine = EnquiryMachine(
        state: item.state, code: nil, attempts: 0, nextAt: item.nextAt, dueAt: query.dueAt)
    }
    work.owner = owner
    try insert(work)
    return work
  }
}
