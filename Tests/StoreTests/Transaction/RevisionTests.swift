import Domain
import Foundation
import RolloutRules
import TestFixtures
import Testing

@testable import Store

@Suite("The revisions")
struct RevisionTests {
  private let database: TestDatabase
  private let store: Store

  init() throws {
    database = try TestDatabase.sandbox()
    store = try database.open()
  }

  @Test("are numbered without gaps, each hashed on top of its parent")
  func chain() throws {
    for channel in Channel.allCases { _ = try store.edit(.openChannels([channel])) }
    let all = try store.read { try $0.allRevisions() }
    #expect(all.map(\.number) == Array(0...5))
    #expect(Set(all.map(\.hash)).count == 6)
    for (parent, revision) in zip(all, all.dropFirst()) { #expect(revision.hashFollows(parent.hash)) }
    #expect(all[0].hashFollows("") && !all[2].hashFollows(all[0].hash))
  }

  @Test("is in force from its commit on, however young revision 0 of a sandbox is")
  func youngSandbox() throws {
    let fresh = try TestDatabase()
    _ = try Store.initialise(
      at: fresh.location, sandbox: true, author: "tester", catalogue: fresh.catalogue, pretendedNow: nil)
    let store = try fresh.open()
    _ = try store.edit(.openChannels([.app]))
    #expect(try store.read { try $0.revisionInForce(at: .distantFuture).number } == 1)
  }

  @Test("answer for a past time with the one then in force, and before the first with revision 0")
  func inForce() throws {
    let start = TestDatabase.start
    for hour in 1...3 {
      database.clock.set(start.adding(.hours(Int64(hour))))
      _ = try store.edit(.openRegions([RegionCode("CN-SH")], Share(hundredths: hour) ?? .none))
    }
    func number(_ moment: Moment) throws -> Int { try store.read { try $0.revisionInForce(at: moment).number } }
    #expect(try number(start.adding(.days(-100))) == 0)
    #expect(try number(start.adding(.milliseconds(3_599_999))) == 0)
    #expect(try number(start.adding(.hours(1))) == 1)
    #expect(try number(start.adding(.minutes(150))) == 2)
    #expect(try number(start.adding(.days(1))) == 3)
  }

  @Test("are unknown beyond the last")
  func unknown() throws {
    #expect(try store.read { try $0.knownRevision(1) } == nil)
    #expect(try store.read { try $0.knownRevision(-1) } == nil)
    #expect(try store.read { try $0.knownRevision(0) }?.number == 0)
  }

  @Test("reach the gate of every program with the very next look")
  func neverStale() throws {
    let other = try database.open()
    #expect(try other.readGate { $1.revision } == 0)
    let applicant = Applicant(region: RegionCode("CN-SH"), bucket: Bucket(number: 0), channel: .app)
    _ = try store.edit(.openChannels([.app]), .openRegions([applicant.region], .full))
    #expect(try other.readGate { $1.general(applicant).isEmpty })
    _ = try store.edit(.closeRegions([applicant.region]))
    #expect(try other.readGate { $1.general(applicant) } == [Objection(.regionClosed)])
  }

  @Test("are compiled once, and a few of them kept")
  func cache() {
    let cache = GateCache()
    var compiled: [Int] = []
    func gate(_ number: Int) -> Int {
      cache.gate(number, hash: "\(number)") {
        compiled.append(number)
        return Gate(revision: number, rollout: .initial, regions: [], banks: [])
      }.revision
    }
    for number in [1, 1, 2, 1, 3, 4, 1, 5, 5, 1, 2] { #expect(gate(number) == number) }
    #expect(compiled == [1, 2, 3, 4, 5, 1, 2])
  }
}

extension Revision {
  fileprivate func hashFollows(_ parentHash: String) -> Bool {
    StoredRevision(
      stamp: RevisionStamp(
        number: number, author: author, comment: comment, committedAt: committedAt, effectiveAt: effectiveAt),
      rollout: rollout.document.compact, hash: hash
    ).hashFollows(parentHash)
  }
}
