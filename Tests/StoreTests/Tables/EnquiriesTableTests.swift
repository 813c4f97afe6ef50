import Domain
import TestFixtures
import Testing

@testable import Store

@Suite("The table of enquiries")
struct EnquiriesTableTests {
  private let open: OpenDatabase

  init() throws { open = try OpenDatabase() }

  private func put(_ enquiries: EnquiryRecord...) throws {
    try open.write { transaction in for enquiry in enquiries { try transaction.insert(enquiry) } }
  }

  private func after(_ span: Span) -> Moment { TestDatabase.start.adding(span) }

  private func due(_ limit: Int = 10, acknowledgedOnly: Bool = false) throws -> [String] {
    try open.read { try $0.dueEnquiries(of: .abc, acknowledgedOnly: acknowledgedOnly, limit: limit) }.map(\.id)
  }

  @Test("finds one by what its bank knows it by, and a query's in the order chosen")
  func found() throws {
    try put(.sample(1, 1, at: .boc), .sample(1, 0, at: .abc), .sample(2, 0, at: .abc))
    #expect(try open.read { try $0.enquiry("E1-1") } == .sample(1, 1, at: .boc))
    #expect(try open.read { try $0.enquiry("E9-9") } == nil)
    #expect(try open.read { try $0.enquiries(of: 1) }.map(\.bank) == [.abc, .boc])
  }

  @Test("takes no place of a query twice")
  func twice() throws {
    try put(.sample(1, 0))
    #expect(fault { try put(.sample(1, 0, at: .boc)) } != nil)
    #expect(try open.count("enquiries") == 1)
  }

  @Test("gives a bank's that are due, the longest waiting first and then by query")
  func order() throws {
    try put(
      .sample(3, next: after(.seconds(-1))), .sample(2, next: after(.seconds(-1))),
      .sample(4, next: after(.seconds(-2))), .sample(5, next: after(.milliseconds(1))),
      .sample(6, 1, at: .boc, next: after(.seconds(-9))), .sample(7, 0, at: .abc, .answered))
    #expect(try due() == ["E4-0", "E2-0", "E3-0"])
    #expect(try due(2) == ["E4-0", "E2-0"])
  }

  @Test("gives those alone whose answer is to be fetched, where only they are asked for")
  func acknowledged() throws {
    try put(.sample(1), .sample(2, 0, at: .abc, .acknowledged), .sample(3, 0, at: .abc, .sent))
    #expect(try due(acknowledgedOnly: true) == ["E2-0"])
  }

  @Test("knows which have not ended", arguments: EnquiryState.allCases)
  func isOpen(state: EnquiryState) throws {
    try put(.sample(1, 0, at: .abc, state))
    #expect(try open.read { try $0.hasOpenEnquiries(of: 1) } == state.isOpen)
    #expect(try open.read { try $0.openEnquiries(of: .abc) }.count == (state.isOpen ? 1 : 0))
  }

  @Test("keeps where one stands, and when it was asked first")
  func updated() throws {
    try put(.sample(1))
    var enquiry = EnquiryRecord.sample(1, 0, at: .abc, .sent, attempts: 2, next: after(.seconds(45)))
    enquiry.askedAt = after(.seconds(1))
    try open.write { try $0.update(enquiry, owner: "worker") }
    #expect(try open.read { try $0.enquiry("E1-0") } == enquiry)
    #expect(try due().isEmpty)
    open.clock.advance(.seconds(45))
    #expect(try due() == ["E1-0"])
  }

  @Test("forgets a query's, and no other's")
  func deleted() throws {
    try put(.sample(1), .sample(1, 1, at: .boc), .sample(2))
    try open.write { try $0.deleteEnquiries(of: 1) }
    #expect(try open.read { try $0.enquiries(of: 1) }.isEmpty)
    #expect(try open.read { try $0.enquiries(of: 2) }.count == 1)
  }

  private static let alterations = [
    "bank = 'boc'", "consent = 'C'", "state = 'acknowledged'", "attempts = 9", "due_at = due_at + 1", "asked_at = 1",
    "code = 'x'",
  ]

  @Test("reads an altered one as failed for that reason, whatever it says", arguments: alterations)
  func altered(change: String) throws {
    try put(.sample(1))
    try open.tamper("update enquiries set \(change)")
    let enquiry = try #require(try open.read { try $0.enquiry("E1-0") })
    #expect(enquiry.isAltered && enquiry.machine.state == .failed)
    #expect(enquiry.machine.code == QueryMachine.alteredReason)
  }
}
