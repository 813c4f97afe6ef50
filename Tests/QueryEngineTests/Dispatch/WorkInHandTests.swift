import Domain
import Foundation
import Store
import TestFixtures
import Testing

@testable import QueryEngine

@Suite("The enquiries in one process's hand")
struct WorkInHandTests {
  private let hand = WorkInHand()

  private func held(
    _ query: Int, at bank: BankCode = .abc, isAlone: Bool = false, claimed seconds: Int64 = 0
  ) -> HeldEnquiry {
    let record = QueryRecord.sample("Q\(query)", at: [bank])
    let numbered = QueryRecord(
      number: query, id: record.id, person: record.person, revision: 1, region: record.region, channel: .app,
      agreement: "1", banks: [bank], publicKey: record.publicKey, acceptedAt: record.acceptedAt,
      machine: record.machine, vaultDay: record.vaultDay)
    return HeldEnquiry(
      held: HeldQuery(numbered, sealedDetails: Data()), position: 0, isFetch: false, isAlone: isAlone,
      since: TestDatabase.start, claimedAt: TestDatabase.start.adding(.seconds(seconds)))
  }

  private func next(_ limit: Int, of bank: BankCode = .abc) -> [Int] {
    hand.next(of: bank, limit: limit).map(\.place.query)
  }

  @Test("are sent bank by bank, in the order in which they were taken on")
  func order() {
    hand.add([held(1), held(2, at: .boc), held(3)])
    hand.add([held(4), held(5)])
    #expect(hand.banks == [.abc, .boc] && hand.count(of: .abc) == 4)
    #expect(next(3) == [1, 3, 4] && next(3) == [5] && next(3).isEmpty)
    #expect(hand.banks == [.boc] && next(9, of: .boc) == [2] && hand.banks.isEmpty)
  }

  @Test("are sent alone where they have to be, and delay none that need not")
  func alone() {
    hand.add([held(1), held(2, isAlone: true), held(3), held(4, isAlone: true), held(5)])
    #expect(next(2) == [1, 3])
    #expect(next(2) == [2] && next(2) == [4] && next(2) == [5] && next(2).isEmpty)
  }

  @Test("are taken out once they have been held for too long, and no others")
  func takenOut() {
    hand.add([held(1, claimed: 0), held(2, claimed: 5), held(3, claimed: 1), held(4, at: .boc)])
    let old = hand.takeOut(of: .abc, claimedBefore: TestDatabase.start.adding(.seconds(5)))
    #expect(old.map(\.place.query) == [1, 3])
    #expect(next(9) == [2] && hand.count(of: .boc) == 1)
  }

  @Test("are known to be on their way, since when, until their outcome is taken in")
  func sent() {
    let enquiries = [held(1), held(2)]
    #expect(hand.sentAt(enquiries[0].place) == nil)
    hand.send(enquiries, at: TestDatabase.start)
    #expect(enquiries.allSatisfy { hand.sentAt($0.place) == TestDatabase.start })
    hand.settle([enquiries[0]])
    #expect(hand.sentAt(enquiries[0].place) == nil && hand.sentAt(enquiries[1].place) != nil)
  }
}
