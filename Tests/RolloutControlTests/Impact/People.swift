import Domain
import Foundation
import RolloutControl
import Sealing
import Store
import TestFixtures
import Testing
import Text

/// People, their queries, and the outcomes of these, put into the database as the desk and the engine would.
extension OperatedDatabase {
  /// Registers one person in each of some buckets.
  func register(_ buckets: Range<Int>, in region: RegionCode) throws {
    try store.write { transaction in
      for bucket in buckets {
        try transaction.register(.sample("P\(region)-\(bucket)", in: region, bucket: bucket, at: transaction.now))
      }
    }
  }

  /// Ends enquiries of people of a region now.
  func end(answered: Int, failed: Int = 0, withdrawn: Int = 0, in region: RegionCode) throws {
    let states: [(EnquiryState, Int)] = [(.answered, answered), (.timedOut, failed), (.withdrawn, withdrawn)]
    let outcomes = states.flatMap { state, count in
      Array(repeating: QueryOutcome(bank: .icbc, state: state, code: nil), count: count)
    }
    try store.write { $0.noteAnswers(outcomes, region: region) }
  }

  /// Adds an open query with an enquiry at each bank, in a given state.
  func query(_ number: Int, at banks: [(BankCode, EnquiryState)]) throws {
    _ = try store.write { transaction in
      try transaction.put(
        .sample("Q\(number)", of: "P\(number)", at: banks.map(\.0), accepted: transaction.now),
        banks.map { ($0.1, transaction.now) })
    }
  }

  func set(_ policy: Policy, _ value: String) throws {
    try commit(.setPolicy(#require(PolicySetting(policy, value))))
  }
}

extension CommitTerms {
  init(at: Moment? = nil, expecting lost: Int? = nil, overriding reason: String? = nil) {
    self.init(at: at)
    expectedLoss = lost
    override = reason
  }
}
