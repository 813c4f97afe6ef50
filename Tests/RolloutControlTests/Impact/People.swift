import Domain
import Foundation
import RolloutControl
import Sealing
import Store
import Text

/// People, their queries, and how these ended, put into the database as the desk and the engine would.
extension TestDatabase {
  /// Registers one person in each of some buckets.
  func register(_ buckets: Range<Int>, in region: RegionCode) throws {
    try store.write { transaction in
      for bucket in buckets {
        let id = "P\(region)-\(bucket)"
        try transaction.insert(
          PersonRecord(
            id: id, sealedDetails: Data(), region: region, bucket: Bucket(number: UInt16(bucket)),
            keys: PersonKeys(publicKey: Data(), sealedPrivateKey: Data()), registeredAt: transaction.now),
          identityHash: Data(id.utf8), phoneHash: Data(id.utf8))
      }
    }
  }

  /// Enquiries of people of a region that end now.
  func end(answered: Int, failed: Int = 0, withdrawn: Int = 0, in region: RegionCode) throws {
    let states: [(EnquiryState, Int)] = [(.answered, answered), (.timedOut, failed), (.withdrawn, withdrawn)]
    let outcomes = states.flatMap { state, count in
      Array(repeating: QueryOutcome(bank: .icbc, state: state, code: nil), count: count)
    }
    try store.write { $0.noteAnswers(outcomes, region: region) }
  }

  /// An open query with an enquiry at each bank, in some state.
  func query(_ number: Int, at banks: [(BankCode, EnquiryState)]) throws {
    try store.write { transaction in
      for (position, (bank, state)) in banks.enumerated() {
        try transaction.insert(
          EnquiryRecord(
            query: number, position: position, bank: bank, id: "E\(number)-\(position)", consent: "C",
            machine: EnquiryMachine(
              state: state, code: nil, attempts: 0, nextAt: transaction.now,
              dueAt: transaction.now.adding(.hours(24)))))
      }
    }
  }

  func set(_ policy: Policy, _ value: String) throws {
    if let setting = PolicySetting(policy, value) { try commit(.setPolicy(setting)) }
  }
}

extension CommitTerms {
  init(at: Moment? = nil, expecting lost: Int? = nil, overriding reason: String? = nil) {
    self.init(at: at)
    expectedLoss = lost
    override = reason
  }
}

/// Any fault of a call, nil where it goes through.
func anyFault(_ work: () throws -> some Any) -> (any Fault)? {
  do {
    _ = try work()
    return nil
  } catch {
    return error as? any Fault
  }
}
